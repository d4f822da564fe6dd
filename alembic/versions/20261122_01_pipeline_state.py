"""Keep what the pipeline needs to know: stages, claims, what was read, fingerprints, reasons.

Revision ID: 20261122_01_pipeline_state
Revises: 20241017_01_initial_schema
"""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "20261122_01_pipeline_state"
down_revision = "20241017_01_initial_schema"
branch_labels = None
depends_on = None

ENUMS = {
    "stage": ("extract", "score", "feedback", "compare"),
    "stage_run_status": ("running", "completed", "failed", "skipped"),
    "stage_trigger": ("command_line", "ui", "schedule", "webhook", "batch"),
    "reason_code": (
        "unsupported_type",
        "empty_file",
        "too_large",
        "too_many_pages",
        "encrypted",
        "corrupt",
        "no_text",
        "not_a_resume",
        "timed_out",
        "out_of_memory",
        "unsafe_archive",
        "missing_file",
        "no_readable_member",
        "cancelled",
        "interrupted",
        "internal_error",
    ),
}

NEW_TABLES = ("resume_documents", "resume_profiles", "stage_runs")

STATUS_COLUMNS = {"resume_uploads": "upload_status", "comparison_batches": "status", "resume_analyses": "status"}

OLD_FAILURE = "This failed before reasons were recorded. Process it again to learn more."


def upgrade() -> None:
    _refuse_ambiguous_users()
    for name, labels in ENUMS.items():
        postgresql.ENUM(*labels, name=name).create(op.get_bind())
    for table, columns in _new_columns().items():
        for column in columns:
            op.add_column(table, column)
    for table, status in STATUS_COLUMNS.items():
        _explain_old_failures(table, status)
    _keep_one_primary_member()
    _add_constraints()
    _change_indexes()
    _create_resume_documents()
    _create_resume_profiles()
    _create_stage_runs()
    for table in NEW_TABLES:
        op.execute(
            f"CREATE TRIGGER set_updated_at BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION set_updated_at()"
        )


def downgrade() -> None:
    for table in reversed(NEW_TABLES):
        op.drop_table(table)
    _restore_indexes()
    for table, column in (("resume_analyses", "overall_score"), ("analysis_scores", "score_value")):
        op.drop_constraint(op.f(f"ck_{table}_{column}_is_points"), table)
    # The other constraints and indexes go with the new columns they speak of.
    for table, columns in _new_columns().items():
        for column in reversed(columns):
            op.drop_column(table, column.name)
    for name in reversed(ENUMS):
        op.execute(f"DROP TYPE {name}")


def _enum(name: str) -> postgresql.ENUM:
    return postgresql.ENUM(*ENUMS[name], name=name, create_type=False)


def _time(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True))


def _json(name: str, default: str | None = None) -> sa.Column[Any]:
    return sa.Column(
        name, postgresql.JSONB(), server_default=default and sa.text(f"'{default}'::jsonb"), nullable=False
    )


def _new_columns() -> dict[str, tuple[sa.Column[Any], ...]]:
    return {
        "resume_uploads": (
            sa.Column("content_sha256", sa.CHAR(64)),
            sa.Column("reason_code", _enum("reason_code")),
            sa.Column("flow_run_id", sa.Uuid()),
            _time("claimed_until"),
        ),
        "comparison_batches": (
            sa.Column("job_description", sa.Text()),
            sa.Column("fingerprint", sa.CHAR(64)),
            _time("started_at"),
            _time("completed_at"),
            sa.Column("reason_code", _enum("reason_code")),
            sa.Column("failure_reason", sa.Text()),
            sa.Column("flow_run_id", sa.Uuid()),
            _time("claimed_until"),
        ),
        "resume_analyses": (
            sa.Column("fingerprint", sa.CHAR(64)),
            _time("superseded_at"),
            sa.Column("document_quality", sa.Float()),
            sa.Column("job_match", sa.Float()),
            sa.Column("coverage", sa.Float()),
            _json("requirements", default="[]"),
            sa.Column("manifest", postgresql.JSONB()),
            _time("started_at"),
            sa.Column("reason_code", _enum("reason_code")),
            sa.Column("failure_reason", sa.Text()),
            sa.Column("flow_run_id", sa.Uuid()),
            _time("claimed_until"),
        ),
        "analysis_scores": (_json("evidence", default="[]"), sa.Column("position", sa.Integer())),
        "feedback_items": (sa.Column("points_available", sa.Float()), sa.Column("position", sa.Integer())),
        "batch_members": (sa.Column("rank", sa.Integer()), sa.Column("band", sa.String(100))),
    }


def _refuse_ambiguous_users() -> None:
    # Which of two users who differ in letter case alone is the person is not for a migration to say.
    op.execute(
        """
        DO $$
        DECLARE ids text;
        BEGIN
            SELECT string_agg(id::text, ', ' ORDER BY id) INTO ids FROM users
            WHERE lower(email) IN (SELECT lower(email) FROM users GROUP BY lower(email) HAVING count(*) > 1);
            IF ids IS NOT NULL THEN
                RAISE EXCEPTION 'Some users have e-mail addresses that differ in letter case alone: %. '
                    'Merge or rename them, then upgrade again; nothing was changed.', ids;
            END IF;
        END
        $$
        """
    )


def _explain_old_failures(table: str, status: str) -> None:
    # The trigger would call these rows changed; nothing that a person would call a change has happened to them.
    op.execute(f"ALTER TABLE {table} DISABLE TRIGGER set_updated_at")
    rows = sa.table(table, sa.column(status), sa.column("reason_code"), sa.column("failure_reason", sa.Text()))
    op.execute(
        rows.update()
        .where(rows.c[status] == sa.literal_column("'failed'"))
        .values(
            reason_code=sa.literal_column("'internal_error'"),
            failure_reason=sa.func.coalesce(rows.c.failure_reason, OLD_FAILURE),
        )
    )
    op.execute(f"ALTER TABLE {table} ENABLE TRIGGER set_updated_at")


def _keep_one_primary_member() -> None:
    # The first service could mark several members of a batch: the first of them stays marked.
    op.execute(
        """
        UPDATE batch_members SET is_primary = false
        WHERE is_primary AND id NOT IN (
            SELECT DISTINCT ON (batch_id) id FROM batch_members
            WHERE is_primary ORDER BY batch_id, position NULLS LAST, created_at, id
        )
        """
    )


def _add_constraints() -> None:
    for table, status in STATUS_COLUMNS.items():
        _check(
            table,
            "failed_has_reason",
            f"{status} <> 'failed' OR (reason_code IS NOT NULL AND failure_reason IS NOT NULL)",
        )
        _check(table, "claim_is_whole", "(flow_run_id IS NULL) = (claimed_until IS NULL)")
    _check("resume_analyses", "coverage_is_share", "coverage >= 0 AND coverage <= 1")
    for column in ("document_quality", "job_match"):
        _check("resume_analyses", f"{column}_is_points", f"{column} >= 0 AND {column} <= 100")
    _check_points_from_now_on("resume_analyses", "overall_score")
    _check_points_from_now_on("analysis_scores", "score_value")
    _check("batch_members", "rank_is_positive", "rank >= 1")
    op.create_unique_constraint(
        "uq_resume_uploads_user_id_content_sha256", "resume_uploads", ["user_id", "content_sha256"]
    )


def _check(table: str, name: str, condition: str) -> None:
    op.create_check_constraint(op.f(f"ck_{table}_{name}"), table, condition)


def _check_points_from_now_on(table: str, column: str) -> None:
    # What the first service stored is history and stays as it is: where rows break the rule, only new and changed
    # ones are checked; everywhere else the constraint is a valid one like all others.
    constraint, condition = f"ck_{table}_{column}_is_points", f"{column} >= 0 AND {column} <= 100"
    op.create_check_constraint(op.f(constraint), table, condition, postgresql_not_valid=True)
    op.execute(
        f"""
        DO $$
        BEGIN
            IF NOT EXISTS (SELECT FROM {table} WHERE NOT ({condition})) THEN
                ALTER TABLE {table} VALIDATE CONSTRAINT {constraint};
            END IF;
        END
        $$
        """
    )


def _change_indexes() -> None:
    op.create_index("uq_users_lower_email", "users", [sa.text("lower(email)")], unique=True)
    for table, status in STATUS_COLUMNS.items():
        op.create_index(f"ix_{table}_{status}_created_at", table, [status, "created_at"])
        op.create_index(
            f"ix_{table}_claimed_until", table, ["claimed_until"], postgresql_where=sa.text("claimed_until IS NOT NULL")
        )
    # The new unique constraint starts with user_id.
    op.drop_index("ix_resume_uploads_user_id", "resume_uploads")
    _create_partial_unique("comparison_batches", "fingerprint", where="status <> 'failed'")
    _create_partial_unique(
        "resume_analyses",
        "resume_upload_id",
        "fingerprint",
        where="superseded_at IS NULL AND status <> 'failed'",
    )
    op.create_index(
        "uq_batch_members_primary", "batch_members", ["batch_id"], unique=True, postgresql_where=sa.text("is_primary")
    )
    op.drop_constraint("uq_batch_members_resume_analysis_id", "batch_members")
    op.create_index("ix_batch_members_resume_analysis_id", "batch_members", ["resume_analysis_id"])


def _create_partial_unique(table: str, *columns: str, where: str) -> None:
    op.create_index(
        f"uq_{table}_{'_'.join(columns)}", table, list(columns), unique=True, postgresql_where=sa.text(where)
    )


def _restore_indexes() -> None:
    op.drop_index("ix_batch_members_resume_analysis_id", "batch_members")
    # The first schema knows one member an analysis: the oldest one keeps it, the others stay without.
    op.execute(
        """
        UPDATE batch_members SET resume_analysis_id = NULL
        WHERE resume_analysis_id IS NOT NULL AND id NOT IN (
            SELECT DISTINCT ON (resume_analysis_id) id FROM batch_members
            WHERE resume_analysis_id IS NOT NULL ORDER BY resume_analysis_id, created_at, id
        )
        """
    )
    op.create_unique_constraint("uq_batch_members_resume_analysis_id", "batch_members", ["resume_analysis_id"])
    op.drop_index("uq_batch_members_primary", "batch_members")
    op.create_index("ix_resume_uploads_user_id", "resume_uploads", ["user_id"])
    for table, status in STATUS_COLUMNS.items():
        op.drop_index(f"ix_{table}_{status}_created_at", table)
    op.drop_index("uq_users_lower_email", "users")


def _row_columns() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
    )


def _reference(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=f"fk_{table}_{column}_{target}", ondelete="CASCADE")


def _create_resume_documents() -> None:
    op.create_table(
        "resume_documents",
        *_row_columns(),
        sa.Column("resume_upload_id", sa.Uuid(), nullable=False),
        sa.Column("reader_version", sa.String(100), nullable=False),
        sa.Column("content_type", sa.String(128), nullable=False),
        sa.Column("language", sa.String(8)),
        sa.Column("page_count", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        _json("lines"),
        _json("links", default="[]"),
        _json("integrity", default="{}"),
        sa.PrimaryKeyConstraint("id", name="pk_resume_documents"),
        _reference("resume_documents", "resume_upload_id", "resume_uploads"),
        sa.UniqueConstraint(
            "resume_upload_id", "reader_version", name="uq_resume_documents_resume_upload_id_reader_version"
        ),
        sa.CheckConstraint("page_count >= 1", name=op.f("ck_resume_documents_page_count_is_positive")),
    )


def _create_resume_profiles() -> None:
    op.create_table(
        "resume_profiles",
        *_row_columns(),
        sa.Column("resume_document_id", sa.Uuid(), nullable=False),
        sa.Column("resume_upload_id", sa.Uuid(), nullable=False),
        sa.Column("reader_version", sa.String(100), nullable=False),
        sa.Column("profile_version", sa.String(100), nullable=False),
        sa.Column("lexicon_version", sa.String(100), nullable=False),
        _json("profile"),
        sa.PrimaryKeyConstraint("id", name="pk_resume_profiles"),
        _reference("resume_profiles", "resume_document_id", "resume_documents"),
        _reference("resume_profiles", "resume_upload_id", "resume_uploads"),
        sa.UniqueConstraint(
            "resume_upload_id",
            "reader_version",
            "profile_version",
            "lexicon_version",
            name="uq_resume_profiles_resume_upload_id_versions",
        ),
    )
    op.create_index("ix_resume_profiles_resume_document_id", "resume_profiles", ["resume_document_id"])


def _create_stage_runs() -> None:
    op.create_table(
        "stage_runs",
        *_row_columns(),
        sa.Column("resume_upload_id", sa.Uuid()),
        sa.Column("resume_analysis_id", sa.Uuid()),
        sa.Column("comparison_batch_id", sa.Uuid()),
        sa.Column("stage", _enum("stage"), nullable=False),
        sa.Column("status", _enum("stage_run_status"), server_default="running", nullable=False),
        sa.Column("attempt", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("reason_code", _enum("reason_code")),
        sa.Column("message", sa.Text()),
        sa.Column("started_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        _time("finished_at"),
        sa.Column("flow_run_id", sa.Uuid()),
        sa.Column("task_run_id", sa.Uuid()),
        sa.Column("trigger", _enum("stage_trigger"), nullable=False),
        sa.Column("actor", sa.String(255)),
        sa.PrimaryKeyConstraint("id", name="pk_stage_runs"),
        _reference("stage_runs", "resume_upload_id", "resume_uploads"),
        _reference("stage_runs", "resume_analysis_id", "resume_analyses"),
        _reference("stage_runs", "comparison_batch_id", "comparison_batches"),
        sa.CheckConstraint(
            "num_nonnulls(resume_upload_id, resume_analysis_id, comparison_batch_id) = 1",
            name=op.f("ck_stage_runs_has_one_subject"),
        ),
        sa.CheckConstraint(
            "(status = 'running') = (finished_at IS NULL)", name=op.f("ck_stage_runs_finished_unless_running")
        ),
        sa.CheckConstraint("attempt >= 1", name=op.f("ck_stage_runs_attempt_is_positive")),
        sa.CheckConstraint(
            "status <> 'failed' OR (reason_code IS NOT NULL AND message IS NOT NULL)",
            name=op.f("ck_stage_runs_failed_has_reason"),
        ),
    )
    for column in ("resume_upload_id", "resume_analysis_id", "comparison_batch_id"):
        op.create_index(f"ix_stage_runs_{column}_started_at", "stage_runs", [column, "started_at"])
    op.create_index("ix_stage_runs_flow_run_id", "stage_runs", ["flow_run_id"])
    op.create_index(
        "ix_stage_runs_running", "stage_runs", ["started_at"], postgresql_where=sa.text("status = 'running'")
    )
