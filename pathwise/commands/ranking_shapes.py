"""The JSON of a ranking that scripts rely on, for `compare --json`. Its keys are in docs/cli.md, and stay."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pathwise.commands.comparing import Compared
from pathwise.commands.shapes import criterion_object
from pathwise.comparison.model import Difference
from pathwise.comparison.precedence import Precedence, Reason, tell_precedence
from pathwise.comparison.robustness import Robustness, tell_robustness
from pathwise.job.model import ProtectedCriterion
from pathwise.storage.rankings import MemberResult


@dataclass(frozen=True, slots=True)
class _Beside:
    """What is told of members beside their own figures, by member.

    Attributes:
        files: Names of their files.
        differences: To the primary.
        precedences: Before the next one.
    """

    files: Mapping[UUID, str]
    differences: Mapping[UUID, Difference]
    precedences: Mapping[UUID, Precedence]


def ranking_object(compared: Compared, protected: Sequence[ProtectedCriterion] = ()) -> dict[str, Any]:
    """Describe a ranking for `compare --json`.

    Args:
        compared: The ranking.
        protected: What the job asks for and the law forbids to ask for.
    """
    beside = _Beside(compared.files, compared.differences(), compared.precedences())
    return {
        "batch_id": str(compared.state.batch_id),
        "status": compared.state.status.value,
        "ranking": [_member(label, member, beside) for label, member in compared.ranked()],
        "robustness": _robustness(compared.robustness()),
        "refused_criteria": [criterion_object(each) for each in protected],
        "linked": [_linked(*each) for each in compared.linked()],
        "failed": [
            {"file": label, "reason": refusal.reason.value, "message": refusal.message}
            for label, refusal in compared.failed()
        ],
    }


def _member(label: str, member: MemberResult, beside: _Beside) -> dict[str, Any]:
    difference = beside.differences.get(member.member_id)
    return {
        "rank": member.rank,
        "tier": member.tier,
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
        "before_next": _before_next(beside.precedences.get(member.member_id), beside.files),
    }


def _before_next(precedence: Precedence | None, files: Mapping[UUID, str]) -> dict[str, Any] | None:
    if precedence is None:
        return None
    upper, lower = files[precedence.upper_id], files[precedence.lower_id]
    return {
        "next_file": lower,
        "points": precedence.points,
        "is_told_apart": precedence.is_told_apart,
        "because": [_reason(each) for each in precedence.because],
        "against": [_reason(each) for each in precedence.against],
        "sentence": tell_precedence(precedence, upper, lower),
    }


def _reason(reason: Reason) -> dict[str, Any]:
    return {
        "requirement": reason.upper.requirement.text,
        "points": reason.points,
        "strength": reason.upper.strength,
        "evidence": reason.upper.evidence,
        "next_strength": reason.lower.strength,
        "next_evidence": reason.lower.evidence,
    }


def _robustness(robustness: Robustness | None) -> dict[str, Any] | None:
    if robustness is None:
        return None
    return {
        "weightings": robustness.weightings,
        "keep_first": robustness.keep_first,
        "top": robustness.top,
        "keep_top": robustness.keep_top,
        "sentence": tell_robustness(robustness),
    }


def _linked(label: str, member: MemberResult, ranked: str) -> dict[str, Any]:
    return {
        "file": label,
        "same_person_as": ranked,
        "overall": member.overall,
        "document_quality": member.document_quality,
        "job_match": member.job_match,
        "upload_id": str(member.upload_id),
        "analysis_id": str(member.analysis_id),
    }
