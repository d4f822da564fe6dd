"""Webhooks going out, against a server that takes them, fails, redirects, is slow, is gone."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from threading import Event
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import insert, select
from standardwebhooks import Webhook

from pathwise.service.delivery import SCHEDULE, Manner, Sender
from pathwise.storage.database import Database
from pathwise.storage.endpoints import Endpoint, add_endpoint, enable_endpoint, list_endpoints
from pathwise.storage.messages import take_due
from pathwise.storage.uploads import ensure_user
from pathwise_models.enums import WebhookEvent
from pathwise_models.webhooks import OutgoingMessage
from tests.service.receiver import Receiver, receiving, wait_until

SOON = timedelta(seconds=0.02)
PAYLOAD = {"type": "analysis.completed", "data": {"analysis_id": "a", "overall_score": 61.5}}


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as served:
        yield served


@pytest.fixture
def register(database: Database) -> Callable[[str], tuple[UUID, str]]:
    """Register an address of a user; gives its id and its key."""

    def add(url: str) -> tuple[UUID, str]:
        user_id, _ = database.run(lambda session: ensure_user(session, "ada@example.org"))
        return database.run(lambda session: add_endpoint(session, user_id, url, []))

    return add


@pytest.fixture
def send(database: Database) -> Iterator[Callable[..., Sender]]:
    """Start senders that try four times, soon after one another."""
    with ExitStack() as stack:

        def start(**chosen: Any) -> Sender:
            manner: dict[str, Any] = {"allow_private": True, "schedule": [SOON] * 3, "look_seconds": 0.02} | chosen
            sender = Sender(database, Manner(**manner))
            stack.callback(sender.close)
            return sender

        yield start


Register = Callable[[str], tuple[UUID, str]]
Send = Callable[..., Sender]


def write(database: Database, endpoint_id: UUID, count: int = 1, **more: Any) -> None:
    row = {"endpoint_id": endpoint_id, "event": WebhookEvent.ANALYSIS_COMPLETED, "payload": PAYLOAD} | more
    database.run(lambda session: session.execute(insert(OutgoingMessage), [row] * count))


def messages(database: Database) -> list[OutgoingMessage]:
    return list(database.run(lambda session: session.scalars(select(OutgoingMessage)).all()))


def ended(database: Database) -> list[OutgoingMessage]:
    return [each for each in messages(database) if each.delivered_at or each.abandoned_at]


def standing(database: Database, endpoint_id: UUID) -> Endpoint:
    return {each.endpoint_id: each for each in database.run(list_endpoints)}[endpoint_id]


def test_a_message_is_delivered_with_a_signature_that_its_receiver_can_check(
    database: Database, receiver: Receiver, register: Register, send: Send
) -> None:
    endpoint_id, secret = register(receiver.url)
    write(database, endpoint_id)
    send()
    [message] = wait_until(lambda: ended(database))
    assert (message.delivered_at is not None, message.attempts, message.last_problem) == (True, 1, None)
    [received] = receiver.received
    assert Webhook(secret).verify(received.body, received.headers) == PAYLOAD
    assert received.headers["webhook-id"] == str(message.id)
    assert (received.path, received.headers["content-type"]) == ("/hooks?of=ada", "application/json")


def test_a_receiver_that_fails_is_tried_again_with_the_same_id(
    database: Database, receiver: Receiver, register: Register, send: Send
) -> None:
    receiver.answers = [(500, {}), (429, {}), (302, {"Location": "/elsewhere"})]
    endpoint_id, secret = register(receiver.url)
    write(database, endpoint_id)
    send()
    [message] = wait_until(lambda: ended(database))
    assert (message.delivered_at is not None, message.attempts) == (True, 4)
    assert {each.headers["webhook-id"] for each in receiver.received} == {str(message.id)}
    for each in receiver.received:
        Webhook(secret).verify(each.body, each.headers)
    wait_until(lambda: standing(database, endpoint_id).failures == 0)


def test_a_redirect_is_a_failure_and_is_never_followed(
    database: Database, receiver: Receiver, register: Register, send: Send
) -> None:
    with receiving() as inside:
        receiver.answers = [(status, {"Location": inside.url}) for status in (301, 302, 307, 308)]
        endpoint_id, _ = register(receiver.url)
        write(database, endpoint_id)
        send()
        [message] = wait_until(lambda: ended(database))
        assert message.abandoned_at is not None
        assert message.last_problem == "It answered 308."
        assert inside.received == []


def test_an_endpoint_to_which_nothing_came_through_is_switched_off_and_can_be_switched_on_again(
    database: Database, receiver: Receiver, register: Register, send: Send
) -> None:
    receiver.answers = [(503, {})] * 8
    endpoint_id, _ = register(receiver.url)
    write(database, endpoint_id)
    write(database, endpoint_id, next_attempt_at=datetime.now(UTC) + timedelta(hours=1))
    send()
    off = wait_until(lambda: (found := standing(database, endpoint_id)).disabled_at and found)
    assert off.disabled_reason is not None
    assert off.disabled_reason.startswith("Nothing came through for as long as a message is tried, 4 attempts.")
    assert (off.failures, off.waiting, len(receiver.received)) == (4, 1, 4)
    receiver.answers = []
    assert database.run(lambda session: enable_endpoint(session, endpoint_id))
    wait_until(lambda: len(ended(database)) == 2)
    assert standing(database, endpoint_id).disabled_at is None


def test_one_message_that_is_never_taken_does_not_switch_off_an_endpoint_that_takes_others(
    database: Database, receiver: Receiver, register: Register, send: Send
) -> None:
    receiver.answers = [*[(400, {})] * 3, (204, {}), (400, {})]
    endpoint_id, _ = register(receiver.url)
    write(database, endpoint_id)
    # The other one comes when the first has been tried three times.
    sender = send(schedule=[SOON, SOON, timedelta(seconds=1)])
    wait_until(lambda: len(receiver.received) == 3)
    write(database, endpoint_id)
    wait_until(lambda: len(ended(database)) == 2)
    sender.close()
    assert [each.abandoned_at is None for each in messages(database)].count(True) == 1
    assert standing(database, endpoint_id).disabled_at is None


def test_410_switches_an_endpoint_off_at_once(
    database: Database, receiver: Receiver, register: Register, send: Send
) -> None:
    receiver.answers = [(410, {})]
    endpoint_id, _ = register(receiver.url)
    write(database, endpoint_id)
    send()
    off = wait_until(lambda: (found := standing(database, endpoint_id)).disabled_at and found)
    assert off.disabled_reason == "It answered 410 Gone: it wants no more messages."
    assert [each.abandoned_at is None for each in messages(database)] == [False]
    write(database, endpoint_id)
    assert database.run(lambda session: take_due(session, timedelta(seconds=60), 10)) == []


def test_a_receiver_that_is_slow_is_given_up_and_holds_up_nobody(
    database: Database, receiver: Receiver, register: Register, send: Send
) -> None:
    receiver.delay = Event()
    slow, _ = register(receiver.url)
    write(database, slow, count=50)
    with receiving() as quick:
        endpoint_id, _ = register(quick.url)
        write(database, endpoint_id, count=50)
        send(attempt_seconds=30)
        wait_until(lambda: len(quick.received) == 50)
        assert len(receiver.received) <= 10
    assert not [each for each in messages(database) if each.endpoint_id == slow and each.delivered_at]


def test_an_attempt_ends_in_time(database: Database, receiver: Receiver, register: Register, send: Send) -> None:
    receiver.delay = Event()
    endpoint_id, _ = register(receiver.url)
    write(database, endpoint_id)
    send(attempt_seconds=0.1, schedule=[])
    [message] = wait_until(lambda: ended(database))
    assert message.last_problem == "It did not answer within 0.1 seconds."


def test_an_answer_without_end_is_not_read_to_its_end(
    database: Database, receiver: Receiver, register: Register, send: Send
) -> None:
    receiver.endless = True
    endpoint_id, _ = register(receiver.url)
    write(database, endpoint_id)
    send(attempt_seconds=30)
    [message] = wait_until(lambda: ended(database))
    assert message.delivered_at is not None


def test_a_receiver_that_asks_for_time_is_given_it(
    database: Database, receiver: Receiver, register: Register, send: Send
) -> None:
    receiver.answers = [(503, {"Retry-After": "3600"})]
    endpoint_id, _ = register(receiver.url)
    write(database, endpoint_id)
    send()
    [message] = wait_until(lambda: [each for each in messages(database) if each.last_problem])
    wait = message.next_attempt_at - datetime.now(UTC)
    assert timedelta(minutes=59) < wait <= timedelta(minutes=60)


def test_private_addresses_are_not_spoken_to_unless_that_is_allowed(
    database: Database, receiver: Receiver, register: Register, send: Send
) -> None:
    endpoint_id, _ = register(receiver.url)
    write(database, endpoint_id)
    send(allow_private=False, schedule=[])
    [message] = wait_until(lambda: ended(database))
    assert message.last_problem is not None
    assert "PATHWISE_WEBHOOK_PRIVATE_ADDRESSES" in message.last_problem
    assert receiver.received == []


def test_several_senders_deliver_each_message_once(
    database: Database, receiver: Receiver, register: Register, send: Send
) -> None:
    endpoint_id, _ = register(receiver.url)
    write(database, endpoint_id, count=200)
    for _ in range(3):
        send()
    wait_until(lambda: len(ended(database)) == 200)
    assert len(receiver.received) == len({each.headers["webhook-id"] for each in receiver.received}) == 200


def test_what_a_sender_that_died_had_taken_is_taken_by_the_next_after_the_lease(
    database: Database, receiver: Receiver, register: Register, send: Send
) -> None:
    endpoint_id, _ = register(receiver.url)
    write(database, endpoint_id)
    taken = database.run(lambda session: take_due(session, timedelta(seconds=1), 10))
    assert [each.attempt for each in taken] == [1]
    assert database.run(lambda session: take_due(session, timedelta(seconds=1), 10)) == []
    send()
    [message] = wait_until(lambda: ended(database))
    assert message.attempts == 2


def test_closing_breaks_off_what_is_under_way(
    database: Database, receiver: Receiver, register: Register, send: Send
) -> None:
    receiver.delay = Event()
    endpoint_id, _ = register(receiver.url)
    write(database, endpoint_id)
    sender = send()
    wait_until(lambda: receiver.received)
    sender.close()
    [message] = messages(database)
    assert (message.delivered_at, message.abandoned_at, message.last_problem) == (None, None, None)


def test_a_database_that_is_away_is_waited_for(
    database: Database, receiver: Receiver, register: Register, send: Send
) -> None:
    endpoint_id, _ = register(receiver.url)
    with database.engine.connect() as connection:
        connection.exec_driver_sql("ALTER TABLE outgoing_messages RENAME TO aside")
        connection.commit()
        sender = send()
        wait_until(lambda: sender.refusals > 0)
        connection.exec_driver_sql("ALTER TABLE aside RENAME TO outgoing_messages")
        connection.commit()
    write(database, endpoint_id)
    wait_until(lambda: ended(database))


def test_the_schedule_is_that_of_standard_webhooks() -> None:
    assert len(SCHEDULE) == 9
    assert sum(SCHEDULE, timedelta()) == timedelta(hours=75, minutes=35, seconds=5)


def test_what_is_sent_is_what_was_written(
    database: Database, receiver: Receiver, register: Register, send: Send
) -> None:
    endpoint_id, _ = register(receiver.url)
    write(database, endpoint_id, payload={"text": "München \u2028 \U0001f600"})
    send()
    wait_until(lambda: ended(database))
    assert json.loads(receiver.received[0].body) == {"text": "München \u2028 \U0001f600"}
