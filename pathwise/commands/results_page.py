"""What a person, or a script, sees of a stored run: the scores, the next steps, the refusals."""

from typing import Any

from pathwise.commands.processing import Processed
from pathwise.commands.shapes import analysis_object, failed_object
from pathwise.storage.results import AnalysisResult, FeedbackResult

HEADINGS = ("Overall", "Quality", "Match")


def processed_object(processed: Processed) -> dict[str, Any]:
    """Describe a run for `process --json`."""
    return {
        "user_id": str(processed.user_id),
        "analyses": [analysis_object(label, result) for label, result in processed.succeeded()],
        "failed": [failed_object(label, refusal, result) for label, refusal, result in processed.failed()],
    }


def processed_page(processed: Processed) -> str:
    """Show a run: scores, best first, then what could not be read, then one next step."""
    good = sorted(processed.succeeded(), key=lambda each: (-(each[1].overall or 0.0), each[0]))
    bad = list(processed.failed())
    lines = [_row("", *HEADINGS), *(_row(label, *_scores(result)) for label, result in good)] if good else []
    lines += (
        ["", "Not analysed:", *(f"  {label}: {refusal.message} ({refusal.reason.value})" for label, refusal, _ in bad)]
        if bad
        else []
    )
    lines += _next_step(*good[0]) if good else []
    return "\n".join(lines)


def next_step_of(result: AnalysisResult) -> FeedbackResult | None:
    """Choose the first advice that asks for something to be done."""
    return next((item for item in result.feedback if item.recommendation), None)


def _next_step(label: str, result: AnalysisResult) -> list[str]:
    step = next_step_of(result)
    if step is None:
        return []
    points = f" (+{step.points_available:g} points)" if step.points_available else ""
    quote = [f'  Seen: "{step.quote}"'] if step.quote else []
    return ["", f"Next step for {label}{points}: {step.title}", f"  {step.message}", *quote, f"  {step.recommendation}"]


def _scores(result: AnalysisResult) -> tuple[str, str, str]:
    return _points(result.overall), _points(result.document_quality), _points(result.job_match)


def _points(value: float | None) -> str:
    return "-" if value is None else f"{value:.1f}"


def _row(label: str, *figures: str) -> str:
    return f"{label:50} " + " ".join(f"{figure:>8}" for figure in figures)
