"""Work that must not be done by two processes at once, wherever they run."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256

from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from pathwise.storage.database import Database

NUMBER_BYTES = 7
"""Bytes of a name's hash that fit the number of an advisory lock."""


@contextmanager
def sole_turn(database: Database, name: str) -> Iterator[bool]:
    """Let one process at a time do what a name stands for; nobody waits.

    The lock is Postgres' own: it ends with the connection, however the process ends.

    Yields:
        Whether it is this one's turn.
    """
    number = int.from_bytes(sha256(name.encode()).digest()[:NUMBER_BYTES])
    # No transaction is left open meanwhile.
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        is_mine = bool(connection.scalar(select(func.pg_try_advisory_lock(number))))
        try:
            yield is_mine
        finally:
            if is_mine:
                # A server that went away meanwhile has dropped the lock.
                with suppress(DBAPIError):
                    connection.execute(select(func.pg_advisory_unlock(number)))
