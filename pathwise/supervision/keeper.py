"""Keeps one part running: watches it, says when it ends, starts it again."""

import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event, Thread
from typing import Final

import psutil

from pathwise.errors import PathwiseError
from pathwise.runtime.occupancy import PartReport
from pathwise.supervision.backoff import Backoff
from pathwise.supervision.parts import Part

LOOK_SECONDS: Final = 0.5
READY_SECONDS: Final = 300.0
QUESTION_SECONDS: Final = 10.0
DEAF_SECONDS: Final = 60.0
"""On a busy machine an answer may take long."""

Tell = Callable[[str], None]


class PartNotReadyError(PathwiseError):
    """A part was started, and does not do its work."""

    def __init__(self, name: str, problem: str) -> None:
        self.name = name
        super().__init__(f"{name} {problem}.")


class StoppedError(PathwiseError):
    """Whoever waited for a part was told to stop."""

    def __init__(self) -> None:
        super().__init__("Stopped before all was ready.")


@dataclass
class Keeper:
    """Watches over one part.

    Attributes:
        part: What is to run.
        stopping: Set when nothing is to be started any more.
        tell: Says a line to the person.
        on_change: Called when the part's state changes.
    """

    part: Part
    stopping: Event
    tell: Tell
    on_change: Callable[[], None]
    state: str = "stopped"
    restarts: int = 0
    _backoff: Backoff = field(default_factory=Backoff)
    _next_question: float = 0.0
    _answered: float = field(default_factory=time.monotonic)

    def bring_up(self) -> None:
        """Start the part and wait until it does its work.

        Raises:
            PartNotReadyError: It ended, or takes too long.
            StoppedError: There is no use in waiting any more.
        """
        self._become("starting")
        self.part.start()
        deadline = time.monotonic() + READY_SECONDS
        while not self.part.is_ready():
            if self.stopping.wait(LOOK_SECONDS / 2):
                raise StoppedError
            if gone := self.part.why_gone():
                raise PartNotReadyError(self.part.name, gone)
            if time.monotonic() > deadline:
                raise PartNotReadyError(self.part.name, f"was not ready within {READY_SECONDS:.0f} seconds")
        self._answered = time.monotonic()
        self._become("running")

    def watch(self) -> Thread:
        """Keep the part running from now on, in a thread that ends with the supervisor."""
        thread = Thread(target=self._keep, name=f"keep {self.part.name}", daemon=True)
        thread.start()
        return thread

    def report(self) -> PartReport:
        """Tell how the part stands."""
        return PartReport(self.state, self.part.pid if self.state != "waiting" else None, self.restarts)

    def _keep(self) -> None:
        began = time.monotonic()
        while not self.stopping.wait(LOOK_SECONDS):
            if gone := self.part.why_gone() or self._why_deaf():
                began = self._start_again(gone, time.monotonic() - began)

    def _why_deaf(self) -> str | None:
        """Ask the part now and then; only a long silence counts."""
        now = time.monotonic()
        if now >= self._next_question:
            self._next_question = now + QUESTION_SECONDS
            if not self.part.is_deaf():
                self._answered = time.monotonic()
        return f"has not answered for {DEAF_SECONDS:.0f} s" if now - self._answered > DEAF_SECONDS else None

    def _start_again(self, gone: str, lived_seconds: float) -> float:
        """Start the part until it runs; returns when that was."""
        while not self.stopping.is_set():
            wait = self._backoff.after(lived_seconds)
            self._become("waiting")
            self.tell(f"{self.part.name} {gone}. Starting it again in {wait:.0f} s.")
            if self.stopping.wait(wait):
                break
            self.restarts += 1
            try:
                self.bring_up()
            except StoppedError:
                break
            except (PathwiseError, OSError, psutil.Error, subprocess.SubprocessError) as error:
                gone, lived_seconds = f"does not start: {str(error).rstrip('.')}", 0.0
                continue
            self.tell(f"{self.part.name} is back.")
            break
        return time.monotonic()

    def _become(self, state: str) -> None:
        self.state = state
        self.on_change()
