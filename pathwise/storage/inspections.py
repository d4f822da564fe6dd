"""What was read from uploads: text and profile, kept so that scoring again reads no file. Functions never commit."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from pathwise.documents.model import DocumentText, HiddenText, Line, Link
from pathwise.inspection import Inspection
from pathwise.manifest import RulesVersions
from pathwise.resume.model import ResumeProfile
from pathwise.storage.characters import JsonRows
from pathwise.storage.json_values import from_json
from pathwise.storage.membership import is_among
from pathwise.storage.records import InspectionRecord, record_inspection
from pathwise.storage.recordsets import recordset, update_rows
from pathwise.storage.subjects import FREE
from pathwise_models.documents import ResumeDocument
from pathwise_models.documents import ResumeProfile as ProfileRow
from pathwise_models.enums import ResumeUploadStatus
from pathwise_models.uploads import ResumeUpload

UPLOAD_COLUMNS = ("id", "content_type")
DOCUMENT_COLUMNS = (
    "resume_upload_id",
    "reader_version",
    "content_type",
    "language",
    "page_count",
    "text",
    "lines",
    "links",
    "integrity",
)
PROFILE_COLUMNS = ("resume_upload_id", "reader_version", "profile_version", "lexicon_version", "profile")


def save_inspections(session: Session, inspections: Mapping[UUID, Inspection]) -> None:
    """Keep what was read from uploads, by upload: with it their reading is complete, and free of any claim."""
    keep_inspections(session, [record_inspection(upload_id, each) for upload_id, each in inspections.items()])


def keep_inspections(session: Session, records: Sequence[InspectionRecord]) -> None:
    """Keep what was read from uploads and is written down already. Does what `save_inspections` does."""
    if not records:
        return
    documents = recordset(ResumeDocument, DOCUMENT_COLUMNS, JsonRows.joined([each.document for each in records]))
    # Rules of one version read one file one way: what stands there already is as good.
    session.execute(
        insert(ResumeDocument).from_select(list(DOCUMENT_COLUMNS), documents.select()).on_conflict_do_nothing()
    )
    profiles = recordset(ProfileRow, PROFILE_COLUMNS, JsonRows.joined([each.profile for each in records]))
    with_document = select(ResumeDocument.id, profiles).join(
        profiles,
        and_(
            ResumeDocument.resume_upload_id == profiles.c.resume_upload_id,
            ResumeDocument.reader_version == profiles.c.reader_version,
        ),
    )
    session.execute(
        insert(ProfileRow).from_select(["resume_document_id", *PROFILE_COLUMNS], with_document).on_conflict_do_nothing()
    )
    read = {
        "upload_status": ResumeUploadStatus.COMPLETED,
        "processed_at": func.clock_timestamp(),
        "reason_code": None,
        "failure_reason": None,
        **FREE,
    }
    update_rows(session, ResumeUpload, UPLOAD_COLUMNS, JsonRows.joined([each.upload for each in records]), **read)


def load_documents(session: Session, upload_ids: Collection[UUID], versions: RulesVersions) -> dict[UUID, DocumentText]:
    """Load the texts that this version of the reader read, by upload."""
    rows = session.scalars(
        select(ResumeDocument).where(
            is_among(ResumeDocument.resume_upload_id, upload_ids), ResumeDocument.reader_version == versions.reader
        )
    )
    return {row.resume_upload_id: _document(row) for row in rows}


def latest_documents(
    session: Session, upload_ids: Collection[UUID], preferred: str | None = None
) -> dict[UUID, DocumentText]:
    """Load one text of each upload, by upload: that of the preferred reader where it is kept, else the newest."""
    rows = session.scalars(
        select(ResumeDocument)
        .distinct(ResumeDocument.resume_upload_id)
        .where(is_among(ResumeDocument.resume_upload_id, upload_ids))
        .order_by(
            ResumeDocument.resume_upload_id,
            (ResumeDocument.reader_version == (preferred or "")).desc(),
            ResumeDocument.created_at.desc(),
            ResumeDocument.id,
        )
    )
    return {row.resume_upload_id: _document(row) for row in rows}


def load_inspections(session: Session, upload_ids: Collection[UUID], versions: RulesVersions) -> dict[UUID, Inspection]:
    """Load texts with the profiles that these rules made of them, by upload; without a profile, none."""
    rows = session.execute(
        select(ResumeDocument, ProfileRow.profile)
        .join(ProfileRow, ProfileRow.resume_document_id == ResumeDocument.id)
        .where(is_among(ProfileRow.resume_upload_id, upload_ids), *profile_of(versions))
    )
    return {
        row.resume_upload_id: Inspection(_document(row), from_json(profile, ResumeProfile)) for row, profile in rows
    }


def has_profile(session: Session, upload_id: UUID, versions: RulesVersions) -> bool:
    """Tell whether these rules have read the resume in an upload already."""
    known = select(ProfileRow.id).where(ProfileRow.resume_upload_id == upload_id, *profile_of(versions))
    return session.scalar(known) is not None


def profile_of(versions: RulesVersions) -> list[Any]:
    """Say in SQL: a profile made by these rules."""
    return [
        ProfileRow.reader_version == versions.reader,
        ProfileRow.profile_version == versions.profile,
        ProfileRow.lexicon_version == versions.lexicon,
    ]


def _document(row: ResumeDocument) -> DocumentText:
    return DocumentText(
        content_type=row.content_type,
        page_count=row.page_count,
        lines=from_json(row.lines, tuple[Line, ...]),
        links=from_json(row.links, tuple[Link, ...]),
        hidden_text=from_json(row.integrity["hidden_text"], tuple[HiddenText, ...]),
        language=row.language,
        reader_version=row.reader_version,
        scanned_pages=tuple(row.integrity.get("scanned_pages", ())),
    )
