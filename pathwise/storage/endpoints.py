"""The addresses that users want to be told at. Functions here never commit."""

import base64
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from pathwise.storage.database import make_engine
from pathwise.storage.uploads import is_email
from pathwise_models.enums import WebhookEvent
from pathwise_models.users import User
from pathwise_models.webhooks import OutgoingMessage, WebhookEndpoint

SECRET_BYTES = 32
"""Standard Webhooks asks for 24 to 64 random bytes."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An address and how it stands.

    Attributes:
        endpoint_id: Its id.
        email: Of whose results it is told.
        url: Where messages go.
        events: What it is told of; empty for everything.
        failures: Attempts that failed since the last one that went well.
        disabled_at: When it was switched off; None while it is told.
        disabled_reason: Why, in a sentence.
        waiting: Messages that wait to be delivered.
        last_problem: What went wrong at the latest attempt that failed; None where none did.
    """

    endpoint_id: UUID
    email: str
    url: str
    events: tuple[WebhookEvent, ...]
    failures: int
    disabled_at: datetime | None
    disabled_reason: str | None
    waiting: int
    last_problem: str | None


def add_endpoint(session: Session, user_id: UUID, url: str, events: Collection[WebhookEvent]) -> tuple[UUID, str]:
    """Register an address.

    Args:
        user_id: Of whose results it is told.
        url: A checked address.
        events: What it is told of; empty for everything.

    Returns:
        Its id, and the key its messages are signed with.
    """
    secret = new_secret()
    endpoint = WebhookEndpoint(user_id=user_id, url=url, secret=secret, events=sorted(set(events)))
    session.add(endpoint)
    session.flush()
    return endpoint.id, secret


def new_secret() -> str:
    """Make a key for signatures, written as Standard Webhooks writes it."""
    return "whsec_" + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


def list_endpoints(session: Session, email: str | None = None) -> list[Endpoint]:
    """Tell how addresses stand, oldest first.

    Args:
        email: Only those of this user.
    """
    message = OutgoingMessage
    is_waiting = message.delivered_at.is_(None) & message.abandoned_at.is_(None)
    of_endpoint = message.endpoint_id == WebhookEndpoint.id
    waiting = select(func.count()).where(of_endpoint, is_waiting).scalar_subquery()
    problem = (
        select(message.last_problem)
        .where(of_endpoint, message.last_problem.is_not(None))
        .order_by(message.updated_at.desc())
        .limit(1)
        .scalar_subquery()
    )
    query = select(WebhookEndpoint, User.email, waiting, problem).join(User, User.id == WebhookEndpoint.user_id)
    if email:
        query = query.where(is_email(email))
    rows = session.execute(query.order_by(WebhookEndpoint.created_at, WebhookEndpoint.id))
    return [
        Endpoint(
            endpoint_id=row.id,
            email=owner,
            url=row.url,
            events=tuple(WebhookEvent(event) for event in row.events),
            failures=row.failures,
            disabled_at=row.disabled_at,
            disabled_reason=row.disabled_reason,
            waiting=count,
            last_problem=last,
        )
        for row, owner, count, last in rows.tuples()
    ]


def remove_endpoint(session: Session, endpoint_id: UUID) -> bool:
    """Forget an address, with all its messages.

    Returns:
        Whether it was there.
    """
    gone = session.scalar(
        delete(WebhookEndpoint).where(WebhookEndpoint.id == endpoint_id).returning(WebhookEndpoint.id)
    )
    return gone is not None


def enable_endpoint(session: Session, endpoint_id: UUID) -> bool:
    """Switch an address on again; what waits for it is tried at once, with all its attempts before it.

    Returns:
        Whether it is there.
    """
    found = session.scalar(
        update(WebhookEndpoint)
        .where(WebhookEndpoint.id == endpoint_id)
        .values(disabled_at=None, disabled_reason=None, failures=0)
        .returning(WebhookEndpoint.id)
    )
    session.execute(
        update(OutgoingMessage)
        .where(
            OutgoingMessage.endpoint_id == endpoint_id,
            OutgoingMessage.delivered_at.is_(None),
            OutgoingMessage.abandoned_at.is_(None),
        )
        .values(attempts=0, next_attempt_at=func.now())
        .execution_options(synchronize_session=False)
    )
    return found is not None


def count_disabled(url: str) -> int:
    """Count the addresses that are switched off, in the database at a URL; 0 where it has no such table yet.

    Raises:
        DBAPIError: The database does not answer.
    """
    engine = make_engine(url)
    with engine.connect() as connection:
        has_table = engine.dialect.has_table(connection, WebhookEndpoint.__tablename__)
        query = select(func.count()).where(WebhookEndpoint.disabled_at.is_not(None))
        count = connection.scalar(query) if has_table else 0
    engine.dispose()
    return count or 0
