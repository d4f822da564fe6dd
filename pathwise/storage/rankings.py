"""Batches as they stand, for those who rank and show them. Reads only."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from pathwise.scoring.model import RequirementMatch
from pathwise.storage.json_values import from_json
from pathwise.storage.results import OPEN
from pathwise_models.analyses import ResumeAnalysis
from pathwise_models.comparisons import BatchMember
from pathwise_models.enums import ReasonCode, ResumeAnalysisStatus, ResumeUploadStatus
from pathwise_models.uploads import ResumeUpload


@dataclass(frozen=True, slots=True)
class MemberResult:
    """A member of a batch as it stands.

    Attributes:
        member_id: The member.
        upload_id: Its upload.
        analysis_id: The analysis its rank rests on; None before one was opened.
        position: Place in the order given, from 0.
        label: Name for people.
        is_primary: It is the reference the others are compared with.
        rank: Place in the ranking, from 1; None while, or because, it is not ranked.
        band: Band of the ranking.
        tier: From 1; the evidence cannot tell members of one tier apart. None where too little could be judged.
        same_person_as: Member that is ranked in its place: a near-identical resume of the same person.
        status: How far its analysis has come; None before one was opened.
        reason: Why it failed.
        message: The same in a sentence.
        overall: Points, 0.0 to 100.0, as are the two below.
        document_quality: For the person whose resume it is.
        job_match: For the person who hires.
        coverage: Share of the job's requirements that could be judged, 0.0 to 1.0.
    """

    member_id: UUID
    upload_id: UUID
    analysis_id: UUID | None
    position: int
    label: str | None
    is_primary: bool
    rank: int | None
    band: str | None
    tier: int | None
    same_person_as: UUID | None
    status: ResumeAnalysisStatus | None
    reason: ReasonCode | None
    message: str | None
    overall: float | None
    document_quality: float | None
    job_match: float | None
    coverage: float | None

    @property
    def is_judged(self) -> bool:
        """There is an analysis to rank it by."""
        return self.status is ResumeAnalysisStatus.COMPLETED

    @property
    def is_linked(self) -> bool:
        """Another resume of the same person is ranked in its place."""
        return self.same_person_as is not None

    @property
    def is_open(self) -> bool:
        """Its analysis has not ended."""
        return self.status in (None, ResumeAnalysisStatus.PENDING, ResumeAnalysisStatus.RUNNING)


@dataclass(frozen=True, slots=True)
class StageCount:
    """Members of a batch that stand at the same point.

    Attributes:
        reading: How far their reading has come.
        judging: How far their analysis has come; None before one was opened.
        reason: Why they failed, if they did.
        members: How many, 1 or more.
    """

    reading: ResumeUploadStatus
    judging: ResumeAnalysisStatus | None
    reason: ReasonCode | None
    members: int


@dataclass(frozen=True, slots=True)
class OpenMembers:
    """Analyses of a batch's members that have not ended.

    Attributes:
        free: Those that a run may claim.
        claimed: Those that are worked on, or whose upload is.
    """

    free: list[UUID]
    claimed: list[UUID]


def load_members(session: Session, batch_id: UUID) -> list[MemberResult]:
    """Load the members of a batch.

    Returns:
        Ranked ones by rank, then the others; within a rank in the order given.
    """
    rows = session.execute(
        select(
            BatchMember.id,
            BatchMember.resume_upload_id,
            BatchMember.resume_analysis_id,
            func.coalesce(BatchMember.position, 0),
            BatchMember.label,
            BatchMember.is_primary,
            BatchMember.rank,
            BatchMember.band,
            BatchMember.tier,
            BatchMember.same_person_as_id,
            ResumeAnalysis.status,
            ResumeAnalysis.reason_code,
            ResumeAnalysis.failure_reason,
            ResumeAnalysis.overall_score,
            ResumeAnalysis.document_quality,
            ResumeAnalysis.job_match,
            ResumeAnalysis.coverage,
        )
        .outerjoin(ResumeAnalysis, ResumeAnalysis.id == BatchMember.resume_analysis_id)
        .where(BatchMember.batch_id == batch_id)
        .order_by(BatchMember.rank.nulls_last(), BatchMember.position, BatchMember.id)
    )
    return [MemberResult(*row) for row in rows]


def open_members_by_claim(session: Session, batch_id: UUID) -> OpenMembers:
    """Sort the analyses of members that have not ended by whether they can be worked on.

    One whose upload a run is reading has to wait for that run, even where nobody claims the analysis itself: the
    same resume may be read for another job at this moment. Time is the server's.

    Returns:
        Both in the order of the members.
    """
    claimed = or_(ResumeAnalysis.claimed_until >= func.now(), ResumeUpload.claimed_until >= func.now())
    rows = session.execute(
        select(ResumeAnalysis.id, claimed)
        .join(BatchMember, BatchMember.resume_analysis_id == ResumeAnalysis.id)
        .join(ResumeUpload, ResumeUpload.id == ResumeAnalysis.resume_upload_id)
        .where(BatchMember.batch_id == batch_id, ResumeAnalysis.status.in_(OPEN))
        .order_by(BatchMember.position, BatchMember.id)
    ).all()
    return OpenMembers(
        free=[analysis_id for analysis_id, is_claimed in rows if not is_claimed],
        claimed=[analysis_id for analysis_id, is_claimed in rows if is_claimed],
    )


def load_requirements(session: Session, batch_id: UUID) -> dict[UUID, tuple[RequirementMatch, ...]]:
    """Load how strongly each judged member shows each requirement, by member."""
    rows = session.execute(
        select(BatchMember.id, ResumeAnalysis.requirements)
        .join(ResumeAnalysis, ResumeAnalysis.id == BatchMember.resume_analysis_id)
        .where(BatchMember.batch_id == batch_id, ResumeAnalysis.status == ResumeAnalysisStatus.COMPLETED)
    )
    return {member_id: from_json(value, tuple[RequirementMatch, ...]) for member_id, value in rows}


def count_members(session: Session, batch_id: UUID) -> list[StageCount]:
    """Count the members of a batch by how far they have come and why they failed."""
    reason = func.coalesce(ResumeAnalysis.reason_code, ResumeUpload.reason_code)
    point = (ResumeUpload.upload_status, ResumeAnalysis.status, reason)
    rows = session.execute(
        select(*point, func.count())
        .select_from(BatchMember)
        .join(ResumeUpload, ResumeUpload.id == BatchMember.resume_upload_id)
        .outerjoin(ResumeAnalysis, ResumeAnalysis.id == BatchMember.resume_analysis_id)
        .where(BatchMember.batch_id == batch_id)
        .group_by(*point)
        .order_by(*point)
    )
    return [StageCount(*row) for row in rows]
