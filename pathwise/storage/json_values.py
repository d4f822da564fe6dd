"""Frozen dataclasses of the library as JSON columns and back, checked by pydantic."""

from functools import cache
from typing import Any

from pydantic import TypeAdapter


def to_json(value: object, kind: Any) -> Any:
    """Turn a dataclass, or a tuple of them, into values that a JSON column takes."""
    return _adapter(kind).dump_python(value, mode="json")


def from_json(value: object, kind: Any) -> Any:
    """Turn the content of a JSON column back into `kind`.

    Raises:
        pydantic.ValidationError: The content was written by rules that know other fields.
    """
    return _adapter(kind).validate_python(value)


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)
