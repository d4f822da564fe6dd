import os
import signal
import stat
import time
from collections.abc import Callable
from pathlib import Path
from subprocess import Popen

import psutil
import psycopg
import pytest

from pathwise.runtime import postgres
from pathwise.runtime.postgres import (
    EmbeddedPostgres,
    PostgresStartError,
    SocketPathTooLongError,
    database_url,
    stop_embedded_postgres,
)
from pathwise.settings import Settings

ATTACH = """
from pathwise.runtime.postgres import database_url
print(database_url(settings), flush=True)
sys.stdin.read()
"""


def address_of(holder: "Popen[str]") -> str:
    assert holder.stdout is not None
    return holder.stdout.readline().strip()


def ask(url: str, statement: str) -> object:
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        cursor = connection.execute(statement)
        row = cursor.fetchone() if cursor.description else None
        return row[0] if row else None


def postmaster(home: Path) -> psutil.Process:
    return psutil.Process(int((home / "postgres" / "postmaster.pid").read_text().split()[0]))


def is_running(home: Path) -> bool:
    return (home / "postgres" / "postmaster.pid").exists()


def test_the_last_process_to_leave_stops_it_even_where_another_one_was_killed(
    home: Path, hold: Callable[[str], "Popen[str]"]
) -> None:
    holders = [hold(ATTACH) for _ in range(3)]
    urls = {address_of(holder) for holder in holders}
    assert len(urls) == 1
    first, second, last = holders
    first.kill()
    first.wait()
    second.communicate("", timeout=20)
    assert ask(urls.pop(), "SELECT current_database()") == "pathwise"
    last.communicate("", timeout=20)
    assert not is_running(home)


def test_what_was_stored_survives_a_restart(home: Path) -> None:
    server = EmbeddedPostgres(home)
    ask(server.attach(), "CREATE TABLE kept AS SELECT 42 AS answer")
    server.detach()
    assert not is_running(home)
    url = server.attach()
    assert ask(url, "SELECT answer FROM kept") == 42
    server.detach()


def test_its_folder_is_closed_to_others_and_holds_the_socket(home: Path) -> None:
    server = EmbeddedPostgres(home)
    server.attach()
    assert stat.S_IMODE(server.folder.stat().st_mode) == 0o700
    assert (server.folder / ".s.PGSQL.5432").is_socket()
    server.detach()


def test_a_server_that_was_killed_is_started_anew_at_once(home: Path) -> None:
    server = EmbeddedPostgres(home)
    for _ in range(2):
        server.attach()
        postmaster(home).kill()
        assert ask(server.attach(), "SELECT 1") == 1
    server.detach()


def test_a_home_with_blanks_and_quotes_in_its_name_works(home: Path) -> None:
    server = EmbeddedPostgres(home / "it's mine; $HOME")
    assert ask(server.attach(), "SELECT 1") == 1
    server.detach()


def test_a_path_too_long_for_the_socket_is_refused_before_anything_is_made(home: Path) -> None:
    far_away = home / ("x" * 100)
    with pytest.raises(SocketPathTooLongError, match="Set PATHWISE_HOME to a shorter path") as caught:
        EmbeddedPostgres(far_away).attach()
    assert str(far_away) in str(caught.value)
    assert not home.exists()


def test_the_longest_path_that_is_not_refused_works(home: Path) -> None:
    room = postgres.SOCKET_PATH_BYTES - len(os.fsencode(home.resolve() / "postgres" / ".s.PGSQL.5432")) - 1
    server = EmbeddedPostgres(home / ("x" * room))
    assert ask(server.attach(), "SELECT 1") == 1
    server.detach()
    with pytest.raises(SocketPathTooLongError, match="1 bytes too long"):
        EmbeddedPostgres(home / ("x" * (room + 1))).attach()


def test_a_server_that_cannot_start_is_an_error_that_names_its_log(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    server = EmbeddedPostgres(home)
    server.attach()
    server.detach()
    (home / "postgres" / "postgresql.conf").write_text("no such setting = at all\n")
    monkeypatch.setattr(postgres, "START_SECONDS", 0.5)
    with pytest.raises(PostgresStartError) as caught:
        server.attach()
    server.detach()
    assert str(server.log) in str(caught.value)
    assert "postgresql.conf" in server.log.read_text()


def test_its_log_never_quotes_stored_values(home: Path) -> None:
    server = EmbeddedPostgres(home)
    url = server.attach()
    ask(url, "CREATE TABLE people (email text UNIQUE)")
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        insert = "INSERT INTO people VALUES (%s)"
        connection.execute(insert, ["jane.roe@example.org"])
        with pytest.raises(psycopg.errors.UniqueViolation):
            connection.execute(insert, ["jane.roe@example.org"])
    server.detach()
    log = server.log.read_text()
    assert "duplicate key" in log
    assert "jane.roe" not in log


def test_the_embedded_server_is_used_until_this_process_ends_or_stops_it(home: Path, settings: Settings) -> None:
    assert database_url(settings) == database_url(settings)
    assert is_running(home)
    assert stop_embedded_postgres(settings)
    assert not is_running(home)
    assert not stop_embedded_postgres(settings)
    assert ask(database_url(settings), "SELECT 1") == 1
    stop_embedded_postgres(settings)


def test_a_database_named_by_the_settings_is_used_as_it_is(home: Path) -> None:
    named = Settings(home=home, database_url="postgresql://pathwise@db.example.org/pathwise")
    assert database_url(named) == "postgresql+psycopg://pathwise@db.example.org/pathwise"
    assert not home.exists()


def test_ctrl_c_in_a_command_leaves_the_server_to_the_others(home: Path, hold: Callable[[str], "Popen[str]"]) -> None:
    one, other = hold(ATTACH), hold(ATTACH)
    url = address_of(one)
    assert address_of(other) == url
    one.send_signal(signal.SIGINT)
    one.wait(timeout=20)
    time.sleep(0.2)
    assert ask(url, "SELECT 1") == 1
    other.communicate("", timeout=20)
    assert not is_running(home)
