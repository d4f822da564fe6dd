"""A piece of advice."""

from dataclasses import dataclass

from pathwise_models.enums import FeedbackSeverity


@dataclass(frozen=True, slots=True)
class FeedbackItem:
    """One thing to keep or to mend.

    Attributes:
        category: Snake-case noun, such as `evidence` or `contact`.
        severity: How much it matters.
        title: A few words.
        message: What was seen, in a sentence or two.
        recommendation: What to do; None for praise.
        quote: The words of the resume it speaks of; None where it speaks of something missing.
        line: Line of the resume's text in which the quote begins, counted from 1; None without a quote, and for words
            that are no line of it.
        points_available: Points of the overall score it would bring, 0.0 to 100.0; 0.0 for praise.
    """

    category: str
    severity: FeedbackSeverity
    title: str
    message: str
    recommendation: str | None
    quote: str | None
    line: int | None
    points_available: float
