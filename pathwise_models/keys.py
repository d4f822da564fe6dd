"""The keys by which programs use the service in a user's name."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CHAR, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from pathwise_models.base import Base, Row


class ApiKey(Row, Base):
    """A bearer key of the service. Its own words are shown once and never stored."""

    __tablename__ = "api_keys"

    user_id: Mapped[UUID] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), index=True, doc="In whose name it acts."
    )
    label: Mapped[str | None] = mapped_column(String(255), doc="What it is for, in the words of who made it.")
    hint: Mapped[str] = mapped_column(String(16), doc="Its first characters, by which a person tells it from others.")
    # The key holds 256 random bits: nobody finds it by trying, so a fast hash is as good as a slow one.
    key_sha256: Mapped[str] = mapped_column(CHAR(64), unique=True, doc="SHA-256 of the key in lower-case hex.")
    last_used_at: Mapped[datetime | None] = mapped_column(doc="When it was last used, to the hour.")
    revoked_at: Mapped[datetime | None] = mapped_column(doc="When it was revoked; null while it opens doors.")
