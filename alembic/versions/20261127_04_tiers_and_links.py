"""Keep with each member of a batch its tier, and whose resume it repeats.

Revision ID: 20261127_04_tiers_and_links
Revises: 20261127_03_feedback_lines

Before this is merged:
* It is read line by line: autogenerate sees no CHECK constraint, no WHERE of an index and no change of data.
* Rows survive it, up and down: a new column has a default or may be null, a new rule is fulfilled by old rows.
* It runs in one transaction within the time limits of env.py; other work may be running.
* Merged, it is never changed: a later need is a later revision.
"""

import sqlalchemy as sa
from alembic import op

revision = "20261127_04_tiers_and_links"
down_revision = "20261127_03_feedback_lines"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("batch_members", sa.Column("tier", sa.Integer(), nullable=True))
    op.add_column("batch_members", sa.Column("same_person_as_id", sa.Uuid(), nullable=True))
    op.create_index(op.f("ix_batch_members_same_person_as_id"), "batch_members", ["same_person_as_id"], unique=False)
    op.create_foreign_key(
        op.f("fk_batch_members_same_person_as_id_batch_members"),
        "batch_members",
        "batch_members",
        ["same_person_as_id"],
        ["id"],
        ondelete="SET NULL",
    )
    op.create_check_constraint(op.f("ck_batch_members_tier_is_positive"), "batch_members", "tier >= 1")
    op.create_check_constraint(
        op.f("ck_batch_members_linked_has_no_rank"), "batch_members", "same_person_as_id IS NULL OR rank IS NULL"
    )


def downgrade() -> None:
    op.drop_constraint(op.f("ck_batch_members_linked_has_no_rank"), "batch_members", type_="check")
    op.drop_constraint(op.f("ck_batch_members_tier_is_positive"), "batch_members", type_="check")
    op.drop_constraint(op.f("fk_batch_members_same_person_as_id_batch_members"), "batch_members", type_="foreignkey")
    op.drop_index(op.f("ix_batch_members_same_person_as_id"), table_name="batch_members")
    op.drop_column("batch_members", "same_person_as_id")
    op.drop_column("batch_members", "tier")
