"""Keep what operating needs: keys of the service, webhooks in and out, runs that were promised.

Revision ID: 20261127_01_operations
Revises: 20261122_01_pipeline_state

Before this is merged:
* It is read line by line: autogenerate sees no CHECK constraint, no WHERE of an index and no change of data.
* Rows survive it, up and down: a new column has a default or may be null, a new rule is fulfilled by old rows.
* It runs in one transaction within the time limits of env.py; other work may be running.
* Merged, it is never changed: a later need is a later revision.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "20261127_01_operations"
down_revision = "20261122_01_pipeline_state"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        "CREATE TYPE webhook_event AS ENUM ('analysis.completed', 'analysis.failed', 'batch.completed', 'batch.failed')"
    )
    op.create_table(
        "api_keys",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("label", sa.String(length=255), nullable=True),
        sa.Column("hint", sa.String(length=16), nullable=False),
        sa.Column("key_sha256", sa.CHAR(length=64), nullable=False),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_api_keys_user_id_users"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_keys")),
        sa.UniqueConstraint("key_sha256", name=op.f("uq_api_keys_key_sha256")),
    )
    op.execute("CREATE TRIGGER set_updated_at BEFORE UPDATE ON api_keys FOR EACH ROW EXECUTE FUNCTION set_updated_at()")
    op.create_index(op.f("ix_api_keys_user_id"), "api_keys", ["user_id"], unique=False)
    op.create_table(
        "webhook_deliveries",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("message_id", sa.String(length=255), nullable=False),
        sa.Column("body_sha256", sa.CHAR(length=64), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("answer", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_webhook_deliveries_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhook_deliveries")),
        sa.UniqueConstraint("message_id", name=op.f("uq_webhook_deliveries_message_id")),
    )
    op.execute(
        "CREATE TRIGGER set_updated_at BEFORE UPDATE ON webhook_deliveries FOR EACH ROW EXECUTE FUNCTION "
        "set_updated_at()"
    )
    op.create_index(op.f("ix_webhook_deliveries_user_id"), "webhook_deliveries", ["user_id"], unique=False)
    op.create_table(
        "webhook_endpoints",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("url", sa.String(length=2048), nullable=False),
        sa.Column("secret", sa.String(length=255), nullable=False),
        sa.Column(
            "events",
            postgresql.JSONB(none_as_null=True, astext_type=sa.Text()),
            server_default=sa.text("'[]'::jsonb"),
            nullable=False,
        ),
        sa.Column("failures", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("disabled_reason", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(disabled_at IS NULL) = (disabled_reason IS NULL)", name=op.f("ck_webhook_endpoints_disabled_has_reason")
        ),
        sa.CheckConstraint("failures >= 0", name=op.f("ck_webhook_endpoints_failures_is_count")),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_webhook_endpoints_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhook_endpoints")),
    )
    op.execute(
        "CREATE TRIGGER set_updated_at BEFORE UPDATE ON webhook_endpoints FOR EACH ROW EXECUTE FUNCTION "
        "set_updated_at()"
    )
    op.create_index(op.f("ix_webhook_endpoints_user_id"), "webhook_endpoints", ["user_id"], unique=False)
    op.create_table(
        "outgoing_messages",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("endpoint_id", sa.Uuid(), nullable=False),
        sa.Column(
            "event",
            postgresql.ENUM(
                "analysis.completed",
                "analysis.failed",
                "batch.completed",
                "batch.failed",
                name="webhook_event",
                create_type=False,
            ),
            nullable=False,
        ),
        sa.Column("payload", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=False),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("next_attempt_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("delivered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("abandoned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_problem", sa.String(length=255), nullable=True),
        sa.CheckConstraint("attempts >= 0", name=op.f("ck_outgoing_messages_attempts_is_count")),
        sa.CheckConstraint(
            "num_nonnulls(delivered_at, abandoned_at) <= 1", name=op.f("ck_outgoing_messages_has_one_end")
        ),
        sa.ForeignKeyConstraint(
            ["endpoint_id"],
            ["webhook_endpoints.id"],
            name=op.f("fk_outgoing_messages_endpoint_id_webhook_endpoints"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outgoing_messages")),
    )
    op.execute(
        "CREATE TRIGGER set_updated_at BEFORE UPDATE ON outgoing_messages FOR EACH ROW EXECUTE FUNCTION "
        "set_updated_at()"
    )
    op.create_index(op.f("ix_outgoing_messages_endpoint_id"), "outgoing_messages", ["endpoint_id"], unique=False)
    op.create_index(
        "ix_outgoing_messages_waiting",
        "outgoing_messages",
        ["endpoint_id", "next_attempt_at"],
        unique=False,
        postgresql_where=sa.text("delivered_at IS NULL AND abandoned_at IS NULL"),
    )
    op.create_table(
        "run_requests",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("resume_analysis_id", sa.Uuid(), nullable=True),
        sa.Column("comparison_batch_id", sa.Uuid(), nullable=True),
        sa.Column("deployment", sa.String(length=255), nullable=False),
        sa.Column(
            "trigger",
            postgresql.ENUM(
                "command_line", "ui", "schedule", "webhook", "batch", name="stage_trigger", create_type=False
            ),
            nullable=False,
        ),
        sa.Column("attempt", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("flow_run_id", sa.Uuid(), nullable=True),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(flow_run_id IS NULL) = (accepted_at IS NULL)", name=op.f("ck_run_requests_acceptance_is_whole")
        ),
        sa.CheckConstraint("attempt >= 1", name=op.f("ck_run_requests_attempt_is_positive")),
        sa.CheckConstraint(
            "num_nonnulls(resume_analysis_id, comparison_batch_id) = 1", name=op.f("ck_run_requests_has_one_subject")
        ),
        sa.ForeignKeyConstraint(
            ["comparison_batch_id"],
            ["comparison_batches.id"],
            name=op.f("fk_run_requests_comparison_batch_id_comparison_batches"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["resume_analysis_id"],
            ["resume_analyses.id"],
            name=op.f("fk_run_requests_resume_analysis_id_resume_analyses"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_run_requests")),
    )
    op.execute(
        "CREATE TRIGGER set_updated_at BEFORE UPDATE ON run_requests FOR EACH ROW EXECUTE FUNCTION set_updated_at()"
    )
    op.create_index(op.f("ix_run_requests_comparison_batch_id"), "run_requests", ["comparison_batch_id"], unique=False)
    op.create_index(
        "ix_run_requests_open",
        "run_requests",
        ["created_at"],
        unique=False,
        postgresql_where=sa.text("settled_at IS NULL"),
    )
    op.create_index(op.f("ix_run_requests_resume_analysis_id"), "run_requests", ["resume_analysis_id"], unique=False)
    op.create_index(
        "uq_run_requests_open_analysis",
        "run_requests",
        ["resume_analysis_id"],
        unique=True,
        postgresql_where=sa.text("settled_at IS NULL"),
    )
    op.create_index(
        "uq_run_requests_open_batch",
        "run_requests",
        ["comparison_batch_id"],
        unique=True,
        postgresql_where=sa.text("settled_at IS NULL"),
    )


def downgrade() -> None:
    op.drop_index(
        "uq_run_requests_open_batch", table_name="run_requests", postgresql_where=sa.text("settled_at IS NULL")
    )
    op.drop_index(
        "uq_run_requests_open_analysis", table_name="run_requests", postgresql_where=sa.text("settled_at IS NULL")
    )
    op.drop_index(op.f("ix_run_requests_resume_analysis_id"), table_name="run_requests")
    op.drop_index("ix_run_requests_open", table_name="run_requests", postgresql_where=sa.text("settled_at IS NULL"))
    op.drop_index(op.f("ix_run_requests_comparison_batch_id"), table_name="run_requests")
    op.execute("DROP TRIGGER IF EXISTS set_updated_at ON run_requests")
    op.drop_table("run_requests")
    op.drop_index(
        "ix_outgoing_messages_waiting",
        table_name="outgoing_messages",
        postgresql_where=sa.text("delivered_at IS NULL AND abandoned_at IS NULL"),
    )
    op.drop_index(op.f("ix_outgoing_messages_endpoint_id"), table_name="outgoing_messages")
    op.execute("DROP TRIGGER IF EXISTS set_updated_at ON outgoing_messages")
    op.drop_table("outgoing_messages")
    op.drop_index(op.f("ix_webhook_endpoints_user_id"), table_name="webhook_endpoints")
    op.execute("DROP TRIGGER IF EXISTS set_updated_at ON webhook_endpoints")
    op.drop_table("webhook_endpoints")
    op.drop_index(op.f("ix_webhook_deliveries_user_id"), table_name="webhook_deliveries")
    op.execute("DROP TRIGGER IF EXISTS set_updated_at ON webhook_deliveries")
    op.drop_table("webhook_deliveries")
    op.drop_index(op.f("ix_api_keys_user_id"), table_name="api_keys")
    op.execute("DROP TRIGGER IF EXISTS set_updated_at ON api_keys")
    op.drop_table("api_keys")
    op.execute("DROP TYPE webhook_event")
