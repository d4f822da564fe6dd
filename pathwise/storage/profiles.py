"""User profiles as the sign-in of the website (NextAuth) has them. Functions here never commit."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import or_, update
from sqlalchemy.orm import Session

from pathwise.storage.uploads import ensure_user
from pathwise_models.users import User


@dataclass(frozen=True, slots=True)
class Profile:
    """Who a person is, as the website knows it. What it does not know is None, and changes nothing here.

    Attributes:
        email: A checked address; its case does not count.
        name: As the sign-in provider gives it, 255 characters at most.
        image_url: 1,024 characters at most.
        email_verified_at: When the address was confirmed.
    """

    email: str
    name: str | None = None
    image_url: str | None = None
    email_verified_at: datetime | None = None


def keep_profile(session: Session, profile: Profile) -> UUID:
    """Find or make the user of a profile, and take over what it knows.

    Returns:
        The user's id.
    """
    user_id, _ = ensure_user(session, profile.email)
    told: dict[str, Any] = {
        "name": profile.name,
        "image_url": profile.image_url,
        "email_verified_at": profile.email_verified_at,
    }
    known = {name: value for name, value in told.items() if value is not None}
    if known:
        # A row that stays as it is, is not written: many messages of one user would wait for each other.
        differs = or_(*(getattr(User, name).is_distinct_from(value) for name, value in known.items()))
        session.execute(
            update(User).where(User.id == user_id, differs).values(known).execution_options(synchronize_session=False)
        )
    return user_id
