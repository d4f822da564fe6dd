"""An analysis in a few sentences, for a person."""

from collections.abc import Sequence

from pathwise.feedback.model import FeedbackItem
from pathwise.scoring.model import Scorecard
from pathwise.scoring.scorecard import is_enough_to_judge


def summarise(card: Scorecard, feedback: Sequence[FeedbackItem]) -> str:
    """Say the result and the next step.

    Returns:
        One to three sentences, without any word of the resume.
    """
    step = next_step(feedback)
    sentences = (
        _job_match(card) if card.requirements else "",
        "" if card.document_quality is None else f"Document quality: {card.document_quality:g} of 100 points.",
        f"Next step: {step.title}." if step else "",
    )
    return " ".join(sentence for sentence in sentences if sentence)


def next_step(feedback: Sequence[FeedbackItem]) -> FeedbackItem | None:
    """Choose the first piece of advice that asks for something to be done; None where there is only praise."""
    return next((item for item in feedback if item.recommendation), None)


def _job_match(card: Scorecard) -> str:
    if card.job_match is None or not is_enough_to_judge(card):
        return "Job match: not enough to judge."
    return f"Job match: {card.job_match:g} of 100 points."
