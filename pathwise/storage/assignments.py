"""What is left to do for an analysis: told by one query, before anything is opened."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from pathwise.manifest import RulesVersions
from pathwise.storage.inspections import profile_of
from pathwise.storage.membership import is_among
from pathwise_models.analyses import ResumeAnalysis
from pathwise_models.documents import ResumeDocument, ResumeProfile
from pathwise_models.enums import ReasonCode, ResumeAnalysisStatus
from pathwise_models.uploads import ResumeUpload


@dataclass(frozen=True, slots=True)
class Assignment:
    """An analysis, its upload, and how far both have come under the rules of this program.

    Attributes:
        analysis_id: The analysis.
        upload_id: The upload it judges.
        status: How far the analysis has come.
        reason: Why it failed, if it did.
        message: The same in a sentence.
        has_text: This version of the reader has read the file.
        has_profile: These rules have read the resume in it.
        is_scored: Scores are kept already.
    """

    analysis_id: UUID
    upload_id: UUID
    status: ResumeAnalysisStatus
    reason: ReasonCode | None
    message: str | None
    has_text: bool
    has_profile: bool
    is_scored: bool

    @property
    def is_ended(self) -> bool:
        """Nothing is left to do: it is completed, or failed for good."""
        return self.status in (ResumeAnalysisStatus.COMPLETED, ResumeAnalysisStatus.FAILED)


@dataclass(frozen=True, slots=True)
class StoredUpload:
    """Where an upload's bytes lie, their hash, when they came, and whether somebody said that they are a resume."""

    key: str
    sha256: str | None
    received_at: datetime
    is_declared_resume: bool


def load_assignments(session: Session, analysis_ids: Collection[UUID], versions: RulesVersions) -> list[Assignment]:
    """Tell what is left to do for each analysis; unknown ids are left out.

    Returns:
        Ordered by analysis id.
    """
    text = and_(
        ResumeDocument.resume_upload_id == ResumeAnalysis.resume_upload_id,
        ResumeDocument.reader_version == versions.reader,
    )
    profile = and_(ResumeProfile.resume_upload_id == ResumeAnalysis.resume_upload_id, *profile_of(versions))
    rows = session.execute(
        select(
            ResumeAnalysis.id,
            ResumeAnalysis.resume_upload_id,
            ResumeAnalysis.status,
            ResumeAnalysis.reason_code,
            ResumeAnalysis.failure_reason,
            ResumeDocument.id.is_not(None),
            ResumeProfile.id.is_not(None),
            ResumeAnalysis.manifest.is_not(None),
        )
        .outerjoin(ResumeDocument, text)
        .outerjoin(ResumeProfile, profile)
        .where(is_among(ResumeAnalysis.id, analysis_ids))
        .order_by(ResumeAnalysis.id)
    )
    return [Assignment(*row) for row in rows]


def load_stored_uploads(session: Session, upload_ids: Collection[UUID]) -> dict[UUID, StoredUpload]:
    """Tell where the bytes of uploads lie, by upload."""
    rows = session.execute(
        select(
            ResumeUpload.id,
            ResumeUpload.stored_filename,
            ResumeUpload.content_sha256,
            ResumeUpload.created_at,
            ResumeUpload.is_declared_resume,
        ).where(is_among(ResumeUpload.id, upload_ids))
    )
    return {upload_id: StoredUpload(*stored) for upload_id, *stored in rows}
