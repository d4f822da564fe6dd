"""What a person, or a script, sees of a stored run: the scores, the refusals, one next step."""

from collections.abc import Sequence
from os.path import commonpath
from pathlib import PurePath
from typing import Any

from pathwise.commands.processing import Processed
from pathwise.commands.shapes import analysis_object, failed_object
from pathwise.storage.results import AnalysisResult

HEADINGS = ("Overall", "Quality", "Match")


def processed_object(processed: Processed) -> dict[str, Any]:
    """Describe a run for `process --json`."""
    return {
        "user_id": str(processed.user_id),
        "analyses": [analysis_object(label, result) for label, result in processed.succeeded()],
        "failed": [failed_object(label, refusal, result) for label, refusal, result in processed.failed()],
    }


def processed_page(processed: Processed) -> str:
    """Show a run: scores, best first, then what could not be read, then the next step of the best."""
    names = short_names([entry.label for entry in processed.entries])
    good = sorted(processed.succeeded(), key=lambda each: (-(each[1].overall or 0.0), each[0]))
    width = max([len(name) for name in names.values()], default=0) + 2
    lines = [_row("", width, HEADINGS), *(_row(names[label], width, _scores(result)) for label, result in good)]
    if failed := [f"  {names[label]}: {why.message} ({why.reason.value})" for label, why, _ in processed.failed()]:
        lines += ["", "Not analysed:", *failed]
    if good:
        label, best = good[0]
        lines += _next_step(names[label], best)
    return "\n".join(lines if good else lines[1:])


def short_names(labels: Sequence[str]) -> dict[str, str]:
    """Name files without the folder that all of them share.

    Example:
        >>> short_names(["in/a.pdf", "in/more/b.pdf"])
        {'in/a.pdf': 'a.pdf', 'in/more/b.pdf': 'more/b.pdf'}
    """
    folders = {PurePath(label).parent for label in labels}
    if len({folder.is_absolute() for folder in folders}) != 1:
        return {label: label for label in labels}
    shared = commonpath(folders)
    return {label: str(PurePath(label).relative_to(shared)) for label in labels}


def _next_step(name: str, result: AnalysisResult) -> list[str]:
    step = next((item for item in result.feedback if item.recommendation), None)
    if step is None:
        return []
    points = f" (+{step.points_available:g} points)" if step.points_available else ""
    quote = [f'  Seen: "{step.quote}"'] if step.quote else []
    return ["", f"Next step for {name}{points}: {step.title}", f"  {step.message}", *quote, f"  {step.recommendation}"]


def _scores(result: AnalysisResult) -> list[str]:
    points = (result.overall, result.document_quality, result.job_match)
    return ["-" if value is None else f"{value:.1f}" for value in points]


def _row(name: str, width: int, figures: Sequence[str]) -> str:
    return f"{name:{width}}" + "".join(f"{figure:>9}" for figure in figures)
