"""What a user has: uploads and analyses as they stand, for the service. Another user's are as good as unknown."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select, tuple_
from sqlalchemy.orm import Session

from pathwise.storage.attempts import StageState, stages_of
from pathwise.storage.membership import is_among
from pathwise.storage.results import AnalysisResult, load_results
from pathwise_models.analyses import ResumeAnalysis
from pathwise_models.comparisons import ComparisonBatch
from pathwise_models.enums import (
    ComparisonBatchStatus,
    ReasonCode,
    ResumeAnalysisStatus,
    ResumeAnalysisType,
    ResumeUploadStatus,
    Stage,
)
from pathwise_models.uploads import ResumeUpload


@dataclass(frozen=True, slots=True)
class UploadHolding:
    """An upload as it stands; its status speaks of reading only."""

    upload_id: UUID
    filename: str
    content_type: str | None
    size_bytes: int | None
    status: ResumeUploadStatus
    reason: ReasonCode | None
    message: str | None
    created_at: datetime
    processed_at: datetime | None


@dataclass(frozen=True, slots=True)
class AnalysisEntry:
    """An analysis in a list. Points are 0.0 to 100.0."""

    analysis_id: UUID
    upload_id: UUID
    batch_id: UUID | None
    analysis_type: ResumeAnalysisType
    status: ResumeAnalysisStatus
    reason: ReasonCode | None
    message: str | None
    job_title: str | None
    overall: float | None
    created_at: datetime
    completed_at: datetime | None
    superseded_at: datetime | None


@dataclass(frozen=True, slots=True)
class RequirementResult:
    """A requirement of the job as kept, under whatever rules."""

    text: str
    kind: str
    importance: str
    strength: float | None
    evidence: str | None


@dataclass(frozen=True, slots=True)
class AnalysisHolding:
    """An analysis with everything that came of it.

    Attributes:
        entry: The analysis.
        result: Its scores and feedback.
        model_version: The rubric that was applied; None until it is scored.
        requirements: What the job asks for, each with how strongly the resume shows it.
        started_at: When work on it began.
        stages: Its stages, that of its upload first.
    """

    entry: AnalysisEntry
    result: AnalysisResult
    model_version: str | None
    requirements: tuple[RequirementResult, ...]
    started_at: datetime | None
    stages: tuple[StageState, ...]


@dataclass(frozen=True, slots=True)
class BatchHolding:
    """A batch as it stands."""

    batch_id: UUID
    name: str | None
    job_title: str | None
    status: ComparisonBatchStatus
    reason: ReasonCode | None
    message: str | None
    created_at: datetime
    started_at: datetime | None
    completed_at: datetime | None


_UPLOAD = (
    ResumeUpload.id,
    ResumeUpload.original_filename,
    ResumeUpload.content_type,
    ResumeUpload.file_size_bytes,
    ResumeUpload.upload_status,
    ResumeUpload.reason_code,
    ResumeUpload.failure_reason,
    ResumeUpload.created_at,
    ResumeUpload.processed_at,
)
_ANALYSIS = (
    ResumeAnalysis.id,
    ResumeAnalysis.resume_upload_id,
    ResumeAnalysis.comparison_batch_id,
    ResumeAnalysis.analysis_type,
    ResumeAnalysis.status,
    ResumeAnalysis.reason_code,
    ResumeAnalysis.failure_reason,
    ResumeAnalysis.job_title,
    ResumeAnalysis.overall_score,
    ResumeAnalysis.created_at,
    ResumeAnalysis.completed_at,
    ResumeAnalysis.superseded_at,
)
_BATCH = (
    ComparisonBatch.id,
    ComparisonBatch.name,
    ComparisonBatch.job_title,
    ComparisonBatch.status,
    ComparisonBatch.reason_code,
    ComparisonBatch.failure_reason,
    ComparisonBatch.created_at,
    ComparisonBatch.started_at,
    ComparisonBatch.completed_at,
)


def find_upload(session: Session, user_id: UUID, upload_id: UUID) -> UploadHolding | None:
    """Find an upload of a user."""
    row = session.execute(select(*_UPLOAD).where(ResumeUpload.id == upload_id, ResumeUpload.user_id == user_id)).first()
    return UploadHolding(*row) if row else None


def list_uploads(session: Session, user_id: UUID, after: UUID | None, most: int) -> list[UploadHolding]:
    """List uploads of a user, newest first.

    Args:
        after: The upload that the page before ended with; None for the first page.
        most: Longest page, 1 or more.
    """
    rows = session.execute(_page(select(*_UPLOAD), ResumeUpload, user_id, after, most))
    return [UploadHolding(*row) for row in rows]


def list_batches(session: Session, user_id: UUID, after: UUID | None, most: int) -> list[BatchHolding]:
    """List batches of a user, newest first, by pages as `list_uploads` does."""
    rows = session.execute(_page(select(*_BATCH), ComparisonBatch, user_id, after, most))
    return [BatchHolding(*row) for row in rows]


def analyses_of(session: Session, upload_id: UUID, most: int) -> list[AnalysisEntry]:
    """List the analyses of an upload, newest first."""
    rows = session.execute(
        select(*_ANALYSIS)
        .where(ResumeAnalysis.resume_upload_id == upload_id)
        .order_by(ResumeAnalysis.created_at.desc(), ResumeAnalysis.id.desc())
        .limit(most)
    )
    return [AnalysisEntry(*row) for row in rows]


def find_analysis(session: Session, user_id: UUID, analysis_id: UUID) -> AnalysisHolding | None:
    """Find an analysis of a user, with its scores, feedback and stages."""
    mine = ResumeAnalysis.id == analysis_id, ResumeAnalysis.user_id == user_id
    row = session.execute(select(*_ANALYSIS).where(*mine)).first()
    if row is None:
        return None
    entry = AnalysisEntry(*row)
    # Loaded by now, with its scores: this asks for nothing.
    [result], analysis = load_results(session, [analysis_id]), session.get_one(ResumeAnalysis, analysis_id)
    return AnalysisHolding(
        entry,
        result,
        analysis.model_version,
        tuple(map(_requirement, analysis.requirements)),
        analysis.started_at,
        (
            *stages_of(session, entry.upload_id, [Stage.EXTRACT]),
            *stages_of(session, analysis_id, [Stage.SCORE, Stage.FEEDBACK]),
        ),
    )


def find_batch(session: Session, user_id: UUID, batch_id: UUID) -> BatchHolding | None:
    """Find a batch of a user."""
    row = session.execute(
        select(*_BATCH).where(ComparisonBatch.id == batch_id, ComparisonBatch.user_id == user_id)
    ).first()
    return BatchHolding(*row) if row else None


def owned_uploads(session: Session, user_id: UUID, upload_ids: Collection[UUID]) -> set[UUID]:
    """Tell which of these uploads are a user's."""
    mine = is_among(ResumeUpload.id, upload_ids), ResumeUpload.user_id == user_id
    return set(session.scalars(select(ResumeUpload.id).where(*mine)))


def filenames(session: Session, upload_ids: Collection[UUID]) -> dict[UUID, str]:
    """Tell how users call their uploads, by upload."""
    rows = session.execute(
        select(ResumeUpload.id, ResumeUpload.original_filename).where(is_among(ResumeUpload.id, upload_ids))
    )
    return dict(rows.tuples().all())


def _requirement(kept: Any) -> RequirementResult:
    asked = kept.get("requirement", {})
    return RequirementResult(
        text=asked.get("text", ""),
        kind=asked.get("kind", ""),
        importance=asked.get("importance", ""),
        strength=kept.get("strength"),
        evidence=kept.get("evidence"),
    )


def _page(
    rows: Select[Any], model: type[ResumeUpload] | type[ComparisonBatch], user_id: UUID, after: UUID | None, most: int
) -> Select[Any]:
    place = tuple_(model.created_at, model.id)
    page = rows.where(model.user_id == user_id).order_by(model.created_at.desc(), model.id.desc()).limit(most)
    if after is None:
        return page
    # An id that is not this user's leads to an empty page, as an unknown one does.
    last = select(model.created_at, model.id).where(model.id == after, model.user_id == user_id)
    return page.where(place < last.scalar_subquery())
