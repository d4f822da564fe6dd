"""The attempts at the stages of work: what happened, whatever Prefect forgets."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, func, text
from sqlalchemy.orm import Mapped, mapped_column

from pathwise_models.base import Base, Row, failed_has_reason
from pathwise_models.enums import ReasonCode, Stage, StageRunStatus, StageTrigger


class StageRun(Row, Base):
    """One attempt at one stage, for exactly one upload, analysis or batch."""

    __tablename__ = "stage_runs"
    __table_args__ = (
        CheckConstraint(
            "num_nonnulls(resume_upload_id, resume_analysis_id, comparison_batch_id) = 1", name="has_one_subject"
        ),
        CheckConstraint("(status = 'running') = (finished_at IS NULL)", name="finished_unless_running"),
        CheckConstraint("attempt >= 1", name="attempt_is_positive"),
        failed_has_reason("status", reason="message"),
        Index(None, "resume_upload_id", "started_at"),
        Index(None, "resume_analysis_id", "started_at"),
        Index(None, "comparison_batch_id", "started_at"),
        Index(None, "flow_run_id"),
        Index("ix_stage_runs_running", "started_at", postgresql_where=text("status = 'running'")),
    )

    # The three keys are indexed together with `started_at`, above.
    resume_upload_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("resume_uploads.id", ondelete="CASCADE"), doc="Upload worked on; null for another subject."
    )
    resume_analysis_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("resume_analyses.id", ondelete="CASCADE"), doc="Analysis worked on; null for another subject."
    )
    comparison_batch_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("comparison_batches.id", ondelete="CASCADE"), doc="Batch worked on; null for another subject."
    )
    stage: Mapped[Stage] = mapped_column(doc="Stage that was attempted.")
    status: Mapped[StageRunStatus] = mapped_column(
        server_default=StageRunStatus.RUNNING.value, doc="How the attempt stands or ended."
    )
    attempt: Mapped[int] = mapped_column(server_default=text("1"), doc="Attempts at this stage so far, this included.")
    reason_code: Mapped[ReasonCode | None] = mapped_column(doc="Why it failed, for programs.")
    message: Mapped[str | None] = mapped_column(doc="Why it failed or was skipped, in a sentence for a person.")
    started_at: Mapped[datetime] = mapped_column(server_default=func.now(), doc="When the attempt began.")
    finished_at: Mapped[datetime | None] = mapped_column(doc="When it ended; null while it runs.")
    flow_run_id: Mapped[UUID | None] = mapped_column(doc="Prefect flow run that did it; null outside Prefect.")
    task_run_id: Mapped[UUID | None] = mapped_column(doc="Prefect task run that did it; null outside Prefect.")
    trigger: Mapped[StageTrigger] = mapped_column(doc="What started the run.")
    actor: Mapped[str | None] = mapped_column(String(255), doc="Who or what started it, by id or name of schedule.")
