"""Keep in which line of the resume the quote of a piece of advice begins.

Revision ID: 20261127_03_feedback_lines
Revises: 20261127_02_declared_resumes

Before this is merged:
* It is read line by line: autogenerate sees no CHECK constraint, no WHERE of an index and no change of data.
* Rows survive it, up and down: a new column has a default or may be null, a new rule is fulfilled by old rows.
* It runs in one transaction within the time limits of env.py; other work may be running.
* Merged, it is never changed: a later need is a later revision.
"""

import sqlalchemy as sa
from alembic import op

revision = "20261127_03_feedback_lines"
down_revision = "20261127_02_declared_resumes"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("feedback_items", sa.Column("reference_line", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("feedback_items", "reference_line")
