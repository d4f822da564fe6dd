"""Uploaded resumes, as files."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CHAR, ForeignKey, Index, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from pathwise_models.base import Base, Claimable, Row, claim_rules, failed_has_reason
from pathwise_models.enums import ReasonCode, ResumeUploadStatus


class ResumeUpload(Row, Claimable, Base):
    """A resume that a user sent. Its status speaks of reading only."""

    __tablename__ = "resume_uploads"
    __table_args__ = (
        UniqueConstraint("user_id", "content_sha256"),
        Index(None, "upload_status", "created_at"),
        failed_has_reason("upload_status"),
        *claim_rules(),
    )

    # Indexed by the unique constraint, which starts with it.
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), doc="Whose resume it is.")
    original_filename: Mapped[str] = mapped_column(
        String(512), doc="Name of the file as the user sent it: data, never a path."
    )
    stored_filename: Mapped[str] = mapped_column(String(512), doc="Key of the bytes in the file store.")
    storage_bucket: Mapped[str | None] = mapped_column(
        String(255), doc="Bucket of the file store; null for a local folder."
    )
    content_type: Mapped[str | None] = mapped_column(String(128), doc="MIME type recognised from the bytes.")
    file_size_bytes: Mapped[int | None] = mapped_column(doc="Size of the file in bytes.")
    content_sha256: Mapped[str | None] = mapped_column(
        CHAR(64),
        doc="SHA-256 of the bytes in lower-case hex: the same bytes are one upload of a user, never shared between "
        "users. Null for rows of the first service.",
    )
    is_declared_resume: Mapped[bool] = mapped_column(
        server_default=false(),
        doc="Somebody said that it is a resume: it is never refused as `not_a_resume`. Stays true.",
    )
    upload_status: Mapped[ResumeUploadStatus] = mapped_column(
        server_default=ResumeUploadStatus.PENDING.value, doc="How far reading has come."
    )
    processed_at: Mapped[datetime | None] = mapped_column(doc="When reading ended, well or not.")
    reason_code: Mapped[ReasonCode | None] = mapped_column(doc="Why reading failed, for programs.")
    failure_reason: Mapped[str | None] = mapped_column(doc="Why reading failed, in a sentence for the person.")
