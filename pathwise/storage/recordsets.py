"""Any number of rows in one statement: sent as one JSON value, taken apart by Postgres. Functions never commit."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import TableValuedAlias, column, func, insert, literal, update
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Session

from pathwise.storage.characters import JsonRows
from pathwise_models.base import Base


def recordset(model: type[Base], columns: Sequence[str], rows: JsonRows) -> TableValuedAlias:
    """Make written rows something to select from, with columns of the types that the table has.

    A column that a row does not name is null in it.
    """
    types = [column(name, model.__table__.c[name].type) for name in columns]
    return (
        func.jsonb_to_recordset(literal(rows, JSONB)).table_valued(*types, name="sent").render_derived(with_types=True)
    )


def insert_rows(session: Session, model: type[Base], columns: Sequence[str], rows: JsonRows) -> None:
    """Insert written rows; none is fine."""
    if rows:
        source = recordset(model, columns, rows)
        session.execute(insert(model).from_select(list(columns), source.select()))


def update_rows(session: Session, model: type[Base], columns: Sequence[str], rows: JsonRows, **same: Any) -> None:
    """Update rows to what is written; none is fine.

    Args:
        session: The transaction.
        model: The table.
        columns: What is written of each row, its key first.
        rows: As `JsonRows` writes them.
        same: Values that all of them get.
    """
    if rows:
        sent = recordset(model, columns, rows)
        key, *others = columns
        session.execute(
            update(model)
            .where(model.__table__.c[key] == sent.c[key])
            .values({name: sent.c[name] for name in others} | same)
            .execution_options(synchronize_session=False)
        )
