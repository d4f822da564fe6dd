"""One worker process as its owner sees it: started when needed, watched while it works, replaced when it fails."""

import os
import pickle
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Event
from typing import Final

import psutil

from pathwise.errors import PathwiseError
from pathwise.workers.child import MORE, READY
from pathwise.workers.failure import Guard, ItemFailure, internal_error, interrupted, out_of_memory, timed_out
from pathwise_models.enums import ReasonCode

START_SECONDS: Final = 60.0
START_ATTEMPTS: Final = 3
LOOK_SECONDS: Final = 0.05
# What is sent ahead lies in the socket until the process reads it: a larger item would make the sender wait.
AHEAD_BYTES: Final = 32 * 1024
# Native libraries would else start a thread a core in every process.
ONE_THREAD: Final = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS"), "1"
)
# Signals that come from outside; any other end is the doing of the code that ran.
SENT_FROM_OUTSIDE: Final = frozenset({signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP})
# How libraries in C++ and Rust end when they get no more memory; so they do where they find a fault of their own.
GIVEN_UP: Final = frozenset({signal.SIGABRT, signal.SIGTRAP, signal.SIGILL, signal.SIGSEGV})
# Of the limit: a list that doubles asks for twice what it holds.
MUCH_MEMORY: Final = 1 / 3


class WorkerStartError(PathwiseError):
    """No worker process could be started; the items are not to blame."""

    def __init__(self, problem: str) -> None:
        self.problem = problem
        super().__init__(
            f"A worker process could not be started: {problem}. "
            "Look whether memory or the number of processes of this machine is exhausted, then try again."
        )


@dataclass(frozen=True, slots=True)
class ItemLimits:
    """What one item may cost.

    Attributes:
        seconds: Wall time from handing it to a started process to its answer, above 0.
        memory_bytes: Memory of the process that works on it.
        niceness: How far that process gives way to others, 0 (not at all) to 19.
        cpu_seconds: CPU time of that process, rounded up to whole seconds from its start; 0 for any.
        more_seconds: What each page whose words are recognised adds to both times.
        more_memory_bytes: What the first of them adds to the memory of its process.
    """

    seconds: float
    memory_bytes: int
    niceness: int = 0
    cpu_seconds: int = 0
    more_seconds: int = 0
    more_memory_bytes: int = 0


class WorkerProcess:
    """A place for one process. Used by one thread, which must live as long as the process.

    (Linux sends the signal that ends an orphan when the *thread* that started it ends.)
    """

    def __init__(self, limits: ItemLimits, closing: Event) -> None:
        self._limits = limits
        self._closing = closing
        self._process: subprocess.Popen[bytes] | None = None
        self._connection: Connection | None = None
        self._ahead: bytes | None = None
        self._most_bytes = 0
        self._granted_seconds = 0
        self._memory_bytes = limits.memory_bytes

    def run(self, order: bytes, ahead: bytes | None = None) -> object:
        """Have one item done.

        Args:
            order: Pickled pair of function and item.
            ahead: The item that comes next, so that the process need not wait for it; `run` must then be called
                for it, or `forget_ahead`. It is lost with nothing: a process that ends takes it along, and the next
                one gets it anew.

        Returns:
            What the function returned, or an `ItemFailure`.

        Raises:
            WorkerStartError: If no process can be started.
        """
        process, connection = self._started()
        outcome = self._converse(process, connection, order, ahead)
        if self._must_go(process, outcome):
            self.stop()
        return outcome

    def forget_ahead(self) -> None:
        """Do without the item that was sent ahead; a process that has it already ends with it."""
        if self._ahead is not None:
            self.stop()

    def stop(self) -> None:
        """Kill the process, whatever it does. The next item gets a new one."""
        self._ahead = None
        self._memory_bytes = self._limits.memory_bytes
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _started(self) -> tuple[subprocess.Popen[bytes], Connection]:
        """Return a live process, a new one where the old one was killed while it had nothing to do."""
        if self._process is not None and self._connection is not None and self._process.poll() is None:
            return self._process, self._connection
        problem = ""
        for _ in range(START_ATTEMPTS):
            self.stop()
            self._process, self._connection = process, connection = _launch(self._limits)
            if _is_ready(connection):
                return process, connection
            problem = _start_problem(process)
        self.stop()
        raise WorkerStartError(problem)

    def _converse(
        self, process: subprocess.Popen[bytes], connection: Connection, order: bytes, ahead: bytes | None
    ) -> object:
        """Send the item, unless it went ahead, and the next one; wait for the answer or the end."""
        begun = time.monotonic()
        self._most_bytes = self._granted_seconds = 0
        try:
            if self._ahead is not order:
                connection.send_bytes(order)
            self._ahead = ahead if ahead is not None and len(ahead) <= AHEAD_BYTES else None
            if self._ahead is not None:
                connection.send_bytes(self._ahead)
            while (reply := self._heard(process, connection, begun)) == MORE:
                self._granted_seconds += self._limits.more_seconds
                self._memory_bytes = self._limits.memory_bytes + self._limits.more_memory_bytes
        except (EOFError, OSError):
            return self._ended(process)
        if isinstance(reply, ItemFailure):
            return reply
        with Guard(self._memory_bytes) as guard:
            return pickle.loads(reply)  # noqa: S301 - comes from our own child alone
        return guard.failure

    def _heard(self, process: subprocess.Popen[bytes], connection: Connection, begun: float) -> bytes | ItemFailure:
        """Wait for what the process says next, or for a limit."""
        deadline = begun + self._limits.seconds + self._granted_seconds
        while not connection.poll(min(LOOK_SECONDS, max(0.0, deadline - time.monotonic()))):
            failure = self._overrun(process, deadline)
            if failure is not None:
                return failure
        return connection.recv_bytes()

    def _overrun(self, process: subprocess.Popen[bytes], deadline: float) -> ItemFailure | None:
        """Tell why the item must be stopped now; None while it may go on."""
        if time.monotonic() >= deadline:
            return timed_out(self._limits.seconds + self._granted_seconds)
        if self._closing.is_set():
            return interrupted()
        self._most_bytes = max(self._most_bytes, _resident_bytes(process))
        if self._most_bytes > self._memory_bytes:
            return out_of_memory(self._memory_bytes)
        return None

    def _ended(self, process: subprocess.Popen[bytes]) -> ItemFailure:
        """Describe the end of a process that gave no answer."""
        code = process.wait()
        if -code in SENT_FROM_OUTSIDE:
            return interrupted()
        if -code == signal.SIGXCPU:
            return timed_out(self._limits.cpu_seconds + self._granted_seconds)
        if -code in GIVEN_UP and self._most_bytes > MUCH_MEMORY * self._memory_bytes:
            return out_of_memory(self._memory_bytes)
        return internal_error(f"its process ended: {_ending(code)}")

    def _must_go(self, process: subprocess.Popen[bytes], outcome: object) -> bool:
        """Tell whether the process is of no more use.

        Every limit that was passed ends it. So does memory that an item left behind, once it is half of what the
        next one may take.
        """
        if isinstance(outcome, ItemFailure) and outcome.reason is not ReasonCode.INTERNAL_ERROR:
            return True
        return process.poll() is not None or _resident_bytes(process) > self._memory_bytes / 2


def _launch(limits: ItemLimits) -> tuple[subprocess.Popen[bytes], Connection]:
    ours, theirs = socket.socketpair()
    command = [sys.executable, "-P", "-m", "pathwise.workers.child"]
    arguments = [theirs.fileno(), os.getpid(), limits.memory_bytes, limits.niceness, limits.cpu_seconds]
    arguments += [limits.more_seconds, limits.more_memory_bytes]
    try:
        with theirs:
            process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                command + [str(argument) for argument in arguments],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                env=_environment(),
                process_group=0,  # Ctrl-C reaches the parent alone, also before the child ignores it.
            )
    except OSError as error:
        ours.close()
        raise WorkerStartError(error.strerror or type(error).__name__) from error
    return process, Connection(ours.detach())


def _environment() -> dict[str, str]:
    """Return the parent's environment with its import path, without what only the parent may know.

    These processes open files of strangers: they get no database address and nothing of Prefect.
    """
    kept = {
        name: value for name, value in os.environ.items() if name != "DATABASE_URL" and not name.startswith("PREFECT_")
    }
    path = os.pathsep.join(entry or str(Path.cwd()) for entry in sys.path)
    return {**kept, **ONE_THREAD, "PYTHONPATH": path}


def _is_ready(connection: Connection) -> bool:
    try:
        return connection.poll(START_SECONDS) and connection.recv_bytes() == READY
    except (EOFError, OSError):
        return False


def _start_problem(process: subprocess.Popen[bytes]) -> str:
    try:
        return f"it ended at once ({_ending(process.wait(timeout=LOOK_SECONDS))})"
    except subprocess.TimeoutExpired:
        return "it gave no sign of life"


def _resident_bytes(process: subprocess.Popen[bytes]) -> int:
    try:
        return int(psutil.Process(process.pid).memory_info().rss)
    except psutil.Error:
        return 0  # It has just ended; the channel tells so.


def _ending(code: int) -> str:
    return signal.Signals(-code).name if code < 0 else f"exit status {code}"
