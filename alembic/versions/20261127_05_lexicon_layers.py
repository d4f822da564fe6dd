"""Keep layers of skills that were imported below the packaged lexicon.

Revision ID: 20261127_05_lexicon_layers
Revises: 20261127_04_tiers_and_links

Before this is merged:
* It is read line by line: autogenerate sees no CHECK constraint, no WHERE of an index and no change of data.
* Rows survive it, up and down: a new column has a default or may be null, a new rule is fulfilled by old rows.
* It runs in one transaction within the time limits of env.py; other work may be running.
* Merged, it is never changed: a later need is a later revision.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "20261127_05_lexicon_layers"
down_revision = "20261127_04_tiers_and_links"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "lexicon_layers",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("name", sa.String(length=16), nullable=False),
        sa.Column("source", sa.String(length=100), nullable=False),
        sa.Column("version", sa.CHAR(length=8), nullable=False),
        sa.Column("file_sha256", sa.CHAR(length=64), nullable=False),
        sa.Column("skill_count", sa.Integer(), nullable=False),
        sa.Column("left_out", sa.Integer(), nullable=False),
        sa.CheckConstraint("skill_count >= 1", name=op.f("ck_lexicon_layers_holds_a_skill")),
        sa.CheckConstraint("left_out >= 0", name=op.f("ck_lexicon_layers_left_out_is_count")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lexicon_layers")),
        sa.UniqueConstraint("name", name=op.f("uq_lexicon_layers_name")),
    )
    op.execute(
        "CREATE TRIGGER set_updated_at BEFORE UPDATE ON lexicon_layers FOR EACH ROW EXECUTE FUNCTION set_updated_at()"
    )
    op.create_table(
        "lexicon_skills",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("layer_id", sa.Uuid(), nullable=False),
        sa.Column("canonical", sa.String(length=255), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column(
            "spellings",
            postgresql.JSONB(none_as_null=True, astext_type=sa.Text()),
            server_default=sa.text("'[]'::jsonb"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["layer_id"],
            ["lexicon_layers.id"],
            name=op.f("fk_lexicon_skills_layer_id_lexicon_layers"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lexicon_skills")),
        sa.UniqueConstraint("layer_id", "canonical", name=op.f("uq_lexicon_skills_layer_id_canonical")),
    )
    op.execute(
        "CREATE TRIGGER set_updated_at BEFORE UPDATE ON lexicon_skills FOR EACH ROW EXECUTE FUNCTION set_updated_at()"
    )


def downgrade() -> None:
    op.execute("DROP TRIGGER IF EXISTS set_updated_at ON lexicon_skills")
    op.drop_table("lexicon_skills")
    op.execute("DROP TRIGGER IF EXISTS set_updated_at ON lexicon_layers")
    op.drop_table("lexicon_layers")
