"""`pathwise inspect`: what the machine reads in each file."""

from pathlib import Path
from typing import Annotated

import typer

from pathwise.candidates import CandidateOrder, inspect_candidate
from pathwise.commands.arguments import candidates_of, this_month
from pathwise.commands.console import emit, with_progress
from pathwise.commands.pages import inspection_page
from pathwise.commands.shapes import inspection_object
from pathwise.settings import load_settings
from pathwise.workers.shared import shared_pool

Paths = Annotated[
    list[Path], typer.Argument(help="Files, folders or zips with resumes.", metavar="PATH...", show_default=False)
]
JsonLines = Annotated[bool, typer.Option("--jsonl", help="One JSON object a file, a line each.")]

AsResume = Annotated[
    bool, typer.Option("--as-resume", help="Take every file for a resume, whatever it looks like.", show_default=False)
]


def inspect(paths: Paths, jsonl: JsonLines = False, as_resume: AsResume = False) -> None:
    """Show what the machine reads in each file. Nothing is stored; no database, no Prefect."""
    settings = load_settings()
    candidates = candidates_of(paths, settings, as_resumes=as_resume)
    month = this_month()
    orders = (CandidateOrder(candidate, month) for candidate in candidates)
    results = shared_pool(settings).map(inspect_candidate, orders)
    failed = 0
    for candidate, timed in zip(candidates, with_progress(results, len(candidates), "Reading"), strict=True):
        shape = inspection_object(candidate.label, timed)
        failed += shape["status"] == "failed"
        emit(shape) if jsonl else typer.echo(inspection_page(shape))
    raise typer.Exit(1 if failed else 0)
