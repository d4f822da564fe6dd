"""Signed messages that come in: each is taken once, whatever is sent twice. Functions here never commit."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pathwise.errors import PathwiseError
from pathwise.manifest import RulesVersions
from pathwise.storage.analyses import Question
from pathwise.storage.batches import ComparisonWish, MemberWish
from pathwise.storage.holdings import owned_uploads
from pathwise.storage.profiles import Profile, keep_profile
from pathwise.storage.reception import receive_batch, receive_uploads
from pathwise.storage.uploads import Arrival, register_uploads
from pathwise_models.enums import StageTrigger
from pathwise_models.webhooks import WebhookDelivery

LOCK_BYTES = 7
"""Bytes of a hash that fit the number of an advisory lock."""


class AnotherBodyError(PathwiseError):
    """A message has the id of another one."""

    def __init__(self) -> None:
        super().__init__("A message with this id came before, with another body. Send this one with an id of its own.")


class ForeignUploadsError(PathwiseError):
    """Uploads are named that are not the user's."""

    def __init__(self, places: Sequence[int]) -> None:
        self.places = places
        super().__init__("Some of the uploads are not this user's.")


@dataclass(frozen=True, slots=True)
class Message:
    """A message whose signature was found right.

    Attributes:
        message_id: The sender's id of it, 255 characters at most.
        body_sha256: Hash of its body.
    """

    message_id: str
    body_sha256: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """What a message is answered with.

    Attributes:
        answer: The ids.
        promised: Analyses or batches whose run is to be started; empty where the message was known, or nothing is
            left to do.
    """

    answer: dict[str, Any]
    promised: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class BatchOrder:
    """A comparison that a message asks for.

    Attributes:
        sources: Files that lie in the store, and uploads by their ids.
        labels: A name for people for each of them, or None.
        primary: Place of the one that the others are compared with; None for none.
        job_text: The job.
        job_title: Its title.
        name: Name of the batch for people.
    """

    sources: Sequence[Arrival | UUID]
    labels: Sequence[str | None]
    primary: int | None
    job_text: str
    job_title: str | None
    name: str | None


def known_answer(session: Session, message: Message) -> dict[str, Any] | None:
    """Give the answer that a message got when it came before; None where it did not.

    Raises:
        AnotherBodyError: It came with another body.
    """
    row = session.scalars(select(WebhookDelivery).where(WebhookDelivery.message_id == message.message_id)).first()
    if row and row.body_sha256 != message.body_sha256:
        raise AnotherBodyError
    return row.answer if row else None


def deliver_upload(
    session: Session, message: Message, profile: Profile, arrival: Arrival, question: Question, versions: RulesVersions
) -> Delivery:
    """Keep a message with its user, upload, analysis and promise; one that is known gets its first answer.

    Raises:
        AnotherBodyError: The id is known with another body.
    """

    def receive(user_id: UUID) -> Delivery:
        [taken] = receive_uploads(session, user_id, [arrival], question, versions, StageTrigger.WEBHOOK)
        answer = {"upload_id": str(taken.upload_id), "analysis_id": str(taken.analysis_id)}
        return Delivery(answer, (taken.analysis_id,) if taken.is_promised else ())

    return _deliver(session, message, profile, receive)


def deliver_batch(
    session: Session, message: Message, profile: Profile, order: BatchOrder, versions: RulesVersions
) -> Delivery:
    """Keep a message with its user, uploads, batch and promise; one that is known gets its first answer.

    Raises:
        AnotherBodyError: The id is known with another body.
        ForeignUploadsError: An upload is named that is not the user's.
    """

    def receive(user_id: UUID) -> Delivery:
        upload_ids = _uploads(session, user_id, order.sources)
        members = tuple(
            MemberWish(upload_id, label, place == order.primary)
            for place, (upload_id, label) in enumerate(zip(upload_ids, order.labels, strict=True))
        )
        wish = ComparisonWish(order.job_text, order.job_title, order.name, members)
        taken = receive_batch(session, user_id, wish, versions, StageTrigger.WEBHOOK)
        answer = {"batch_id": str(taken.batch_id), "upload_ids": [str(each) for each in upload_ids]}
        return Delivery(answer, (taken.batch_id,) if taken.is_promised else ())

    return _deliver(session, message, profile, receive)


def _deliver(session: Session, message: Message, profile: Profile, receive: Callable[[UUID], Delivery]) -> Delivery:
    # The same message twice at once takes turns: the second finds what the first has made.
    number = int.from_bytes(sha256(message.message_id.encode()).digest()[:LOCK_BYTES])
    session.execute(select(func.pg_advisory_xact_lock(number)))
    answer = known_answer(session, message)
    if answer is not None:
        return Delivery(answer)
    user_id = keep_profile(session, profile)
    delivery = receive(user_id)
    session.add(
        WebhookDelivery(
            message_id=message.message_id,
            body_sha256=message.body_sha256,
            user_id=user_id,
            answer=delivery.answer,
        )
    )
    return delivery


def _uploads(session: Session, user_id: UUID, sources: Sequence[Arrival | UUID]) -> list[UUID]:
    """Make uploads of files and check those that are named; in the order of the sources."""
    named = {each for each in sources if isinstance(each, UUID)}
    own = owned_uploads(session, user_id, named)
    foreign = [place for place, each in enumerate(sources) if isinstance(each, UUID) and each not in own]
    if foreign:
        raise ForeignUploadsError(foreign)
    made = iter(register_uploads(session, user_id, [each for each in sources if isinstance(each, Arrival)]))
    return [each if isinstance(each, UUID) else next(made) for each in sources]
