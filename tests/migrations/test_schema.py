"""Compares what the migrations make with what the models say, also where `alembic check` does not look."""

from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, text

from pathwise_models.metadata import metadata

CATALOGUES = {
    "columns": """
        SELECT table_name || '.' || column_name, udt_name || coalesce('(' || character_maximum_length || ')', ''),
            is_nullable, column_default
        FROM information_schema.columns
        WHERE table_schema = current_schema() AND table_name <> 'alembic_version'""",
    "constraints": """
        SELECT conrelid::regclass::text, conname::text, pg_get_constraintdef(oid), convalidated FROM pg_constraint
        WHERE connamespace = current_schema()::regnamespace AND conrelid <> 0
            AND conrelid::regclass::text <> 'alembic_version'""",
    "indexes": """
        SELECT tablename::text, indexname::text, indexdef FROM pg_indexes
        WHERE schemaname = current_schema() AND tablename <> 'alembic_version'""",
    "enums": """
        SELECT typname::text, array_agg(enumlabel::text ORDER BY enumsortorder) FROM pg_enum
        JOIN pg_type ON pg_type.oid = enumtypid GROUP BY typname""",
}


def _read(engine: Engine, query: str) -> list[tuple[Any, ...]]:
    with engine.connect() as connection:
        return sorted(tuple(row) for row in connection.execute(text(query)))


@pytest.mark.parametrize("catalogue", CATALOGUES)
def test_the_migrations_make_what_the_models_say(catalogue: str, migrated: Engine, blank: Engine) -> None:
    metadata.create_all(blank)

    found = _read(migrated, CATALOGUES[catalogue])

    assert found
    assert found == _read(blank, CATALOGUES[catalogue])


def test_alembic_finds_nothing_to_change(config: Config) -> None:
    command.upgrade(config, "head")

    command.check(config)


def test_every_table_has_the_trigger_that_keeps_updated_at(migrated: Engine) -> None:
    found = _read(
        migrated,
        "SELECT event_object_table::text, event_manipulation::text, action_timing::text, action_orientation::text, "
        "action_statement::text FROM information_schema.triggers",
    )

    assert found == [
        (name, "UPDATE", "BEFORE", "ROW", "EXECUTE FUNCTION set_updated_at()") for name in sorted(metadata.tables)
    ]


def test_every_foreign_key_is_indexed(migrated: Engine) -> None:
    bare = _read(
        migrated,
        """
        SELECT conrelid::regclass::text, conname::text FROM pg_constraint
        WHERE contype = 'f' AND NOT EXISTS (
            SELECT FROM pg_index
            WHERE indrelid = conrelid AND indpred IS NULL AND indkey[0] = conkey[1] AND array_length(conkey, 1) = 1)""",
    )

    assert bare == []
