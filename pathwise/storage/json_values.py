"""Frozen dataclasses of the library back from JSON columns, checked by pydantic."""

from functools import cache
from typing import Any

from pydantic import TypeAdapter


def from_json(value: object, kind: Any) -> Any:
    """Turn the content of a JSON column back into `kind`.

    Raises:
        pydantic.ValidationError: The content was written by rules that know other fields.
    """
    return _adapter(kind).validate_python(value)


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)
