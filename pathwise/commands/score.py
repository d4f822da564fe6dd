"""`pathwise score`: scores and feedback of each file, nothing stored."""

from pathlib import Path
from typing import Annotated

import typer

from pathwise.candidates import CandidateOrder, score_candidate
from pathwise.commands.arguments import candidates_of, job_asked_for, this_month
from pathwise.commands.console import emit, with_progress
from pathwise.commands.inspect import AsResume, JsonLines, Paths
from pathwise.commands.pages import score_page
from pathwise.commands.shapes import score_object
from pathwise.settings import load_settings
from pathwise.workers.shared import shared_pool

Job = Annotated[
    Path | None,
    typer.Option("--job", help="A file with the job's text: any format that is read.", show_default=False),
]


def score(paths: Paths, job: Job = None, jsonl: JsonLines = False, as_resume: AsResume = False) -> None:
    """Show scores and feedback of each file. Nothing is stored; no database, no Prefect."""
    settings = load_settings()
    candidates = candidates_of(paths, settings, as_resumes=as_resume)
    job_text = job_asked_for(job, settings).text if job else None
    month = this_month()
    orders = (CandidateOrder(candidate, month, job_text) for candidate in candidates)
    results = shared_pool(settings).map(score_candidate, orders)
    failed = 0
    for candidate, timed in zip(candidates, with_progress(results, len(candidates), "Scoring"), strict=True):
        shape = score_object(candidate.label, timed)
        failed += shape["status"] == "failed"
        emit(shape) if jsonl else typer.echo(score_page(shape))
    raise typer.Exit(1 if failed else 0)
