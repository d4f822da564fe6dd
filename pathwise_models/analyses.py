"""Analyses of resumes, with their scores and feedback. A historical fact each: superseded, never overwritten."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CHAR, CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from pathwise_models.base import EMPTY_LIST, Base, Claimable, Row, claim_rules, failed_has_reason, points
from pathwise_models.enums import FeedbackSeverity, ReasonCode, ResumeAnalysisStatus, ResumeAnalysisType


class ResumeAnalysis(Row, Claimable, Base):
    """One judgement of one upload, alone or against a job. Its status speaks of score and feedback."""

    __tablename__ = "resume_analyses"
    __table_args__ = (
        # The same question is not answered twice.
        Index(
            "uq_resume_analyses_resume_upload_id_fingerprint",
            "resume_upload_id",
            "fingerprint",
            unique=True,
            postgresql_where=text("superseded_at IS NULL AND status <> 'failed'"),
        ),
        Index(None, "status", "created_at"),
        failed_has_reason("status"),
        points("overall_score"),
        points("document_quality"),
        points("job_match"),
        CheckConstraint("coverage >= 0 AND coverage <= 1", name="coverage_is_share"),
        *claim_rules(),
    )

    resume_upload_id: Mapped[UUID] = mapped_column(
        ForeignKey("resume_uploads.id", ondelete="CASCADE"), index=True, doc="Upload that is judged."
    )
    user_id: Mapped[UUID] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), index=True, doc="Who asked for it."
    )
    comparison_batch_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("comparison_batches.id", ondelete="SET NULL"),
        index=True,
        doc="Batch that caused it; others may use it as well.",
    )
    analysis_type: Mapped[ResumeAnalysisType] = mapped_column(
        server_default=ResumeAnalysisType.SINGLE.value, doc="Whether it was asked for by itself or by a batch."
    )
    status: Mapped[ResumeAnalysisStatus] = mapped_column(
        server_default=ResumeAnalysisStatus.PENDING.value, doc="How far score and feedback have come."
    )
    model_version: Mapped[str | None] = mapped_column(String(100), doc="The rubric that was applied.")
    fingerprint: Mapped[str | None] = mapped_column(
        CHAR(64),
        doc="SHA-256, in lower-case hex, of everything the result depends on. Null for rows of the first service.",
    )
    superseded_at: Mapped[datetime | None] = mapped_column(doc="When a newer analysis took its place.")
    overall_score: Mapped[float | None] = mapped_column(
        doc="Points, 0 to 100: job_match when a job is given, else document_quality."
    )
    document_quality: Mapped[float | None] = mapped_column(
        doc="Points, 0 to 100, for the person whose resume it is; null where nothing can be judged."
    )
    job_match: Mapped[float | None] = mapped_column(
        doc="Points, 0 to 100, for the person who hires; null without a job."
    )
    coverage: Mapped[float | None] = mapped_column(
        doc="Weighted share of the requirements that could be judged, 0 to 1; null without a job."
    )
    summary: Mapped[str | None] = mapped_column(doc="The result in a few sentences.")
    requirements: Mapped[list[Any]] = mapped_column(
        server_default=EMPTY_LIST, doc="What the job asks for, each with how strongly the resume shows it."
    )
    job_title: Mapped[str | None] = mapped_column(String(255), doc="Title of the job.")
    job_description: Mapped[str | None] = mapped_column(doc="Text of the job.")
    manifest: Mapped[dict[str, Any] | None] = mapped_column(
        doc="Versions and inputs from which the same result can be computed again."
    )
    started_at: Mapped[datetime | None] = mapped_column(doc="When work on it began.")
    completed_at: Mapped[datetime | None] = mapped_column(doc="When work on it ended, well or not.")
    reason_code: Mapped[ReasonCode | None] = mapped_column(doc="Why it failed, for programs.")
    failure_reason: Mapped[str | None] = mapped_column(doc="Why it failed, in a sentence for the person.")


class AnalysisScore(Row, Base):
    """One metric of the rubric, applied in one analysis."""

    __tablename__ = "analysis_scores"
    __table_args__ = (UniqueConstraint("analysis_id", "metric_key"), points("score_value"))

    analysis_id: Mapped[UUID] = mapped_column(
        ForeignKey("resume_analyses.id", ondelete="CASCADE"), doc="Analysis it is part of."
    )
    metric_key: Mapped[str] = mapped_column(String(100), doc="Snake-case noun, never renamed once stored.")
    metric_label: Mapped[str | None] = mapped_column(String(255), doc="Name of the metric for people.")
    category: Mapped[str | None] = mapped_column(String(100), doc="document_quality or job_match.")
    score_value: Mapped[float | None] = mapped_column(doc="Points, 0 to 100; null where the metric cannot be told.")
    max_score: Mapped[float | None] = mapped_column(doc="Most points there are.")
    weight: Mapped[float | None] = mapped_column(doc="Share within its category, 0 to 1.")
    explanation: Mapped[str | None] = mapped_column(doc="What was seen and why it gives these points.")
    evidence: Mapped[list[Any]] = mapped_column(server_default=EMPTY_LIST, doc="Quotes of the resume it rests on.")
    position: Mapped[int | None] = mapped_column(doc="Place in the order of the rubric, from 0.")


class FeedbackItem(Row, Base):
    """One thing to keep or to mend."""

    __tablename__ = "feedback_items"

    analysis_id: Mapped[UUID] = mapped_column(
        ForeignKey("resume_analyses.id", ondelete="CASCADE"), index=True, doc="Analysis it is part of."
    )
    category: Mapped[str | None] = mapped_column(String(100), doc="What it speaks of, as a snake-case noun.")
    title: Mapped[str | None] = mapped_column(String(255), doc="A few words.")
    message: Mapped[str] = mapped_column(doc="What was seen.")
    recommendation: Mapped[str | None] = mapped_column(doc="What to do; null for praise.")
    severity: Mapped[FeedbackSeverity] = mapped_column(
        server_default=FeedbackSeverity.MEDIUM.value, doc="How much it matters."
    )
    reference_context: Mapped[str | None] = mapped_column(doc="The words of the resume it speaks of.")
    reference_line: Mapped[int | None] = mapped_column(
        doc="Line of the resume's text in which they begin, from 1; null where they are no line of it."
    )
    points_available: Mapped[float | None] = mapped_column(doc="Points of the overall score it would bring.")
    position: Mapped[int | None] = mapped_column(doc="Place in the order shown, from 0.")
