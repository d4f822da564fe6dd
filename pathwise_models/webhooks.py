"""Webhooks, coming in and going out: each message once, whatever is sent twice."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CHAR, CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from pathwise_models.base import EMPTY_LIST, Base, Row
from pathwise_models.enums import WebhookEvent


class WebhookDelivery(Row, Base):
    """A webhook message that was taken in, with the answer it got. The same message again gets the same answer."""

    __tablename__ = "webhook_deliveries"

    message_id: Mapped[str] = mapped_column(
        String(255), unique=True, doc="The sender's id of the message, as signed (`webhook-id`)."
    )
    body_sha256: Mapped[str] = mapped_column(
        CHAR(64), doc="SHA-256 of the body in lower-case hex: the same id with another body is refused."
    )
    user_id: Mapped[UUID] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), index=True, doc="Whose resume came with it."
    )
    answer: Mapped[dict[str, Any]] = mapped_column(doc="The ids it was answered with.")


class WebhookEndpoint(Row, Base):
    """An address that a user wants to be told at."""

    __tablename__ = "webhook_endpoints"
    __table_args__ = (
        CheckConstraint("failures >= 0", name="failures_is_count"),
        CheckConstraint("(disabled_at IS NULL) = (disabled_reason IS NULL)", name="disabled_has_reason"),
    )

    user_id: Mapped[UUID] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), index=True, doc="Of whose results it is told."
    )
    url: Mapped[str] = mapped_column(String(2048), doc="Where messages are posted to.")
    secret: Mapped[str] = mapped_column(
        String(255), doc="Key that messages are signed with, `whsec_...`; needed as it is to sign."
    )
    events: Mapped[list[Any]] = mapped_column(
        server_default=EMPTY_LIST, doc="What it is told of, by event; empty for everything."
    )
    failures: Mapped[int] = mapped_column(
        server_default=text("0"), doc="Attempts that failed since the last one that went well."
    )
    disabled_at: Mapped[datetime | None] = mapped_column(doc="When it was switched off; null while it is told.")
    disabled_reason: Mapped[str | None] = mapped_column(doc="Why, in a sentence for a person.")


class OutgoingMessage(Row, Base):
    """A message that waits to be told, or was: written in the transaction of the result it tells of.

    Its id is the message's id, the same at each attempt.
    """

    __tablename__ = "outgoing_messages"
    __table_args__ = (
        CheckConstraint("num_nonnulls(delivered_at, abandoned_at) <= 1", name="has_one_end"),
        CheckConstraint("attempts >= 0", name="attempts_is_count"),
        # By endpoint first: one that answers slowly must not hold up the others.
        Index(
            "ix_outgoing_messages_waiting",
            "endpoint_id",
            "next_attempt_at",
            postgresql_where=text("delivered_at IS NULL AND abandoned_at IS NULL"),
        ),
    )

    endpoint_id: Mapped[UUID] = mapped_column(
        ForeignKey("webhook_endpoints.id", ondelete="CASCADE"), index=True, doc="Where it goes."
    )
    event: Mapped[WebhookEvent] = mapped_column(doc="What it tells of.")
    payload: Mapped[dict[str, Any]] = mapped_column(doc="What is sent: ids, status, points; never resume text.")
    attempts: Mapped[int] = mapped_column(server_default=text("0"), doc="How often it was tried.")
    next_attempt_at: Mapped[datetime] = mapped_column(
        server_default=text("now()"), doc="When it may be tried; a sender that takes it moves this on first."
    )
    delivered_at: Mapped[datetime | None] = mapped_column(doc="When the endpoint took it.")
    abandoned_at: Mapped[datetime | None] = mapped_column(doc="When it was given up.")
    last_problem: Mapped[str | None] = mapped_column(String(255), doc="What went wrong at the last attempt.")
