"""The surroundings that tasks find in a real run: settings, a database of their own, stored files."""

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from pathwise.documents.collection import collect
from pathwise.manifest import current_versions
from pathwise.settings import load_settings
from pathwise.storage.analyses import Question
from pathwise.storage.database import Database, shared_database
from pathwise.storage.files import FileStore
from pathwise.storage.intake import TakenIn, take_in
from pathwise.storage.stage_runs import Claimant
from pathwise.storage.uploads import ensure_user
from pathwise_models.enums import StageTrigger

TakeIn = Callable[..., list[TakenIn]]


@pytest.fixture
def database(database_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Database]:
    """Point the program at a database and a home of this test."""
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("PATHWISE_HOME", str(tmp_path / "home"))
    shared_database.cache_clear()
    yield shared_database()
    shared_database().close()
    shared_database.cache_clear()


@pytest.fixture
def take_files_in(database: Database) -> TakeIn:
    """Store files and open a question about each, as a command does."""

    def take(*paths: Path, job_text: str | None = None, force: bool = False) -> list[TakenIn]:
        user_id, _ = database.run(lambda session: ensure_user(session, "ada@example.org"))
        entries = take_in(
            collect(list(paths)),
            user_id,
            Question(job_text=job_text),
            current_versions(),
            store=FileStore(load_settings().file_store_url),
            database=database,
            force=force,
        )
        return [entry for entry in entries if isinstance(entry, TakenIn)]

    return take


@pytest.fixture
def ids_of(take_files_in: TakeIn) -> Callable[..., tuple[UUID, UUID]]:
    """Take one file in and give its upload and its analysis."""

    def ids(path: Path, job_text: str | None = None) -> tuple[UUID, UUID]:
        [entry] = take_files_in(path, job_text=job_text)
        return entry.upload_id, entry.analysis_id

    return ids


@pytest.fixture
def same_run(monkeypatch: pytest.MonkeyPatch) -> Claimant:
    """Let all stages of the test belong to one flow run; outside a flow each would be a run of its own."""
    claimant = Claimant(uuid4(), None, StageTrigger.COMMAND_LINE)
    monkeypatch.setattr("tasks.stages.current_claimant", lambda: claimant)
    return claimant
