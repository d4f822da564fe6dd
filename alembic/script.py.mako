"""${message}.

Revision ID: ${up_revision}
Revises: ${down_revision | comma,n}

Before this is merged:
* It is read line by line: autogenerate sees no CHECK constraint, no WHERE of an index and no change of data.
* Rows survive it, up and down: a new column has a default or may be null, a new rule is fulfilled by old rows.
* It runs in one transaction within the time limits of env.py; other work may be running.
* Merged, it is never changed: a later need is a later revision.
"""

import sqlalchemy as sa
from alembic import op
${imports if imports else ""}

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = ${repr(branch_labels)}
depends_on = ${repr(depends_on)}


def upgrade() -> None:
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    ${downgrades if downgrades else "pass"}
