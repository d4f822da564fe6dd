"""Who stands where in a batch. Nothing but the match, and for equals the order given, has a say."""

from collections.abc import Collection

from pathwise.comparison.bands import cut_bands
from pathwise.comparison.model import Contender, Placement, Ranking

TIE_RULE = (
    "The highest job match stands first. Members whose job match is the same to one decimal share a rank and are "
    "listed in the order they were given; the rank after them counts each of them (1, 2, 2, 4). "
    "Members without a job match come last."
)
"""How ranks are given, for people."""

TIER_RULE = (
    "Members of one tier cannot be told apart by the evidence: they differ by less than one step of the evidence "
    "ladder on one must-have."
)
"""What a tier is, for people."""


def rank(contenders: Collection[Contender], least: float = 0.0) -> Ranking:
    """Rank the members of a batch by their match with the job.

    The highest match stands first; no match stands below every number. Members with the same match, as kept to one
    decimal, share a rank and stand in the order of their positions; the next rank counts each of them (1, 2, 2, 4).

    Args:
        contenders: In any order: it does not matter. May be empty.
        least: Points that the evidence can tell apart, by which tiers and bands are cut; 0.0 tells all but equals.

    Returns:
        Every member once, best first. A member of whom too little could be judged keeps its rank and gets the
        band that says so.

    Raises:
        ValueError: If two contenders are the same member or have the same position.

    Example:
        >>> from uuid import UUID
        >>> points = [58.0, 71.5, 71.5, 90.0, None]
        >>> batch = [Contender(UUID(int=place), place, match, 1.0) for place, match in enumerate(points)]
        >>> [(placement.rank, placement.member_id.int) for placement in rank(batch).placements]
        [(1, 3), (2, 1), (2, 2), (4, 0), (5, 4)]
    """
    _check(contenders)
    bands = cut_bands(tuple(contenders), least=least)
    ordered = sorted(contenders, key=_standing)
    first_places: dict[float | None, int] = {}
    return Ranking(
        tuple(
            Placement(each.member_id, first_places.setdefault(each.job_match, place), *bands[each.member_id])
            for place, each in enumerate(ordered, start=1)
        )
    )


def _standing(contender: Contender) -> tuple[bool, float, int]:
    return contender.job_match is None, -(contender.job_match or 0.0), contender.position


def _check(contenders: Collection[Contender]) -> None:
    if len({each.member_id for each in contenders}) != len(contenders):
        raise ValueError("a member is given twice")
    if len({each.position for each in contenders}) != len(contenders):
        raise ValueError("two members have the same position: the order of equals would be left to chance")
