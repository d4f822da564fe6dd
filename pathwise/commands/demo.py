"""`pathwise demo`: sample resumes through the flows, and where to look next."""

from pathlib import Path
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
    from pathwise.commands.orchestration import orchestration  # noqa: PLC0415 - see process.py
    from pathwise.commands.processing import process_candidates  # noqa: PLC0415
    from pathwise.commands.results_page import processed_page  # noqa: PLC0415
    from pathwise.storage.analyses import Question  # noqa: PLC0415

    with orchestration(settings) as around:
        processed = process_candidates(around, candidates, DEMO_USER, Question(job_text=job_text))
    typer.echo(processed_page(processed))
    say(_where_next(folder, advertisement))


def _chosen(resumes: Path | None, job: Path | None, settings: Settings) -> tuple[Path, Path | None]:
    if resumes:
        return resumes, job
    from pathwise.demo.samples import write_demo  # noqa: PLC0415 - only the demo pays for what makes files

    samples = write_demo(settings.home / "demo", size="small")
    return samples.folder, job or samples.job


def _where_next(folder: Path, job: Path | None) -> str:
    against = f' --job "{job}"' if job else ""
    return (
        f"\nThe resumes lie in {folder}. Look closer:\n"
        f'  pathwise score "{folder}"{against}     why each has its points, and what to do\n'
        f'  pathwise inspect "{folder}"     what the machine reads in each\n'
        "  pathwise doctor     what is running and where it keeps things"
    )
