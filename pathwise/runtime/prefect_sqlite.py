"""Prefect's SQLite database, made to serve several clients at once. Prefect is loaded by name, as by uvicorn.

As it comes (3.8.8), a transaction takes the lock for writing at its first write. Where another one has written since
its first read, SQLite refuses at once with "database is locked"; the server answers 503, or loses an event. What is
worse: the cursor of the refused statement is cleared away in the thread of the event loop, whenever its last reference
goes. It needs its connection for that, and if that waits for the lock by then, the loop waits with it. Whoever holds
the lock needs the loop to commit. So nothing moves until SQLite's patience is over, which Prefect sets to a minute.
"""

from importlib import import_module
from typing import Any, Final

BUSY_MILLISECONDS: Final = 5000
"""How long a writer waits for another one."""


def let_writers_queue() -> None:
    """Have each transaction of a server in this process take the lock at its beginning, or wait for it.

    Call it before the server opens its database. Concerns SQLite alone.
    """
    kind: Any = import_module("prefect.server.database.configurations").AioSqliteConfiguration
    begin, set_up = kind.begin_transaction, kind.setup_sqlite

    def begin_transaction(configuration: Any, session: Any, with_for_update: bool = True) -> Any:  # noqa: ARG001 - always
        return begin(configuration, session, with_for_update=True)

    def setup_sqlite(configuration: Any, connection: Any, record: Any) -> None:
        set_up(configuration, connection, record)
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
        cursor.close()

    kind.begin_transaction, kind.setup_sqlite = begin_transaction, setup_sqlite
