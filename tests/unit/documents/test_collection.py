"""Files, folders and zips as the caller names them."""

import os
import pickle
import struct
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from pathwise.documents.collection import Candidate, collect
from pathwise.documents.model import ReadingLimits, Refusal
from pathwise.errors import InvalidInputError
from pathwise_models.enums import ReasonCode

MakeZip = Callable[[Mapping[str, bytes]], bytes]
MakeDocx = Callable[..., bytes]


def labels(*paths: Path) -> list[str]:
    return [candidate.label for candidate in collect(paths)]


def reason(candidate: Candidate) -> ReasonCode:
    refusal = candidate.read_bytes()
    assert isinstance(refusal, Refusal)
    return refusal.reason


def test_a_file_is_one_candidate_under_the_name_it_was_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "ada.txt").write_bytes(b"Ada Example")
    monkeypatch.chdir(tmp_path)
    (candidate,) = collect([Path("ada.txt")])
    assert (candidate.label, candidate.read_bytes()) == ("ada.txt", b"Ada Example")


def test_a_folder_is_searched_to_its_depths_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "deep/er/c.txt", ".DS_Store", "Thumbs.db", "__MACOSX/x", ".git/y", "~$a.docx"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    assert labels(tmp_path) == [str(tmp_path / name) for name in ("a.txt", "b.txt", "deep/er/c.txt")]


def test_links_out_of_a_folder_and_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    inside = tmp_path / "inside"
    for folder in (outside, inside):
        folder.mkdir()
        (folder / "ada.txt").write_bytes(b"x")
    (inside / "linked.txt").symlink_to(outside / "ada.txt")
    (inside / "own.txt").symlink_to(inside / "ada.txt")
    (inside / "folder").symlink_to(outside)
    assert labels(inside) == [str(inside / "ada.txt"), str(inside / "own.txt")]


def test_a_zip_is_opened_and_its_litter_passed_over(tmp_path: Path, make_zip: MakeZip) -> None:
    archive = tmp_path / "all.zip"
    archive.write_bytes(make_zip({"b.txt": b"B", "in/a.txt": b"A", "__MACOSX/._a": b"", "in/.DS_Store": b""}))
    candidates = collect([archive])
    assert [(c.label, c.read_bytes()) for c in candidates] == [
        (f"{archive}/b.txt", b"B"),
        (f"{archive}/in/a.txt", b"A"),
    ]


def test_a_zip_within_a_folder_is_opened_too(tmp_path: Path, make_zip: MakeZip) -> None:
    (tmp_path / "all.zip").write_bytes(make_zip({"a.txt": b"A"}))
    assert labels(tmp_path) == [str(tmp_path / "all.zip" / "a.txt")]


def test_a_word_document_is_no_zip_of_resumes_whatever_its_name(tmp_path: Path, make_docx: MakeDocx) -> None:
    path = tmp_path / "ada.zip"
    path.write_bytes(make_docx())
    (candidate,) = collect([path])
    assert candidate.read_bytes() == path.read_bytes()


def test_a_broken_zip_is_left_to_the_reader(tmp_path: Path, make_zip: MakeZip) -> None:
    path = tmp_path / "cut.zip"
    path.write_bytes(make_zip({"a.txt": b"A" * 100})[:-30])
    assert labels(path) == [str(path)]


@pytest.mark.parametrize("name", ["../evil.txt", "/etc/evil.txt", "a/../../evil.txt", "..\\evil.txt", "C:\\evil.txt"])
def test_members_that_point_outside_are_refused(tmp_path: Path, make_zip: MakeZip, name: str) -> None:
    path = tmp_path / "evil.zip"
    path.write_bytes(make_zip({name: b"x"}))
    (candidate,) = collect([path])
    assert reason(candidate) is ReasonCode.UNSAFE_ARCHIVE


def test_a_zip_within_a_zip_is_refused(tmp_path: Path, make_zip: MakeZip) -> None:
    path = tmp_path / "outer.zip"
    path.write_bytes(make_zip({"inner.zip": make_zip({"a.txt": b"A"})}))
    (candidate,) = collect([path])
    assert reason(candidate) is ReasonCode.UNSAFE_ARCHIVE


def test_a_word_document_within_a_zip_is_read(tmp_path: Path, make_zip: MakeZip, make_docx: MakeDocx) -> None:
    path = tmp_path / "all.zip"
    document = make_docx()
    path.write_bytes(make_zip({"ada.docx": document}))
    (candidate,) = collect([path])
    assert candidate.read_bytes() == document


def test_an_archive_made_to_grow_is_refused_as_a_whole(tmp_path: Path, make_zip: MakeZip) -> None:
    path = tmp_path / "bomb.zip"
    path.write_bytes(make_zip({f"{n}.txt": bytes(500_000) for n in range(10)}))
    (candidate,) = collect([path], ReadingLimits(inflated_bytes=1_000_000))
    assert (candidate.label, reason(candidate)) == (str(path), ReasonCode.UNSAFE_ARCHIVE)


def test_one_member_made_to_grow_is_refused_alone(tmp_path: Path, make_zip: MakeZip) -> None:
    path = tmp_path / "all.zip"
    path.write_bytes(make_zip({"bomb.txt": bytes(500_000), "fine.txt": b"Ada"}))
    bomb, fine = collect([path], ReadingLimits(file_bytes=100_000))
    assert reason(bomb) is ReasonCode.UNSAFE_ARCHIVE
    assert fine.read_bytes() == b"Ada"


def test_a_large_member_is_too_large(tmp_path: Path, make_zip: MakeZip) -> None:
    path = tmp_path / "all.zip"
    path.write_bytes(make_zip({"big.txt": os.urandom(20_000)}))
    (candidate,) = collect([path], ReadingLimits(file_bytes=10_000))
    assert reason(candidate) is ReasonCode.TOO_LARGE


def test_a_member_that_lies_about_its_size_is_not_believed(tmp_path: Path, make_zip: MakeZip) -> None:
    data = bytearray(make_zip({"bomb.txt": bytes(500_000)}))
    directory = data.index(b"PK\x01\x02")
    struct.pack_into("<I", data, 22, 10)
    struct.pack_into("<I", data, directory + 24, 10)
    path = tmp_path / "liar.zip"
    path.write_bytes(data)
    (candidate,) = collect([path], ReadingLimits(file_bytes=100_000))
    assert reason(candidate) in (ReasonCode.CORRUPT, ReasonCode.UNSAFE_ARCHIVE)


def test_a_member_with_a_password_is_refused(tmp_path: Path, make_zip: MakeZip) -> None:
    data = bytearray(make_zip({"locked.txt": b"secret"}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    data[6] |= 1
    path = tmp_path / "locked.zip"
    path.write_bytes(data)
    (candidate,) = collect([path])
    assert reason(candidate) is ReasonCode.ENCRYPTED


def test_a_file_over_the_limit_is_too_large(tmp_path: Path) -> None:
    path = tmp_path / "ada.txt"
    path.write_bytes(b"x" * 11)
    (candidate,) = collect([path], ReadingLimits(file_bytes=10))
    assert reason(candidate) is ReasonCode.TOO_LARGE


def test_a_file_that_has_gone_since_is_missing(tmp_path: Path, make_zip: MakeZip) -> None:
    (tmp_path / "ada.txt").write_bytes(b"x")
    (tmp_path / "all.zip").write_bytes(make_zip({"a.txt": b"A"}))
    candidates = collect([tmp_path])
    for name in ("ada.txt", "all.zip"):
        (tmp_path / name).unlink()
    assert [reason(candidate) for candidate in candidates] == [ReasonCode.MISSING_FILE] * 2


def test_candidates_travel_between_processes(tmp_path: Path, make_zip: MakeZip) -> None:
    path = tmp_path / "all.zip"
    path.write_bytes(make_zip({"a.txt": b"A"}))
    candidates = collect([path])
    assert pickle.loads(pickle.dumps(candidates)) == candidates  # noqa: S301 - bytes made a moment ago


def test_the_same_file_named_twice_is_one_candidate(tmp_path: Path) -> None:
    path = tmp_path / "ada.txt"
    path.write_bytes(b"x")
    assert labels(path, path) == [str(path)]


def test_a_path_that_does_not_exist_is_the_callers_mistake(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError, match="does not exist"):
        collect([tmp_path / "nowhere"])


def test_an_empty_folder_and_an_empty_zip_are_the_callers_mistake(tmp_path: Path, make_zip: MakeZip) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "empty.zip").write_bytes(make_zip({}))
    for path in (tmp_path / "folder", tmp_path / "empty.zip"):
        with pytest.raises(InvalidInputError, match="holds no files"):
            collect([path])


def test_what_is_neither_file_nor_folder_is_the_callers_mistake(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(InvalidInputError, match="neither a file nor a folder"):
        collect([tmp_path / "pipe"])


def test_a_file_that_has_become_a_pipe_since_is_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "ada.txt"
    path.write_bytes(b"x")
    (candidate,) = collect([path])
    path.unlink()
    os.mkfifo(path)
    assert reason(candidate) is ReasonCode.MISSING_FILE


@pytest.mark.parametrize("members", [20_001, 200_000])
def test_an_archive_of_countless_members_is_refused_before_they_are_listed(tmp_path: Path, members: int) -> None:
    path = tmp_path / "many.zip"
    entry = b"PK\x01\x02" + bytes(24) + struct.pack("<H", 1) + bytes(16) + b"a"
    directory = entry * members
    path.write_bytes(directory + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 9, 9, len(directory), 0, 0))
    (candidate,) = collect([path])
    assert reason(candidate) is ReasonCode.UNSAFE_ARCHIVE
