"""`pathwise up`: everything that Pathwise needs, in one command."""

import signal
import time
from datetime import datetime
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import typer

from pathwise.commands.console import say
from pathwise.settings import load_settings

if TYPE_CHECKING:
    from pathwise.supervision.keeper import Tell
    from pathwise.supervision.supervisor import Supervisor

ENDS_IT = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def up() -> None:
    """Run everything: Postgres, Prefect with its web page, a worker, the service. Ctrl-C stops it."""
    began = time.monotonic()
    settings = load_settings()
    from pathwise.commands.orchestration import prepare_database  # noqa: PLC0415 - see process.py
    from pathwise.storage.api_keys import any_key  # noqa: PLC0415 - as above
    from pathwise.supervision.keeper import StoppedError  # noqa: PLC0415 - as above
    from pathwise.supervision.supervisor import DatabaseAccess, Supervisor  # noqa: PLC0415 - as above

    database = DatabaseAccess(prepare_database, any_key)
    supervisor = Supervisor(settings, database, _teller(settings.log_folder / "up.log"))
    _stop_on_signals(supervisor)
    say("Starting ...")
    try:
        with supervisor.running():
            typer.echo(_page(supervisor.addresses, settings.log_folder, time.monotonic() - began))
            supervisor.wait()
            say("Stopping ...")
    except StoppedError:
        pass
    say("Stopped.")


def _stop_on_signals(supervisor: "Supervisor") -> None:
    """Have signals end it in order, however often they come: it takes ten seconds at most."""

    def stop(*_: object) -> None:
        # In a thread: the event's own lock may be held by the code that the signal has interrupted.
        Thread(target=supervisor.stop).start()

    for number in ENDS_IT:
        signal.signal(number, stop)


def _teller(log: Path) -> "Tell":
    """Say lines to the person, and keep them."""

    def tell(line: str) -> None:
        say(line)
        log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8") as target:
            target.write(f"{datetime.now().astimezone():%Y-%m-%d %H:%M:%S%z} {line}\n")

    return tell


def _page(addresses: dict[str, str], logs: Path, seconds: float) -> str:
    return "\n".join(
        [
            f"Ready after {seconds:.0f} s. Ctrl-C stops it.",
            f"  Service:  {addresses['service']}",
            f"  Prefect:  {addresses['prefect']}",
            f"  Postgres: {addresses['postgres']}",
            f"  Logs:     {logs}",
        ]
    )
