"""The way to Postgres: one engine a process, short transactions, patience while the server is away."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import cache
from typing import Any, TypeVar

from psycopg import Connection
from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as ConnectionsTakenError
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool
from tenacity import Retrying, retry_if_exception, stop_after_delay, wait_random_exponential

from pathwise.errors import InvalidSettingError, PathwiseError
from pathwise.runtime.postgres import database_url
from pathwise.settings import load_settings
from pathwise.storage.characters import storable_json
from pathwise.storage.text_dumper import store_any_text
from pathwise_models import metadata as _all_tables  # noqa: F401 - a table refers to others, whoever uses it alone

T = TypeVar("T")

PATIENCE = timedelta(seconds=60)
"""How long a transaction is tried again while the server is away. Our choice: longer than a restart takes."""

IDLE_IN_TRANSACTION = timedelta(seconds=60)
"""After which Postgres ends a transaction in which nothing happens. Our choice: ours take milliseconds. A process that
is frozen in the middle of one would hold its rows for ever, and nobody could take its work over."""

_CONNECT_SECONDS = 10


class DatabaseUnusableError(PathwiseError):
    """The database cannot be reached, or refuses what it is asked.

    Args:
        address: Which database, without user and password.
        problem: What it, or the way to it, said.
    """

    def __init__(self, address: str, problem: str) -> None:
        self.address = address
        self.problem = problem
        super().__init__(
            f"The database cannot be used ({address}): {problem}. What was done before is kept. `pathwise doctor` "
            "says what to mend; then give the same command again."
        )


def make_engine(url: str) -> Engine:
    """Open an engine that stores any text, and whose errors never show parameters: they may hold resume text."""
    engine = create_engine(
        url,
        hide_parameters=True,
        pool_pre_ping=True,
        json_serializer=storable_json,
        connect_args={"connect_timeout": _CONNECT_SECONDS, "application_name": "pathwise"},
    )
    store_any_text(engine)
    event.listen(engine, "connect", _end_idle_transactions)
    return engine


def _end_idle_transactions(connection: Connection[Any], _: object) -> None:
    connection.execute(f"SET idle_in_transaction_session_timeout = '{IDLE_IN_TRANSACTION.seconds}s'")
    connection.commit()


def server_version(url: str) -> int:
    """Ask a server for its main version, such as 15.

    Raises:
        DatabaseUnusableError: It does not answer, or lets nobody in.
    """
    engine = create_engine(url, hide_parameters=True, poolclass=NullPool, connect_args={"connect_timeout": 5})
    with told_plainly(url), engine.connect() as connection:
        (major, *_) = connection.dialect.server_version_info or (0,)
    return int(major)


def is_away(error: BaseException) -> bool:
    """Tell whether waiting can cure the error: the connection was lost, or a lock came too late."""
    return isinstance(error, OperationalError) or (isinstance(error, DBAPIError) and error.connection_invalidated)


def check_address(url: str) -> None:
    """Check that a URL can be understood, without asking any server.

    Raises:
        InvalidSettingError: It cannot. The URL is not repeated: it may hold a password.
    """
    try:
        make_url(url)
    except (ArgumentError, ValueError):
        raise InvalidSettingError(
            "DATABASE_URL", "cannot be understood. Write it as postgresql+psycopg://user:password@host:5432/name"
        ) from None


@contextmanager
def told_plainly(url: str) -> Iterator[None]:
    """Turn what the database's library raises within the block into a sentence for a person.

    Raises:
        DatabaseUnusableError: Something went wrong between this program and the database at `url`.
    """
    try:
        yield
    except DBAPIError as error:
        raise unusable(url, error) from None


def unusable(url: str, error: BaseException) -> DatabaseUnusableError:
    """Say in a sentence what an error of the database at `url` was."""
    # The first line says what is wrong, the others guess why or point at a statement.
    cause = error.orig if isinstance(error, DBAPIError) and error.orig else error
    problem = str(cause).partition("\n")[0].strip().rstrip(".:") or type(cause).__name__
    return DatabaseUnusableError(public_address(url), problem)


def public_address(url: str) -> str:
    """Name a database without its user and password.

    Example:
        >>> public_address("postgresql+psycopg://ada:secret@db.example.org:5433/resumes?sslmode=require")
        'db.example.org:5433/resumes'
    """
    return _address(make_url(url))


def _address(url: URL) -> str:
    host = url.host or url.query.get("host") or "the local server"
    return f"{host}{f':{url.port}' if url.port else ''}/{url.database or ''}"


class Database:
    """Runs pieces of work in transactions of their own."""

    def __init__(self, engine: Engine, patience: timedelta = PATIENCE) -> None:
        self.engine = engine
        self._patience = patience

    def run(self, work: Callable[[Session], T]) -> T:
        """Run `work` in one transaction and commit it.

        Args:
            work: Reads and writes through the session it is given; must bear being run again, since a
                transaction that lost its connection is repeated as a whole.

        Returns:
            What `work` returns. Objects of tables are detached by then, with their values loaded.

        Raises:
            OperationalError: The server stayed away for longer than the patience.
        """
        return self._persist(self.run_once, work)

    def run_once(self, work: Callable[[Session], T]) -> T:
        """Run `work` in one transaction, with no patience.

        Raises:
            OperationalError: The server is away.
        """
        with Session(self.engine, expire_on_commit=False) as session, session.begin():
            return work(session)

    def _persist(self, run_once: Callable[[Callable[[Session], T]], T], work: Callable[[Session], T]) -> T:
        attempts = Retrying(
            retry=retry_if_exception(is_away),
            wait=wait_random_exponential(multiplier=0.2, max=3),
            stop=stop_after_delay(self._patience),
            reraise=True,
        )
        result: T = attempts(run_once, work)
        return result

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()


class ServingDatabase(Database):
    """A database whose users are told in a sentence that it is away, whatever library speaks to it."""

    def run_once(self, work: Callable[[Session], T]) -> T:
        """Run `work` in one transaction, with no patience.

        Raises:
            DatabaseUnusableError: The server is away, or too busy.
        """
        with self._told():
            return super().run_once(work)

    def run(self, work: Callable[[Session], T]) -> T:
        """Run `work` in one transaction and commit it, as `Database` does.

        Raises:
            DatabaseUnusableError: The server stayed away for longer than the patience, or is too busy.
        """
        with self._told():
            return self._persist(super().run_once, work)

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (DBAPIError, ConnectionsTakenError) as error:
            if isinstance(error, DBAPIError) and not is_away(error):
                raise
            raise unusable(self.engine.url.render_as_string(), error) from None


@cache
def shared_database() -> Database:
    """Open the database that the settings name, once a process."""
    settings = load_settings()
    patience = timedelta(seconds=settings.database_patience_seconds)
    return Database(make_engine(database_url(settings)), patience)
