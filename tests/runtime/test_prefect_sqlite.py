"""Two writers of Prefect's SQLite database, in a process of their own: what it is told there holds for the process."""

import subprocess
import sys
from pathlib import Path

from pathwise.settings import PROJECT_ROOT

WRITERS = """
import asyncio, sys, time
from sqlalchemy import text
from pathwise.runtime.prefect_sqlite import let_writers_queue

if sys.argv[1] == "queue":
    let_writers_queue()

from prefect.server.database import provide_database_interface

async def main():
    db = provide_database_interface()
    async with db.session_context(begin_transaction=True) as session:
        await session.execute(text("CREATE TABLE counts (count INTEGER)"))
        await session.execute(text("INSERT INTO counts VALUES (0)"))

    async def count():
        async with db.session_context(begin_transaction=True) as session:
            found = (await session.execute(text("SELECT count FROM counts"))).scalar_one()
            await asyncio.sleep(0.2)
            await session.execute(text(f"UPDATE counts SET count = {found + 1}"))

    ends = await asyncio.gather(count(), count(), count(), return_exceptions=True)
    async with db.session_context() as session:
        total = (await session.execute(text("SELECT count FROM counts"))).scalar_one()
        patience = (await session.execute(text("PRAGMA busy_timeout"))).scalar_one()
    print(total, sum("locked" in str(end) for end in ends), patience)

asyncio.run(main())
"""


def write(tmp_path: Path, how: str) -> str:
    environment = {
        "PATH": "/usr/bin:/bin",
        "HOME": str(tmp_path),
        "PREFECT_HOME": str(tmp_path),
        "PREFECT_API_DATABASE_CONNECTION_URL": f"sqlite+aiosqlite:///{tmp_path}/{how}.db",
    }
    done = subprocess.run(
        [sys.executable, "-c", WRITERS, how],
        cwd=PROJECT_ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_writers_queue_and_each_sees_what_the_one_before_it_has_written(tmp_path: Path) -> None:
    assert write(tmp_path, "queue") == "3 0 5000"


def test_left_to_themselves_all_but_one_are_refused(tmp_path: Path) -> None:
    """If this fails, Prefect has mended it, and what Pathwise does about it can go."""
    assert write(tmp_path, "as it comes") == "1 2 60000"
