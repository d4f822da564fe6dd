"""A program that the supervisor runs: a child process on a leash, with a log. Knows not what it does."""

import os
import signal
import subprocess
import sys
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

import psutil

from pathwise.settings import PROJECT_ROOT

MARK: Final = "PATHWISE_UP"
"""Variable in the environment of all that a supervisor started: the home it belongs to."""
LARGEST_LOG_BYTES: Final = 10 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Leash:
    """A pipe that ends with this process.

    Attributes:
        held: The end that is kept here.
        handed_down: The end that programs watch.
    """

    held: int
    handed_down: int

    @classmethod
    def take(cls) -> Self:
        """Make one."""
        handed_down, held = os.pipe()
        return cls(held, handed_down)

    def let_go(self) -> None:
        """End whatever hangs on it."""
        os.close(self.held)
        os.close(self.handed_down)


class Program:
    """A module that runs as a process of its own.

    Args:
        command: The module and its arguments.
        log: What it says goes here; an older log of more than ten megabytes is put aside.
        surroundings: Its environment.
        leash: It ends with it.
    """

    def __init__(self, command: Sequence[str], log: Path, surroundings: Mapping[str, str], leash: Leash) -> None:
        self.log = log
        put_aside(log)
        with log.open("ab") as target:
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and modules
                [sys.executable, "-m", "pathwise.supervision.leash", str(leash.handed_down), *command],
                cwd=PROJECT_ROOT,
                env=dict(surroundings),
                stdin=subprocess.DEVNULL,
                stdout=target,
                stderr=target,
                pass_fds=[leash.handed_down],
                start_new_session=True,
            )

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    @property
    def exit_status(self) -> int | None:
        """How it ended; None while it runs."""
        return self._process.poll()

    def wait(self, seconds: float) -> bool:
        """Wait for its end; tell whether it came."""
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        return True

    def end(self, seconds: float) -> None:
        """Ask it to end, and kill it with all it started where it does not in time."""
        if self.exit_status is None:
            self._process.send_signal(signal.SIGTERM)
            if not self.wait(seconds):
                self.kill()

    def kill(self) -> None:
        """Kill it, with all it started."""
        if self.exit_status is None:
            os.killpg(self.pid, signal.SIGKILL)
            self._process.wait()


def put_aside(log: Path) -> None:
    """Begin a new log where the old one is large; one old log is kept."""
    log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if log.exists() and log.stat().st_size > LARGEST_LOG_BYTES:
        log.replace(log.with_suffix(".log.1"))


def end_leftovers(home: Path, but: Collection[int] = ()) -> int:
    """Kill what supervisors of this home, or their programs, have left running.

    Args:
        home: The home.
        but: Processes that are to go on.

    Returns:
        How many were killed.
    """
    marked = [process for process in psutil.process_iter() if _mark_of(process) == str(home)]
    found = [process for process in marked if process.pid not in but]
    for process in found:
        try:
            process.kill()
        except psutil.NoSuchProcess:
            continue
    psutil.wait_procs(found, timeout=5)
    return len(found)


def _mark_of(process: psutil.Process) -> str | None:
    if process.pid == os.getpid():
        return None
    try:
        return process.environ().get(MARK)
    except (psutil.Error, OSError):
        return None
