"""`pathwise compare`: the stored, orchestrated run of a batch, ranked."""

from pathlib import Path
from typing import Annotated

import typer

from pathwise.commands.arguments import candidates_of, check_email, job_asked_for
from pathwise.commands.console import emit, say
from pathwise.commands.inspect import AsResume, Paths
from pathwise.commands.process import JsonResult, User
from pathwise.errors import InvalidInputError
from pathwise.settings import load_settings

Job = Annotated[
    Path,
    typer.Option("--job", help="A file with the job's text: any format that is read.", show_default=False),
]
Name = Annotated[str | None, typer.Option("--name", help="Name of the batch.", show_default=False)]
Labels = Annotated[
    list[str] | None,
    typer.Option("--label", help="FILE=TEXT: name a resume for people; may be repeated.", show_default=False),
]
Primary = Annotated[
    str | None, typer.Option("--primary", help="FILE that the others are compared with.", show_default=False)
]
Csv = Annotated[
    Path | None,
    typer.Option(
        "--csv",
        help="Write the ranking to this file, and beside it, as NAME-matrix.csv, how strongly each resume shows each "
        "requirement.",
        show_default=False,
    ),
]


def compare(  # noqa: PLR0913 - the options of a command
    paths: Paths,
    *,
    user: User,
    job: Job,
    name: Name = None,
    label: Labels = None,
    primary: Primary = None,
    csv: Csv = None,
    as_json: JsonResult = False,
    as_resume: AsResume = False,
) -> None:
    """Rank resumes for one job and keep everything, as a Prefect run over Postgres."""
    settings = load_settings()
    email = check_email(user)
    labels = dict(_split(each) for each in label or ())
    candidates = candidates_of(paths, settings, as_resumes=as_resume)
    asked_for = job_asked_for(job, settings)
    # Only now: a mistake in the call is told without waiting for the database's library.
    from pathwise.commands.comparing import Asked, compare_stored  # noqa: PLC0415
    from pathwise.commands.ranking_page import ranking_page  # noqa: PLC0415
    from pathwise.commands.ranking_shapes import ranking_object  # noqa: PLC0415

    compared = compare_stored(settings, candidates, Asked(email, asked_for.text, name, labels, primary))
    if csv:
        from pathwise.commands.ranking_files import write_ranking  # noqa: PLC0415 - pandas takes its time

        for file in write_ranking(compared, csv):
            say(f"Written: {file}")
    emit(ranking_object(compared, asked_for.protected), indent=2) if as_json else typer.echo(ranking_page(compared))
    raise typer.Exit(1 if any(compared.failed()) else 0)


def _split(label: str) -> tuple[str, str]:
    file, mark, text = label.rpartition("=")
    if not (mark and file.strip() and text.strip()):
        raise InvalidInputError(f"--label {label}", "write it as FILE=TEXT, such as resume.pdf='First choice'.")
    return file, text.strip()
