"""What was read from uploads: text and profile, kept so that scoring again reads no file. Functions never commit."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from pathwise.documents.model import DocumentText, HiddenText, Line, Link
from pathwise.inspection import Inspection
from pathwise.manifest import RulesVersions
from pathwise.resume.model import ResumeProfile
from pathwise.storage.json_values import from_json, to_json
from pathwise.storage.subjects import FREE
from pathwise_models.documents import ResumeDocument
from pathwise_models.documents import ResumeProfile as ProfileRow
from pathwise_models.enums import ResumeUploadStatus
from pathwise_models.uploads import ResumeUpload


def save_inspections(session: Session, inspections: Mapping[UUID, Inspection]) -> None:
    """Keep what was read from uploads, by upload: with it their reading is complete, and free of any claim."""
    if not inspections:
        return
    documents = {
        upload_id: _document_row(upload_id, inspection.document) for upload_id, inspection in inspections.items()
    }
    statement = insert(ResumeDocument).values(list(documents.values()))
    # Rules of one version read one file one way: what stands there already is as good, only its key is wanted.
    same = {"content_type": statement.excluded.content_type}
    kept = session.execute(
        statement.on_conflict_do_update(
            index_elements=[ResumeDocument.resume_upload_id, ResumeDocument.reader_version], set_=same
        ).returning(ResumeDocument.resume_upload_id, ResumeDocument.id)
    )
    document_ids = dict(kept.tuples().all())
    profiles = [
        _profile_row(upload_id, document_ids[upload_id], inspection) for upload_id, inspection in inspections.items()
    ]
    session.execute(insert(ProfileRow).values(profiles).on_conflict_do_nothing())
    now = session.scalar(select(func.clock_timestamp()))
    session.execute(
        update(ResumeUpload),
        [
            {
                "id": upload_id,
                "upload_status": ResumeUploadStatus.COMPLETED,
                "processed_at": now,
                "content_type": inspection.document.content_type,
                "reason_code": None,
                "failure_reason": None,
                **FREE,
            }
            for upload_id, inspection in inspections.items()
        ],
    )


def load_documents(session: Session, upload_ids: Collection[UUID], versions: RulesVersions) -> dict[UUID, DocumentText]:
    """Load the texts that this version of the reader read, by upload."""
    rows = session.scalars(
        select(ResumeDocument).where(
            ResumeDocument.resume_upload_id.in_(upload_ids), ResumeDocument.reader_version == versions.reader
        )
    )
    return {row.resume_upload_id: _document(row) for row in rows}


def load_inspections(session: Session, upload_ids: Collection[UUID], versions: RulesVersions) -> dict[UUID, Inspection]:
    """Load texts with the profiles that these rules made of them, by upload; without a profile, none."""
    rows = session.execute(
        select(ResumeDocument, ProfileRow.profile)
        .join(ProfileRow, ProfileRow.resume_document_id == ResumeDocument.id)
        .where(ProfileRow.resume_upload_id.in_(upload_ids), *profile_of(versions))
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


def _document_row(upload_id: UUID, document: DocumentText) -> dict[str, Any]:
    return {
        "resume_upload_id": upload_id,
        "reader_version": document.reader_version,
        "content_type": document.content_type,
        "language": document.language,
        "page_count": document.page_count,
        "text": document.text,
        "lines": to_json(document.lines, tuple[Line, ...]),
        "links": to_json(document.links, tuple[Link, ...]),
        "integrity": {"hidden_text": to_json(document.hidden_text, tuple[HiddenText, ...])},
    }


def _document(row: ResumeDocument) -> DocumentText:
    return DocumentText(
        content_type=row.content_type,
        page_count=row.page_count,
        lines=from_json(row.lines, tuple[Line, ...]),
        links=from_json(row.links, tuple[Link, ...]),
        hidden_text=from_json(row.integrity["hidden_text"], tuple[HiddenText, ...]),
        language=row.language,
        reader_version=row.reader_version,
    )


def _profile_row(upload_id: UUID, document_id: UUID, inspection: Inspection) -> dict[str, Any]:
    profile = inspection.profile
    return {
        "resume_document_id": document_id,
        "resume_upload_id": upload_id,
        "reader_version": inspection.document.reader_version,
        "profile_version": profile.profile_version,
        "lexicon_version": profile.lexicon_version,
        "profile": to_json(profile, ResumeProfile),
    }
