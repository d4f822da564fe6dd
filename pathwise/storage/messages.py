"""Messages on their way out: taken by one sender at a time, noted as delivered, to be tried again, or given up.

Functions here never commit.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, lateral, or_, select, true, update
from sqlalchemy.orm import Session

from pathwise.storage.membership import is_among
from pathwise_models.webhooks import OutgoingMessage, WebhookEndpoint

PROBLEM_LENGTH = 255
AN_ENDPOINT = 10
"""Messages of one endpoint that are under way at once."""

_WAITS = and_(OutgoingMessage.delivered_at.is_(None), OutgoingMessage.abandoned_at.is_(None))
_IS_DUE = and_(_WAITS, OutgoingMessage.next_attempt_at <= func.now())


@dataclass(frozen=True, slots=True)
class DueMessage:
    """A message that this sender has taken, with what sending it needs.

    Attributes:
        message_id: Its id, the same at each attempt.
        endpoint_id: Where it goes.
        url: The address.
        secret: The key it is signed with.
        payload: What is sent.
        attempt: Which attempt this is, from 1.
    """

    message_id: UUID
    endpoint_id: UUID
    url: str
    secret: str
    payload: dict[str, Any]
    attempt: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an attempt ended.

    Attributes:
        problem: What went wrong, in a sentence; None where the endpoint took the message.
        next_attempt_at: When it is tried again; None for not at all.
        is_gone: The endpoint wants no more messages.
    """

    problem: str | None
    next_attempt_at: datetime | None = None
    is_gone: bool = False


GONE = "It answered 410 Gone: it wants no more messages."
SILENT = "Nothing came through for as long as a message is tried, {attempts} attempts. The last one: {problem}"


def note_outcome(session: Session, message: DueMessage, outcome: Outcome) -> str | None:
    """Note how an attempt ended; an endpoint that is gone, or failed for days, is switched off.

    Returns:
        Why the endpoint was switched off with this; None where it was not.
    """
    if outcome.problem is None:
        note_delivered(session, message)
        return None
    note_failed(session, message, outcome.problem, outcome.next_attempt_at)
    reason = None
    if outcome.is_gone:
        reason = GONE
    elif outcome.next_attempt_at is None and nothing_came_through(session, message):
        reason = SILENT.format(attempts=message.attempt, problem=outcome.problem)
    return reason if reason and disable(session, message.endpoint_id, reason) else None


def take_due(session: Session, lease: timedelta, limit: int, busy: Collection[UUID] = ()) -> list[DueMessage]:
    """Take messages that are due, so that no other sender takes them before the lease is over.

    An endpoint whose last attempt failed is asked with one message at a time, so that it costs little and holds up
    nobody. A sender that dies leaves its messages to the next one, after the lease: they may then arrive twice.

    Args:
        session: The transaction.
        lease: Longer than an attempt may take.
        limit: Most messages.
        busy: Endpoints that have messages under way already.

    Returns:
        The messages, in no order.
    """
    ids = session.scalars(_due_ids(busy).limit(limit)).all()
    if not ids:
        return []
    taken = (
        select(OutgoingMessage.id)
        .where(is_among(OutgoingMessage.id, ids), _IS_DUE)
        .with_for_update(skip_locked=True)
        .cte("taken")
    )
    rows = session.execute(
        update(OutgoingMessage)
        .where(OutgoingMessage.id == taken.c.id, OutgoingMessage.endpoint_id == WebhookEndpoint.id)
        .values(next_attempt_at=func.now() + lease, attempts=OutgoingMessage.attempts + 1)
        .returning(
            OutgoingMessage.id,
            OutgoingMessage.endpoint_id,
            WebhookEndpoint.url,
            WebhookEndpoint.secret,
            OutgoingMessage.payload,
            OutgoingMessage.attempts,
        )
        .execution_options(synchronize_session=False)
    )
    return [DueMessage(*row) for row in rows]


def note_delivered(session: Session, message: DueMessage) -> None:
    """Note that the endpoint took a message: it is well again."""
    session.execute(
        update(OutgoingMessage)
        .where(OutgoingMessage.id == message.message_id)
        .values(delivered_at=func.clock_timestamp(), last_problem=None)
    )
    session.execute(
        update(WebhookEndpoint)
        .where(WebhookEndpoint.id == message.endpoint_id, WebhookEndpoint.failures > 0)
        .values(failures=0)
    )


def note_failed(session: Session, message: DueMessage, problem: str, next_attempt_at: datetime | None) -> None:
    """Note that an attempt failed.

    Args:
        session: The transaction.
        message: What was tried.
        problem: What went wrong, cut at 255 characters.
        next_attempt_at: When it is tried again; None to give it up.
    """
    later = {"next_attempt_at": next_attempt_at} if next_attempt_at else {"abandoned_at": func.now()}
    session.execute(
        update(OutgoingMessage)
        .where(OutgoingMessage.id == message.message_id, _WAITS)
        .values(last_problem=problem[:PROBLEM_LENGTH], **later)
    )
    session.execute(
        update(WebhookEndpoint)
        .where(WebhookEndpoint.id == message.endpoint_id)
        .values(failures=WebhookEndpoint.failures + 1)
    )


def disable(session: Session, endpoint_id: UUID, reason: str) -> bool:
    """Switch an endpoint off; what waits for it stays.

    Returns:
        Whether it was on.
    """
    switched = session.scalar(
        update(WebhookEndpoint)
        .where(WebhookEndpoint.id == endpoint_id, WebhookEndpoint.disabled_at.is_(None))
        .values(disabled_at=func.now(), disabled_reason=reason)
        .returning(WebhookEndpoint.id)
    )
    return switched is not None


def nothing_came_through(session: Session, message: DueMessage) -> bool:
    """Tell whether the endpoint took no message at all since this one was written."""
    written_at = select(OutgoingMessage.created_at).where(OutgoingMessage.id == message.message_id).scalar_subquery()
    delivered = select(OutgoingMessage.id).where(
        OutgoingMessage.endpoint_id == message.endpoint_id, OutgoingMessage.delivered_at > written_at
    )
    return session.scalars(delivered.limit(1)).first() is None


def _due_ids(busy: Collection[UUID]) -> Any:
    """Select the ids of due messages, the oldest of each endpoint that is on."""
    first = lateral(
        select(
            OutgoingMessage.id,
            OutgoingMessage.next_attempt_at,
            func.row_number().over(order_by=OutgoingMessage.next_attempt_at).label("place"),
        )
        .where(OutgoingMessage.endpoint_id == WebhookEndpoint.id, _IS_DUE)
        .order_by(OutgoingMessage.next_attempt_at)
        .limit(AN_ENDPOINT)
        .correlate(WebhookEndpoint)
    )
    return (
        select(first.c.id)
        .select_from(WebhookEndpoint)
        .join(first, true())
        .where(
            WebhookEndpoint.disabled_at.is_(None),
            ~is_among(WebhookEndpoint.id, list(busy)),
            or_(WebhookEndpoint.failures == 0, first.c.place == 1),
        )
        .order_by(first.c.next_attempt_at)
    )
