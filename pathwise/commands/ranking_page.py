"""What a person, or a script, sees of a ranking: ranks, bands, differences to the primary, the refusals."""

from collections.abc import Sequence
from textwrap import shorten
from typing import Any

from pathwise.commands.comparing import Compared
from pathwise.commands.results_page import refused_lines, short_names, shortened
from pathwise.commands.shapes import criterion_object
from pathwise.commands.wrapping import wrapped
from pathwise.comparison.bands import band_labels
from pathwise.comparison.model import Difference
from pathwise.comparison.ranking import TIE_RULE
from pathwise.job.model import ProtectedCriterion
from pathwise.storage.rankings import MemberResult

MOST_TEXTS = 3
LONGEST_TEXT = 40


def ranking_object(compared: Compared, protected: Sequence[ProtectedCriterion] = ()) -> dict[str, Any]:
    """Describe a ranking for `compare --json`.

    Args:
        compared: The ranking.
        protected: What the job asks for and the law forbids to ask for.
    """
    differences = compared.differences()
    return {
        "batch_id": str(compared.state.batch_id),
        "status": compared.state.status.value,
        "ranking": [
            _member_object(label, member, differences.get(member.member_id)) for label, member in compared.ranked()
        ],
        "refused_criteria": [criterion_object(each) for each in protected],
        "failed": [
            {"file": label, "reason": refusal.reason.value, "message": refusal.message}
            for label, refusal in compared.failed()
        ],
    }


def ranking_page(compared: Compared) -> str:
    """Show a ranking: a line a resume, what the bands mean, how others differ from the primary, what was not read."""
    names = short_names([entry.label for entry in compared.entries])
    ranked = [(shortened(names[label]), member) for label, member in compared.ranked()]
    failed = [(names[label], refusal) for label, refusal in compared.failed()]
    parts = [
        wrapped(f"{len(ranked)} of {len(compared.entries)} files ranked. Batch {compared.state.batch_id}."),
        _table(ranked),
        _legend(ranked),
        _differences(ranked, compared),
        refused_lines(failed),
    ]
    return "\n\n".join("\n".join(part) for part in parts if part)


def _member_object(label: str, member: MemberResult, difference: Difference | None) -> dict[str, Any]:
    return {
        "rank": member.rank,
        "band": member.band,
        "file": label,
        "overall": member.overall,
        "document_quality": member.document_quality,
        "job_match": member.job_match,
        "coverage": member.coverage,
        "label": member.label,
        "is_primary": member.is_primary,
        "difference_to_primary": difference.points if difference else None,
        "upload_id": str(member.upload_id),
        "analysis_id": str(member.analysis_id),
    }


def _table(ranked: Sequence[tuple[str, MemberResult]]) -> list[str]:
    if not ranked:
        return []
    width = max(len(name) for name, _ in ranked)
    head = f"{'Rank':>4}  {'Match':>5}  {'Quality':>7}  {'Band':10}  {'File':{width}}"
    return [head.rstrip(), *(_row(name, member, width) for name, member in ranked)]


def _row(name: str, member: MemberResult, width: int) -> str:
    match, quality = _points(member.job_match), _points(member.document_quality)
    marks = [text for text in (member.label, "primary" if member.is_primary else None) if text]
    told = f"  ({', '.join(marks)})" if marks else ""
    return f"{member.rank:>4}  {match:>5}  {quality:>7}  {member.band or '':10}  {name:{width}}{told}".rstrip()


def _legend(ranked: Sequence[tuple[str, MemberResult]]) -> list[str]:
    """Say what the bands that were given mean, and how ranks come about."""
    if not ranked:
        return []
    given = {member.band for _, member in ranked}
    bands = [f"{key}: {label}" for key, label in band_labels().items() if key in given]
    return wrapped(f"Bands: {'; '.join(bands)}. {TIE_RULE}")


def _differences(ranked: Sequence[tuple[str, MemberResult]], compared: Compared) -> list[str]:
    """Say what each member shows more and less strongly than the primary."""
    differences = compared.differences()
    lines = []
    for name, member in ranked:
        difference = differences.get(member.member_id)
        if difference and not member.is_primary:
            lines += wrapped(f"{name}: {_difference(difference)}", "  ", "    ")
    return ["Beside the primary:", *lines] if lines else []


def _difference(difference: Difference) -> str:
    points = "cannot be compared in points" if difference.points is None else f"{difference.points:+.1f} points"
    shown = [
        f"{word}: {', '.join(shorten(text, LONGEST_TEXT, placeholder=' …') for text in texts[:MOST_TEXTS])}"
        + (f" and {len(texts) - MOST_TEXTS} more" if len(texts) > MOST_TEXTS else "")
        for word, texts in (("stronger", difference.stronger), ("weaker", difference.weaker))
        if texts
    ]
    return "; ".join([points, *shown])


def _points(value: float | None) -> str:
    return "-" if value is None else f"{value:.1f}"
