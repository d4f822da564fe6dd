"""What `pathwise up` keeps running, each part in its own way: Postgres, Prefect, and programs such as the worker."""

import time
from collections.abc import Callable
from contextlib import ExitStack, closing
from typing import Final, Protocol

from tenacity import Retrying, retry_if_exception_type, stop_after_delay, wait_fixed

from pathwise.runtime.postgres import EmbeddedPostgres
from pathwise.runtime.prefect_api import PrefectApi
from pathwise.runtime.prefect_server import (
    SUPERVISED,
    PrefectServerKindError,
    ServerKind,
    is_in_use,
    running_server,
    shared_prefect_server,
)
from pathwise.settings import Settings
from pathwise.supervision.program import Program

LOOK_SECONDS: Final = 0.1
# A server without a page, that a command has just left, lives on for a second.
LEFT_ALONE_SECONDS: Final = 8.0


class Part(Protocol):
    """Something that is to run as long as the supervisor does."""

    name: str

    def start(self) -> None:
        """Start it, also anew; returns when it is under way."""

    def why_gone(self) -> str | None:
        """Tell how it ended, as the end of a sentence; None while it runs."""

    def is_ready(self) -> bool:
        """Tell whether it does its work, now that it was started."""

    def is_deaf(self) -> bool:
        """Tell whether it runs, and gives no answer. One time is no sign of anything: the machine may be busy."""

    @property
    def pid(self) -> int | None:
        """Its process, where it has one."""

    def end(self, seconds: float) -> None:
        """End it in order, and at once where that takes longer."""


class Ear(Protocol):
    """How a program is asked."""

    def begin(self) -> None:
        """Note that it is about to be started."""

    def is_ready(self) -> bool:
        """Tell whether it does its work, as nothing that ran before it."""

    def is_alive(self) -> bool:
        """Tell whether it answers at all; yes, where that cannot be told."""


class PostgresPart:
    """The embedded Postgres, shared with the commands that run beside."""

    name = "Postgres"

    def __init__(self, settings: Settings) -> None:
        self._server = EmbeddedPostgres(settings.home)

    def start(self) -> None:
        """Attach to it; starts it when it is down."""
        self._server.attach()

    def why_gone(self) -> str | None:
        """Tell whether its process is there."""
        return None if self.pid else f"has ended; its log is {self._server.log}"

    def is_ready(self) -> bool:
        """Attaching has waited for it."""
        return self.pid is not None

    def is_deaf(self) -> bool:
        """Never: its processes answer, or it ends as a whole."""
        return False

    @property
    def pid(self) -> int | None:
        """Its first process."""
        return self._server.process_id()

    def end(self, seconds: float) -> None:  # noqa: ARG002 - stopping fast is the server's own business
        """Use it no longer: it stops unless a command still uses it."""
        self._server.detach()


class PrefectPart:
    """The full Prefect server, shared with the commands that run beside."""

    name = SUPERVISED

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._kind = ServerKind(is_full=True, port=settings.prefect_port, host=settings.prefect_host)
        self._used = ExitStack()
        self._is_starting = False

    def start(self) -> None:
        """Start it, and wait until it answers."""
        attempts = Retrying(
            retry=retry_if_exception_type(PrefectServerKindError),
            stop=stop_after_delay(LEFT_ALONE_SECONDS),
            wait=wait_fixed(0.5),
            reraise=True,
        )
        self._is_starting = True
        try:
            attempts(lambda: self._used.enter_context(shared_prefect_server(self._settings, self._kind)))
        finally:
            self._is_starting = False

    def why_gone(self) -> str | None:
        """Tell whether its process is there."""
        return None if self.pid else f"has ended; its log is {self._settings.log_folder / 'prefect-server.log'}"

    def is_ready(self) -> bool:
        """Starting has waited for it."""
        return self.pid is not None

    def is_deaf(self) -> bool:
        """Ask it how it is."""
        server = running_server(self._settings)
        if server is None:
            return False
        with closing(PrefectApi(server.api_url)) as api:
            return not api.is_well()

    @property
    def pid(self) -> int | None:
        """Its process."""
        server = running_server(self._settings)
        return server.pid if server else None

    def end(self, seconds: float) -> None:
        """Use it no longer: it ends by itself within seconds, unless a command still uses it."""
        server = running_server(self._settings)
        process = server.process() if server else None
        self._used.close()
        # While it starts, whoever waits for it here counts as a user.
        if process and (self._is_starting or not is_in_use(self._settings)):
            process.terminate()
            if not _comes_true(lambda: running_server(self._settings) is None, seconds):
                process.kill()


class ProgramPart:
    """A program of ours, such as the worker.

    Args:
        name: As people know it.
        launch: Starts it.
        ear: By which it answers.
    """

    def __init__(self, name: str, launch: Callable[[], Program], ear: Ear) -> None:
        self.name = name
        self._launch = launch
        self._ear = ear
        self._program: Program | None = None

    def start(self) -> None:
        """Start it; what an earlier one has left in its group is ended."""
        if self._program:
            self._program.kill()
        self._ear.begin()
        self._program = self._launch()

    def why_gone(self) -> str | None:
        """Tell how it ended."""
        status = self._program.exit_status if self._program else None
        if status is None or self._program is None:
            return None
        how = f"was killed by signal {-status}" if status < 0 else f"has ended with status {status}"
        return f"{how}; its log is {self._program.log}"

    def is_ready(self) -> bool:
        """Ask it."""
        return self._ear.is_ready()

    def is_deaf(self) -> bool:
        """Ask whether it still lives."""
        return not self._ear.is_alive()

    @property
    def pid(self) -> int | None:
        """Its process."""
        return self._program.pid if self._program else None

    def end(self, seconds: float) -> None:
        """Ask it to end, and kill it where it does not in time."""
        if self._program:
            self._program.end(seconds)


def _comes_true(what: Callable[[], bool], seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while not what():
        if time.monotonic() > deadline:
            return False
        time.sleep(LOOK_SECONDS)
    return True
