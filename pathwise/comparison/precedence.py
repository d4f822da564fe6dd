"""Why one member stands before its neighbour: the requirements that make most of the difference, with quotes."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from textwrap import shorten
from uuid import UUID

from pathwise.comparison.model import Contender
from pathwise.comparison.tiers import is_told_apart
from pathwise.job.model import Requirement
from pathwise.scoring.matching import weight_of_requirement
from pathwise.scoring.model import RequirementMatch
from pathwise.scoring.scorecard import metric_key_of

MOST_REASONS = 3
MOST_AGAINST = 2
_ENOUGH = 0.8
_LONGEST_TEXT = 60
_LONGEST_QUOTE = 70


@dataclass(frozen=True, slots=True)
class Reason:
    """A requirement that two members show differently.

    Attributes:
        points: Points of the match that the upper one has more (above 0) or less (below 0) by it, to one decimal.
        upper: How the upper one shows it.
        lower: How the lower one shows it.
    """

    points: float
    upper: RequirementMatch
    lower: RequirementMatch


@dataclass(frozen=True, slots=True)
class Precedence:
    """Why a member stands before another.

    Attributes:
        upper_id: The member that stands before.
        lower_id: The other one.
        points: Points of the match between them, 0.0 or more; None where the lower one has no match.
        is_told_apart: They differ by at least what the evidence can tell.
        because: What speaks for the upper one, most first; those that make the bulk of it, three at most.
        against: What speaks for the lower one, most first; two at most.
    """

    upper_id: UUID
    lower_id: UUID
    points: float | None
    is_told_apart: bool
    because: tuple[Reason, ...]
    against: tuple[Reason, ...]


def explain(upper: Contender, lower: Contender, least: float) -> Precedence | None:
    """Say why one member stands before another of the same batch.

    Args:
        upper: The one that stands before; its match is not below the other's.
        lower: The other one.
        least: Points that the evidence can tell apart.

    Returns:
        None where the upper one has no match either: then there is nothing to say.
    """
    if upper.job_match is None:
        return None
    reasons = sorted(_reasons(upper, lower), key=lambda reason: -abs(reason.points))
    for_upper = [reason for reason in reasons if reason.points > 0]
    for_lower = [reason for reason in reasons if reason.points < 0]
    points = None if lower.job_match is None else round(upper.job_match - lower.job_match, 1)
    return Precedence(
        upper_id=upper.member_id,
        lower_id=lower.member_id,
        points=points,
        is_told_apart=lower.job_match is None or is_told_apart(upper.job_match, lower.job_match, least),
        because=tuple(_bulk(for_upper)),
        against=tuple(for_lower[:MOST_AGAINST]),
    )


def tell_precedence(precedence: Precedence, upper: str, lower: str) -> str:
    """Say it in a few sentences, with all that was found.

    Args:
        precedence: Why.
        upper: Name of the one that stands before.
        lower: Name of the other one.
    """
    if precedence.points is None:
        return f"{upper} before {lower}, of whom nothing could be judged."
    head = (
        f"{upper} beside {lower}: the same match"
        if not precedence.points
        else (f"{upper} before {lower} by {precedence.points:.1f} points")
    )
    if not precedence.is_told_apart and precedence.points:
        head += ", less than the evidence can tell"
    because = "; ".join(_told(reason.upper, reason.lower) for reason in precedence.because)
    against = "; ".join(_told(reason.lower, reason.upper) for reason in precedence.against)
    shown = [
        f"{name} shows more strongly: {reasons}." for name, reasons in ((upper, because), (lower, against)) if reasons
    ]
    return " ".join([f"{head}.", *shown])


def _told(stronger: RequirementMatch, weaker: RequirementMatch) -> str:
    text = shorten(stronger.requirement.text, _LONGEST_TEXT, placeholder=" …")
    return f"{text} ({_shown(stronger)}, against {_shown(weaker)})"


def _shown(match: RequirementMatch) -> str:
    if not match.evidence:
        return match.how
    return f"{match.how}, “{shorten(match.evidence, _LONGEST_QUOTE, placeholder=' …')}”"


def _bulk(reasons: list[Reason]) -> Iterator[Reason]:
    """Give the first reasons until they make the bulk of the points."""
    total, told = sum(reason.points for reason in reasons), 0.0
    for reason in reasons[:MOST_REASONS]:
        if told >= _ENOUGH * total:
            return
        told += reason.points
        yield reason


def _reasons(upper: Contender, lower: Contender) -> Iterator[Reason]:
    ours, theirs = _shares(upper), _shares(lower)
    others = {match.requirement: match for match in lower.requirements}
    for match in upper.requirements:
        other = others.get(match.requirement)
        # What cannot be told of one of them is no reason.
        if other is None or match.strength is None or other.strength is None:
            continue
        points = round(ours.get(match.requirement, 0.0) - theirs.get(match.requirement, 0.0), 1)
        if points and match.strength != other.strength:
            yield Reason(points, match, other)


def _shares(contender: Contender) -> Mapping[Requirement, float]:
    """Tell how many points of the match each requirement brings; with those of the relevance they are the match."""
    metrics = {metric.key: metric for metric in contender.metrics if metric.value is not None}
    whole = sum(metric.weight for metric in metrics.values())
    known = [match for match in contender.requirements if match.strength is not None]
    weights = {match.requirement: weight_of_requirement(match.requirement) for match in known}
    totals: defaultdict[str, float] = defaultdict(float)
    for requirement, weight in weights.items():
        totals[metric_key_of(requirement)] += weight
    counts = Counter(metric_key_of(match.requirement) for match in known)
    shares = {}
    for match in known:
        key = metric_key_of(match.requirement)
        if key not in metrics:
            continue
        metric = metrics[key]
        # Years and levels are finer than the step that is kept with the requirement.
        points = (metric.value or 0.0) if counts[key] == 1 else 100.0 * (match.strength or 0.0)
        shares[match.requirement] = metric.weight / whole * weights[match.requirement] / totals[key] * points
    return shares
