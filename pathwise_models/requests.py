"""Runs that were promised: what must be worked on even if Prefect is away at the moment or forgets it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from pathwise_models.base import Base, Row
from pathwise_models.enums import StageTrigger


class RunRequest(Row, Base):
    """A run of a deployment that was promised for an analysis or a batch.

    Committed with what it is for; given to Prefect afterwards, as often as needed, always under the same key.
    """

    __tablename__ = "run_requests"
    __table_args__ = (
        CheckConstraint("num_nonnulls(resume_analysis_id, comparison_batch_id) = 1", name="has_one_subject"),
        CheckConstraint("attempt >= 1", name="attempt_is_positive"),
        CheckConstraint("(flow_run_id IS NULL) = (accepted_at IS NULL)", name="acceptance_is_whole"),
        # One open promise a subject: who asks again gets the one that stands.
        Index(
            "uq_run_requests_open_analysis",
            "resume_analysis_id",
            unique=True,
            postgresql_where=text("settled_at IS NULL"),
        ),
        Index(
            "uq_run_requests_open_batch",
            "comparison_batch_id",
            unique=True,
            postgresql_where=text("settled_at IS NULL"),
        ),
        Index(None, "resume_analysis_id"),
        Index(None, "comparison_batch_id"),
        Index("ix_run_requests_open", "created_at", postgresql_where=text("settled_at IS NULL")),
    )

    resume_analysis_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("resume_analyses.id", ondelete="CASCADE"), doc="Analysis to be made; null for a batch."
    )
    comparison_batch_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("comparison_batches.id", ondelete="CASCADE"), doc="Batch to be compared; null for an analysis."
    )
    deployment: Mapped[str] = mapped_column(String(255), doc="Name of the deployment, flow/deployment.")
    trigger: Mapped[StageTrigger] = mapped_column(doc="What asked for it.")
    attempt: Mapped[int] = mapped_column(
        server_default=text("1"), doc="Which run it is: one that died is followed by another, under another key."
    )
    flow_run_id: Mapped[UUID | None] = mapped_column(doc="The flow run that Prefect answered with.")
    accepted_at: Mapped[datetime | None] = mapped_column(doc="When Prefect took it; null while it waits for that.")
    settled_at: Mapped[datetime | None] = mapped_column(
        doc="When the subject had ended, well or not: nothing more is to be started for it."
    )
