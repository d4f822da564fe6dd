"""The migrations themselves: they run both ways, and the rows they meet survive."""

import re
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from pathwise.settings import PROJECT_ROOT
from pathwise.storage.migrations import head_revision

FIRST, SECOND = "20241017_01_initial_schema", "20261122_01_pipeline_state"
BATCH = "00000000-0000-0000-0000-000000000004"

OLD_ROWS = """
INSERT INTO users (id, email) VALUES ('00000000-0000-0000-0000-000000000001', 'Ada@example.org');
INSERT INTO resume_uploads (id, user_id, original_filename, stored_filename, upload_status, failure_reason, updated_at)
    VALUES ('00000000-0000-0000-0000-000000000002', '00000000-0000-0000-0000-000000000001', 'a.pdf', 'k1', 'failed',
        'It is locked.', '2025-01-01');
INSERT INTO comparison_batches (id, user_id, status)
    VALUES ('00000000-0000-0000-0000-000000000004', '00000000-0000-0000-0000-000000000001', 'failed');
INSERT INTO resume_analyses (id, resume_upload_id, user_id, comparison_batch_id, status, overall_score)
    SELECT '00000000-0000-0000-0000-000000000003', resume_uploads.id, resume_uploads.user_id, comparison_batches.id,
        'failed', 140
    FROM resume_uploads, comparison_batches;
INSERT INTO analysis_scores (analysis_id, metric_key, score_value, max_score)
    SELECT id, 'impact', 140, 150 FROM resume_analyses;
INSERT INTO feedback_items (analysis_id, message) SELECT id, 'Say what came of it.' FROM resume_analyses;
INSERT INTO resume_uploads (user_id, original_filename, stored_filename) SELECT id, 'b.pdf', 'k2' FROM users;
INSERT INTO batch_members (batch_id, resume_upload_id, resume_analysis_id, position, is_primary)
    SELECT comparison_batches.id, resume_uploads.id, resume_analyses.id,
        CASE stored_filename WHEN 'k1' THEN 0 ELSE 1 END, true
    FROM comparison_batches, resume_uploads
    LEFT JOIN resume_analyses ON resume_analyses.resume_upload_id = resume_uploads.id;
"""
TABLES = (
    "users",
    "resume_uploads",
    "comparison_batches",
    "resume_analyses",
    "analysis_scores",
    "feedback_items",
    "batch_members",
)


def _run(engine: Engine, statements: str) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql(statements)


def _read(engine: Engine, query: str) -> list[tuple[Any, ...]]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(query))]


def _rows(engine: Engine) -> dict[str, list[tuple[Any, ...]]]:
    return {table: _read(engine, f"TABLE {table} ORDER BY id") for table in TABLES}


def _leftovers(engine: Engine) -> list[tuple[Any, ...]]:
    return _read(
        engine,
        """
        SELECT 'relation', relname::text FROM pg_class
            WHERE relnamespace = 'public'::regnamespace AND relname NOT LIKE 'alembic_version%'
        UNION ALL SELECT 'type', typname::text FROM pg_type
            WHERE typnamespace = 'public'::regnamespace AND typtype = 'e'
        UNION ALL SELECT 'function', proname::text FROM pg_proc WHERE pronamespace = 'public'::regnamespace""",
    )


@pytest.fixture
def old(config: Config, blank: Engine) -> Engine:
    """A database of the first service, with rows."""
    command.upgrade(config, FIRST)
    _run(blank, OLD_ROWS)
    return blank


def test_ids_are_the_names_of_the_files_dated_and_short() -> None:
    revisions = list(ScriptDirectory.from_config(Config(PROJECT_ROOT / "alembic.ini")).walk_revisions())

    assert [revision.revision for revision in revisions][-2:] == [SECOND, FIRST]
    for revision in revisions:
        assert revision.revision == Path(revision.path).stem
        assert re.fullmatch(r"\d{8}_\d\d_[a-z0-9_]+", revision.revision)
        assert len(revision.revision) <= 32


def test_the_folder_of_the_migrations_is_no_package() -> None:
    assert not list((PROJECT_ROOT / "alembic").rglob("__init__.py"))


def test_the_schema_goes_up_down_and_up_again(config: Config, blank: Engine) -> None:
    command.upgrade(config, "head")
    command.downgrade(config, "base")
    assert _leftovers(blank) == []

    command.upgrade(config, "head")
    command.check(config)


def test_the_first_schema_is_that_of_the_first_service(config: Config, blank: Engine) -> None:
    command.upgrade(config, FIRST)

    tables = "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
    assert [name for (name,) in _read(blank, tables)] == sorted([*TABLES, "alembic_version"])
    enums = """
        SELECT typname::text, string_agg(enumlabel, ' ' ORDER BY enumsortorder) FROM pg_enum
        JOIN pg_type ON pg_type.oid = enumtypid GROUP BY typname ORDER BY typname"""
    assert _read(blank, enums) == [
        ("comparison_batch_status", "pending processing completed failed"),
        ("feedback_severity", "low medium high critical"),
        ("resume_analysis_status", "pending running completed failed"),
        ("resume_analysis_type", "single comparison"),
        ("resume_upload_status", "pending processing completed failed"),
    ]


def test_the_first_schema_comes_back_as_it_was(config: Config, blank: Engine) -> None:
    definitions = (
        "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' UNION ALL "
        "SELECT conname || pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace "
        "UNION ALL SELECT table_name || column_name || udt_name || is_nullable || coalesce(column_default, '') "
        "FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1"
    )
    command.upgrade(config, FIRST)
    before = _read(blank, definitions)

    command.upgrade(config, "head")
    command.downgrade(config, FIRST)

    assert _read(blank, definitions) == before


def test_rows_of_the_first_service_survive_the_way_up(config: Config, old: Engine) -> None:
    command.upgrade(config, "head")

    uploads = (
        "SELECT upload_status::text, reason_code::text, failure_reason, updated_at::date::text FROM resume_uploads"
    )
    assert _read(old, f"{uploads} WHERE upload_status = 'failed'") == [
        ("failed", "internal_error", "It is locked.", "2025-01-01")
    ]
    reasons = """
        SELECT reason_code::text, failure_reason FROM comparison_batches
        UNION SELECT reason_code::text, failure_reason FROM resume_analyses"""
    assert _read(old, reasons) == [
        ("internal_error", "This failed before reasons were recorded. Process it again to learn more.")
    ]
    assert _read(old, "SELECT score_value, evidence FROM analysis_scores") == [(140.0, [])]
    assert _read(old, "SELECT is_primary FROM batch_members ORDER BY position") == [(True,), (False,)]


def test_rows_of_the_first_service_survive_the_way_back(config: Config, old: Engine) -> None:
    before = _rows(old)

    command.upgrade(config, "head")
    command.downgrade(config, FIRST)

    # The two members were both primary, which the newer schema does not allow.
    after = _rows(old)
    assert {table: after[table] for table in TABLES[:-1]} == {table: before[table] for table in TABLES[:-1]}
    assert len(after["batch_members"]) == len(before["batch_members"])


def test_points_beyond_a_hundred_are_history_but_are_not_made_any_more(config: Config, old: Engine) -> None:
    command.upgrade(config, "head")

    with pytest.raises(DBAPIError, match="ck_analysis_scores_score_value_is_points"):
        _run(
            old,
            "INSERT INTO analysis_scores (analysis_id, metric_key, score_value) "
            "SELECT id, 'structure', 101 FROM resume_analyses",
        )


def test_one_analysis_in_two_batches_is_given_to_the_older_one_on_the_way_back(config: Config, old: Engine) -> None:
    command.upgrade(config, "head")
    _run(
        old,
        """
        INSERT INTO comparison_batches (user_id, name) SELECT id, 'the newer one' FROM users;
        INSERT INTO batch_members (batch_id, resume_upload_id, resume_analysis_id)
            SELECT comparison_batches.id, resume_upload_id, resume_analyses.id FROM comparison_batches, resume_analyses
            WHERE name = 'the newer one';
        """,
    )

    command.downgrade(config, FIRST)

    members = "SELECT batch_id::text FROM batch_members WHERE resume_analysis_id IS NOT NULL"
    assert _read(old, members) == [(BATCH,)]


def test_users_who_differ_in_letter_case_alone_stop_the_upgrade_with_a_way_out(config: Config, old: Engine) -> None:
    _run(old, "INSERT INTO users (email) VALUES ('ada@example.org')")

    with pytest.raises(DBAPIError, match="Merge or rename them, then upgrade again; nothing was changed") as stopped:
        command.upgrade(config, "head")

    assert "example.org" not in str(stopped.value)
    assert _read(old, "SELECT version_num FROM alembic_version") == [(FIRST,)]


def test_the_sql_can_be_printed_for_another_to_run(config: Config, capsys: pytest.CaptureFixture[str]) -> None:
    command.upgrade(config, "head", sql=True)

    printed = capsys.readouterr().out
    assert "CREATE TABLE stage_runs" in printed
    assert "CREATE TYPE reason_code AS ENUM" in printed


def test_a_connection_that_is_handed_in_is_used(config: Config, blank: Engine) -> None:
    config.set_main_option("sqlalchemy.url", "postgresql+psycopg://nobody@localhost:1/nowhere")
    with blank.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")

    assert _read(blank, "SELECT version_num FROM alembic_version") == [(head_revision(),)]
