"""Results as data frames. Knows no database: it is handed plain values."""

from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, fields
from uuid import UUID

import pandas as pd

from pathwise.comparison.model import Matrix
from pathwise.job.model import Importance, Requirement
from pathwise_models.enums import ReasonCode


@dataclass(frozen=True, slots=True)
class RankingRow:
    """A member of a batch as a table shows it.

    Attributes:
        rank: From 1; None for a member that could not be read.
        band: Label of its band; None for a member that could not be read.
        file: Name of the file, as given.
        label: Name that the person gave it; None where none was given.
        is_primary: It is the reference that the others are compared with.
        position: Place in the order the uploads were given, from 0.
        overall: Points, 0.0 to 100.0.
        document_quality: Points, 0.0 to 100.0.
        job_match: Points, 0.0 to 100.0; None with nothing to judge.
        coverage: Share of the requirements that could be judged, 0.0 to 1.0.
        difference: Points of the match more (above 0) or less than the primary member; None where there is
            none to compare with.
        reason: Why it could not be read, for programs.
        message: Why it could not be read, in a sentence for a person.
        tier: From 1; the evidence cannot tell members of one tier apart. None where too little could be judged.
        before_next: Why it stands before the next one, in a few sentences; None for the last.
        same_person_as: File that is ranked in its place, a near-identical resume of the same person.
    """

    rank: int | None
    band: str | None
    file: str
    label: str | None = None
    is_primary: bool = False
    position: int = 0
    overall: float | None = None
    document_quality: float | None = None
    job_match: float | None = None
    coverage: float | None = None
    difference: float | None = None
    reason: ReasonCode | None = None
    message: str | None = None
    tier: int | None = None
    before_next: str | None = None
    same_person_as: str | None = None


_DTYPES = {
    "rank": "Int64",
    "band": "string",
    "file": "string",
    "label": "string",
    "is_primary": "boolean",
    "position": "Int64",
    "overall": "Float64",
    "document_quality": "Float64",
    "job_match": "Float64",
    "coverage": "Float64",
    "difference": "Float64",
    "reason": "string",
    "message": "string",
    "tier": "Int64",
    "before_next": "string",
    "same_person_as": "string",
}


def ranking_frame(rows: Iterable[RankingRow]) -> pd.DataFrame:
    """Lay out a ranking, the members that could not be read below the ranked.

    Args:
        rows: In any order. May be empty.

    Returns:
        Ordered by rank, then position; the index counts from 0.

        * rank: Int64, from 1; null where the member could not be read
        * band: string, label of the band; null where the member could not be read
        * file: string, as given; never null
        * label: string, the person's own name for it; nullable
        * is_primary: boolean; never null
        * position: Int64, from 0; never null
        * overall: Float64, points 0 to 100; nullable
        * document_quality: Float64, points 0 to 100; nullable
        * job_match: Float64, points 0 to 100; nullable
        * coverage: Float64, share 0 to 1; nullable
        * difference: Float64, points more or less than the primary member, -100 to 100; nullable
        * reason: string, reason code; null where the member was read
        * message: string, a sentence for a person; null where the member was read
        * tier: Int64, from 1; null where too little could be judged
        * before_next: string, why it stands before the next one; null for the last
        * same_person_as: string, the file that is ranked in its place; null where it is ranked itself
    """
    ordered = sorted(rows, key=lambda row: (row.rank is None, row.rank or 0, row.position))
    names = [field.name for field in fields(RankingRow)]
    return pd.DataFrame([astuple(row) for row in ordered], columns=names).astype(_DTYPES)


def matrix_frame(matrix: Matrix, files: Mapping[UUID, str]) -> pd.DataFrame:
    """Lay out how strongly each member shows each requirement.

    Args:
        matrix: Members and requirements.
        files: Name of the file of every member, by the member's id.

    Returns:
        In the order of the ranking.

        * index rank: Int64, from 1; members with the same match share one
        * index file: string, as given
        * one column a requirement, named by its text: Float64, strength 0 to 1; null where it cannot be told.
          What is only nice to have says so; where two names would still be the same, the later is numbered.

    Raises:
        KeyError: If a member has no file.
    """
    index = pd.MultiIndex.from_arrays(
        [
            pd.array([row.rank for row in matrix.rows], dtype="Int64"),
            pd.array([files[row.member_id] for row in matrix.rows], dtype="string"),
        ],
        names=["rank", "file"],
    )
    cells = [row.strengths for row in matrix.rows]
    return pd.DataFrame(cells, index=index, columns=_column_names(matrix.columns)).astype("Float64")


def _column_names(requirements: Iterable[Requirement]) -> list[str]:
    names: list[str] = []
    for requirement in requirements:
        suffix = " (nice to have)" if requirement.importance is Importance.NICE else ""
        names.append(_unlike(names, requirement.text + suffix))
    return names


def _unlike(taken: list[str], name: str) -> str:
    free, number = name, 1
    while free in taken:
        number += 1
        free = f"{name} ({number})"
    return free
