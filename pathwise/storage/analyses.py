"""Analyses: opened for a question, filled with scores and feedback. Functions here never commit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import case, delete, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from pathwise.feedback.model import FeedbackItem
from pathwise.job.requirements import normalise_job_text
from pathwise.manifest import RulesVersions, fingerprint
from pathwise.scoring.model import MetricScore, RequirementMatch, Scorecard
from pathwise.storage.json_values import to_json
from pathwise.storage.subjects import FREE
from pathwise_models.analyses import AnalysisScore, ResumeAnalysis
from pathwise_models.analyses import FeedbackItem as FeedbackRow
from pathwise_models.enums import ReasonCode, ResumeAnalysisStatus, ResumeAnalysisType
from pathwise_models.uploads import ResumeUpload

MAX_POINTS = 100.0
TITLE_LENGTH = 255

WITH_NULLS: dict[str, bool] = {"render_nulls": True}
"""Has nulls sent like any value: left out, rows with and without them would need a statement of their own each."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of an upload.

    Attributes:
        job_text: The job to judge it for; None, or blank, to judge the resume by itself.
        job_title: The job's title, where known.
        analysis_type: By itself, or in a batch.
        batch_id: The batch that asks, if one does.
    """

    job_text: str | None = None
    job_title: str | None = None
    analysis_type: ResumeAnalysisType = ResumeAnalysisType.SINGLE
    batch_id: UUID | None = None


def open_analyses(
    session: Session,
    upload_ids: Sequence[UUID],
    question: Question,
    versions: RulesVersions,
    *,
    force: bool = False,
) -> dict[UUID, UUID]:
    """Find or make the analyses that answer a question.

    A known analysis is taken as it is. One that failed for a reason that may have passed, or that was cancelled,
    is made pending again. One that was refused for what the file is stays: asking again would not change it.

    Args:
        upload_ids: Uploads to be judged; unknown ids are left out of the answer.
        question: What is asked.
        versions: The rules that will answer.
        force: Supersede what is known and ask anew. What a run works on at this moment is left alone.

    Returns:
        The analysis of each upload, by upload.
    """
    uploads = session.execute(
        select(ResumeUpload.id, ResumeUpload.user_id, ResumeUpload.content_sha256)
        .where(ResumeUpload.id.in_(upload_ids))
        # One order for all, so that two runs with the same uploads never wait for each other.
        .order_by(ResumeUpload.id)
    ).all()
    wanted = {
        row.id: _new_analysis(row.id, row.user_id, question)
        | {
            "fingerprint": fingerprint(
                row.content_sha256 or str(row.id), question.analysis_type, question.job_text, versions
            )
        }
        for row in uploads
    }
    if force:
        _supersede(session, wanted)
    known = _find(session, wanted)
    missing = [row for upload_id, row in wanted.items() if upload_id not in known]
    if missing:
        session.execute(upsert(ResumeAnalysis).values(missing).on_conflict_do_nothing())
        known = _find(session, wanted)
    _revive(session, list(known.values()))
    return known


def save_scorecards(
    session: Session, scorecards: Mapping[UUID, Scorecard], manifests: Mapping[UUID, dict[str, Any]]
) -> None:
    """Keep the scores of analyses, in place of any that an unfinished run left there."""
    if not scorecards:
        return
    session.execute(delete(AnalysisScore).where(AnalysisScore.analysis_id.in_(scorecards)))
    rows = [
        _metric_row(analysis_id, position, metric)
        for analysis_id, card in scorecards.items()
        for position, metric in enumerate(card.metrics)
    ]
    if rows:
        session.execute(insert(AnalysisScore).execution_options(**WITH_NULLS), rows)
    session.execute(
        update(ResumeAnalysis),
        [
            {
                "id": analysis_id,
                "model_version": card.rubric_version,
                "overall_score": card.overall,
                "document_quality": card.document_quality,
                "job_match": card.job_match,
                "coverage": card.coverage,
                "requirements": to_json(card.requirements, tuple[RequirementMatch, ...]),
                "manifest": manifests[analysis_id],
            }
            for analysis_id, card in scorecards.items()
        ],
    )


def save_feedback(
    session: Session, feedback: Mapping[UUID, Sequence[FeedbackItem]], summaries: Mapping[UUID, str]
) -> None:
    """Keep the feedback of analyses: with it they are complete, and free of any claim."""
    if not feedback:
        return
    session.execute(delete(FeedbackRow).where(FeedbackRow.analysis_id.in_(feedback)))
    rows = [
        _feedback_row(analysis_id, position, item)
        for analysis_id, items in feedback.items()
        for position, item in enumerate(items)
    ]
    if rows:
        session.execute(insert(FeedbackRow).execution_options(**WITH_NULLS), rows)
    now = session.scalar(select(func.clock_timestamp()))
    session.execute(
        update(ResumeAnalysis),
        [
            {
                "id": analysis_id,
                "status": ResumeAnalysisStatus.COMPLETED,
                "completed_at": now,
                "summary": summaries[analysis_id],
                **FREE,
            }
            for analysis_id in feedback
        ],
    )


def _new_analysis(upload_id: UUID, user_id: UUID, question: Question) -> dict[str, Any]:
    return {
        "id": uuid4(),
        "resume_upload_id": upload_id,
        "user_id": user_id,
        "comparison_batch_id": question.batch_id,
        "analysis_type": question.analysis_type,
        "job_title": question.job_title[:TITLE_LENGTH] if question.job_title else None,
        "job_description": question.job_text if question.job_text and normalise_job_text(question.job_text) else None,
    }


def _same_question(wanted: Mapping[UUID, dict[str, Any]]) -> list[Any]:
    return [
        ResumeAnalysis.resume_upload_id.in_(wanted),
        ResumeAnalysis.fingerprint.in_({row["fingerprint"] for row in wanted.values()}),
        ResumeAnalysis.superseded_at.is_(None),
    ]


def _find(session: Session, wanted: Mapping[UUID, dict[str, Any]]) -> dict[UUID, UUID]:
    # Of several, the one that did not fail comes last and wins; of failed ones the newest.
    rows = session.execute(
        select(ResumeAnalysis.resume_upload_id, ResumeAnalysis.id)
        .where(*_same_question(wanted))
        .order_by(case((ResumeAnalysis.status == ResumeAnalysisStatus.FAILED, 0), else_=1), ResumeAnalysis.created_at)
    )
    return dict(rows.tuples().all())


def _supersede(session: Session, wanted: Mapping[UUID, dict[str, Any]]) -> None:
    ended = (ResumeAnalysisStatus.COMPLETED, ResumeAnalysisStatus.FAILED)
    session.execute(
        update(ResumeAnalysis)
        .where(*_same_question(wanted), ResumeAnalysis.status.in_(ended))
        .values(superseded_at=func.now())
        .execution_options(synchronize_session=False)
    )


def _revive(session: Session, analysis_ids: Sequence[UUID]) -> None:
    session.execute(
        update(ResumeAnalysis)
        .where(
            ResumeAnalysis.id.in_(analysis_ids),
            ResumeAnalysis.status == ResumeAnalysisStatus.FAILED,
            ResumeAnalysis.reason_code.in_([reason for reason in ReasonCode if reason.may_pass]),
        )
        .values(status=ResumeAnalysisStatus.PENDING, reason_code=None, failure_reason=None, completed_at=None, **FREE)
        .execution_options(synchronize_session=False)
    )


def _metric_row(analysis_id: UUID, position: int, metric: MetricScore) -> dict[str, Any]:
    return {
        "analysis_id": analysis_id,
        "position": position,
        "metric_key": metric.key,
        "metric_label": metric.label,
        "category": metric.category.value,
        "score_value": metric.value,
        "max_score": MAX_POINTS,
        "weight": metric.weight,
        "explanation": metric.explanation,
        "evidence": list(metric.evidence),
    }


def _feedback_row(analysis_id: UUID, position: int, item: FeedbackItem) -> dict[str, Any]:
    return {
        "analysis_id": analysis_id,
        "position": position,
        "category": item.category,
        "severity": item.severity,
        "title": item.title,
        "message": item.message,
        "recommendation": item.recommendation,
        "reference_context": item.quote,
        "points_available": item.points_available,
    }
