"""Analyses: opened for a question, filled with scores and feedback. Functions here never commit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import case, delete, func, literal, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from pathwise.feedback.model import FeedbackItem
from pathwise.job.requirements import normalise_job_text
from pathwise.manifest import RulesVersions, fingerprint
from pathwise.scoring.model import Scorecard
from pathwise.storage.characters import JsonRows
from pathwise.storage.membership import is_among
from pathwise.storage.outbox import tell_analyses
from pathwise.storage.records import FeedbackRecord, ScoreRecord, record_feedback, record_scorecard
from pathwise.storage.recordsets import insert_rows, recordset, update_rows
from pathwise.storage.second_chances import may_end_better
from pathwise.storage.subjects import FREE
from pathwise_models.analyses import AnalysisScore, ResumeAnalysis
from pathwise_models.analyses import FeedbackItem as FeedbackRow
from pathwise_models.enums import ResumeAnalysisStatus, ResumeAnalysisType
from pathwise_models.uploads import ResumeUpload

TITLE_LENGTH = 255


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
    is made pending again, and so is one that was refused as no resume, once somebody has said that it is one. Any
    other that was refused for what the file is stays: asking again would not change it.

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
        .where(is_among(ResumeUpload.id, upload_ids))
        # One order for all, so that two runs with the same uploads never wait for each other.
        .order_by(ResumeUpload.id)
    ).all()
    wanted = {
        row.id: {
            "id": uuid4(),
            "resume_upload_id": row.id,
            "user_id": row.user_id,
            "fingerprint": fingerprint(
                row.content_sha256 or str(row.id), question.analysis_type, question.job_text, versions
            ),
        }
        for row in uploads
    }
    if force:
        _supersede(session, wanted)
    known = _find(session, wanted)
    missing = [row for upload_id, row in wanted.items() if upload_id not in known]
    if missing:
        _open(session, missing, question)
        known = _find(session, wanted)
    revive(session, list(known.values()))
    return known


def revive(session: Session, analysis_ids: Sequence[UUID]) -> None:
    """Make those pending again that failed and may end better when they are tried again."""
    session.execute(
        update(ResumeAnalysis)
        .where(
            is_among(ResumeAnalysis.id, analysis_ids),
            ResumeAnalysis.status == ResumeAnalysisStatus.FAILED,
            may_end_better(),
        )
        .values(status=ResumeAnalysisStatus.PENDING, reason_code=None, failure_reason=None, completed_at=None, **FREE)
        .execution_options(synchronize_session=False)
    )


SCORE_COLUMNS = (
    "id",
    "model_version",
    "overall_score",
    "document_quality",
    "job_match",
    "coverage",
    "requirements",
    "manifest",
)
METRIC_COLUMNS = (
    "analysis_id",
    "position",
    "metric_key",
    "metric_label",
    "category",
    "score_value",
    "max_score",
    "weight",
    "explanation",
    "evidence",
)
SUMMARY_COLUMNS = ("id", "summary")
FEEDBACK_COLUMNS = (
    "analysis_id",
    "position",
    "category",
    "severity",
    "title",
    "message",
    "recommendation",
    "reference_context",
    "reference_line",
    "points_available",
)


def save_scorecards(
    session: Session, scorecards: Mapping[UUID, Scorecard], manifests: Mapping[UUID, dict[str, Any]]
) -> None:
    """Keep the scores of analyses, in place of any that an unfinished run left there."""
    keep_scores(session, {each: record_scorecard(each, card, manifests[each]) for each, card in scorecards.items()})


def keep_scores(session: Session, records: Mapping[UUID, ScoreRecord]) -> None:
    """Keep scores that are written down already, by analysis. Does what `save_scorecards` does."""
    if not records:
        return
    session.execute(delete(AnalysisScore).where(is_among(AnalysisScore.analysis_id, records)))
    insert_rows(session, AnalysisScore, METRIC_COLUMNS, JsonRows.joined([each.metrics for each in records.values()]))
    update_rows(session, ResumeAnalysis, SCORE_COLUMNS, JsonRows.joined([each.analysis for each in records.values()]))


def save_feedback(
    session: Session, feedback: Mapping[UUID, Sequence[FeedbackItem]], summaries: Mapping[UUID, str]
) -> None:
    """Keep the feedback of analyses: with it they are complete, free of any claim, and told of."""
    keep_feedback(session, {each: record_feedback(each, items, summaries[each]) for each, items in feedback.items()})


def keep_feedback(session: Session, records: Mapping[UUID, FeedbackRecord]) -> None:
    """Keep feedback that is written down already, by analysis. Does what `save_feedback` does."""
    if not records:
        return
    session.execute(delete(FeedbackRow).where(is_among(FeedbackRow.analysis_id, records)))
    insert_rows(session, FeedbackRow, FEEDBACK_COLUMNS, JsonRows.joined([each.items for each in records.values()]))
    completed = {"status": ResumeAnalysisStatus.COMPLETED, "completed_at": func.clock_timestamp(), **FREE}
    summaries = JsonRows.joined([each.analysis for each in records.values()])
    update_rows(session, ResumeAnalysis, SUMMARY_COLUMNS, summaries, **completed)
    tell_analyses(session, records)


def _open(session: Session, missing: Sequence[Mapping[str, Any]], question: Question) -> None:
    """Make pending analyses, unless another run has just made the same."""
    has_job = question.job_text and normalise_job_text(question.job_text)
    same_for_all = {
        "comparison_batch_id": question.batch_id,
        "analysis_type": question.analysis_type,
        "job_title": question.job_title[:TITLE_LENGTH] if question.job_title else None,
        "job_description": question.job_text if has_job else None,
    }
    columns = [*missing[0]]
    sent = recordset(ResumeAnalysis, columns, JsonRows.write(missing))
    values = [literal(value, ResumeAnalysis.__table__.c[name].type) for name, value in same_for_all.items()]
    session.execute(
        upsert(ResumeAnalysis).from_select([*columns, *same_for_all], select(sent, *values)).on_conflict_do_nothing()
    )


def _same_question(wanted: Mapping[UUID, dict[str, Any]]) -> list[Any]:
    return [
        is_among(ResumeAnalysis.resume_upload_id, wanted),
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
