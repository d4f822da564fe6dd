"""How a member compares with the reference of its batch. What cannot be told of either is no difference."""

from collections.abc import Callable
from operator import gt, lt

from pathwise.comparison.model import Contender, Difference


def compare_with(reference: Contender, other: Contender) -> Difference:
    """Compare a member with the reference.

    Args:
        reference: The primary member of the batch.
        other: Any member of the same batch, judged against the same job.

    Returns:
        What the other has more or less than the reference.
    """
    return Difference(
        points=_points_between(reference.job_match, other.job_match),
        stronger=_texts_where(gt, reference, other),
        weaker=_texts_where(lt, reference, other),
    )


def _points_between(reference: float | None, other: float | None) -> float | None:
    return None if reference is None or other is None else round(other - reference, 1)


def _texts_where(differs: Callable[[float, float], bool], reference: Contender, other: Contender) -> tuple[str, ...]:
    shown = {match.requirement: match.strength for match in other.requirements}
    texts = (
        match.requirement.text
        for match in reference.requirements
        if match.strength is not None
        and (strength := shown.get(match.requirement)) is not None
        and differs(strength, match.strength)
    )
    return tuple(dict.fromkeys(texts))
