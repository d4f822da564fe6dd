"""One Prefect server that concurrent commands share. Never imports Prefect."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import Final

import psutil

from pathwise.errors import PathwiseError
from pathwise.runtime.listening import is_loopback, listener
from pathwise.runtime.occupancy import Occupancy
from pathwise.runtime.running_server import LOOPBACK, RunningServer, web_address
from pathwise.runtime.tenancy import Users, one_at_a_time
from pathwise.settings import Settings

START_SECONDS: Final = 240.0
SUPERVISED: Final = "Prefect"
"""Name of the server among the parts of `pathwise up`."""
ALWAYS: Final = {"PREFECT_SERVER_ANALYTICS_ENABLED": "false", "DO_NOT_TRACK": "1"}
# What looks after schedules, workers and automations: of no use to a server that lives as long as one command.
IDLE_SERVICES: Final = (
    "CANCELLATION_CLEANUP", "CLEANUP_RECONCILER", "DB_VACUUM", "FOREMAN", "LATE_RUNS", "PAUSE_EXPIRATIONS",
    "SCHEDULER", "TRIGGERS",
)  # fmt: skip
# By default the leases on slots of deployments live in the server's memory: after a restart runs lose their slots, and
# those of dead runs stay taken for ever.
LASTING: Final = {"PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE": "prefect.server.concurrency.lease_storage.filesystem"}
SHORT_LIVED: Final = {
    "PREFECT_SERVER_UI_ENABLED": "false",
    "PREFECT_SERVER_REGISTER_BLOCKS_ON_START": "false",
    **{f"PREFECT_SERVER_SERVICES_{name}_ENABLED": "false" for name in IDLE_SERVICES},
}


class PrefectServerStartError(PathwiseError):
    """The Prefect server does not come up."""

    def __init__(self, log: Path) -> None:
        self.log = log
        super().__init__(
            f"The Prefect server did not answer within {START_SECONDS:.0f} seconds. Its log is {log}. "
            "Mend what it names, or set PREFECT_API_URL to a server of your own."
        )


class PrefectServerKindError(PathwiseError):
    """A server with a page for people is wanted while commands use another one."""

    def __init__(self) -> None:
        super().__init__(
            "Other Pathwise commands use a Prefect server without its web page, or at another port. "
            "Wait until they have ended, then try again."
        )


@dataclass(frozen=True, slots=True)
class ServerKind:
    """What a server is to be.

    Attributes:
        is_full: With web page, schedules, automations and all other services.
        port: 0 takes a free one.
        host: Address to listen on.
    """

    is_full: bool = False
    port: int = 0
    host: str = LOOPBACK


@contextmanager
def shared_prefect_server(settings: Settings, kind: ServerKind | None = None) -> Iterator[str]:
    """Use the Prefect server of this home, started when it is down. The last one to leave stops it.

    It stops by itself about a second after its last user has gone, killed ones included. A server named by
    `PREFECT_API_URL` is used as it is.

    Args:
        settings: Names the home.
        kind: What to start; a short-lived server by default. Whoever wants no full one takes what is there.

    Yields:
        The address of its API. Before Prefect is imported, set what `prefect_home` says.

    Raises:
        PrefectServerStartError: If it does not come up. Names its log.
        PortInUseError: If the port wanted is taken.
        PrefectServerKindError: If a full one is wanted and another one is in use.
        RuntimeBusyError: If another process is stuck in starting it.
    """
    if named := named_api_url():
        yield named
        return
    place = _Place(settings)
    if kind is None:
        _wait_for_supervisor(settings)
    users = Users(place.users)
    users.join()
    try:
        with one_at_a_time(place.guard):
            server = _ensure_running(place, kind or ServerKind())
        yield server.api_url
    finally:
        users.leave()


def prefect_home(settings: Settings) -> dict[str, str]:
    """Return the variable that makes Prefect write below this home; set it before Prefect is imported."""
    return {"PREFECT_HOME": _prefect_home(settings)}


def named_api_url() -> str | None:
    """Give the address in PREFECT_API_URL; None where it is unset or empty."""
    return os.environ.get("PREFECT_API_URL") or None


def running_server(settings: Settings) -> RunningServer | None:
    """Return the shared server of this home where it runs; starts nothing."""
    server = RunningServer.read(_Place(settings).record)
    return server if server and server.process() else None


def running_api_url(settings: Settings) -> str | None:
    """Return the address of the shared server of this home where it runs; starts nothing."""
    server = running_server(settings)
    return server.api_url if server else None


def is_in_use(settings: Settings) -> bool:
    """Tell whether any process uses the shared server of this home."""
    users = Users(_Place(settings).users)
    is_free = users.take_over()
    users.leave()
    return not is_free


def stop_prefect_server(settings: Settings) -> bool:
    """Stop the shared server of this home, whoever uses it.

    Returns:
        Whether it was running.
    """
    place = _Place(settings)
    with one_at_a_time(place.guard):
        server = RunningServer.read(place.record)
        return server is not None and server.end()


class _Place:
    """Where the things of one home's server lie."""

    def __init__(self, settings: Settings) -> None:
        run = settings.home / "run"
        self.guard = run / "prefect-server.lock"
        self.users = run / "prefect-server.users"
        self.record = run / "prefect-server.json"
        self.log = settings.log_folder / "prefect-server.log"
        self.prefect_home = _prefect_home(settings)


def _prefect_home(settings: Settings) -> str:
    return os.environ.get("PREFECT_HOME") or str(settings.home / "prefect")


def _wait_for_supervisor(settings: Settings) -> None:
    """Leave it to a `pathwise up` that is about to start its server: one without a page would be in its way."""
    deadline = time.monotonic() + START_SECONDS
    while running_server(settings) is None and time.monotonic() < deadline:
        report = Occupancy(settings).current()
        if report is None or SUPERVISED not in report.parts:
            break
        time.sleep(0.2)


def _ensure_running(place: _Place, kind: ServerKind) -> RunningServer:
    """Return a server that answers: the recorded one, or a new one where that is dead or deaf."""
    server = RunningServer.read(place.record)
    if server is None or server.process() is None:
        return _start(place, kind)
    if kind.is_full and not (server.is_full and kind.port in (0, server.port)):
        raise PrefectServerKindError
    if server.answers(START_SECONDS):
        return server
    server.end()
    return _start(place, kind)


def _start(place: _Place, kind: ServerKind) -> RunningServer:
    with listener(kind.host, kind.port, "PATHWISE_PREFECT_PORT") as door:
        port = door.getsockname()[1]
        child = _launch(place, kind, port, door.fileno())
    server = RunningServer(child.pid, psutil.Process(child.pid).create_time(), port, kind.is_full, kind.host)
    server.write(place.record)
    # Whoever started it must also take note of its end.
    Thread(target=child.wait, daemon=True).start()
    if not server.answers(START_SECONDS):
        server.end()
        raise PrefectServerStartError(place.log)
    return server


def _launch(place: _Place, kind: ServerKind, port: int, door: int) -> "subprocess.Popen[bytes]":
    """Start the program with a socket that listens already: its port cannot be lost to another."""
    place.log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    chosen = {**LASTING, "PREFECT_SERVER_UI_API_URL": _ui_api_url(kind, port)} if kind.is_full else SHORT_LIVED
    inherited = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    with place.log.open("ab") as log:
        return subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-m", "pathwise.runtime.prefect_process", str(door), str(place.users)],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            pass_fds=[door],
            env={**inherited, **ALWAYS, **chosen, "PREFECT_HOME": place.prefect_home},
            start_new_session=True,
        )


def _ui_api_url(kind: ServerKind, port: int) -> str:
    """Tell the web page where its server is: as seen from the browser, which may be on another machine."""
    return os.environ.get("PREFECT_SERVER_UI_API_URL") or (
        f"{web_address(kind.host, port)}/api" if is_loopback(kind.host) else "/api"
    )
