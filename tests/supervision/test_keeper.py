"""When a part is started again, and what is said of it. The parts here are clockwork: real ones are in tests/e2e."""

from dataclasses import dataclass, field
from threading import Event

import pytest

from pathwise.errors import InvalidInputError
from pathwise.supervision import keeper as keeping
from pathwise.supervision.keeper import Keeper, PartNotReadyError, StoppedError

PATIENCE_SECONDS = 60.0


@dataclass
class Clockwork:
    """A part whose ends are written down beforehand; it is well once they are used up."""

    ends: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    name: str = "Clockwork"
    pid: int | None = 7
    is_silent: bool = False
    starts: int = 0

    def start(self) -> None:
        self.starts += 1
        self.is_silent = False
        if self.failures:
            raise InvalidInputError("spring", self.failures.pop(0))

    def why_gone(self) -> str | None:
        return self.ends.pop(0) if self.ends else None

    def is_ready(self) -> bool:
        return not self.ends

    def is_deaf(self) -> bool:
        return self.is_silent

    def end(self, seconds: float) -> None:
        self.ends = ["was ended"]


@dataclass
class Kept:
    keeper: Keeper
    lines: list[str]
    stopping: Event


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LOOK_SECONDS", "QUESTION_SECONDS", "DEAF_SECONDS"):
        monkeypatch.setattr(keeping, name, 0.01)


def kept(part: Clockwork) -> Kept:
    """Keep a part, and stop when it is back."""
    stopping, lines = Event(), list[str]()

    def tell(line: str) -> None:
        lines.append(line)
        if line.endswith("is back."):
            stopping.set()

    return Kept(Keeper(part, stopping, tell, lambda: None), lines, stopping)


def watched(part: Clockwork) -> Kept:
    made = kept(part)
    made.keeper._backoff._next = 0.0
    thread = made.keeper.watch()
    thread.join(PATIENCE_SECONDS)
    assert not thread.is_alive()
    return made


@pytest.mark.usefixtures("quick")
class TestWatching:
    def test_a_part_that_ends_is_started_again_and_both_are_told(self) -> None:
        part = Clockwork(ends=["has ended with status 3"])
        made = watched(part)
        assert made.lines == ["Clockwork has ended with status 3. Starting it again in 0 s.", "Clockwork is back."]
        assert (part.starts, made.keeper.report().restarts, made.keeper.report().state) == (1, 1, "running")

    def test_one_that_does_not_start_is_tried_until_it_does(self) -> None:
        part = Clockwork(ends=["has ended with status 3"], failures=["is broken", "is broken"])
        made = watched(part)
        assert part.starts == 3
        assert made.lines[1:] == ["Clockwork does not start: spring: is broken. Starting it again in 0 s."] * 2 + [
            "Clockwork is back."
        ]

    def test_one_that_does_not_answer_is_taken_for_dead(self) -> None:
        part = Clockwork(is_silent=True)
        made = watched(part)
        assert part.starts == 1
        assert made.lines[0].startswith("Clockwork has not answered for")

    def test_nothing_is_started_once_all_is_to_stop(self) -> None:
        part = Clockwork(ends=["has ended"])
        made = kept(part)
        made.stopping.set()
        made.keeper.watch().join(PATIENCE_SECONDS)
        assert (part.starts, made.lines) == (0, [])


class TestBringingUp:
    def test_a_part_that_ends_before_it_is_ready_is_an_error_that_says_how(self) -> None:
        with pytest.raises(PartNotReadyError, match=r"^Clockwork has ended with status 1\.$"):
            kept(Clockwork(ends=["has ended with status 1", "again"])).keeper.bring_up()

    def test_whoever_waits_for_it_can_be_stopped(self) -> None:
        made = kept(Clockwork(ends=["never looked at"]))
        made.stopping.set()
        with pytest.raises(StoppedError):
            made.keeper.bring_up()
