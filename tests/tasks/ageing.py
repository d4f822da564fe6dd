"""Stored answers made to look as older rules gave them, and figures of a whole database."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import text

from pathwise.storage.database import Database
from pathwise_models.base import Base

AGE = text("""
UPDATE resume_analyses SET
    manifest = jsonb_set(manifest, ARRAY['versions', :rule], '"2020.1"'),
    fingerprint = encode(sha256(convert_to(id::text || :rule, 'UTF8')), 'hex')
WHERE id = ANY(:ids)
""")


def age(database: Database, analysis_ids: Collection[UUID], rule: str = "rubric") -> None:
    """Let analyses look as if a rule had been of an older version when they were made."""
    database.run(lambda session: session.execute(AGE, {"ids": list(analysis_ids), "rule": rule}))


def footprint(database: Database) -> dict[str, tuple[Any, ...]]:
    """Count the rows of every table, and tell when the last one was changed."""

    def look(session: Any) -> dict[str, tuple[Any, ...]]:
        return {
            name: tuple(session.execute(text(f"SELECT count(*), max(updated_at) FROM {name}")).one())  # noqa: S608
            for name in Base.metadata.tables
        }

    return database.run(look)
