"""The people who upload resumes."""

from datetime import datetime

from sqlalchemy import Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from pathwise_models.base import Base, Row


class User(Row, Base):
    """A person who uploads resumes; mirrors the user profile of NextAuth."""

    __tablename__ = "users"
    __table_args__ = (Index("uq_users_lower_email", text("lower(email)"), unique=True),)

    email: Mapped[str] = mapped_column(
        String(320), unique=True, doc="Address the person signs in with; unique whatever its letter case."
    )
    name: Mapped[str | None] = mapped_column(String(255), doc="Name as the sign-in provider gives it.")
    image_url: Mapped[str | None] = mapped_column(String(1024), doc="Picture as the sign-in provider gives it.")
    email_verified_at: Mapped[datetime | None] = mapped_column(doc="When the address was confirmed.")
