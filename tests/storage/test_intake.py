"""Files become uploads: bytes first, then rows; what cannot be opened leaves neither."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError

from pathwise.demo.samples import DemoSet
from pathwise.documents.collection import Candidate, collect
from pathwise.documents.model import ReadingLimits
from pathwise.manifest import current_versions
from pathwise.storage.analyses import Question, save_feedback
from pathwise.storage.assignments import load_stored_uploads
from pathwise.storage.database import Database, make_engine
from pathwise.storage.files import FileStore
from pathwise.storage.intake import TakenIn, TurnedAway, Uploaded, take_in, upload
from pathwise.storage.store_failures import FileStoreError
from pathwise_models.analyses import ResumeAnalysis
from pathwise_models.enums import ReasonCode
from pathwise_models.uploads import ResumeUpload

NO_SERVER = "postgresql+psycopg://nobody@127.0.0.1:1/nothing"

Take = Callable[..., list[TakenIn | TurnedAway]]


@pytest.fixture
def take(database: Database, store: FileStore, user_id: UUID) -> Take:
    """Take candidates in for the test's user."""

    def run(
        candidates: list[Candidate], into: Database = database, *, force: bool = False
    ) -> list[TakenIn | TurnedAway]:
        return take_in(candidates, user_id, Question(), current_versions(), store=store, database=into, force=force)

    return run


def taken(entries: list[TakenIn | TurnedAway]) -> list[TakenIn]:
    return [each for each in entries if isinstance(each, TakenIn)]


def count(database: Database, model: type[ResumeUpload | ResumeAnalysis]) -> int:
    return database.run(lambda session: session.scalar(select(func.count()).select_from(model))) or 0


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_every_file_becomes_an_upload_whose_bytes_lie_in_the_store(
    database: Database, store: FileStore, demo: DemoSet, take: Take
) -> None:
    entries = taken(take(collect([demo.folder])))
    assert [each.label for each in entries] == sorted(str(each.path) for each in demo.members)
    places = database.run(lambda session: load_stored_uploads(session, [each.upload_id for each in entries]))
    assert {each.label: store.read(places[each.upload_id].key) for each in entries} == {
        str(each.path): each.sample.data for each in demo.members
    }
    assert count(database, ResumeAnalysis) == len(demo.members)


def test_the_same_bytes_under_two_names_give_the_same_ids(database: Database, take: Take, tmp_path: Path) -> None:
    for name in ("ada.txt", "copy of ada.txt"):
        (tmp_path / name).write_bytes(b"Ada Example, baker")
    first, copy = taken(take(collect([tmp_path / "ada.txt", tmp_path / "copy of ada.txt"])))
    assert (first.upload_id, first.analysis_id) == (copy.upload_id, copy.analysis_id)
    assert first.label != copy.label
    assert (count(database, ResumeUpload), count(database, ResumeAnalysis)) == (1, 1)


def test_taking_in_again_changes_nothing(database: Database, demo: DemoSet, take: Take) -> None:
    first = take(collect([demo.folder]))
    assert take(collect([demo.folder])) == first
    assert count(database, ResumeUpload) == len(demo.members)


def test_a_file_that_cannot_be_opened_is_turned_away_in_its_place_without_rows(
    database: Database, take: Take, tmp_path: Path
) -> None:
    for name in ("a.txt", "b.txt", "c.txt", "d.txt"):
        (tmp_path / name).write_bytes(name.encode())
    (tmp_path / "d.txt").write_bytes(b"d" * 1000)
    candidates = collect([tmp_path], ReadingLimits(file_bytes=100))
    (tmp_path / "b.txt").unlink()
    a, b, c, d = take(candidates)
    assert isinstance(b, TurnedAway)
    assert isinstance(d, TurnedAway)
    assert (b.refusal.reason, d.refusal.reason) == (ReasonCode.MISSING_FILE, ReasonCode.TOO_LARGE)
    assert [each.label for each in (a, b, c, d)] == [each.label for each in candidates]
    assert len({each.upload_id for each in taken([a, c])}) == 2
    assert (count(database, ResumeUpload), count(database, ResumeAnalysis)) == (2, 2)
    assert len(files_in(tmp_path / "store")) == 2


def test_a_database_that_goes_away_leaves_the_bytes_and_the_next_run_finishes(
    database: Database, demo: DemoSet, take: Take, tmp_path: Path
) -> None:
    away = Database(make_engine(NO_SERVER), patience=timedelta(seconds=0.1))
    with pytest.raises(OperationalError):
        take(collect([demo.folder]), away)
    away.close()
    stored = {path: path.stat().st_mtime_ns for path in files_in(tmp_path / "store")}
    assert len(stored) == len(demo.members)
    assert count(database, ResumeUpload) == 0
    assert len(taken(take(collect([demo.folder])))) == len(demo.members)
    assert {path: path.stat().st_mtime_ns for path in files_in(tmp_path / "store")} == stored


def test_a_store_that_cannot_be_written_leaves_no_rows(
    database: Database, user_id: UUID, tmp_path: Path, demo: DemoSet
) -> None:
    store = FileStore(str(tmp_path / "store"))
    (tmp_path / "store" / "uploads").rmdir()
    (tmp_path / "store" / "uploads").write_bytes(b"a file where a folder should be")
    with pytest.raises(FileStoreError, match="not a directory"):
        take_in(collect([demo.folder]), user_id, Question(), current_versions(), store=store, database=database)
    assert count(database, ResumeUpload) == 0


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("ada.pdf", "ada.pdf"),
        ("/srv/someone/applications/ada.pdf", "ada.pdf"),
        ("sent.zip/people/Ada Example.pdf", "Ada Example.pdf"),
        ("C:\\applications\\ada.pdf", "ada.pdf"),
    ],
)
def test_only_the_files_own_name_is_kept(database: Database, take: Take, tmp_path: Path, label: str, name: str) -> None:
    (tmp_path / "file").write_bytes(b"Ada Example")
    [entry] = taken(take([Candidate(label, tmp_path / "file")]))
    row = database.run(lambda session: session.get_one(ResumeUpload, entry.upload_id))
    assert (row.original_filename, entry.label) == (name, label)


def test_a_file_whose_name_is_no_text_is_taken_in(take: Take, tmp_path: Path) -> None:
    odd = b"r\xe9sum\xe9.txt".decode("utf-8", "surrogateescape")
    (tmp_path / odd).write_bytes(b"Ada Example")
    assert [each.label for each in taken(take(collect([tmp_path / odd])))] == [str(tmp_path / odd)]


def test_files_can_be_stored_before_anything_is_asked_of_them(
    database: Database, store: FileStore, user_id: UUID, demo: DemoSet, take: Take
) -> None:
    candidates = [*collect([demo.folder]), Candidate("gone.pdf", demo.folder / "gone.pdf")]
    stored = upload(candidates, user_id, store=store, database=database)
    assert [each.label for each in stored] == [each.label for each in candidates]
    assert isinstance(stored[-1], TurnedAway)
    assert (count(database, ResumeUpload), count(database, ResumeAnalysis)) == (len(demo.members), 0)
    ids = [each.upload_id for each in stored if isinstance(each, Uploaded)]
    assert [each.upload_id for each in taken(take(candidates))] == ids


def test_force_asks_anew_only_where_there_is_an_answer(database: Database, demo: DemoSet, take: Take) -> None:
    answered, *others = taken(take(collect([demo.folder])))
    ids = [answered.analysis_id]
    database.run(lambda session: save_feedback(session, {each: [] for each in ids}, dict.fromkeys(ids, "Fine.")))
    asked_anew, *left_alone = taken(take(collect([demo.folder]), force=True))
    assert asked_anew.upload_id == answered.upload_id
    assert asked_anew.analysis_id != answered.analysis_id
    assert left_alone == others


def test_no_candidates_are_no_uploads(take: Take) -> None:
    assert take([]) == []
