"""Only what lies below the allowed root can be imported, whatever a form says."""

from collections.abc import Callable
from pathlib import Path

import fsspec
import pytest

from pathwise.imports import ImportRefusedError, ImportSource, StoredObject, find_files, find_job
from pathwise.settings import Settings
from tests.zips import zipped

Find = Callable[..., list[str]]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A root with two resumes in a folder, and a secret beside it."""
    root = tmp_path / "root"
    (root / "november").mkdir(parents=True)
    (root / "november" / "a.txt").write_text("one")
    (root / "november" / "b.txt").write_text("two")
    (root / "empty").mkdir()
    (root / "job.md").write_text("# Job")
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets" / "c.txt").write_text("secret")
    (root / "resumes.zip").write_bytes(zipped({"a.txt": b"one", "../../secret.txt": b"two"}))
    return root


@pytest.fixture
def find(root: Path, tmp_path: Path) -> Find:
    """Give what can be read of the files at a place."""

    def look(place: str, source: ImportSource = ImportSource.FOLDER, store: str | None = None) -> list[str]:
        settings = Settings(import_root=root, home=tmp_path / "home", file_store=store)
        data = [each.read_bytes() for each in find_files(source, place, settings)]
        return [each.decode() if isinstance(each, bytes) else each.reason.value for each in data]

    return look


def test_a_folder_and_a_zip_below_the_root_are_listed(find: Find) -> None:
    assert find("november") == ["one", "two"]
    assert find("november/") == ["one", "two"]
    assert find("resumes.zip") == ["one", "unsafe_archive"]


@pytest.mark.parametrize(
    "place",
    ["..", "../secrets", "november/../../secrets", "/etc", "//etc", "..\\secrets", "november\\a.txt", "a\nb", "a\0b"],
)
def test_no_path_leads_out_of_the_root(find: Find, place: str) -> None:
    with pytest.raises(ImportRefusedError, match="relative to PATHWISE_IMPORT_ROOT") as refused:
        find(place)
    assert place not in str(refused.value).replace("`..`", "")


def test_no_link_is_followed_whether_it_leads_out_or_not(find: Find, root: Path) -> None:
    (root / "out").symlink_to(root.parent / "secrets")
    (root / "in").symlink_to(root / "november")
    (root / "november" / "link.txt").symlink_to(root.parent / "secret.txt")
    for place in ("out", "in", "out/c.txt"):
        with pytest.raises(ImportRefusedError, match="goes through a link"):
            find(place)
    assert find("november") == ["one", "two"]


@pytest.mark.parametrize(
    ("place", "told"),
    [("december", "no such place"), ("november/a.txt", "neither a folder nor a zip"), ("empty", "holds no files")],
)
def test_what_cannot_be_imported_is_refused_with_a_sentence(find: Find, place: str, told: str) -> None:
    with pytest.raises(ImportRefusedError, match=told):
        find(place)


def test_what_cannot_be_listed_is_told_without_the_name_of_a_file(find: Find, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied", "/november/ada-lovelace.pdf")

    monkeypatch.setattr("pathwise.imports.collect", refuse)
    with pytest.raises(ImportRefusedError, match=r"cannot be listed: Permission denied") as refused:
        find("november")
    assert "ada" not in str(refused.value)


def test_without_a_root_no_folder_can_be_reached(tmp_path: Path) -> None:
    with pytest.raises(ImportRefusedError, match="PATHWISE_IMPORT_ROOT is not set"):
        find_files(ImportSource.FOLDER, "november", Settings(home=tmp_path))
    with pytest.raises(ImportRefusedError, match="is not there"):
        find_files(ImportSource.FOLDER, "november", Settings(home=tmp_path, import_root=tmp_path / "no"))


def test_a_job_is_a_file_below_the_same_root(root: Path, tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, import_root=root)
    assert find_job("job.md", settings) == root / "job.md"
    for place in ("november", "../secret.txt", "missing.md"):
        with pytest.raises(ImportRefusedError):
            find_job(place, settings)


def test_a_prefix_of_a_local_store_is_a_folder_of_it_and_never_its_own_files(find: Find, root: Path) -> None:
    assert find("november", ImportSource.STORE, str(root)) == ["one", "two"]
    (root / "uploads").mkdir()
    for place in ("uploads", "uploads/ab", "../secrets", "."):
        with pytest.raises(ImportRefusedError):
            find(place, ImportSource.STORE, str(root))


def test_a_prefix_of_a_remote_store_gives_its_objects_in_order(find: Find) -> None:
    files = fsspec.filesystem("memory")
    for name, data in {"b.txt": b"two", "a.txt": b"one"}.items():
        files.pipe_file(f"/store/incoming/{name}", data)
    files.pipe_file("/store/incoming-too/c.txt", b"three")
    assert find("incoming", ImportSource.STORE, "memory://store") == ["one", "two"]
    for place in ("../store/incoming-too", "incoming/../incoming-too", "/store", "uploads", "nothing"):
        with pytest.raises(ImportRefusedError):
            find(place, ImportSource.STORE, "memory://store")


def test_of_an_object_no_more_is_read_than_a_resume_may_have() -> None:
    files = fsspec.filesystem("memory")
    files.pipe_file("/large.txt", b"x" * 100)
    large = StoredObject("/large.txt", files, most_bytes=99).read_bytes()
    assert not isinstance(large, bytes)
    assert large.reason.value == "too_large"
    missing = StoredObject("/missing.txt", files, most_bytes=99).read_bytes()
    assert not isinstance(missing, bytes)
    assert missing.reason.value == "missing_file"
