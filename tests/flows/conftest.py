"""One real Prefect server for the whole session, and a home that flows and commands share."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from prefect.logging.handlers import APILogWorker

from pathwise.runtime.prefect_server import shared_prefect_server
from pathwise.settings import load_settings
from pathwise.storage.database import Database, shared_database


@pytest.fixture(scope="session")
def prefect_home() -> Iterator[Path]:
    """A short path: the folder that the server and its logs lie in."""
    with tempfile.TemporaryDirectory(prefix="pathwise-") as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
def api_url(prefect_home: Path, _private_surroundings: None) -> Iterator[str]:
    """Start the server that commands with this home share."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("PREFECT_HOME")
        with shared_prefect_server(load_settings(home=prefect_home)) as url:
            yield url
            # What is left of the logs goes out while there is a server to take it.
            APILogWorker.drain_all(timeout=30)


@pytest.fixture
def database(
    database_url: str, prefect_home: Path, api_url: str, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Database]:
    """Point the program at the test's database and the session's server."""
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("PATHWISE_HOME", str(prefect_home))
    monkeypatch.setenv("PREFECT_HOME", str(prefect_home / "prefect"))
    shared_database.cache_clear()
    yield shared_database()
    shared_database().close()
    shared_database.cache_clear()
