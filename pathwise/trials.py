"""Resumes scored under two rubrics at once, by a process of the pool, to see what a new one would change.

Knows no database.
"""

from dataclasses import dataclass

from pathwise.documents.model import Refusal
from pathwise.inspection import Inspection
from pathwise.orders import ReadOrder, StoreTrouble, question_of, read
from pathwise.rubric_shifts import Points, Trial
from pathwise.scoring.rubric import Rubric
from pathwise.scoring.scorecard import score_resume


@dataclass(frozen=True, slots=True)
class TrialOrder:
    """Score one resume under two rubrics.

    Attributes:
        source: What was read of it, or the text to read it from.
        job_texts: The questions asked of it, one or more; None asks about the resume by itself.
        old: The one rubric.
        new: The other.
        known: For each question what the old and the new one are known to give; None is to be worked out.
    """

    source: Inspection | ReadOrder
    job_texts: tuple[str | None, ...]
    old: Rubric
    new: Rubric
    known: tuple[tuple[Points | None, Points | None], ...]


def try_rubrics(order: TrialOrder) -> tuple[Trial, ...] | Refusal | StoreTrouble:
    """Score a resume under both rubrics, for each question in their order; what is known is not worked out again."""
    inspection = order.source if isinstance(order.source, Inspection) else read(order.source)
    if not isinstance(inspection, Inspection):
        return inspection
    return tuple(
        Trial(old or _points(inspection, job_text, order.old), new or _points(inspection, job_text, order.new))
        for job_text, (old, new) in zip(order.job_texts, order.known, strict=True)
    )


def _points(inspection: Inspection, job_text: str | None, rubric: Rubric) -> Points:
    question = question_of(job_text)
    card = score_resume(inspection.document, inspection.profile, question.requirements, rubric, question.knowledge)
    return Points(card.document_quality, card.job_match, card.coverage)
