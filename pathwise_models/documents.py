"""What was read from uploads. Kept, so that scoring again never reads the file again."""

from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pathwise_models.base import EMPTY_LIST, EMPTY_OBJECT, Base, Row


class ResumeDocument(Row, Base):
    """The text of an upload as one version of the reader read it."""

    __tablename__ = "resume_documents"
    __table_args__ = (
        UniqueConstraint("resume_upload_id", "reader_version"),
        CheckConstraint("page_count >= 1", name="page_count_is_positive"),
    )

    resume_upload_id: Mapped[UUID] = mapped_column(
        ForeignKey("resume_uploads.id", ondelete="CASCADE"), doc="Upload that was read."
    )
    reader_version: Mapped[str] = mapped_column(String(100), doc="Version of the reading rules.")
    content_type: Mapped[str] = mapped_column(String(128), doc="MIME type recognised from the bytes.")
    language: Mapped[str | None] = mapped_column(
        String(8), doc="ISO 639-1 code; null where the text is too short to tell."
    )
    page_count: Mapped[int] = mapped_column(doc="Pages, 1 or more; 1 for formats without pages.")
    text: Mapped[str] = mapped_column(doc="The lines joined by line breaks.")
    lines: Mapped[list[Any]] = mapped_column(doc="Lines in reading order, with page and marks.")
    links: Mapped[list[Any]] = mapped_column(server_default=EMPTY_LIST, doc="Link targets with their words.")
    integrity: Mapped[dict[str, Any]] = mapped_column(
        server_default=EMPTY_OBJECT,
        doc="What the lines do not hold as it is written, and which pages were read from a picture.",
    )


class ResumeProfile(Row, Base):
    """The structured fields of an upload as one set of rules read them."""

    __tablename__ = "resume_profiles"
    __table_args__ = (
        UniqueConstraint(
            "resume_upload_id",
            "reader_version",
            "profile_version",
            "lexicon_version",
            name="uq_resume_profiles_resume_upload_id_versions",
        ),
    )

    resume_document_id: Mapped[UUID] = mapped_column(
        ForeignKey("resume_documents.id", ondelete="CASCADE"), index=True, doc="Text that the rules read."
    )
    resume_upload_id: Mapped[UUID] = mapped_column(
        ForeignKey("resume_uploads.id", ondelete="CASCADE"), doc="Upload of that text."
    )
    reader_version: Mapped[str] = mapped_column(String(100), doc="Version of the reading rules.")
    profile_version: Mapped[str] = mapped_column(String(100), doc="Version of the rules that made the profile.")
    lexicon_version: Mapped[str] = mapped_column(String(100), doc="Version of the skill lexicon.")
    profile: Mapped[dict[str, Any]] = mapped_column(doc="Contacts, sections, experience, education, skills.")
