"""The keys of the service: made, shown once, found again by their hash. Functions here never commit."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import false, func, insert, select, update
from sqlalchemy.orm import Session

from pathwise.storage.database import Database, make_engine, told_plainly
from pathwise_models.keys import ApiKey
from pathwise_models.users import User

PREFIX: Final = "pw_"
"""What every key begins with, so that people and scanners of secrets know one when they see it."""

KEY_BYTES: Final = 32
HINT_LENGTH: Final = 11

_THIS_HOUR: Final = func.date_trunc("hour", func.now())
ANSWER_WITHIN: Final = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class KeyHolder:
    """Who asks: a key, and the user in whose name it acts."""

    key_id: UUID
    user_id: UUID


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """A key as it can be shown: never the key itself."""

    key_id: UUID
    email: str
    label: str | None
    hint: str
    created_at: datetime
    last_used_at: datetime | None
    revoked_at: datetime | None


def make_key(session: Session, user_id: UUID, label: str | None) -> str:
    """Make a key in a user's name.

    Returns:
        The key. Only its hash is kept: it cannot be shown again.
    """
    key = PREFIX + secrets.token_urlsafe(KEY_BYTES)
    values = {"user_id": user_id, "label": label, "hint": key[:HINT_LENGTH], "key_sha256": _hash(key)}
    session.execute(insert(ApiKey).values(values))
    return key


def holder_of(session: Session, key: str) -> KeyHolder | None:
    """Tell whose key it is, and note that it was used; None where it opens no door."""
    sha256 = _hash(key)
    is_noted = func.coalesce(ApiKey.last_used_at >= _THIS_HOUR, false())
    row = session.execute(
        select(ApiKey.id, ApiKey.user_id, ApiKey.key_sha256, is_noted).where(
            ApiKey.key_sha256 == sha256, ApiKey.revoked_at.is_(None)
        )
    ).first()
    # How long Postgres looks tells about the hash at most, which nobody can choose; and nothing beyond that.
    if row is None or not hmac.compare_digest(row.key_sha256, sha256):
        return None
    # Within an hour nothing is written: a key in use would be rewritten all the time.
    if not row[-1]:
        session.execute(update(ApiKey).where(ApiKey.id == row.id).values(last_used_at=_THIS_HOUR))
    return KeyHolder(row.id, row.user_id)


def list_keys(session: Session) -> list[KeyEntry]:
    """List all keys, oldest first."""
    rows = session.execute(
        select(
            ApiKey.id,
            User.email,
            ApiKey.label,
            ApiKey.hint,
            ApiKey.created_at,
            ApiKey.last_used_at,
            ApiKey.revoked_at,
        )
        .join(User, User.id == ApiKey.user_id)
        .order_by(ApiKey.created_at, ApiKey.id)
    )
    return [KeyEntry(*row) for row in rows]


def revoke_key(session: Session, key_id: UUID) -> bool:
    """Have a key open no more doors; one that was revoked stays as it is.

    Returns:
        Whether there is such a key.
    """
    revoked = session.scalar(
        update(ApiKey)
        .where(ApiKey.id == key_id)
        .values(revoked_at=func.coalesce(ApiKey.revoked_at, func.now()))
        .returning(ApiKey.id)
    )
    return revoked is not None


def has_keys(session: Session) -> bool:
    """Tell whether any key opens doors."""
    return session.scalar(select(ApiKey.id).where(ApiKey.revoked_at.is_(None)).limit(1)) is not None


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


def any_key(url: str) -> bool:
    """Tell whether the database at `url`, at head, holds a key that opens doors.

    Raises:
        DatabaseUnusableError: The database does not answer.
    """
    database = Database(make_engine(url), ANSWER_WITHIN)
    try:
        with told_plainly(url):
            return database.run(has_keys)
    finally:
        database.close()
