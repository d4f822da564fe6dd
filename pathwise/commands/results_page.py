"""What a person, or a script, sees of a stored run: the scores, the refusals, one next step."""

from collections.abc import Sequence
from dataclasses import asdict
from itertools import chain
from os.path import commonpath
from pathlib import PurePath
from typing import Any

from pathwise.commands.pages import advice
from pathwise.commands.processing import Processed
from pathwise.commands.stored_shapes import analysis_object, failed_object
from pathwise.commands.wrapping import wrapped
from pathwise.documents.model import Refusal
from pathwise.storage.results import AnalysisResult

HEADINGS = ("Overall", "Quality", "Match")
LONGEST_NAME = 60


def processed_object(processed: Processed) -> dict[str, Any]:
    """Describe a run for `process --json`."""
    known = processed.known
    return {
        "user_id": str(processed.user_id),
        "analyses": [
            analysis_object(label, result, known=result.analysis_id in known) for label, result in processed.succeeded()
        ],
        "failed": [
            failed_object(label, refusal, result, known=result is not None and result.analysis_id in known)
            for label, refusal, result in processed.failed()
        ],
    }


def processed_page(processed: Processed) -> str:
    """Show a run: scores, best first, then what could not be read, then the next step of the best."""
    names = short_names([entry.label for entry in processed.entries])
    good = sorted(processed.succeeded(), key=lambda each: (-(each[1].overall or 0.0), each[0]))
    parts = [
        _table([(names[label], result) for label, result in good]),
        _known(processed),
        refused_lines([(names[label], refusal) for label, refusal, _ in processed.failed()]),
        next_step_lines(names[good[0][0]], good[0][1]) if good else [],
    ]
    return "\n\n".join("\n".join(part) for part in parts if part)


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


def _table(rows: Sequence[tuple[str, AnalysisResult]]) -> list[str]:
    if not rows:
        return []
    width = min(max(len(name) for name, _ in rows), LONGEST_NAME) + 2
    return [_row("", width, HEADINGS), *(_row(shortened(name), width, _scores(result)) for name, result in rows)]


def _known(processed: Processed) -> list[str]:
    count, total = len(processed.known), len(processed.results)
    if not count:
        return []
    which = "All of these were" if count == total else f"{count} of these {total} {'was' if count == 1 else 'were'}"
    return wrapped(f"{which} known already: same file, same question, same rules. --force analyses them anew.")


def refused_lines(rows: Sequence[tuple[str, Refusal]]) -> list[str]:
    """Show the files that have no result, by name, each with its reason; nothing where there are none."""
    if not rows:
        return []
    told = [wrapped(f"{name}: {why.message} ({why.reason.value})", "  ", "    ") for name, why in rows]
    return ["Not analysed:", *chain.from_iterable(told)]


def next_step_lines(name: str, result: AnalysisResult) -> list[str]:
    """Show the first advice that asks for something to be done; nothing where there is none."""
    step = next((item for item in result.feedback if item.recommendation), None)
    if step is None:
        return []
    return advice(f"Next step for {name}: ", asdict(step), "  ")


def _scores(result: AnalysisResult) -> list[str]:
    points = (result.overall, result.document_quality, result.job_match)
    return ["-" if value is None else f"{value:.1f}" for value in points]


def _row(name: str, width: int, figures: Sequence[str]) -> str:
    return f"{name:{width}}" + "".join(f"{figure:>9}" for figure in figures)


def shortened(name: str) -> str:
    """Cut a long file name at its beginning: the end tells files apart."""
    return name if len(name) <= LONGEST_NAME else "…" + name[1 - LONGEST_NAME :]
