"""`pathwise process`: the stored, orchestrated run of single uploads."""

from typing import Annotated

import typer

from pathwise.commands.arguments import candidates_of, check_email, job_asked_for
from pathwise.commands.console import emit
from pathwise.commands.inspect import AsResume, Paths
from pathwise.commands.score import Job
from pathwise.settings import load_settings

User = Annotated[str, typer.Option("--user", help="E-mail address of whose resumes these are.", show_default=False)]
JsonResult = Annotated[bool, typer.Option("--json", help="The results as one JSON object.")]
Force = Annotated[bool, typer.Option("--force", help="Analyse anew what is known; the old analysis is superseded.")]


def process(
    paths: Paths,
    *,
    user: User,
    job: Job = None,
    as_json: JsonResult = False,
    force: Force = False,
    as_resume: AsResume = False,
) -> None:
    """Read, score and advise each resume and keep everything, as a Prefect run over Postgres."""
    settings = load_settings()
    email = check_email(user)
    candidates = candidates_of(paths, settings, as_resumes=as_resume)
    job_text = job_asked_for(job, settings).text if job else None
    # Only now: a mistake in the call is told without waiting for the database's library.
    from pathwise.commands.processing import process_stored  # noqa: PLC0415
    from pathwise.commands.results_page import processed_object, processed_page  # noqa: PLC0415

    processed = process_stored(settings, candidates, email, job_text, force=force)
    emit(processed_object(processed), indent=2) if as_json else typer.echo(processed_page(processed))
    raise typer.Exit(1 if any(processed.failed()) else 0)
