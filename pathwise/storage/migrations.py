"""Brings a database to the newest schema and tells how far it is. Makes no noise; knows no settings."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from threading import Lock

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from pathwise.errors import PathwiseError
from pathwise.settings import PROJECT_ROOT

# Alembic keeps what it is doing in globals of its modules.
_ONE_AT_A_TIME = Lock()


class UnknownRevisionError(PathwiseError):
    """A database is at a revision that this version of Pathwise does not know."""

    def __init__(self, revision: str) -> None:
        self.revision = revision
        super().__init__(
            f"The database is at revision {revision}, which this version of Pathwise does not know. A newer version "
            "has used it: update Pathwise, or name another database in DATABASE_URL."
        )


def upgrade_to_head(url: str) -> None:
    """Run the migrations that a database lacks. Safe to call again, and from several processes at once.

    Args:
        url: SQLAlchemy URL of the database.

    Raises:
        UnknownRevisionError: If a newer version of Pathwise has used the database.
        sqlalchemy.exc.DBAPIError: If Postgres is away, a lock is not granted in time, or rows forbid the new schema.
    """
    current = current_revision(url)
    if current == head_revision():
        return
    check_revision(current)
    with _ONE_AT_A_TIME, _quiet():
        command.upgrade(_config(url), "head")


def check_revision(revision: str | None) -> None:
    """Check that this version of Pathwise knows the revision a database is at; None is before the first.

    Raises:
        UnknownRevisionError: It does not: a newer version has used the database.
    """
    if revision is not None and revision not in _known_revisions():
        raise UnknownRevisionError(revision)


def current_revision(url: str) -> str | None:
    """Tell the revision that a database is at; None before the first.

    Args:
        url: SQLAlchemy URL of the database.
    """
    engine = create_engine(url, poolclass=NullPool, hide_parameters=True)
    with engine.connect() as connection, _quiet():
        return MigrationContext.configure(connection).get_current_revision()


def revision_of(session: Session) -> str | None:
    """Tell the revision of the database that a session speaks to; None before the first."""
    with _quiet():
        return MigrationContext.configure(session.connection()).get_current_revision()


@cache
def head_revision() -> str:
    """Tell the newest revision there is.

    Raises:
        RuntimeError: If the project holds no migrations.
    """
    head = ScriptDirectory.from_config(_config()).get_current_head()
    if head is None:
        raise RuntimeError(f"No migrations in {PROJECT_ROOT / 'alembic'}: run Pathwise from a complete checkout.")
    return head


def is_at_head(url: str) -> bool:
    """Tell whether a database has the newest schema.

    Args:
        url: SQLAlchemy URL of the database.
    """
    return current_revision(url) == head_revision()


def _known_revisions() -> frozenset[str]:
    return frozenset(known.revision for known in ScriptDirectory.from_config(_config()).walk_revisions())


def _config(url: str | None = None) -> Config:
    config = Config(PROJECT_ROOT / "alembic.ini")
    if url is not None:
        # The file format gives the percent sign a meaning; passwords in URLs are full of it.
        config.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    return config


@contextmanager
def _quiet() -> Iterator[None]:
    logger = logging.getLogger("alembic")
    level = logger.level
    logger.setLevel(logging.WARNING)
    try:
        yield
    finally:
        logger.setLevel(level)
