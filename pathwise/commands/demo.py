"""`pathwise demo`: sample resumes through the flows, and where to look next; `demo generate`: any number of them."""

import os
import shutil
import sys
from pathlib import Path
from shlex import quote
from typing import Annotated

import typer

from pathwise.commands.arguments import candidates_of, job_asked_for
from pathwise.commands.console import say, with_progress
from pathwise.errors import InvalidInputError
from pathwise.settings import Settings, load_settings
from pathwise.workers.shared import shared_pool

demo_commands = typer.Typer(invoke_without_command=True)

Resumes = Annotated[
    Path | None,
    typer.Option("--resumes", help="Your own: a file, folder or zip instead of the samples.", show_default=False),
]
OwnJob = Annotated[Path | None, typer.Option("--job", help="Your own: a file with the job's text.", show_default=False)]
Folder = Annotated[Path, typer.Argument(help="Folder to write to; made where missing.", show_default=False)]
Count = Annotated[int, typer.Option("--count", help="How many resumes.", min=1, max=1_000_000)]
Seed = Annotated[int, typer.Option("--seed", help="The same seed gives the same files.")]


@demo_commands.callback()
def demo(context: typer.Context, resumes: Resumes = None, job: OwnJob = None) -> None:
    """Take sample resumes of invented people, or your own, through the flows and show what comes out."""
    if context.invoked_subcommand:
        return
    settings = load_settings()
    folder, advertisement = _chosen(resumes, job, settings)
    candidates = candidates_of([folder], settings)
    job_text = job_asked_for(advertisement, settings).text if advertisement else None
    from pathwise.commands.demonstration import demonstrate  # noqa: PLC0415 - see process.py

    shown = demonstrate(settings, candidates, job_text)
    typer.echo(shown.page)
    say(_where_next(folder, advertisement))
    # Some of the samples cannot be read, to show what is said then; of a person's own files it is worth a status.
    raise typer.Exit(1 if resumes and shown.has_failures else 0)


@demo_commands.command()
def generate(folder: Folder, count: Count = 100, seed: Seed = 1) -> None:
    """Write resumes of invented people as real files: varied, a few of them unreadable, the same for the same seed."""
    settings = load_settings()
    from pathwise.demo.generator import WriteOrder, write_ordered  # noqa: PLC0415 - as below

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InvalidInputError(str(folder), f"cannot be written to: {error.strerror}. Name another folder.") from None
    orders = (WriteOrder(index, seed, folder) for index in range(count))
    written = shared_pool(settings).map(write_ordered, orders)
    failed = sum(not isinstance(each, Path) for each in with_progress(written, count, "Writing"))
    say(f"{count - failed} resumes written to {folder}.")
    raise typer.Exit(1 if failed else 0)


def _chosen(resumes: Path | None, job: Path | None, settings: Settings) -> tuple[Path, Path | None]:
    if resumes:
        return resumes, job
    from pathwise.demo.samples import write_demo  # noqa: PLC0415 - only the demo pays for what makes files

    samples = write_demo(settings.home / "demo")
    return samples.folder, job or samples.job


def _where_next(folder: Path, job: Path | None) -> str:
    resumes, against = quote(str(folder)), f" --job {quote(str(job))}" if job else ""
    hints = {
        "Why each has its points, and what to do:": f"score {resumes}{against}",
        "What the machine reads in each:": f"inspect {resumes}",
        "What is running, and where things are kept:": "doctor",
    }
    lines = [line for what, command in hints.items() for line in (f"  {what}", f"    {_program()} {command}")]
    return "\n".join([f"\nThe resumes lie in {folder}. Look closer:", *lines])


def _program() -> str:
    """Name this program as the person can call it from the current folder."""
    called = Path(sys.argv[0])
    if shutil.which("pathwise"):
        return "pathwise"
    return quote(os.path.relpath(called)) if called.name == "pathwise" else "python -m pathwise"
