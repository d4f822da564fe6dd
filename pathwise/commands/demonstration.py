"""What `pathwise demo` shows: a ranking for the person who hires, and a next step for one whose resume it is."""

from collections.abc import Sequence
from dataclasses import dataclass

from pathwise.commands.comparing import Asked, Compared, compare_within
from pathwise.commands.orchestration import Orchestration, orchestration
from pathwise.commands.processing import Processed, process_within
from pathwise.commands.ranking_page import ranking_page
from pathwise.commands.results_page import next_step_lines, processed_page, short_names
from pathwise.documents.collection import Candidate
from pathwise.settings import Settings
from pathwise.storage.analyses import Question

DEMO_USER = "demo@example.org"


@dataclass(frozen=True, slots=True)
class Shown:
    """The page for the terminal, and whether a file could not be read."""

    page: str
    has_failures: bool


def demonstrate(settings: Settings, candidates: Sequence[Candidate], job_text: str | None) -> Shown:
    """Take files through the flows: for a job all of them as a batch, then one of them by itself; else each by itself.

    The one by itself is the one whose document has most to gain.
    """
    with orchestration(settings) as around:
        if job_text is None:
            processed = process_within(around, candidates, DEMO_USER, Question())
            return Shown(processed_page(processed), any(processed.failed()))
        compared = compare_within(around, candidates, Asked(DEMO_USER, job_text, name="Demo"))
        step = _step(around, candidates, compared)
    return Shown("\n\n".join([ranking_page(compared), *step]), any(compared.failed()))


def _step(around: Orchestration, candidates: Sequence[Candidate], compared: Compared) -> list[str]:
    judged = [(member.document_quality, label) for label, member in compared.ranked() if member.document_quality]
    if not judged:
        return []
    _, chosen = min(judged)
    processed = process_within(around, [each for each in candidates if each.label == chosen], DEMO_USER, Question())
    return ["\n".join(_told(chosen, processed, compared))]


def _told(chosen: str, processed: Processed, compared: Compared) -> list[str]:
    name = short_names([entry.label for entry in compared.entries])[chosen]
    [(_, result)] = processed.succeeded()
    quality = f"By itself, {name} has {result.document_quality:g} of 100 points for its document."
    return [quality, *next_step_lines(name, result)]
