"""Conditions on many ids at once."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import ARRAY, ColumnElement, Uuid, any_, literal
from sqlalchemy.orm import InstrumentedAttribute


def is_among(
    column: InstrumentedAttribute[UUID] | InstrumentedAttribute[UUID | None], ids: Collection[UUID]
) -> ColumnElement[bool]:
    """Say in SQL: the column holds one of the ids. For lists of any length.

    `IN` sends a parameter an id, of which a statement takes 65,535; this sends one in all.
    """
    return column == any_(literal(list(ids), ARRAY(Uuid)))
