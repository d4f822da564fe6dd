"""Sends what waits in the outbox: signed, each attempt on record, tried again for three days, each endpoint by itself.

Any number of services may do so at once. A message may arrive twice, with the same id: its receiver must not mind.
"""

import asyncio
import json
import logging
import random
import ssl
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from threading import Thread
from typing import Final, TypeVar
from uuid import UUID

import httpx
from standardwebhooks import Webhook

from pathwise.errors import PathwiseError
from pathwise.service.addresses import CheckedTransport, UnsafeAddressError
from pathwise.storage.database import Database, told_plainly
from pathwise.storage.messages import DueMessage, Outcome, note_outcome, take_due

T = TypeVar("T")

SCHEDULE: Final = tuple(
    timedelta(seconds=seconds) for seconds in (5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400)
)
"""Waits between the ten attempts at a message, three days in all. Source: Standard Webhooks, its example schedule."""

JITTER: Final = 0.2
"""A wait is longer or shorter by this share at most, so that what failed together does not come again together."""

ATTEMPT_SECONDS: Final = 10.0
LEASE: Final = timedelta(seconds=60)
LOOK_SECONDS: Final = 1.0
MOST_AT_ONCE: Final = 100
ANSWER_BYTES: Final = 64 * 1024
"""What is read of an answer, and thrown away: more of it ends the connection."""

LONGEST_WAIT: Final = timedelta(days=1)
"""Longest time that an endpoint's Retry-After is followed."""

_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Manner:
    """How messages are sent.

    Attributes:
        allow_private: Whether they may go to this machine and to private networks.
        schedule: Waits between attempts.
        attempt_seconds: Longest time of one attempt, all in all.
        look_seconds: How often the outbox is looked at.
        verify: What certificates are checked against.
    """

    allow_private: bool = False
    schedule: Sequence[timedelta] = SCHEDULE
    attempt_seconds: float = ATTEMPT_SECONDS
    look_seconds: float = LOOK_SECONDS
    verify: ssl.SSLContext | bool = True


@dataclass
class Sender:
    """Sends messages, in a thread of its own, until it is closed.

    Args:
        database: Where they wait.
        manner: How they are sent.

    Attributes:
        refusals: How often the database could not be used.
    """

    database: Database
    manner: Manner = field(default_factory=Manner)

    def __post_init__(self) -> None:
        self.refusals = 0
        self._busy: Counter[UUID] = Counter()
        self._tasks: set[asyncio.Task[None]] = set()
        self._loop = asyncio.new_event_loop()
        self._closing = asyncio.Event()
        self._thread = Thread(target=self._work, name="webhook-sender", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """End. What is under way is broken off, and tried again by whoever sends next. May be called twice."""
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._closing.set)
            self._thread.join()

    def _work(self) -> None:
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            runner.run(self._send_until_closed())

    async def _send_until_closed(self) -> None:
        transport = CheckedTransport(allow_private=self.manner.allow_private, verify=self.manner.verify)
        async with httpx.AsyncClient(transport=transport, trust_env=False, follow_redirects=False) as client:
            while not self._closing.is_set():
                taken = await self._transact(self._take) or []
                for message in taken:
                    self._begin(message, client)
                if not taken:
                    await self._pause()
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _pause(self) -> None:
        try:
            await asyncio.wait_for(self._closing.wait(), self.manner.look_seconds)
        except TimeoutError:
            return

    def _take(self) -> list[DueMessage]:
        free = MOST_AT_ONCE - len(self._tasks)
        busy = [each for each, count in self._busy.items() if count]
        return self.database.run(lambda session: take_due(session, LEASE, free, busy)) if free > 0 else []

    def _begin(self, message: DueMessage, client: httpx.AsyncClient) -> None:
        self._busy[message.endpoint_id] += 1
        task = self._loop.create_task(self._deliver(message, client))
        self._tasks.add(task)

        def end(ended: asyncio.Task[None]) -> None:
            self._tasks.discard(ended)
            self._busy[message.endpoint_id] -= 1

        task.add_done_callback(end)

    async def _deliver(self, message: DueMessage, client: httpx.AsyncClient) -> None:
        outcome = await attempt(message, client, self.manner)
        reason = await self._transact(
            lambda: self.database.run(lambda session: note_outcome(session, message, outcome))
        )
        if outcome.problem:
            _logger.info("message %s, attempt %d: %s", message.message_id, message.attempt, outcome.problem)
        if reason:
            _logger.warning("webhook endpoint %s is switched off. %s", message.endpoint_id, reason)

    async def _transact(self, work: Callable[[], T]) -> T | None:
        """Do something with the database in another thread; None where it is away, which passes."""

        def told() -> T:
            with told_plainly(self.database.engine.url.render_as_string()):
                return work()

        try:
            return await asyncio.to_thread(told)
        except PathwiseError as error:
            self.refusals += 1
            _logger.warning("the outbox cannot be used: %s", type(error).__name__)
            return None


async def attempt(message: DueMessage, client: httpx.AsyncClient, manner: Manner) -> Outcome:
    """Try to deliver a message once."""
    try:
        async with asyncio.timeout(manner.attempt_seconds):
            answer = await _post(message, client)
    except TimeoutError:
        return _failed(message, manner, f"It did not answer within {manner.attempt_seconds:g} seconds.")
    except UnsafeAddressError as error:
        return _failed(message, manner, error.problem)
    except (httpx.HTTPError, ssl.SSLError, OSError, ValueError) as error:
        return _failed(message, manner, f"It cannot be reached ({type(error).__name__}).")
    if answer.is_success:
        return Outcome(None)
    if answer.status_code == httpx.codes.GONE:
        return Outcome("It answered 410.", is_gone=True)
    return _failed(message, manner, f"It answered {answer.status_code}.", _asked_wait(answer))


async def _post(message: DueMessage, client: httpx.AsyncClient) -> httpx.Response:
    body = json.dumps(message.payload, separators=(",", ":"))
    now = datetime.now(UTC)
    headers = {
        "content-type": "application/json",
        "user-agent": "Pathwise",
        "webhook-id": str(message.message_id),
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": Webhook(message.secret).sign(str(message.message_id), now, body),
    }
    # The time of the whole attempt is limited, which these would not do.
    async with client.stream("POST", message.url, content=body, headers=headers, timeout=None) as answer:
        read = 0
        async for piece in answer.aiter_raw():
            read += len(piece)
            if read > ANSWER_BYTES:
                break
    return answer


def _failed(message: DueMessage, manner: Manner, problem: str, asked: timedelta = timedelta()) -> Outcome:
    if message.attempt > len(manner.schedule):
        return Outcome(problem)
    wait = manner.schedule[message.attempt - 1] * random.uniform(1 - JITTER, 1 + JITTER)
    return Outcome(problem, datetime.now(UTC) + max(wait, min(asked, LONGEST_WAIT)))


def _asked_wait(answer: httpx.Response) -> timedelta:
    """Read how long an endpoint asks to be left alone."""
    asked = answer.headers.get("retry-after", "")
    if asked.isascii() and asked.isdigit():
        return timedelta(seconds=min(int(asked), LONGEST_WAIT.total_seconds()))
    try:
        return max(parsedate_to_datetime(asked) - datetime.now(UTC), timedelta())
    except (ValueError, TypeError, OverflowError):
        return timedelta()
