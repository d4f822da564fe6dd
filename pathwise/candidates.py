"""The work that the pool does on a file of the command line: nothing is stored, no database is known."""

import time
from dataclasses import dataclass
from typing import Generic, TypeVar

from pathwise.documents.collection import Candidate
from pathwise.documents.model import Refusal
from pathwise.inspection import Inspection, inspect_bytes
from pathwise.orders import Answer, JudgeOrder, judge_one
from pathwise.resume.months import YearMonth

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class CandidateOrder:
    """Read one file, and judge it where that is asked.

    Attributes:
        candidate: The file.
        as_of: Month at which "present" ends.
        job_text: The job to judge it for; None to judge the resume by itself.
    """

    candidate: Candidate
    as_of: YearMonth
    job_text: str | None = None


@dataclass(frozen=True, slots=True)
class Timed(Generic[T]):
    """A result and the wall time it took, in seconds."""

    result: T
    seconds: float


def inspect_candidate(order: CandidateOrder) -> Timed[Inspection | Refusal]:
    """Read a file and the resume in it."""
    begin = time.perf_counter()
    return Timed(_inspect(order), time.perf_counter() - begin)


def score_candidate(order: CandidateOrder) -> Timed[Answer | Refusal]:
    """Read a file and judge the resume in it."""
    begin = time.perf_counter()
    inspection = _inspect(order)
    if isinstance(inspection, Refusal):
        return Timed(inspection, time.perf_counter() - begin)
    judgement = judge_one(JudgeOrder(inspection, order.job_text))
    return Timed(Answer(inspection, (judgement,)), time.perf_counter() - begin)


def _inspect(order: CandidateOrder) -> Inspection | Refusal:
    data = order.candidate.read_bytes()
    if isinstance(data, Refusal):
        return data
    return inspect_bytes(data, order.candidate.limits, order.as_of, as_resume=order.candidate.as_resume)
