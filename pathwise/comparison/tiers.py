"""Which neighbours of a ranking the evidence can tell apart, and which it cannot: tiers.

How strongly a resume shows something is a step of a ladder, and each step rests on details of reading: whether a line
belongs to a position, whether a date was read, whether a word counts as the skill. One such step on one must-have is
the least that tells two resumes apart; what lies below it is noise.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise
from math import floor

from pathwise.comparison.model import MetricPoints
from pathwise.job.model import Requirement
from pathwise.scoring.rubric import Ladder
from pathwise.scoring.scorecard import metric_key_of

_TENTHS = 10
_POINTS = 100.0
_MUST = "required_skills"


def resolution(requirements: Collection[Requirement], metrics: Iterable[MetricPoints], ladder: Ladder) -> float:
    """Tell how many points of the match the evidence can tell apart.

    Args:
        requirements: What the job asks for; all members of a batch are judged by the same.
        metrics: Parts of the matches of all members, in any order: their weights share out the points.
        ladder: What one requirement brings by how it is shown.

    Returns:
        What the largest step of the ladder brings on one must-have of average weight; where the job insists on
        nothing, on one requirement of the metric in which one weighs most. Points above 0.0, at most 100.0; 0.0 where
        the job asks for nothing, or nobody could be judged.
    """
    asked = Counter(metric_key_of(each) for each in requirements)
    weights = {each.key: each.weight for each in metrics if each.value is not None}
    whole = sum(weights.values())
    shares = {key: weights[key] / whole / count for key, count in asked.items() if key in weights}
    if not shares:
        return 0.0
    return _POINTS * _largest_step(ladder) * shares.get(_MUST, max(shares.values()))


def is_told_apart(one: float, other: float, least: float) -> bool:
    """Tell whether two matches differ by at least what the evidence can tell; equals never do.

    Args:
        one: Points, rounded to one decimal.
        other: Points, rounded to one decimal.
        least: The resolution.
    """
    return abs(_tenths(one) - _tenths(other)) >= _least_tenths(least)


def cut_tiers(points: Collection[float], least: float) -> dict[float, int]:
    """Put matches into tiers: no two of one tier are told apart, and there are as few tiers as can be.

    Of the ways to do that, the one whose cuts fall into the largest gaps is taken.

    Args:
        points: Matches, rounded to one decimal, in any order; may be empty.
        least: The resolution, 0.0 or more; 0.0 puts only equals together.

    Returns:
        Number of the tier, from 1 for the strongest, by match.

    Example:
        >>> cut_tiers([90.0, 71.5, 70.8, 70.0, 55.0], 1.5)
        {90.0: 1, 71.5: 2, 70.8: 2, 70.0: 3, 55.0: 4}
    """
    ordered = sorted(set(points), reverse=True)
    starts = _best_starts([_tenths(each) for each in ordered], _least_tenths(least))
    return {
        value: tier
        for tier, (start, end) in enumerate(pairwise([*starts, len(ordered)]), start=1)
        for value in ordered[start:end]
    }


def _best_starts(values: Sequence[int], least: int) -> list[int]:
    """Find where tiers begin, by dynamic programming over the values from the highest down."""
    # For the first n values: fewest tiers, least width of all tiers together (so most in the gaps), start of the last.
    best: list[tuple[int, int, int]] = [(0, 0, 0)]
    for end in range(1, len(values) + 1):
        options = []
        for start in range(end - 1, -1, -1):
            width = values[start] - values[end - 1]
            if width >= least:
                break
            tiers, total, _ = best[start]
            options.append((tiers + 1, total + width, start))
        best.append(min(options))
    starts, end = [], len(values)
    while end:
        end = best[end][2]
        starts.append(end)
    return starts[::-1]


def _largest_step(ladder: Ladder) -> float:
    return max(above - below for below, above in pairwise(ladder.steps))


def _tenths(points: float) -> int:
    return round(points * _TENTHS)


def _least_tenths(least: float) -> int:
    return max(1, floor(least * _TENTHS + 1e-9))
