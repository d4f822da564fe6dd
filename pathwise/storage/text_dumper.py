"""Has every connection leave out of texts what Postgres cannot hold."""

from typing import TYPE_CHECKING, Any

from psycopg import Connection
from psycopg.types.string import StrDumperUnknown
from sqlalchemy import Engine, event

from pathwise.storage.characters import storable

if TYPE_CHECKING:
    from psycopg.abc import Buffer


def store_any_text(engine: Engine) -> None:
    """Have every connection of an engine free the texts it sends; JSON is `storable_json`'s."""
    event.listen(engine, "connect", _register_dumper)


def _register_dumper(connection: Connection[Any], _record: object) -> None:
    connection.adapters.register_dumper(str, _StorableDumper)


class _StorableDumper(StrDumperUnknown):
    """Sends a text to Postgres without what Postgres cannot hold."""

    def dump(self, obj: str) -> "Buffer | None":
        return super().dump(storable(obj))
