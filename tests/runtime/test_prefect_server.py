"""Real servers: each start costs seconds, so a test tells a whole story, and they share one migrated `PREFECT_HOME`."""

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import Popen

import httpx
import pytest

from pathwise.runtime.listening import PortInUseError
from pathwise.runtime.occupancy import Occupancy, PartReport, UpReport
from pathwise.runtime.prefect_server import (
    SUPERVISED,
    PrefectServerKindError,
    PrefectServerStartError,
    ServerKind,
    prefect_home,
    shared_prefect_server,
    stop_prefect_server,
)
from pathwise.runtime.running_server import RunningServer
from pathwise.settings import Settings

USE = """
from pathwise.runtime.prefect_server import shared_prefect_server
with shared_prefect_server(settings) as url:
    print(url, flush=True)
    sys.stdin.read()
"""


@pytest.fixture(scope="module")
def migrated() -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="pw") as folder:
        yield folder


@pytest.fixture(autouse=True)
def use_migrated(migrated: str, no_other_servers: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PREFECT_HOME", migrated)


def record_of(home: Path) -> Path:
    return home / "run" / "prefect-server.json"


def recorded(home: Path) -> RunningServer:
    server = RunningServer.read(record_of(home))
    assert server is not None
    return server


def address_of(holder: "Popen[str]") -> str:
    assert holder.stdout is not None
    return holder.stdout.readline().strip()


def is_well(url: str) -> bool:
    return httpx.get(f"{url}/health", trust_env=False).is_success


def has_ended(server: RunningServer, seconds: float = 10) -> bool:
    deadline = time.monotonic() + seconds
    while server.process() is not None and time.monotonic() < deadline:
        time.sleep(0.1)
    return server.process() is None


def test_commands_share_one_server_that_outlives_the_killed_one_and_goes_with_the_last(
    home: Path, hold: Callable[[str], "Popen[str]"]
) -> None:
    first, second = hold(USE), hold(USE)
    urls = {address_of(holder) for holder in (first, second)}
    assert len(urls) == 1
    url = urls.pop()
    server = recorded(home)
    first.kill()
    first.wait()
    time.sleep(2.5)
    assert is_well(url)
    second.kill()
    assert has_ended(server)


def test_a_server_that_died_and_what_is_left_of_it_are_replaced(home: Path, settings: Settings) -> None:
    record_of(home).parent.mkdir(parents=True)
    record_of(home).write_text("{half a rec")
    with shared_prefect_server(settings) as url:
        dead = recorded(home)
        process = dead.process()
        assert process is not None
        process.kill()
        assert has_ended(dead)
        with shared_prefect_server(settings) as new_url:
            assert is_well(new_url)
            assert new_url != url
            with pytest.raises(PrefectServerKindError), shared_prefect_server(settings, ServerKind(is_full=True)):
                pass
    assert has_ended(recorded(home))


def test_a_process_that_has_the_id_of_a_dead_server_is_left_alone(home: Path, settings: Settings) -> None:
    record_of(home).parent.mkdir(parents=True)
    stale = {"pid": os.getpid(), "created": 1.0, "port": 1, "is_full": False}
    record_of(home).write_text(json.dumps(stale))
    assert not stop_prefect_server(settings)
    with shared_prefect_server(settings, ServerKind(is_full=True)) as url:
        assert is_well(url)
        assert "Prefect" in httpx.get(url.removesuffix("/api"), trust_env=False, follow_redirects=True).text
        assert stop_prefect_server(settings)


def test_a_command_leaves_it_to_a_supervisor_to_start_its_server(
    home: Path, settings: Settings, hold: Callable[[str], "Popen[str]"]
) -> None:
    occupancy = Occupancy(settings)
    occupancy.take()
    occupancy.report(UpReport(os.getpid(), parts={SUPERVISED: PartReport("waiting")}))
    command = hold(f"print('asking', flush=True)\n{USE}")
    assert address_of(command) == "asking"
    with shared_prefect_server(settings, ServerKind(is_full=True)) as url:
        assert address_of(command) == url
    occupancy.leave()


def test_a_server_that_cannot_start_is_an_error_that_names_its_log(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PREFECT_SERVER_DATABASE_CONNECTION_URL", "sqlite+aiosqlite:////no/such/folder/at-all.db")
    with pytest.raises(PrefectServerStartError) as caught, shared_prefect_server(settings):
        pass
    log = settings.log_folder / "prefect-server.log"
    assert str(log) in str(caught.value)
    assert log.read_text()


def test_a_port_that_is_taken_is_an_error_that_names_it(settings: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(PortInUseError, match=str(port)), shared_prefect_server(settings, ServerKind(port=port)):
            pass


def test_a_server_named_by_the_environment_is_used_as_it_is(
    home: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PREFECT_API_URL", "http://prefect.example.org/api")
    with shared_prefect_server(settings) as url:
        assert url == "http://prefect.example.org/api"
    assert not home.exists()


def test_prefect_keeps_its_things_below_the_home_unless_told_otherwise(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PREFECT_HOME", "/somewhere/else")
    told = prefect_home(settings)
    monkeypatch.delenv("PREFECT_HOME")
    untold = prefect_home(settings)
    assert told == {"PREFECT_HOME": "/somewhere/else"}
    assert untold["PREFECT_HOME"] == str(settings.home / "prefect")


def test_using_the_server_does_not_import_prefect() -> None:
    program = "import sys, pathwise.runtime.prefect_server; sys.exit('prefect' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
