"""The way to Postgres: one engine a process, short transactions, patience while the server is away."""

from collections.abc import Callable
from datetime import timedelta
from functools import cache
from typing import TypeVar

from sqlalchemy import Engine, create_engine
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool
from tenacity import Retrying, retry_if_exception, stop_after_delay, wait_random_exponential

from pathwise.runtime.postgres import database_url
from pathwise.settings import load_settings
from pathwise.storage.characters import storable_json, store_any_text

T = TypeVar("T")

PATIENCE = timedelta(seconds=60)
"""How long a transaction is tried again while the server is away. Our choice: longer than a restart takes."""


def make_engine(url: str) -> Engine:
    """Open an engine that stores any text, and whose errors never show parameters: they may hold resume text."""
    engine = create_engine(
        url,
        hide_parameters=True,
        pool_pre_ping=True,
        json_serializer=storable_json,
        connect_args={"connect_timeout": 10, "application_name": "pathwise"},
    )
    store_any_text(engine)
    return engine


def server_version(url: str) -> int | None:
    """Ask a server for its main version, such as 15; None where it does not answer."""
    engine = create_engine(url, hide_parameters=True, poolclass=NullPool, connect_args={"connect_timeout": 5})
    try:
        with engine.connect() as connection:
            (major, *_) = connection.dialect.server_version_info or (0,)
    except OperationalError:
        return None
    return int(major)


def is_away(error: BaseException) -> bool:
    """Tell whether waiting can cure the error: the connection was lost, or a lock came too late."""
    return isinstance(error, OperationalError) or (isinstance(error, DBAPIError) and error.connection_invalidated)


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
        attempts = Retrying(
            retry=retry_if_exception(is_away),
            wait=wait_random_exponential(multiplier=0.2, max=3),
            stop=stop_after_delay(self._patience),
            reraise=True,
        )
        result: T = attempts(self.run_once, work)
        return result

    def run_once(self, work: Callable[[Session], T]) -> T:
        """Run `work` in one transaction, with no patience.

        Raises:
            OperationalError: The server is away.
        """
        with Session(self.engine, expire_on_commit=False) as session, session.begin():
            return work(session)

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()


@cache
def shared_database() -> Database:
    """Open the database that the settings name, once a process."""
    return Database(make_engine(database_url(load_settings())))
