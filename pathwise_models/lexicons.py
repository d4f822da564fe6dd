"""Layers below the packaged lexicon: skills that were imported from official files."""

from typing import Any
from uuid import UUID

from sqlalchemy import CHAR, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pathwise_models.base import EMPTY_LIST, Base, Row


class LexiconLayer(Row, Base):
    """One import, in force until it is removed. Its version is part of every fingerprint and manifest."""

    __tablename__ = "lexicon_layers"
    __table_args__ = (
        UniqueConstraint("name"),
        CheckConstraint("skill_count >= 1", name="holds_a_skill"),
        CheckConstraint("left_out >= 0", name="left_out_is_count"),
    )

    name: Mapped[str] = mapped_column(String(16), doc="Names it for people and in versions, such as esco.")
    source: Mapped[str] = mapped_column(String(100), doc="Where its skills come from: ESCO or O*NET.")
    version: Mapped[str] = mapped_column(CHAR(8), doc="Digest of its skills: the same skills have the same version.")
    file_sha256: Mapped[str] = mapped_column(CHAR(64), doc="SHA-256 of the imported file in lower-case hex.")
    skill_count: Mapped[int] = mapped_column(doc="Skills it holds.")
    left_out: Mapped[int] = mapped_column(doc="Skills of the file that cannot be told from plain words.")


class LexiconSkill(Row, Base):
    """One skill of a layer."""

    __tablename__ = "lexicon_skills"
    __table_args__ = (UniqueConstraint("layer_id", "canonical"),)

    layer_id: Mapped[UUID] = mapped_column(
        ForeignKey("lexicon_layers.id", ondelete="CASCADE"), doc="Layer it is part of."
    )
    canonical: Mapped[str] = mapped_column(String(255), doc="Its name, with the origin behind it.")
    kind: Mapped[str] = mapped_column(String(32), doc="Such as skill or tool.")
    spellings: Mapped[list[Any]] = mapped_column(
        server_default=EMPTY_LIST, doc="Ways to write it that are safe to find; = in front: exactly so, in a list."
    )
