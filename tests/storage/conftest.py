"""A database of its own for each test, and the few rows that most tests begin with."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from uuid import UUID

import pytest

from pathwise.manifest import current_versions
from pathwise.storage.analyses import Question, open_analyses
from pathwise.storage.database import Database, make_engine
from pathwise.storage.files import StoredFile, key_of
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
