"""Frees what is stored of the characters that Postgres cannot hold: NUL and lone surrogates.

The reader cleans the text of documents. File names, metadata and words of callers come by other ways: so this is done
once more for each text and each JSON value that is sent. Knows no database.
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic_core import PydanticSerializationError, to_json, to_jsonable_python

_NUL_WRITTEN = rb"\u0000"
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
# In JSON a NUL is written as an escape; one whose backslash is itself escaped is a text about it.
_ESCAPED_NUL = re.compile(r"(?<!\\)((?:\\\\)*)\\u0000")


def storable(text: str) -> str:
    r"""Leave out what Postgres cannot hold.

    Example:
        >>> storable("A\x00d\ud83da")
        'Ada'
    """
    return _UNSTORABLE.sub("", text)


def storable_json(value: object) -> str | bytes:
    r"""Write a value as JSON that Postgres can hold; rows that are written already are but put into brackets.

    Example:
        >>> storable_json({"text": "A\x00da"})
        '{"text": "Ada"}'
    """
    if isinstance(value, JsonRows):
        return b"[%b]" % value
    return _ESCAPED_NUL.sub(r"\1", storable(json.dumps(value, ensure_ascii=False)))


class JsonRows(bytes):
    r"""Rows of a table as JSON objects with commas between them, free of what Postgres cannot hold.

    Written once, by whoever has the values; those that pass it on and send it look into it no more.
    """

    __slots__ = ()

    @classmethod
    def write(cls, rows: Sequence[Mapping[str, Any]]) -> "JsonRows":
        r"""Write rows, whose values may be dataclasses, enums and all else that JSON can tell.

        Example:
            >>> JsonRows.write([{"a": 1, "b": ("x", None)}, {"a": "A\x00da"}])
            b'{"a":1,"b":["x",null]},{"a":"Ada"}'
        """
        try:
            written = to_json(rows)
        except PydanticSerializationError:
            written = to_json(_freed(to_jsonable_python(rows)))
        if _NUL_WRITTEN in written:
            written = to_json(_freed(to_jsonable_python(rows)))
        return cls(written[1:-1])

    @classmethod
    def joined(cls, several: Sequence["JsonRows"]) -> "JsonRows":
        """Make one of several, any of which may be empty."""
        return cls(b",".join(filter(None, several)))


def _freed(value: Any) -> Any:
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, list):
        return [_freed(each) for each in value]
    if isinstance(value, dict):
        return {_freed(name): _freed(each) for name, each in value.items()}
    return value
