"""What every table has in common: names of constraints, types of columns, the key and the two times."""

import re
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, DateTime, Enum, FetchedValue, Index, MetaData, Text, func, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from pathwise_models import enums

NAMING_CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

EMPTY_LIST = text("'[]'::jsonb")
EMPTY_OBJECT = text("'{}'::jsonb")

UPDATED_AT_TRIGGER = "set_updated_at"
"""Name of the trigger on every table, and of the function it calls."""


def snake_case(class_name: str) -> str:
    """Name the Postgres type of an enum class.

    Example:
        >>> snake_case("ResumeUploadStatus")
        'resume_upload_status'
    """
    return re.sub(r"(?<!^)(?=[A-Z])", "_", class_name).lower()


def _stored_by_value(enum_class: type[StrEnum]) -> Enum:
    return Enum(
        enum_class,
        name=snake_case(enum_class.__name__),
        values_callable=lambda members: [member.value for member in members],
    )


_ENUM_CLASSES = [
    word
    for word in vars(enums).values()
    if isinstance(word, type) and issubclass(word, StrEnum) and word is not StrEnum
]


class Base(DeclarativeBase):
    """Root of all tables."""

    metadata = MetaData(naming_convention=NAMING_CONVENTION)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: Text(),
        datetime: DateTime(timezone=True),
        # None is stored as NULL, never as the JSON word null: `IS NULL` must find it.
        dict[str, Any]: JSONB(none_as_null=True),
        list[Any]: JSONB(none_as_null=True),
        **{enum_class: _stored_by_value(enum_class) for enum_class in _ENUM_CLASSES},
    }
    # With this an UPDATE returns `updated_at`, which the trigger sets behind the back of the ORM.
    __mapper_args__ = MappingProxyType({"eager_defaults": True})


class Row:
    """The columns every table has; all three are filled by Postgres."""

    id: Mapped[UUID] = mapped_column(
        primary_key=True, server_default=func.gen_random_uuid(), sort_order=-3, doc="Key of the row."
    )
    created_at: Mapped[datetime] = mapped_column(server_default=func.now(), sort_order=-2, doc="When the row was made.")
    updated_at: Mapped[datetime] = mapped_column(
        server_default=func.now(),
        server_onupdate=FetchedValue(),
        sort_order=-1,
        doc="When the row was last changed; kept by a trigger, whatever changes it.",
    )


class Claimable:
    """The claim by which one run at a time works on a row."""

    flow_run_id: Mapped[UUID | None] = mapped_column(
        doc="Prefect flow run that holds the claim; null while nobody does.",
    )
    claimed_until: Mapped[datetime | None] = mapped_column(doc="When the claim ends unless it is renewed.")


def claim_rules() -> tuple[CheckConstraint, Index]:
    """Make the constraint and the index that every claimable table needs, for its `__table_args__`."""
    return (
        CheckConstraint("(flow_run_id IS NULL) = (claimed_until IS NULL)", name="claim_is_whole"),
        # Few rows are claimed at any time: the index stays small, and the reconciler reads it alone.
        Index(None, "claimed_until", postgresql_where=text("claimed_until IS NOT NULL")),
    )


def failed_has_reason(status: str, reason: str = "failure_reason") -> CheckConstraint:
    """Make the constraint that a failed row names its reason.

    Args:
        status: Column that may say `failed`.
        reason: Column with the sentence for a person.
    """
    return CheckConstraint(
        f"{status} <> 'failed' OR (reason_code IS NOT NULL AND {reason} IS NOT NULL)", name="failed_has_reason"
    )


def points(column: str) -> CheckConstraint:
    """Make the constraint that a column holds points, 0.0 to 100.0 (or nothing)."""
    return CheckConstraint(f"{column} >= 0 AND {column} <= 100", name=f"{column}_is_points")
