"""`pathwise doctor`: what is running, what is missing, what to do."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import httpx
import typer

from pathwise.runtime.postgres import running_database_url
from pathwise.runtime.prefect_server import running_api_url
from pathwise.settings import Settings, load_settings

NOT_RUNNING = "not running: commands start one when they need it"
LEAST_VERSION = 15


@dataclass(frozen=True, slots=True)
class Finding:
    """The state of one part.

    Attributes:
        part: What was looked at.
        is_well: It is as it should be.
        state: What was seen.
        remedy: What to do; empty where nothing is to do.
    """

    part: str
    is_well: bool
    state: str
    remedy: str = ""


def doctor() -> None:
    """Tell what is running, what is missing, and what to do. Starts nothing and changes nothing."""
    settings = load_settings()
    findings = [finding for look in _LOOKS for finding in look(settings)]
    for finding in findings:
        mark = "ok  " if finding.is_well else "todo"
        typer.echo(f"{mark}  {finding.part + ':':16} {finding.state}")
        if finding.remedy:
            typer.echo(f"      {'':16} {finding.remedy}")
    raise typer.Exit(0 if all(finding.is_well for finding in findings) else 1)


def look_at_home(settings: Settings) -> Iterator[Finding]:
    """Whether everything that is written has a place to go."""
    nearest = next(folder for folder in (settings.home, *settings.home.parents) if folder.exists())
    is_well = nearest.is_dir() and os.access(nearest, os.W_OK)
    yield Finding(
        "Home", is_well, str(settings.home), "" if is_well else "Make it writable, or set PATHWISE_HOME elsewhere."
    )


def look_at_database(settings: Settings) -> Iterator[Finding]:
    """Whether Postgres answers, is new enough, and has the schema of this program."""
    url = settings.database_url or running_database_url(settings)
    if url is None:
        yield Finding("Postgres", True, "embedded, not running: commands start it when they need it")
        return
    from pathwise.storage.database import server_version  # noqa: PLC0415 - only where there is a database to ask
    from pathwise.storage.migrations import current_revision, head_revision  # noqa: PLC0415

    kind = "named by DATABASE_URL" if settings.database_url else "embedded, running"
    version = server_version(url)
    if version is None:
        remedy = "Start it, or correct DATABASE_URL; unset, the embedded one is used."
        yield Finding("Postgres", False, f"{kind}, does not answer", remedy)
        return
    revision = current_revision(url)
    is_new_enough = version >= LEAST_VERSION
    yield Finding(
        "Postgres",
        is_new_enough,
        f"{kind}, version {version}",
        "" if is_new_enough else f"Version {LEAST_VERSION} or newer is needed.",
    )
    is_at_head = revision == head_revision()
    yield Finding(
        "Schema", is_at_head, revision or "none yet", "" if is_at_head else "Run: poetry run alembic upgrade head"
    )


def look_at_prefect(settings: Settings) -> Iterator[Finding]:
    """Whether a Prefect server answers where commands would look for it."""
    named = os.environ.get("PREFECT_API_URL")
    if named is None:
        running = running_api_url(settings)
        yield Finding("Prefect", True, f"shared server at {running}" if running else NOT_RUNNING)
        return
    try:
        is_well = httpx.get(f"{named}/health", timeout=5.0).is_success
    except httpx.HTTPError:
        is_well = False
    remedy = "" if is_well else "Start that server, or unset PREFECT_API_URL: then commands start one of their own."
    yield Finding("Prefect", is_well, f"{named}{'' if is_well else ' does not answer'}", remedy)


def look_at_files(settings: Settings) -> Iterator[Finding]:
    """Where uploaded files are kept."""
    yield Finding("File store", True, settings.file_store_url)


_LOOKS: tuple[Callable[[Settings], Iterator[Finding]], ...] = (
    look_at_home,
    look_at_database,
    look_at_prefect,
    look_at_files,
)
