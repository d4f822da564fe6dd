"""Users and what they uploaded. Functions here never commit."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from pathwise.storage.files import BUCKET, StoredFile
from pathwise.storage.membership import is_among
from pathwise_models.uploads import ResumeUpload
from pathwise_models.users import User

FILENAME_LENGTH = 512


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file that lies in the store and is to become an upload.

    Attributes:
        filename: As the user calls it; data only, never part of a path.
        stored: Where its bytes lie.
        is_declared_resume: Somebody says that it is a resume, whatever it looks like.
    """

    filename: str
    stored: StoredFile
    is_declared_resume: bool = False


def ensure_user(session: Session, email: str) -> tuple[UUID, bool]:
    """Find the user of an e-mail address, or make one.

    Args:
        email: A checked address; its case does not count.

    Returns:
        The user's id, and whether the user is new.
    """
    made = session.scalar(insert(User).values(email=email).on_conflict_do_nothing().returning(User.id))
    if made:
        return made, True
    return session.execute(select(User.id).where(is_email(email))).scalar_one(), False


def is_email(email: str) -> ColumnElement[bool]:
    """Condition: the user has this e-mail address; its case does not count."""
    return func.lower(User.email) == func.lower(email)


def has_user(session: Session, user_id: UUID) -> bool:
    """Tell whether there is such a user."""
    return session.get(User, user_id) is not None


def register_uploads(session: Session, user_id: UUID, arrivals: Sequence[Arrival]) -> list[UUID]:
    """Make uploads of stored files; the same bytes of the same user are one upload.

    One that somebody once said is a resume stays one.

    Returns:
        An upload id for each arrival, in their order; ids repeat where contents do.
    """
    rows = {each.stored.sha256: _row(user_id, each) for each in reversed(arrivals)}
    if rows:
        # One order for all, so that two runs with the same files never wait for each other.
        in_order = [rows[sha256] for sha256 in sorted(rows)]
        session.execute(insert(ResumeUpload).values(in_order).on_conflict_do_nothing())
    known = session.execute(
        select(ResumeUpload.content_sha256, ResumeUpload.id).where(
            ResumeUpload.user_id == user_id, ResumeUpload.content_sha256.in_(rows)
        )
    )
    ids = dict(known.tuples().all())
    declare_resumes(session, [ids[each.stored.sha256] for each in arrivals if each.is_declared_resume])
    return [ids[each.stored.sha256] for each in arrivals]


def declare_resumes(session: Session, upload_ids: Collection[UUID]) -> None:
    """Note that uploads are resumes, whatever they look like; unknown ids are passed over.

    What was refused as `not_a_resume` is taken up again by whoever asks for it next.
    """
    if upload_ids:
        session.execute(
            update(ResumeUpload)
            .where(is_among(ResumeUpload.id, upload_ids), ResumeUpload.is_declared_resume.is_(False))
            .values(is_declared_resume=True)
            .execution_options(synchronize_session=False)
        )


def _row(user_id: UUID, arrival: Arrival) -> dict[str, object]:
    return {
        "user_id": user_id,
        "original_filename": arrival.filename[-FILENAME_LENGTH:],
        "stored_filename": arrival.stored.key,
        "storage_bucket": BUCKET,
        "file_size_bytes": arrival.stored.size_bytes,
        "content_sha256": arrival.stored.sha256,
    }
