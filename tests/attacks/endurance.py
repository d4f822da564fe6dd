"""What an attack costs: run as `pathwise inspect` runs any file, watched from outside."""

import ctypes
import gc
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread

import psutil

from pathwise.candidates import CandidateOrder, inspect_candidate
from pathwise.commands.arguments import candidates_of
from pathwise.documents.model import Refusal
from pathwise.resume.months import YearMonth
from pathwise.settings import Settings
from pathwise.workers.failure import ItemFailure
from pathwise.workers.shared import shared_pool
from pathwise_models.enums import ReasonCode

AS_OF = YearMonth(2026, 11)
_LOOK_SECONDS = 0.02


@dataclass(slots=True)
class Watched:
    """What the processes of the pool took while they were watched.

    Attributes:
        cpu_seconds: CPU time of all of them, those included that were killed.
        memory_bytes: The most that one of them had resident at a look.
    """

    cpu_seconds: float = 0.0
    memory_bytes: int = 0
    _seconds: dict[int, float] = field(default_factory=dict)
    _before: dict[int, float] = field(default_factory=dict)

    def look(self, *, is_first: bool = False) -> None:
        """Look at the processes."""
        for child in psutil.Process().children():
            try:
                times, memory = child.cpu_times(), child.memory_info().rss
            except psutil.Error:
                continue
            self._seconds[child.pid] = times.user + times.system
            if is_first:
                self._before[child.pid] = self._seconds[child.pid]
            else:
                self.memory_bytes = max(self.memory_bytes, memory)
        self.cpu_seconds = sum(spent - self._before.get(pid, 0.0) for pid, spent in self._seconds.items())


@dataclass(frozen=True, slots=True)
class Endured:
    """How an attack ended.

    Attributes:
        reasons: Why its files were not read; None among them for one that was read.
        details: What failed in the program itself, where it did.
        is_next_read: The resume behind it was read.
        watched: What it took of the pool's processes.
        growth_bytes: By how much this process has grown.
    """

    reasons: frozenset[ReasonCode | None]
    details: tuple[str, ...]
    is_next_read: bool
    watched: Watched
    growth_bytes: int


def endure(paths: Sequence[Path], following: Path, settings: Settings) -> Endured:
    """Inspect hostile files, and an honest one behind them."""
    before = resident_bytes()
    with _watching() as watched:
        candidates = candidates_of([*paths, following], settings)
        orders = (CandidateOrder(candidate, AS_OF) for candidate in candidates)
        answers = [_reason(outcome) for outcome in shared_pool(settings).map(inspect_candidate, orders)]
    *hostile, last = answers
    return Endured(
        frozenset(reason for reason, _ in hostile),
        tuple(detail for _, detail in hostile if detail),
        last[0] is None,
        watched,
        resident_bytes() - before,
    )


def _reason(outcome: object) -> tuple[ReasonCode | None, str]:
    """Tell why a file was not read, and what failed in the program. The rest is let go: it counts as this process's."""
    if isinstance(outcome, ItemFailure):
        return outcome.reason, outcome.detail
    result = getattr(outcome, "result", None)
    return (result.reason if isinstance(result, Refusal) else None), ""


def resident_bytes() -> int:
    """Tell what this process really needs: what was freed is given back to the system first."""
    gc.collect()
    if sys.platform == "linux":
        ctypes.CDLL(None).malloc_trim(0)
    return int(psutil.Process().memory_info().rss)


@contextmanager
def _watching() -> Iterator[Watched]:
    watched, done = Watched(), Event()
    watched.look(is_first=True)

    def watch() -> None:
        while not done.wait(_LOOK_SECONDS):
            watched.look()

    thread = Thread(target=watch)
    thread.start()
    try:
        yield watched
    finally:
        time.sleep(_LOOK_SECONDS)
        done.set()
        thread.join()
