"""Create the seven tables and five enums of the first service.

Revision ID: 20241017_01_initial_schema
Revises: nothing
"""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "20241017_01_initial_schema"
down_revision = None
branch_labels = None
depends_on = None

ENUMS = {
    "resume_upload_status": ("pending", "processing", "completed", "failed"),
    "comparison_batch_status": ("pending", "processing", "completed", "failed"),
    "resume_analysis_status": ("pending", "running", "completed", "failed"),
    "resume_analysis_type": ("single", "comparison"),
    "feedback_severity": ("low", "medium", "high", "critical"),
}

TABLES = (
    "users",
    "resume_uploads",
    "comparison_batches",
    "resume_analyses",
    "analysis_scores",
    "feedback_items",
    "batch_members",
)


def upgrade() -> None:
    for name, labels in ENUMS.items():
        postgresql.ENUM(*labels, name=name).create(op.get_bind())
    _create_users()
    _create_resume_uploads()
    _create_comparison_batches()
    _create_resume_analyses()
    _create_analysis_scores()
    _create_feedback_items()
    _create_batch_members()
    _create_updated_at_triggers()


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
    op.execute("DROP FUNCTION set_updated_at()")
    for name in reversed(ENUMS):
        op.execute(f"DROP TYPE {name}")


def _create_updated_at_triggers() -> None:
    # The clock rather than the start of the transaction: a row changed in the transaction that made it has moved, too.
    op.execute(
        """
        CREATE FUNCTION set_updated_at() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            NEW.updated_at = clock_timestamp();
            RETURN NEW;
        END
        $$
        """
    )
    for table in TABLES:
        op.execute(
            f"CREATE TRIGGER set_updated_at BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION set_updated_at()"
        )


def _enum(name: str) -> postgresql.ENUM:
    return postgresql.ENUM(*ENUMS[name], name=name, create_type=False)


def _row_columns() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
    )


def _reference(table: str, column: str, target: str, ondelete: str = "CASCADE") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=f"fk_{table}_{column}_{target}", ondelete=ondelete)


def _create_users() -> None:
    op.create_table(
        "users",
        *_row_columns(),
        sa.Column("email", sa.String(320), nullable=False),
        sa.Column("name", sa.String(255)),
        sa.Column("image_url", sa.String(1024)),
        sa.Column("email_verified_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_users"),
        sa.UniqueConstraint("email", name="uq_users_email"),
    )


def _create_resume_uploads() -> None:
    op.create_table(
        "resume_uploads",
        *_row_columns(),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("original_filename", sa.String(512), nullable=False),
        sa.Column("stored_filename", sa.String(512), nullable=False),
        sa.Column("storage_bucket", sa.String(255)),
        sa.Column("content_type", sa.String(128)),
        sa.Column("file_size_bytes", sa.Integer()),
        sa.Column("upload_status", _enum("resume_upload_status"), server_default="pending", nullable=False),
        sa.Column("processed_at", sa.DateTime(timezone=True)),
        sa.Column("failure_reason", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_resume_uploads"),
        _reference("resume_uploads", "user_id", "users"),
    )
    op.create_index("ix_resume_uploads_user_id", "resume_uploads", ["user_id"])


def _create_comparison_batches() -> None:
    op.create_table(
        "comparison_batches",
        *_row_columns(),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(255)),
        sa.Column("description", sa.Text()),
        sa.Column("job_title", sa.String(255)),
        sa.Column("job_posting_url", sa.String(1024)),
        sa.Column("notes", sa.Text()),
        sa.Column("status", _enum("comparison_batch_status"), server_default="pending", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_comparison_batches"),
        _reference("comparison_batches", "user_id", "users"),
    )
    op.create_index("ix_comparison_batches_user_id", "comparison_batches", ["user_id"])


def _create_resume_analyses() -> None:
    op.create_table(
        "resume_analyses",
        *_row_columns(),
        sa.Column("resume_upload_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("comparison_batch_id", sa.Uuid()),
        sa.Column("analysis_type", _enum("resume_analysis_type"), server_default="single", nullable=False),
        sa.Column("status", _enum("resume_analysis_status"), server_default="pending", nullable=False),
        sa.Column("model_version", sa.String(100)),
        sa.Column("overall_score", sa.Float()),
        sa.Column("summary", sa.Text()),
        sa.Column("job_title", sa.String(255)),
        sa.Column("job_description", sa.Text()),
        sa.Column("completed_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_resume_analyses"),
        _reference("resume_analyses", "resume_upload_id", "resume_uploads"),
        _reference("resume_analyses", "user_id", "users"),
        _reference("resume_analyses", "comparison_batch_id", "comparison_batches", ondelete="SET NULL"),
    )
    for column in ("resume_upload_id", "user_id", "comparison_batch_id"):
        op.create_index(f"ix_resume_analyses_{column}", "resume_analyses", [column])


def _create_analysis_scores() -> None:
    op.create_table(
        "analysis_scores",
        *_row_columns(),
        sa.Column("analysis_id", sa.Uuid(), nullable=False),
        sa.Column("metric_key", sa.String(100), nullable=False),
        sa.Column("metric_label", sa.String(255)),
        sa.Column("category", sa.String(100)),
        sa.Column("score_value", sa.Float()),
        sa.Column("max_score", sa.Float()),
        sa.Column("weight", sa.Float()),
        sa.Column("explanation", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_analysis_scores"),
        _reference("analysis_scores", "analysis_id", "resume_analyses"),
        # Its index starts with analysis_id and so serves the foreign key as well.
        sa.UniqueConstraint("analysis_id", "metric_key", name="uq_analysis_scores_analysis_id_metric_key"),
    )


def _create_feedback_items() -> None:
    op.create_table(
        "feedback_items",
        *_row_columns(),
        sa.Column("analysis_id", sa.Uuid(), nullable=False),
        sa.Column("category", sa.String(100)),
        sa.Column("title", sa.String(255)),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("recommendation", sa.Text()),
        sa.Column("severity", _enum("feedback_severity"), server_default="medium", nullable=False),
        sa.Column("reference_context", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_feedback_items"),
        _reference("feedback_items", "analysis_id", "resume_analyses"),
    )
    op.create_index("ix_feedback_items_analysis_id", "feedback_items", ["analysis_id"])


def _create_batch_members() -> None:
    op.create_table(
        "batch_members",
        *_row_columns(),
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("resume_upload_id", sa.Uuid(), nullable=False),
        sa.Column("resume_analysis_id", sa.Uuid()),
        sa.Column("position", sa.Integer()),
        sa.Column("is_primary", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("label", sa.String(255)),
        sa.Column("notes", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_batch_members"),
        _reference("batch_members", "batch_id", "comparison_batches"),
        _reference("batch_members", "resume_upload_id", "resume_uploads"),
        _reference("batch_members", "resume_analysis_id", "resume_analyses", ondelete="SET NULL"),
        # The indexes of these two serve the foreign keys they start with as well.
        sa.UniqueConstraint("batch_id", "resume_upload_id", name="uq_batch_members_batch_id_resume_upload_id"),
        sa.UniqueConstraint("resume_analysis_id", name="uq_batch_members_resume_analysis_id"),
    )
    op.create_index("ix_batch_members_resume_upload_id", "batch_members", ["resume_upload_id"])
