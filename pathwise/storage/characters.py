"""Frees what is stored of the characters that Postgres cannot hold: NUL and lone surrogates.

The reader cleans the text of documents. File names, metadata and words of callers come by other ways: so this is done
once more for every connection, for each text and each JSON value that is sent.
"""

import json
import re
from typing import TYPE_CHECKING, Any

from psycopg import Connection
from psycopg.types.string import StrDumperUnknown
from sqlalchemy import Engine, event

if TYPE_CHECKING:
    from psycopg.abc import Buffer

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


def storable_json(value: object) -> str:
    r"""Write a value as JSON that Postgres can hold.

    Example:
        >>> storable_json({"text": "A\x00da"})
        '{"text": "Ada"}'
    """
    return _ESCAPED_NUL.sub(r"\1", storable(json.dumps(value, ensure_ascii=False)))


def store_any_text(engine: Engine) -> None:
    """Have every connection of an engine free the texts it sends; JSON is `storable_json`'s."""
    event.listen(engine, "connect", _register_dumper)


def _register_dumper(connection: Connection[Any], _record: object) -> None:
    connection.adapters.register_dumper(str, _StorableDumper)


class _StorableDumper(StrDumperUnknown):
    """Sends a text to Postgres without what Postgres cannot hold."""

    def dump(self, obj: str) -> "Buffer | None":
        return super().dump(storable(obj))
