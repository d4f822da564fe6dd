"""What judging an analysis needs, loaded at once: the question, and what was read. Functions never commit."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from pathwise.documents.model import Refusal
from pathwise.inspection import Inspection
from pathwise.manifest import RulesVersions
from pathwise.storage.inspections import load_inspections
from pathwise.storage.membership import is_among
from pathwise_models.analyses import ResumeAnalysis
from pathwise_models.uploads import ResumeUpload


@dataclass(frozen=True, slots=True)
class Case:
    """An analysis and what its judgement rests on.

    Attributes:
        upload_id: The upload judged.
        content_sha256: Hash of its bytes; None for rows older than the hashes.
        job_text: The job it is judged for; None to judge it by itself.
        reading: What these rules read from it, or why it could not be read; None where it was not tried.
    """

    upload_id: UUID
    content_sha256: str | None
    job_text: str | None
    reading: Inspection | Refusal | None


def load_cases(session: Session, analysis_ids: Collection[UUID], versions: RulesVersions) -> dict[UUID, Case]:
    """Load the cases of analyses, by analysis; unknown ids are left out."""
    rows = session.execute(
        select(
            ResumeAnalysis.id,
            ResumeAnalysis.job_description,
            ResumeUpload.id,
            ResumeUpload.content_sha256,
            ResumeUpload.reason_code,
            ResumeUpload.failure_reason,
        )
        .join(ResumeUpload, ResumeUpload.id == ResumeAnalysis.resume_upload_id)
        .where(is_among(ResumeAnalysis.id, analysis_ids))
    ).all()
    inspections = load_inspections(session, {upload_id for _, _, upload_id, *_ in rows}, versions)
    return {
        analysis_id: Case(
            upload_id=upload_id,
            content_sha256=sha256,
            job_text=job_text,
            reading=inspections.get(upload_id) or (Refusal(reason, message) if reason and message else None),
        )
        for analysis_id, job_text, upload_id, sha256, reason, message in rows
    }
