"""A database of its own for each test, and the few rows that most tests begin with."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from pathwise.demo.samples import DemoSet, write_demo
from pathwise.documents.model import ReadingLimits
from pathwise.inspection import Inspection, inspect_bytes
from pathwise.job.requirements import read_requirements
from pathwise.judgement import Judgement, judge
from pathwise.manifest import current_versions
from pathwise.resume.months import YearMonth
from pathwise.storage.analyses import Question, open_analyses
from pathwise.storage.database import Database, make_engine
from pathwise.storage.files import FileStore, StoredFile, key_of
from pathwise.storage.uploads import Arrival, ensure_user, register_uploads


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """Open the test's own database."""
    opened = Database(make_engine(database_url), patience=timedelta(seconds=5))
    yield opened
    opened.close()


@pytest.fixture
def user_id(database: Database) -> UUID:
    """Make a user."""
    return database.run(lambda session: ensure_user(session, "ada@example.org"))[0]


@pytest.fixture
def make_uploads(database: Database, user_id: UUID) -> Callable[[int], list[UUID]]:
    """Make uploads whose bytes lie nowhere, with hashes of their own."""

    def make(count: int) -> list[UUID]:
        hashes = [f"{number:064x}" for number in range(count)]
        arrivals = [Arrival(f"resume-{sha256}.pdf", StoredFile(key_of(sha256), sha256, 10)) for sha256 in hashes]
        return database.run(lambda session: register_uploads(session, user_id, arrivals))

    return make


@pytest.fixture
def make_analyses(database: Database, make_uploads: Callable[[int], list[UUID]]) -> Callable[[int], list[UUID]]:
    """Make pending analyses, each of an upload of its own."""

    def make(count: int) -> list[UUID]:
        uploads = make_uploads(count)
        versions = current_versions()
        opened = database.run(lambda session: open_analyses(session, uploads, Question(), versions))
        return [opened[upload_id] for upload_id in uploads]

    return make


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    """Open a file store in a folder of the test's own."""
    return FileStore(str(tmp_path / "store"))


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> DemoSet:
    """Write the small demo: six resumes that can be read, an encrypted one and a scanned one."""
    return write_demo(tmp_path_factory.mktemp("demo"), "small")


@pytest.fixture(scope="session")
def inspections(demo: DemoSet) -> list[Inspection]:
    """Read the demo's resumes as the workers do, those that can be read."""
    read = [inspect_bytes(each.sample.data, ReadingLimits(), YearMonth(2026, 11)) for each in demo.members]
    return [each for each in read if isinstance(each, Inspection)]


@pytest.fixture(scope="session")
def judgements(demo: DemoSet, inspections: list[Inspection]) -> list[Judgement]:
    """Judge the demo's resumes for the demo's job, in the order of `inspections`."""
    requirements = read_requirements(demo.job.read_text("utf-8"))
    return [judge(each.document, each.profile, requirements) for each in inspections]


@pytest.fixture
def count_statements(database: Database) -> Callable[[Callable[[Session], object]], int]:
    """Give a function that runs work and counts the statements it sends; one with many sets of values is one."""

    def count(work: Callable[[Session], object]) -> int:
        sent: list[str] = []

        def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            sent.append(statement)

        event.listen(database.engine, "before_cursor_execute", note)
        try:
            database.run(work)
        finally:
            event.remove(database.engine, "before_cursor_execute", note)
        return len(sent)

    return count
