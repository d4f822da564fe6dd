"""The keys of the service: made, shown once, found again by their hash. Functions here never commit."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from pathwise_models.keys import ApiKey


def has_keys(session: Session) -> bool:
    """Tell whether any key opens doors."""
    return session.scalar(select(ApiKey.id).where(ApiKey.revoked_at.is_(None)).limit(1)) is not None
