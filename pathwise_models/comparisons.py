"""Batches of resumes that are ranked against one job, and their members."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CHAR, CheckConstraint, ForeignKey, Index, String, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from pathwise_models.base import Base, Claimable, Row, claim_rules, failed_has_reason
from pathwise_models.enums import ComparisonBatchStatus, ReasonCode


class ComparisonBatch(Row, Claimable, Base):
    """Resumes to be ranked together. Completed when at least one member is ranked."""

    __tablename__ = "comparison_batches"
    __table_args__ = (
        # The same comparison is one batch; one that failed may be asked for anew.
        Index(
            "uq_comparison_batches_fingerprint",
            "fingerprint",
            unique=True,
            postgresql_where=text("status <> 'failed'"),
        ),
        Index(None, "status", "created_at"),
        failed_has_reason("status"),
        *claim_rules(),
    )

    user_id: Mapped[UUID] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), index=True, doc="Who asked for it."
    )
    name: Mapped[str | None] = mapped_column(String(255), doc="Name for people.")
    description: Mapped[str | None] = mapped_column(doc="What the batch is for.")
    job_title: Mapped[str | None] = mapped_column(String(255), doc="Title of the job.")
    job_posting_url: Mapped[str | None] = mapped_column(String(1024), doc="Where the job is published.")
    job_description: Mapped[str | None] = mapped_column(doc="Text of the job.")
    notes: Mapped[str | None] = mapped_column(doc="Notes of the person who asked for it.")
    status: Mapped[ComparisonBatchStatus] = mapped_column(
        server_default=ComparisonBatchStatus.PENDING.value, doc="How far the batch has come."
    )
    fingerprint: Mapped[str | None] = mapped_column(
        CHAR(64),
        doc="SHA-256, in lower-case hex, of user, job text, sorted content hashes and versions. Null for rows of the "
        "first service.",
    )
    started_at: Mapped[datetime | None] = mapped_column(doc="When work on it began.")
    completed_at: Mapped[datetime | None] = mapped_column(doc="When work on it ended, well or not.")
    reason_code: Mapped[ReasonCode | None] = mapped_column(doc="Why it failed, for programs.")
    failure_reason: Mapped[str | None] = mapped_column(doc="Why it failed, in a sentence for the person.")


class BatchMember(Row, Base):
    """One upload's place in one batch."""

    __tablename__ = "batch_members"
    __table_args__ = (
        UniqueConstraint("batch_id", "resume_upload_id"),
        Index("uq_batch_members_primary", "batch_id", unique=True, postgresql_where=text("is_primary")),
        CheckConstraint("rank >= 1", name="rank_is_positive"),
        CheckConstraint("tier >= 1", name="tier_is_positive"),
        CheckConstraint("same_person_as_id IS NULL OR rank IS NULL", name="linked_has_no_rank"),
    )

    batch_id: Mapped[UUID] = mapped_column(
        ForeignKey("comparison_batches.id", ondelete="CASCADE"), doc="Batch it is part of."
    )
    resume_upload_id: Mapped[UUID] = mapped_column(
        ForeignKey("resume_uploads.id", ondelete="CASCADE"), index=True, doc="Upload that is compared."
    )
    resume_analysis_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("resume_analyses.id", ondelete="SET NULL"),
        index=True,
        doc="Analysis its rank rests on; one analysis may serve several batches.",
    )
    position: Mapped[int | None] = mapped_column(doc="Place in the order the uploads were given, from 0.")
    rank: Mapped[int | None] = mapped_column(doc="Place in the ranking, from 1; null while unranked.")
    band: Mapped[str | None] = mapped_column(String(100), doc="Band of the ranking, for people.")
    tier: Mapped[int | None] = mapped_column(
        doc="From 1; the evidence cannot tell members of one tier apart. Null where too little could be judged."
    )
    same_person_as_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("batch_members.id", ondelete="SET NULL"),
        index=True,
        doc="Member whose resume is a near-identical one of the same person: that one is ranked, this one is not.",
    )
    is_primary: Mapped[bool] = mapped_column(
        server_default=false(), doc="The reference that the others are compared with; at most one a batch."
    )
    label: Mapped[str | None] = mapped_column(String(255), doc="Name for people.")
    notes: Mapped[str | None] = mapped_column(doc="Notes of the person who asked for the batch.")
