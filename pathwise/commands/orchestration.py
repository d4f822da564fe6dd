"""What a stored, orchestrated run needs around it: a database at head, a Prefect server, a flow called by its name."""

import os
import signal
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from pkgutil import resolve_name
from types import FrameType
from typing import Any

from pathwise.commands.console import words
from pathwise.errors import PathwiseError
from pathwise.runtime.postgres import database_url
from pathwise.runtime.prefect_server import prefect_home, shared_prefect_server
from pathwise.settings import Settings
from pathwise.storage.migrations import current_revision, head_revision, upgrade_to_head

TRIGGER = "trigger:command-line"
TERMINATED = 128 + signal.SIGTERM
QUIET = {
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

    def __init__(self, name: str, problem: str, log: Path) -> None:
        self.name = name
        super().__init__(f"{name} failed: {problem} What was done is kept. The log is {log}; run it again to go on.")


@dataclass(frozen=True, slots=True)
class Orchestration:
    """A database at head, and a Prefect server that answers.

    Attributes:
        settings: What was brought up.
        api_url: The server's address.
    """

    settings: Settings
    api_url: str

    def run_flow(self, name: str, **parameters: object) -> None:
        """Run a flow within this process. It is called by name: the library knows no flow.

        Raises:
            FlowFailedError: It did not end well.
        """
        state = resolve_name("flows.launch:launch")(self.api_url, name, TRIGGER, parameters)
        if not state.is_completed():
            raise FlowFailedError(name, _problem(state), log_file(self.settings))


@contextmanager
def orchestration(settings: Settings) -> Iterator[Orchestration]:
    """Bring up what is missing for a stored run, for as long as the block runs.

    A termination signal ends the block as Ctrl-C does, so that what was begun is put on record.
    """
    signal.signal(signal.SIGTERM, _stop)
    server = shared_prefect_server(settings)
    with ExitStack() as stack:
        with words.status("Starting Postgres and Prefect ..."), ThreadPoolExecutor(1) as background:
            # The server takes seconds to come up, importing Prefect takes one or two: both at once.
            starting = background.submit(stack.enter_context, server)
            os.environ.update(prefect_home(settings) | QUIET)
            os.environ["DATABASE_URL"] = prepare_database(settings)
            resolve_name("flows.launch:log_to")(log_file(settings))
            api_url = starting.result()
        yield Orchestration(settings, api_url)


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
