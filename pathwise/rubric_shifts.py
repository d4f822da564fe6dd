"""What another rubric would change: how far scores move, and who changes places within a batch. Pure."""

import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, median
from uuid import UUID

from pathwise.comparison.model import Contender
from pathwise.comparison.ranking import rank
from pathwise.shifts import NOTABLE_POINTS

SHOWN = 10
"""How many of the largest moves are told one by one."""

TOP = 5


@dataclass(frozen=True, slots=True)
class Points:
    """What one rubric gives. Points are 0.0 to 100.0, the coverage 0.0 to 1.0; None where it cannot be told."""

    document_quality: float | None
    job_match: float | None
    coverage: float | None


@dataclass(frozen=True, slots=True)
class Trial:
    """What both rubrics give to one analysis."""

    old: Points
    new: Points


@dataclass(frozen=True, slots=True)
class Move:
    """A score that moves.

    Attributes:
        analysis_id: Whose.
        old: Points under the one rubric.
        new: Points under the other.
    """

    analysis_id: UUID
    old: float
    new: float

    @property
    def points(self) -> float:
        """Points won (above 0) or lost."""
        return round(self.new - self.old, 1)


@dataclass(frozen=True, slots=True)
class ScoreShift:
    """How one of the scores moves.

    Attributes:
        score: `document_quality` or `job_match`.
        analyses: How many have it under both rubrics, 1 or more.
        moved: How many of them move at all.
        notable: How many move by more than five points either way.
        mean: Of the points won or lost, signed, to 0.01.
        median: Of the same.
        largest: The largest moves, largest first.
    """

    score: str
    analyses: int
    moved: int
    notable: int
    mean: float
    median: float
    largest: tuple[Move, ...]


@dataclass(frozen=True, slots=True)
class RankMove:
    """A member that changes its place: its analysis, rank and match under both rubrics."""

    analysis_id: UUID
    old_rank: int
    new_rank: int
    old_match: float | None
    new_match: float | None


@dataclass(frozen=True, slots=True)
class BatchShift:
    """How the ranking of one batch changes.

    Attributes:
        batch_id: The batch.
        members: How many are ranked, 1 or more.
        moved: How many of them get another rank.
        keeps_first: The same ones are first.
        keeps_top: The same ones are among the first five.
        moves: The largest moves, largest first.
    """

    batch_id: UUID
    members: int
    moved: int
    keeps_first: bool
    keeps_top: bool
    moves: tuple[RankMove, ...]


class ScoreShifts:
    """Counts trials as they come; keeps a number for each, and the largest moves."""

    def __init__(self) -> None:
        self.analyses = 0
        self._points: dict[str, list[float]] = {"document_quality": [], "job_match": []}
        self._largest: dict[str, list[tuple[float, int, Move]]] = {"document_quality": [], "job_match": []}

    def add(self, analysis_id: UUID, trial: Trial) -> None:
        """Count one trial."""
        self.analyses += 1
        for score, points in self._points.items():
            old, new = getattr(trial.old, score), getattr(trial.new, score)
            if old is not None and new is not None:
                move = Move(analysis_id, old, new)
                points.append(move.points)
                self._keep(score, move)

    def shifts(self) -> list[ScoreShift]:
        """Sum up, score by score; those that no analysis has are left out."""
        return [self._shift(score, points) for score, points in self._points.items() if points]

    def _keep(self, score: str, move: Move) -> None:
        if move.points:
            # The number in the middle decides between equals, so that the outcome does not hang on their order.
            heapq.heappush(self._largest[score], (abs(move.points), move.analysis_id.int, move))
            if len(self._largest[score]) > SHOWN:
                heapq.heappop(self._largest[score])

    def _shift(self, score: str, points: Sequence[float]) -> ScoreShift:
        return ScoreShift(
            score=score,
            analyses=len(points),
            moved=sum(each != 0.0 for each in points),
            notable=sum(abs(each) > NOTABLE_POINTS for each in points),
            mean=round(fmean(points), 2),
            median=round(median(points), 2),
            largest=tuple(move for *_, move in sorted(self._largest[score], reverse=True)),
        )


def batch_shift(batch_id: UUID, trials: Mapping[UUID, Trial]) -> BatchShift:
    """Rank a batch under both rubrics.

    Args:
        batch_id: The batch.
        trials: What both rubrics give, by analysis, in the order of the members; one or more.
    """
    old = _ranks({each: trial.old for each, trial in trials.items()})
    new = _ranks({each: trial.new for each, trial in trials.items()})
    moves = [
        RankMove(each, old[each], new[each], trial.old.job_match, trial.new.job_match)
        for each, trial in trials.items()
        if old[each] != new[each]
    ]
    moves.sort(key=lambda move: -abs(move.old_rank - move.new_rank))
    return BatchShift(
        batch_id=batch_id,
        members=len(trials),
        moved=len(moves),
        keeps_first=_first(old, 1) == _first(new, 1),
        keeps_top=_first(old, TOP) == _first(new, TOP),
        moves=tuple(moves[:SHOWN]),
    )


def _ranks(points: Mapping[UUID, Points]) -> dict[UUID, int]:
    contenders = [
        Contender(analysis_id, place, each.job_match, each.coverage)
        for place, (analysis_id, each) in enumerate(points.items())
    ]
    return {placement.member_id: placement.rank for placement in rank(contenders).placements}


def _first(ranks: Mapping[UUID, int], most: int) -> set[UUID]:
    return {analysis_id for analysis_id, given in ranks.items() if given <= most}
