"""Whether a worker was heard of, by what changes on the server and never by its clock."""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from pathwise.runtime.prefect_api import PrefectAwayError
from pathwise.supervision.ears import SILENCE_SECONDS, WorkerEar

EARLIER = datetime(2020, 1, 1, tzinfo=UTC)
LATER = datetime(2020, 1, 2, tzinfo=UTC)


@dataclass
class Surroundings:
    """A server that says when a worker was heard of, and a clock."""

    heard: datetime | None = None
    is_away: bool = False
    seconds: float = 0.0

    def last_poll(self, pool: str) -> datetime | None:
        if self.is_away:
            raise PrefectAwayError("http://127.0.0.1:9/api", "nobody is there")
        return self.heard

    def clock(self) -> float:
        return self.seconds


@pytest.fixture
def around() -> Surroundings:
    return Surroundings()


@pytest.fixture
def ear(around: Surroundings) -> WorkerEar:
    return WorkerEar(around, around.clock)


def test_a_worker_is_ready_when_it_is_heard_of_and_not_when_another_was(around: Surroundings, ear: WorkerEar) -> None:
    around.heard = EARLIER
    ear.begin()
    assert not ear.is_ready()
    around.heard = LATER
    assert ear.is_ready()


def test_one_that_was_never_heard_of_is_not_ready(ear: WorkerEar) -> None:
    ear.begin()
    assert not ear.is_ready()


def test_silence_is_counted_from_the_last_news(around: Surroundings, ear: WorkerEar) -> None:
    around.heard = EARLIER
    assert ear.silent_seconds == 0
    around.seconds = SILENCE_SECONDS
    assert not ear.is_alive()
    around.heard = LATER
    assert ear.is_alive()
    around.seconds += SILENCE_SECONDS / 2
    assert ear.silent_seconds == SILENCE_SECONDS / 2


def test_while_the_server_is_away_no_worker_is_called_silent(around: Surroundings, ear: WorkerEar) -> None:
    around.heard = EARLIER
    assert ear.is_alive()
    around.is_away = True
    around.seconds = 10 * SILENCE_SECONDS
    assert ear.is_alive()
    around.is_away = False
    assert ear.is_alive()
