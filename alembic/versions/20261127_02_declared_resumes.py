"""Note with an upload that somebody said it is a resume, whatever it looks like.

Revision ID: 20261127_02_declared_resumes
Revises: 20261127_01_operations

Before this is merged:
* It is read line by line: autogenerate sees no CHECK constraint, no WHERE of an index and no change of data.
* Rows survive it, up and down: a new column has a default or may be null, a new rule is fulfilled by old rows.
* It runs in one transaction within the time limits of env.py; other work may be running.
* Merged, it is never changed: a later need is a later revision.
"""

import sqlalchemy as sa
from alembic import op

revision = "20261127_02_declared_resumes"
down_revision = "20261127_01_operations"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "resume_uploads", sa.Column("is_declared_resume", sa.Boolean(), server_default=sa.text("false"), nullable=False)
    )


def downgrade() -> None:
    op.drop_column("resume_uploads", "is_declared_resume")
