"""`pathwise verify`: an analysis worked out again, and held against what is kept of it."""

from typing import Annotated
from uuid import UUID

import typer

from pathwise.commands.arguments import read_rubric
from pathwise.commands.console import emit
from pathwise.settings import load_settings

AnalysisId = Annotated[
    UUID, typer.Argument(help="The id that `process` and `compare` give.", metavar="ANALYSIS_ID", show_default=False)
]
RubricFile = Annotated[
    str | None,
    typer.Option("--rubric", help="A rubric file that is applied instead of the packaged one.", show_default=False),
]
JsonResult = Annotated[bool, typer.Option("--json", help="The verdict as one JSON object.")]


def verify(analysis_id: AnalysisId, rubric: RubricFile = None, as_json: JsonResult = False) -> None:
    """Work an analysis out again and say whether it comes out the same, or what differs and why."""
    settings = load_settings()
    applied = read_rubric(rubric) if rubric else None
    from pathwise.commands.verdict_page import verdict_object, verdict_page  # noqa: PLC0415 - see process.py
    from pathwise.commands.verifying import verify_stored  # noqa: PLC0415 - see process.py

    verdict = verify_stored(settings, analysis_id, applied)
    if as_json:
        emit(verdict_object(analysis_id, verdict), indent=2)
    else:
        typer.echo(verdict_page(analysis_id, verdict))
    raise typer.Exit(0 if verdict.is_same else 1)
