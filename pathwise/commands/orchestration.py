"""What a stored, orchestrated run needs around it: a database at head, a Prefect server, a flow called by its name."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from multiprocessing.pool import ThreadPool
from pathlib import Path
from pkgutil import resolve_name

import httpx

from pathwise.commands.console import words
from pathwise.commands.interruption import end_as_asked
from pathwise.commands.prefect_api import check_prefect
from pathwise.errors import PathwiseError
from pathwise.runtime.postgres import check_socket_path, database_url
from pathwise.runtime.prefect_api import door_opener
from pathwise.runtime.prefect_server import prefect_home, shared_prefect_server
from pathwise.settings import Settings
from pathwise.storage.database import Database, check_address, is_away, make_engine, told_plainly, unusable
from pathwise.storage.lexicon_layers import mirror_layers
from pathwise.storage.migrations import check_revision, current_revision, head_revision, upgrade_to_head

TRIGGER = "trigger:command-line"
QUIET = {
    "PREFECT_LOGGING_COLORS": "false",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
}
PREFECT_RETRIES = "3"
"""A server that stopped answering is waited for 14 seconds, longer than a restart takes; by default it is a minute."""


class SchemaBehindError(PathwiseError):
    """The database of the user's own is at an older schema than the program."""

    def __init__(self, revision: str) -> None:
        self.revision = revision
        super().__init__(
            f"The database named by DATABASE_URL is at schema {revision}, this program needs {head_revision()}. "
            "Make a backup, then run: .venv/bin/alembic upgrade head"
        )


class FlowFailedError(PathwiseError):
    """A flow run failed: something is broken that is not a file's fault."""

    def __init__(self, name: str, problem: str, log: Path) -> None:
        self.name = name
        super().__init__(
            f"{name} failed: {problem} What was done is kept, and its log is {log}. "
            "Give the same command again to go on."
        )


@dataclass(frozen=True, slots=True)
class Orchestration:
    """A database at head, and a Prefect server that answers.

    Attributes:
        settings: What was brought up.
        api_url: The server's address.
        database_url: The database's.
    """

    settings: Settings
    api_url: str
    database_url: str

    def run_flow(self, name: str, **parameters: object) -> None:
        """Run a flow within this process. It is called by name: the library knows no flow.

        Raises:
            FlowFailedError: It did not end well.
            DatabaseUnusableError: The database stayed away.
        """
        log = log_file(self.settings)
        try:
            state = resolve_name("flows.launch:launch")(self.api_url, name, TRIGGER, parameters)
        except httpx.HTTPError:
            raise FlowFailedError(name, f"the Prefect server at {self.api_url} stopped answering.", log) from None
        finally:
            end_as_asked()
        if not state.is_completed():
            self._raise(state.result(raise_on_failure=False), name, log)

    def _raise(self, error: object, name: str, log: Path) -> None:
        if isinstance(error, PathwiseError):
            raise FlowFailedError(name, str(error), log)
        if isinstance(error, BaseException) and is_away(error):
            raise unusable(self.database_url, error)
        raise FlowFailedError(name, f"{type(error).__name__}.", log)


@contextmanager
def orchestration(settings: Settings) -> Iterator[Orchestration]:
    """Bring up what is missing for a stored run, for as long as the block runs.

    Raises:
        PrefectUnreachableError: The server that PREFECT_API_URL names does not answer.
        DatabaseUnusableError: The database cannot be reached, or goes away while the block runs.
        SchemaBehindError: A database of the user's own has an older schema.
    """
    check_prefect()
    prepared = _check_places(settings)
    os.environ.update(prefect_home(settings) | QUIET | door_opener(os.environ))
    os.environ.setdefault("PREFECT_CLIENT_MAX_RETRIES", PREFECT_RETRIES)
    with ExitStack() as stack:
        with words.status("Starting Postgres and Prefect ..."):
            url, api_url = _bring_up(settings, stack, prepared)
        with told_plainly(url):
            yield Orchestration(settings, api_url, url)


def _check_places(settings: Settings) -> str | None:
    """Find out what cannot go well before a server is started for it.

    Returns:
        The address of a database of the user's own, which is ready then; None for the embedded one.
    """
    settings.home.mkdir(mode=0o700, parents=True, exist_ok=True)
    if settings.database_url:
        return prepare_database(settings)
    check_socket_path(settings)
    return None


def _bring_up(settings: Settings, stack: ExitStack, prepared: str | None) -> tuple[str, str]:
    """Start what is missing, all at once: the server takes seconds to come up, importing Prefect one or two.

    Args:
        settings: How.
        stack: Ends it again.
        prepared: The address of a database that is ready; None to start the embedded one.

    Returns:
        The addresses of the database and of the Prefect server.
    """
    # Threads that a program which is ended meanwhile does not wait for; an unused Prefect server ends by itself.
    with ThreadPool(3) as beside:
        serving = beside.apply_async(stack.enter_context, [shared_prefect_server(settings)])
        preparing = beside.apply_async(lambda: prepared or prepare_database(settings))
        importing = beside.apply_async(_import_flows, [settings])
        try:
            url, api_url, _ = preparing.get(), serving.get(), importing.get()
        finally:
            if prepared is None:
                # A data folder that was begun must be finished, or no later start could use it.
                preparing.wait()
    os.environ["DATABASE_URL"] = url
    return url, api_url


def _import_flows(settings: Settings) -> None:
    resolve_name("flows.launch:log_to")(log_file(settings))


def log_file(settings: Settings) -> Path:
    """Name the file that flows of commands log to."""
    return settings.log_folder / "flows.log"


@contextmanager
def opened_database(settings: Settings) -> Iterator[Database]:
    """Open a database with its schema, for commands that run no flow.

    Raises:
        DatabaseUnusableError: It does not answer.
        SchemaBehindError: A database of the user's own has an older schema.
    """
    url = prepare_database(settings)
    with closing(Database(make_engine(url))) as database, told_plainly(url):
        yield database


def prepare_database(settings: Settings) -> str:
    """Start the embedded Postgres where no other is named, and see to it that the schema is there.

    Returns:
        The database's URL.

    Raises:
        DatabaseUnusableError: It cannot be reached, or refuses the schema.
        SchemaBehindError: A database of the user's own has an older schema: migrating it is theirs to decide.
        UnknownRevisionError: A newer version of Pathwise has used it.
    """
    url = database_url(settings)
    check_address(url)
    with told_plainly(url):
        revision = current_revision(url)
        check_revision(revision)
        if settings.database_url and revision and revision != head_revision():
            raise SchemaBehindError(revision)
        upgrade_to_head(url)
        with closing(Database(make_engine(url))) as database:
            mirror_layers(database, settings.home)
    return url
