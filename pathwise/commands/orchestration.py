"""What a stored, orchestrated run needs around it: a database at head, a Prefect server, a flow called by its name."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from pkgutil import resolve_name
from types import FrameType
from typing import Any

from pathwise.commands.console import words
from pathwise.errors import PathwiseError
from pathwise.runtime.postgres import database_url
from pathwise.runtime.prefect_server import prefect_environment, shared_prefect_server
from pathwise.settings import Settings
from pathwise.storage.migrations import current_revision, head_revision, upgrade_to_head

TRIGGER = "trigger:command-line"
TERMINATED = 128 + signal.SIGTERM
FLOW_ENVIRONMENT = {
    # A command that dies is noticed by its claims running out; a heartbeat would cost a second a run.
    "PREFECT_FLOWS_HEARTBEAT_FREQUENCY": "",
    "PREFECT_LOGGING_COLORS": "false",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
}


class SchemaBehindError(PathwiseError):
    """The database of the user's own is at an older schema than the program."""

    def __init__(self, revision: str) -> None:
        self.revision = revision
        super().__init__(
            f"The database named by DATABASE_URL is at schema {revision}, this program needs {head_revision()}. "
            "Make a backup, then run: poetry run alembic upgrade head"
        )


class FlowFailedError(PathwiseError):
    """A flow run failed: something is broken that is not a file's fault."""

    def __init__(self, name: str, problem: str, log: str) -> None:
        self.name = name
        super().__init__(f"{name} failed: {problem} What was done is kept. The log is {log}; run it again to go on.")


@contextmanager
def orchestration(settings: Settings) -> Iterator[None]:
    """Bring up what is missing for a stored run, for as long as the block runs.

    A termination signal ends the block as Ctrl-C does, so that what was begun is put on record.
    """
    with ExitStack() as stack:
        with words.status("Starting Postgres and Prefect ..."):
            os.environ["DATABASE_URL"] = prepare_database(settings)
            api_url = stack.enter_context(shared_prefect_server(settings))
            os.environ.update(prefect_environment(settings, api_url) | FLOW_ENVIRONMENT)
            resolve_name("flows.launch:log_to")(log_file(settings))
        signal.signal(signal.SIGTERM, _stop)
        yield


def run_flow(settings: Settings, name: str, **parameters: object) -> None:
    """Run a flow within this process. It is called by name: the library knows no flow.

    Raises:
        FlowFailedError: It did not end well.
    """
    state = resolve_name("flows.launch:launch")(name, TRIGGER, parameters)
    if not state.is_completed():
        raise FlowFailedError(name, _problem(state), str(log_file(settings)))


def log_file(settings: Settings) -> Path:
    """Name the file that flows of commands log to."""
    return settings.log_folder / "flows.log"


def _problem(state: Any) -> str:
    error = state.result(raise_on_failure=False)
    if isinstance(error, PathwiseError):
        return str(error)
    # The first line of a database error says what is wrong; parameters are hidden in it.
    return f"{type(error).__name__}: {str(error).partition(chr(10))[0]}."


def _stop(_signal: int, _frame: FrameType | None) -> None:
    sys.exit(TERMINATED)


def prepare_database(settings: Settings) -> str:
    """Start the embedded Postgres where no other is named, and see to it that the schema is there.

    Returns:
        The database's URL.

    Raises:
        SchemaBehindError: A database of the user's own has an older schema: migrating it is theirs to decide.
    """
    url = database_url(settings)
    revision = current_revision(url)
    if settings.database_url and revision not in (None, head_revision()):
        raise SchemaBehindError(revision or "none")
    upgrade_to_head(url)
    return url
