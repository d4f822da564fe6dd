"""Analyses as they stand, for those who show them or wait for them. Functions here never commit."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from pathwise.storage.membership import is_among
from pathwise.storage.outbox import tell_analyses
from pathwise.storage.stage_runs import close_abandoned
from pathwise.storage.subjects import ANALYSIS, FREE
from pathwise_models.analyses import AnalysisScore, FeedbackItem, ResumeAnalysis
from pathwise_models.enums import FeedbackSeverity, ReasonCode, ResumeAnalysisStatus
from pathwise_models.uploads import ResumeUpload

OPEN = (ResumeAnalysisStatus.PENDING, ResumeAnalysisStatus.RUNNING)


@dataclass(frozen=True, slots=True)
class MetricResult:
    """A metric as kept. Points are 0.0 to 100.0; None where it could not be told."""

    key: str
    label: str
    category: str
    value: float | None
    weight: float
    explanation: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FeedbackResult:
    """A piece of advice as kept; as in `pathwise.feedback.model.FeedbackItem`."""

    category: str
    severity: FeedbackSeverity
    title: str
    message: str
    recommendation: str | None
    quote: str | None
    line: int | None
    points_available: float


@dataclass(frozen=True, slots=True)
class AnalysisResult:
    """An analysis as it stands.

    Attributes:
        analysis_id: The analysis.
        upload_id: The upload it judges.
        status: How far it has come.
        reason: Why it failed; None otherwise.
        message: The same in a sentence for a person.
        overall: Points, 0.0 to 100.0; so are the two scores below it. None until it is completed.
        document_quality: For the person whose resume it is.
        job_match: For the person who hires; None without a job.
        coverage: Share of the job's requirements that could be judged, 0.0 to 1.0.
        summary: The result in a few sentences.
        metrics: In the order of the rubric.
        feedback: In the order shown; the first is the next step.
    """

    analysis_id: UUID
    upload_id: UUID
    status: ResumeAnalysisStatus
    reason: ReasonCode | None
    message: str | None
    overall: float | None
    document_quality: float | None
    job_match: float | None
    coverage: float | None
    summary: str | None
    metrics: tuple[MetricResult, ...]
    feedback: tuple[FeedbackResult, ...]


def load_results(session: Session, analysis_ids: Sequence[UUID]) -> list[AnalysisResult]:
    """Load analyses with their scores and feedback.

    Returns:
        In the order of the ids; unknown ids are left out.
    """
    analyses = session.scalars(select(ResumeAnalysis).where(is_among(ResumeAnalysis.id, analysis_ids)))
    metrics: dict[UUID, list[MetricResult]] = defaultdict(list)
    for score in session.scalars(
        select(AnalysisScore).where(is_among(AnalysisScore.analysis_id, analysis_ids)).order_by(AnalysisScore.position)
    ):
        metrics[score.analysis_id].append(_metric(score))
    feedback: dict[UUID, list[FeedbackResult]] = defaultdict(list)
    for item in session.scalars(
        select(FeedbackItem).where(is_among(FeedbackItem.analysis_id, analysis_ids)).order_by(FeedbackItem.position)
    ):
        feedback[item.analysis_id].append(_feedback(item))
    found = {each.id: _result(each, tuple(metrics[each.id]), tuple(feedback[each.id])) for each in analyses}
    return [found[analysis_id] for analysis_id in analysis_ids if analysis_id in found]


def open_claims(session: Session, analysis_ids: Collection[UUID]) -> dict[UUID, datetime | None]:
    """Tell which analyses have not ended, and until when another run claims them; None where none does."""
    rows = session.execute(
        select(ResumeAnalysis.id, ResumeAnalysis.claimed_until).where(
            is_among(ResumeAnalysis.id, analysis_ids), ResumeAnalysis.status.in_(OPEN)
        )
    )
    return dict(rows.tuples().all())


def are_held(session: Session, analysis_ids: Collection[UUID]) -> bool:
    """Tell whether some run claims any of these analyses, or the upload of one. Time is the server's."""
    is_held = or_(ResumeAnalysis.claimed_until >= func.now(), ResumeUpload.claimed_until >= func.now())
    found = session.scalars(
        select(ResumeAnalysis.id)
        .join(ResumeUpload, ResumeUpload.id == ResumeAnalysis.resume_upload_id)
        .where(is_among(ResumeAnalysis.id, analysis_ids), is_held)
        .limit(1)
    )
    return found.first() is not None


def cancel_waiting(session: Session, analysis_ids: Collection[UUID]) -> int:
    """End analyses that nobody works on, or a dead run left behind, as cancelled.

    Returns:
        How many there were.
    """
    unclaimed = or_(ResumeAnalysis.flow_run_id.is_(None), ResumeAnalysis.claimed_until < func.now())
    cancelled = session.scalars(
        update(ResumeAnalysis)
        .where(is_among(ResumeAnalysis.id, analysis_ids), ResumeAnalysis.status.in_(OPEN), unclaimed)
        .values(
            status=ResumeAnalysisStatus.FAILED,
            completed_at=func.now(),
            reason_code=ReasonCode.CANCELLED,
            failure_reason="Cancelled before it began. Start it again by hand to go on.",
            **FREE,
        )
        .returning(ResumeAnalysis.id)
        .execution_options(synchronize_session=False)
    ).all()
    close_abandoned(session, ANALYSIS, cancelled)
    tell_analyses(session, cancelled)
    return len(cancelled)


def _result(
    row: ResumeAnalysis, metrics: tuple[MetricResult, ...], feedback: tuple[FeedbackResult, ...]
) -> AnalysisResult:
    return AnalysisResult(
        analysis_id=row.id,
        upload_id=row.resume_upload_id,
        status=row.status,
        reason=row.reason_code,
        message=row.failure_reason,
        overall=row.overall_score,
        document_quality=row.document_quality,
        job_match=row.job_match,
        coverage=row.coverage,
        summary=row.summary,
        metrics=metrics,
        feedback=feedback,
    )


def _metric(row: AnalysisScore) -> MetricResult:
    return MetricResult(
        key=row.metric_key,
        label=row.metric_label or row.metric_key,
        category=row.category or "",
        value=row.score_value,
        weight=row.weight or 0.0,
        explanation=row.explanation or "",
        evidence=tuple(row.evidence),
    )


def _feedback(row: FeedbackItem) -> FeedbackResult:
    return FeedbackResult(
        category=row.category or "",
        severity=row.severity,
        title=row.title or "",
        message=row.message,
        recommendation=row.recommendation,
        quote=row.reference_context,
        line=row.reference_line,
        points_available=row.points_available or 0.0,
    )
