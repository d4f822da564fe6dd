"""What is compared in a batch, and what comes of it."""

from dataclasses import dataclass
from uuid import UUID

from pathwise.job.model import Requirement
from pathwise.scoring.model import RequirementMatch


@dataclass(frozen=True, slots=True)
class MetricPoints:
    """A part of a member's match.

    Attributes:
        key: Names the metric.
        value: Points, 0.0 to 100.0; None where it cannot be told.
        weight: Share within the match, above 0.
    """

    key: str
    value: float | None
    weight: float


@dataclass(frozen=True, slots=True)
class Contender:
    """A member of a batch whose analysis is complete.

    Attributes:
        member_id: Names the member within the batch.
        position: Place in the order the uploads were given, from 0; no two members share one.
        job_match: Points, 0.0 to 100.0, rounded to one decimal; None with nothing to judge.
        coverage: Weighted share of the requirements that could be judged, 0.0 to 1.0; None without a match.
        requirements: In the order of the job; empty where nothing could be judged.
        metrics: Parts of the match, in the order of the rubric; empty where nothing could be judged.
    """

    member_id: UUID
    position: int
    job_match: float | None
    coverage: float | None
    requirements: tuple[RequirementMatch, ...] = ()
    metrics: tuple[MetricPoints, ...] = ()


@dataclass(frozen=True, slots=True)
class Band:
    """What a match says, in words: a tenth of a point says nothing, a band does.

    Attributes:
        key: Snake-case word for programs, never renamed once stored.
        label: For people.
    """

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Placement:
    """A member's place in the ranking.

    Attributes:
        member_id: Names the member.
        rank: From 1; members with the same match share one.
        band: What the match says.
        tier: From 1; the evidence cannot tell members of one tier apart. None where too little could be judged.
    """

    member_id: UUID
    rank: int
    band: Band
    tier: int | None = None


@dataclass(frozen=True, slots=True)
class Ranking:
    """A batch in order.

    Attributes:
        placements: Best first; empty for a batch without a contender.
    """

    placements: tuple[Placement, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """How a member compares with the reference, the primary member of its batch.

    Attributes:
        points: Points of the match that the member has more (above 0) or less (below 0), rounded to one
            decimal; None where either has no match.
        stronger: Requirements, as texts, that the member shows more strongly; in the order of the reference.
        weaker: Requirements, as texts, that it shows less strongly; in the order of the reference.
    """

    points: float | None
    stronger: tuple[str, ...]
    weaker: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A member's line of the matrix.

    Attributes:
        member_id: Names the member.
        rank: Its rank.
        strengths: One a column, 0.0 to 1.0; None where it cannot be told.
    """

    member_id: UUID
    rank: int
    strengths: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """How strongly each member shows each requirement.

    Attributes:
        columns: The requirements, in the order of the job, without repeats.
        rows: In the order of the ranking.
    """

    columns: tuple[Requirement, ...]
    rows: tuple[MatrixRow, ...]
