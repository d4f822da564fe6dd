"""`pathwise demo`: sample resumes through the flows, and where to look next."""

from pathlib import Path
from shlex import quote
from typing import Annotated

import typer

from pathwise.commands.arguments import candidates_of, read_job
from pathwise.commands.console import say
from pathwise.settings import Settings, load_settings

DEMO_USER = "demo@example.org"

Resumes = Annotated[
    Path | None,
    typer.Option("--resumes", help="Your own: a file, folder or zip instead of the samples.", show_default=False),
]
OwnJob = Annotated[Path | None, typer.Option("--job", help="Your own: a file with the job's text.", show_default=False)]


def demo(resumes: Resumes = None, job: OwnJob = None) -> None:
    """Take sample resumes of invented people, or your own, through the flows and show what comes out."""
    settings = load_settings()
    folder, advertisement = _chosen(resumes, job, settings)
    candidates = candidates_of([folder], settings)
    job_text = read_job(advertisement, settings) if advertisement else None
    from pathwise.commands.processing import process_stored  # noqa: PLC0415 - see process.py
    from pathwise.commands.results_page import processed_page  # noqa: PLC0415

    processed = process_stored(settings, candidates, DEMO_USER, job_text)
    typer.echo(processed_page(processed))
    say(_where_next(folder, advertisement))
    # Two of the samples cannot be read, to show what is said then; of a person's own files it is worth a status.
    raise typer.Exit(1 if resumes and any(processed.failed()) else 0)


def _chosen(resumes: Path | None, job: Path | None, settings: Settings) -> tuple[Path, Path | None]:
    if resumes:
        return resumes, job
    from pathwise.demo.samples import write_demo  # noqa: PLC0415 - only the demo pays for what makes files

    samples = write_demo(settings.home / "demo", size="small")
    return samples.folder, job or samples.job


def _where_next(folder: Path, job: Path | None) -> str:
    against = f" --job {quote(str(job))}" if job else ""
    return "\n".join(
        [
            f"\nThe resumes lie in {folder}. Look closer:",
            "  Why each has its points, and what to do:",
            f"    pathwise score {quote(str(folder))}{against}",
            "  What the machine reads in each:",
            f"    pathwise inspect {quote(str(folder))}",
            "  What is running, and where things are kept:",
            "    pathwise doctor",
        ]
    )
