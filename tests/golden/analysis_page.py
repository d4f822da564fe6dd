"""Everything that is said about one resume, on one page: what the goldens and docs/example-analysis.md show."""

from collections.abc import Iterator, Sequence

from pathwise.feedback.model import FeedbackItem
from pathwise.judgement import Judgement
from pathwise.scoring.model import MetricScore, RequirementMatch, ScoreCategory


def analysis_page(title: str, judgement: Judgement) -> str:
    """Write the page, in Markdown."""
    return "\n".join(_page(title, judgement)).rstrip() + "\n"


def _page(title: str, judgement: Judgement) -> Iterator[str]:
    card = judgement.scorecard
    yield from (f"## {title}", "")
    if card.requirements:
        yield f"Job match: **{_points(card.job_match)}**, with {card.coverage:.0%} of what the job asks for judged.  "
    yield from (f"Document quality: **{_points(card.document_quality)}**.", "")
    yield from _feedback(judgement.feedback)
    if card.requirements:
        yield from ("### What the job asks for", "")
        yield from _requirements(card.requirements)
        yield from ("", "### Job match", "", *_metrics(card.metrics, ScoreCategory.JOB_MATCH))
    yield from ("### Document quality", "", *_metrics(card.metrics, ScoreCategory.DOCUMENT_QUALITY))


def _points(value: float | None) -> str:
    return "not enough to judge" if value is None else f"{value:.1f} of 100"


def _feedback(items: Sequence[FeedbackItem]) -> Iterator[str]:
    to_do = [item for item in items if item.recommendation]
    for heading, shown in (
        ("Your next step", to_do[:1]),
        ("Then", to_do[1:]),
        ("What is good already", [item for item in items if not item.recommendation]),
    ):
        if shown:
            yield from (f"### {heading}", "")
            for item in shown:
                yield from _item(item)


def _item(item: FeedbackItem) -> Iterator[str]:
    points = f" (+{item.points_available:g} points)" if item.points_available else ""
    yield f"* **{item.title}**{points}, {item.severity.value}, {item.category}  "
    yield f"  {item.message}" + ("  " if item.quote or item.recommendation else "")
    if item.quote:
        place = f"Line {item.line}" if item.line else "Seen"
        yield f"  {place}: “{item.quote}”" + ("  " if item.recommendation else "")
    if item.recommendation:
        yield f"  *{item.recommendation}*"
    yield ""


def _requirements(matches: Sequence[RequirementMatch]) -> Iterator[str]:
    yield "| asked for | kind | strength | how | shown by |"
    yield "|---|---|---|---|---|"
    for match in matches:
        asked = match.requirement
        strength = "-" if match.strength is None else f"{match.strength:g}"
        shown = f"line {match.line + 1}: {match.evidence}" if match.evidence and match.line is not None else ""
        kind = f"{asked.importance.value}, {asked.kind.value}"
        yield "| " + " | ".join(_cell(text) for text in (asked.text, kind, strength, match.how, shown)) + " |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _metrics(metrics: Sequence[MetricScore], category: ScoreCategory) -> Iterator[str]:
    for metric in metrics:
        if metric.category is category:
            value = "-" if metric.value is None else f"{metric.value:.1f}"
            yield f"* {metric.label}: {value} (weight {metric.weight:.2f}). {metric.explanation}"
            yield from (f"  * “{quote}”" for quote in metric.evidence)
    yield ""
