"""How the order of a batch would change if the parts of the match weighed otherwise, counted in whole numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import product
from math import gcd

import numpy as np
from numpy.typing import NDArray

from pathwise.comparison.model import Contender

FACTORS = (1, 2, 4)
"""Each metric weighs half of what the rubric says, that, or twice that; in halves."""

TOP = 5
_PARTS = 1_000_000
_TENTHS = 10
_UNKNOWN = -1


@dataclass(frozen=True, slots=True)
class Robustness:
    """How firmly the top of a ranking stands.

    Attributes:
        weightings: How many other weightings were tried, 1 or more.
        keep_first: Share of them under which all who are first stay first, 0.0 to 1.0.
        top: How many count as the top; None where no more than that are ranked.
        keep_top: Share of the weightings under which all of the top stay there; None without a top.
    """

    weightings: int
    keep_first: float
    top: int | None
    keep_top: float | None


def weigh_otherwise(contenders: Sequence[Contender]) -> Robustness | None:
    """Rank a batch under every combination of halved, kept and doubled weights.

    Args:
        contenders: Any order; those without a match are left out.

    Returns:
        None with fewer than two matches, or where the match has one metric alone: then no weight matters.
    """
    judged = [each for each in contenders if each.job_match is not None and each.metrics]
    keys = [*dict.fromkeys(metric.key for each in judged for metric in each.metrics)]
    if len(judged) < 2 or len(keys) < 2:  # noqa: PLR2004 - one of a kind has no order
        return None
    scores = _scores(judged, keys)
    base, others = _ranks(scores[:, :1])[:, 0], _ranks(scores[:, 1:])
    top = TOP if len(judged) > TOP else None
    return Robustness(
        weightings=others.shape[1],
        keep_first=_share(others, base == 1, 1),
        top=top,
        keep_top=_share(others, base <= top, top) if top else None,
    )


def tell_robustness(robustness: Robustness) -> str:
    """Say it in a sentence or two."""
    first = round(robustness.keep_first * robustness.weightings)
    told = (
        f"Under {robustness.weightings} other weightings, each part of the match halved, kept or doubled, "
        f"the first place stays in {first}"
    )
    if robustness.top is None or robustness.keep_top is None:
        return f"{told}."
    top = round(robustness.keep_top * robustness.weightings)
    return f"{told}, and the top {robustness.top} stay the top {robustness.top} in {top}."


def _scores(judged: Sequence[Contender], keys: Sequence[str]) -> NDArray[np.int64]:
    """Score each contender (a row) under each weighting (a column, the rubric's own first), in tenths of a point."""
    weights = _weightings(judged, keys)
    values = np.full((len(judged), len(keys)), _UNKNOWN, dtype=np.int64)
    for row, each in enumerate(judged):
        for metric in each.metrics:
            if metric.value is not None:
                values[row, keys.index(metric.key)] = round(metric.value * _TENTHS)
    known = values != _UNKNOWN
    total = np.maximum(known.astype(np.int64) @ weights, 1)
    # Rounded half up in whole numbers: the same on every processor.
    rounded: NDArray[np.int64] = (2 * (np.where(known, values, 0) @ weights) + total) // (2 * total)
    return rounded


def _weightings(judged: Sequence[Contender], keys: Sequence[str]) -> NDArray[np.int64]:
    base = {metric.key: round(metric.weight * _PARTS) for each in judged for metric in each.metrics}
    mixes = {_reduced(factors) for factors in product(FACTORS, repeat=len(keys))} - {(1,) * len(keys)}
    rows = [(1,) * len(keys), *sorted(mixes)]
    return np.array([[base[key] * factor for key, factor in zip(keys, row, strict=True)] for row in rows]).T


def _reduced(factors: tuple[int, ...]) -> tuple[int, ...]:
    """All weights doubled are the same weighting."""
    shared = reduce(gcd, factors)
    return tuple(factor // shared for factor in factors)


def _ranks(scores: NDArray[np.int64]) -> NDArray[np.int64]:
    """Rank each column; equals share a rank."""
    ordered = np.sort(-scores, axis=0)
    columns = [np.searchsorted(ordered[:, at], -scores[:, at]) + 1 for at in range(scores.shape[1])]
    return np.stack(columns, axis=1)


def _share(ranks: NDArray[np.int64], chosen: NDArray[np.bool_], most: int) -> float:
    return round(float((ranks[chosen] <= most).all(axis=0).mean()), 4)
