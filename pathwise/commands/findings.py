"""The state of each part that commands rest on, found without starting or changing anything."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from pathwise.commands.finding import Finding
from pathwise.commands.operation import look_at_operation
from pathwise.commands.prefect_api import answers
from pathwise.errors import InvalidSettingError, PathwiseError
from pathwise.runtime.postgres import SocketPathTooLongError, check_socket_path, running_database_url
from pathwise.runtime.prefect_server import named_api_url, running_api_url
from pathwise.settings import Settings
from pathwise.storage.database import DatabaseUnusableError, check_address, server_version, told_plainly
from pathwise.storage.endpoints import count_disabled
from pathwise.storage.files import FileStore
from pathwise.storage.migrations import check_revision, current_revision, head_revision

LEAST_VERSION = 15
MIGRATE = "Make a backup, then run: .venv/bin/alembic upgrade head"


def look_around(settings: Settings) -> list[Finding]:
    """Look at every part; where the home cannot be used, at nothing that lies in it."""
    home = look_at_home(settings)
    return [home, *(finding for look in _LOOKS for finding in look(settings))] if home.is_well else [home]


def look_at_home(settings: Settings) -> Finding:
    """Whether everything that is written has a place to go."""
    nearest = next(folder for folder in (settings.home, *settings.home.parents) if folder.exists())
    is_well = nearest.is_dir() and os.access(nearest, os.W_OK)
    remedy = "" if is_well else "Nothing can be written there: make it writable, or set PATHWISE_HOME elsewhere."
    return Finding("Home", is_well, str(settings.home), remedy)


def look_at_database(settings: Settings) -> Iterator[Finding]:
    """Whether Postgres answers, is new enough, and has the schema of this program."""
    if settings.database_url:
        yield from _look_at_named(settings.database_url)
    else:
        yield from _look_at_embedded(settings)


def _look_at_named(url: str) -> Iterator[Finding]:
    try:
        check_address(url)
        version = server_version(url)
    except InvalidSettingError as error:
        yield Finding("Postgres", False, str(error))
        return
    except DatabaseUnusableError as error:
        remedy = "Start it, or correct DATABASE_URL. Where that is unset, the embedded Postgres is used."
        yield Finding("Postgres", False, f"named by DATABASE_URL, {error.address}: {error.problem}", remedy)
        return
    remedy = "" if version >= LEAST_VERSION else f"Version {LEAST_VERSION} or newer is needed."
    yield Finding("Postgres", not remedy, f"named by DATABASE_URL, version {version}", remedy)
    yield _schema(url, MIGRATE)


def _look_at_embedded(settings: Settings) -> Iterator[Finding]:
    url = running_database_url(settings)
    try:
        check_socket_path(settings)
        version = server_version(url) if url else None
    except SocketPathTooLongError as error:
        yield Finding("Postgres", False, str(error))
        return
    except DatabaseUnusableError:
        # What a server that was killed left behind: the next command starts it anew.
        version = None
    if url is None or version is None:
        yield Finding("Postgres", True, "embedded, not running: commands start it when they need it")
        return
    yield Finding("Postgres", True, f"embedded, running, version {version}")
    yield _schema(url, "")


def _schema(url: str, remedy: str) -> Finding:
    """Look at a database's schema; without a remedy, the next command brings it to the newest."""
    try:
        with told_plainly(url):
            revision = current_revision(url)
        check_revision(revision)
    except PathwiseError as error:
        return Finding("Schema", False, "cannot be used", str(error))
    if revision is None:
        return Finding("Schema", True, "none yet: the first command makes it")
    if revision == head_revision():
        return Finding("Schema", True, revision)
    behind = f"{revision}, this program has {head_revision()}"
    return Finding("Schema", not remedy, behind if remedy else f"{behind}: the next command brings it there", remedy)


def look_at_prefect(settings: Settings) -> Iterator[Finding]:
    """Whether a Prefect server answers where commands would look for it."""
    named = named_api_url()
    if named is None:
        running = running_api_url(settings)
        yield Finding("Prefect", True, f"running at {running}" if running else _PREFECT_DOWN)
    elif answers(named):
        yield Finding("Prefect", True, f"named by PREFECT_API_URL, {named}")
    else:
        remedy = "Start it, or unset PREFECT_API_URL: then commands start one when they need it."
        yield Finding("Prefect", False, f"named by PREFECT_API_URL, {named}, does not answer", remedy)


def look_at_files(settings: Settings) -> Iterator[Finding]:
    """Whether the place of uploaded files can be written to: a few bytes are written and taken away again."""
    url = settings.file_store_url
    if "://" not in url and not Path(url).exists():
        # The first upload makes it.
        yield Finding("File store", True, url)
        return
    try:
        FileStore(url).check()
    except PathwiseError as error:
        yield Finding("File store", False, url, str(error))
    else:
        yield Finding("File store", True, url)


def look_at_webhooks(settings: Settings) -> Iterator[Finding]:
    """Whether any address that wants to be told of results was switched off; nothing where there are none."""
    url = settings.database_url or running_database_url(settings)
    if url is None:
        return
    try:
        check_address(url)
        with told_plainly(url):
            off = count_disabled(url)
    except PathwiseError:
        # What is wrong with the database is told above.
        return
    if off:
        remedy = "`pathwise webhook list` says why; `pathwise webhook enable ID` switches one on again."
        yield Finding("Webhooks", False, f"{off} of the addresses told of results are switched off", remedy)


_PREFECT_DOWN = "not running: commands start one when they need it"
_LOOKS: tuple[Callable[[Settings], Iterator[Finding]], ...] = (
    look_at_database,
    look_at_prefect,
    look_at_files,
    look_at_operation,
    look_at_webhooks,
)
