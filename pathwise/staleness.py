"""Which analyses are to be made again, and why: older rules, a failure that may pass, a run that never began. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from pathwise.manifest import RulesVersions, changed_versions, fingerprint
from pathwise_models.enums import ReasonCode, ResumeAnalysisStatus, ResumeAnalysisType

MOST_FAILURES = 3
"""An analysis that broke this often is left to a person: a fourth time would break the same way."""

RULES_UNKNOWN = "rules of the first service"


class Staleness(StrEnum):
    """Why an analysis is to be made again."""

    OLDER_RULES = "older_rules"
    OLDER_REFUSAL = "older_refusal"
    CURABLE_FAILURE = "curable_failure"
    NEVER_BEGUN = "never_begun"
    ANSWERED_ANEW = "answered_anew"
    CANCELLED_ANEW = "cancelled_anew"


class Wanted(StrEnum):
    """Which of the stale analyses somebody wants to have made again."""

    EVERYTHING = "everything"
    OLDER_RULES = "older_rules"
    FAILURES = "failures"
    NEVER_BEGUN = "never_begun"
    CANCELLED = "cancelled"

    @property
    def statuses(self) -> tuple[ResumeAnalysisStatus, ...]:
        """The statuses that such analyses may have, in the order in which they are looked for."""
        return _STATUSES[self]

    def takes(self, staleness: Staleness) -> bool:
        """Tell whether an analysis that is stale for this reason is wanted."""
        return staleness in _TAKEN[self]


_STATUSES = {
    Wanted.EVERYTHING: (
        ResumeAnalysisStatus.PENDING,
        ResumeAnalysisStatus.FAILED,
        ResumeAnalysisStatus.COMPLETED,
    ),
    Wanted.OLDER_RULES: (ResumeAnalysisStatus.FAILED, ResumeAnalysisStatus.COMPLETED),
    Wanted.FAILURES: (ResumeAnalysisStatus.FAILED,),
    Wanted.NEVER_BEGUN: (ResumeAnalysisStatus.PENDING,),
    Wanted.CANCELLED: (ResumeAnalysisStatus.COMPLETED,),
}
_TAKEN = {
    # What a person cancelled is made again for nobody who does not ask for just that.
    Wanted.EVERYTHING: set(Staleness) - {Staleness.CANCELLED_ANEW},
    Wanted.CANCELLED: {Staleness.CANCELLED_ANEW},
    Wanted.OLDER_RULES: {Staleness.OLDER_RULES, Staleness.OLDER_REFUSAL, Staleness.ANSWERED_ANEW},
    Wanted.FAILURES: {Staleness.CURABLE_FAILURE},
    Wanted.NEVER_BEGUN: {Staleness.NEVER_BEGUN},
}


@dataclass(frozen=True, slots=True)
class StaleWish:
    """What somebody wants to have made again.

    Attributes:
        wanted: Stale for which reasons.
        asked_from: Only analyses that were asked for at this time or later.
        asked_until: Only those that were asked for before this time.
        user_id: Only those of this user.
        batch_id: Only those of the members of this batch.
        limit: Most analyses to be made again, 1 or more.
    """

    wanted: Wanted = Wanted.EVERYTHING
    asked_from: datetime | None = None
    asked_until: datetime | None = None
    user_id: UUID | None = None
    batch_id: UUID | None = None
    limit: int = 1000


@dataclass(frozen=True, slots=True)
class StandingAnalysis:
    """An analysis that may be stale, with the question that it answers.

    Attributes:
        analysis_id: The analysis.
        upload_id: The upload it judges.
        content_sha256: Hash of the upload's bytes; None for rows of the first service.
        analysis_type: Asked by itself or by a batch.
        job_text: The job it is judged for; None for none.
        job_title: The job's title.
        batch_id: The batch that caused it.
        status: How far it has come.
        reason: Why it failed; None otherwise.
        versions: Rules that answered, by name; None where that is not on record.
    """

    analysis_id: UUID
    upload_id: UUID
    content_sha256: str | None
    analysis_type: ResumeAnalysisType
    job_text: str | None
    job_title: str | None
    batch_id: UUID | None
    status: ResumeAnalysisStatus
    reason: ReasonCode | None
    versions: Mapping[str, str] | None

    def fingerprint(self, versions: RulesVersions) -> str:
        """Name its question as these rules would answer it."""
        return fingerprint(self.content_sha256 or str(self.upload_id), self.analysis_type, self.job_text, versions)


@dataclass(frozen=True, slots=True)
class CurrentAnalysis:
    """The analysis by which the rules of this program answer the same question; it may be the standing one itself.

    Attributes:
        analysis_id: The analysis.
        status: How far it has come.
        reason: Why it failed; None otherwise.
        failures: How often it failed for a reason that may pass, 0 or more.
    """

    analysis_id: UUID
    status: ResumeAnalysisStatus
    reason: ReasonCode | None
    failures: int

    @property
    def is_worth_a_try(self) -> bool:
        """It failed for a reason that may pass, and not too often."""
        return self.reason is not None and self.reason.is_curable and self.failures < MOST_FAILURES


@dataclass(frozen=True, slots=True)
class Cause:
    """Why an analysis is stale.

    Attributes:
        staleness: The kind of reason.
        detail: Names of the rules that changed, or the reason code of the failure; empty where there is none.
    """

    staleness: Staleness
    detail: str = ""


def changed_rules(before: Mapping[str, str] | None, after: Mapping[str, str]) -> str:
    """Name the rules whose versions differ.

    Example:
        >>> changed_rules({"reader": "1", "rubric": "1"}, {"reader": "1", "rubric": "2"})
        'rubric'
        >>> changed_rules(None, {"reader": "1"})
        'rules of the first service'
    """
    if before is None:
        return RULES_UNKNOWN
    return ", ".join(changed_versions(before, after))


def find_cause(standing: StandingAnalysis, current: CurrentAnalysis | None, versions: RulesVersions) -> Cause | None:
    """Tell why an analysis is to be made again; None where it is not.

    What was refused for what the file is stays so until rules change. What a person cancelled is not stale; what was
    cancelled while it was made again is, of a kind of its own.

    Args:
        standing: Not superseded; completed by other rules than these, failed, or pending for long.
        current: The answer of these rules to the same question, if it was asked under them already.
        versions: These rules.
    """
    if standing.status is ResumeAnalysisStatus.PENDING:
        return Cause(Staleness.NEVER_BEGUN)
    if current is None:
        return _cause_by_older_rules(standing, versions)
    if current.analysis_id == standing.analysis_id:
        reason = current.reason.value if current.reason else ""
        return Cause(Staleness.CURABLE_FAILURE, reason) if current.is_worth_a_try else None
    if takes_the_place(current.status, current.reason, standing.status):
        return Cause(Staleness.ANSWERED_ANEW, changed_rules(standing.versions, versions.as_dict()))
    if current.reason is ReasonCode.CANCELLED and standing.status is ResumeAnalysisStatus.COMPLETED:
        return Cause(Staleness.CANCELLED_ANEW, changed_rules(standing.versions, versions.as_dict()))
    # One that failed is found by itself; one that waits may be too young for that.
    return _cause_by_older_rules(standing, versions) if current.status is ResumeAnalysisStatus.PENDING else None


def takes_the_place(
    status: ResumeAnalysisStatus, reason: ReasonCode | None, standing_status: ResumeAnalysisStatus
) -> bool:
    """Tell whether an analysis that stands so takes the place of an older one to the same question.

    A refusal takes the place of a failure, never of a result: nobody is to lose the last good answer to it.
    """
    if status is ResumeAnalysisStatus.COMPLETED:
        return True
    is_refusal = status is ResumeAnalysisStatus.FAILED and reason is not None and not reason.may_pass
    return is_refusal and standing_status is ResumeAnalysisStatus.FAILED


def _cause_by_older_rules(standing: StandingAnalysis, versions: RulesVersions) -> Cause | None:
    if standing.status is ResumeAnalysisStatus.COMPLETED:
        return Cause(Staleness.OLDER_RULES, changed_rules(standing.versions, versions.as_dict()))
    if standing.reason is None or standing.reason is ReasonCode.CANCELLED:
        return None
    kind = Staleness.CURABLE_FAILURE if standing.reason.is_curable else Staleness.OLDER_REFUSAL
    return Cause(kind, standing.reason.value)
