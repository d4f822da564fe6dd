"""The program of one process of the pool: receives an item, works, answers; then the next.

Started as `python -m pathwise.workers.child`, so that the main module of the parent is never imported here.
Knows neither Prefect nor SQLAlchemy.
"""

import ctypes
import math
import os
import pickle
import resource
import signal
import sys
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import Connection

from pathwise.documents.ocr import call_before_recognising
from pathwise.workers.failure import Guard

READY, MORE = b"ready", b"more"
"""What is sent besides answers, none of which a pickle begins with."""
PR_SET_PDEATHSIG = 1  # linux/prctl.h
ORPHAN_CHECK_SECONDS = 1.0


class _Allowance:
    """What this process may take, as the kernel is told.

    Args:
        memory_bytes: Most memory of this process.
        cpu_seconds: Most CPU time of one item; 0 for any.
        more_seconds: What each page that is recognised adds to the CPU time of its item.
        more_memory_bytes: What the first of them adds to the memory for good: the models stay.
        tell: Told of each such page.
    """

    def __init__(
        self,
        memory_bytes: int,
        cpu_seconds: int,
        more_seconds: int,
        more_memory_bytes: int,
        tell: Callable[[bytes], object],
    ) -> None:
        self._cpu_seconds = cpu_seconds
        self._more_seconds = more_seconds
        self._tell = tell
        self._cpu_ends = 0
        self._most_bytes = memory_bytes + more_memory_bytes
        self.guard = Guard(memory_bytes)
        _limit_memory(memory_bytes)

    def begin(self) -> Guard:
        """Begin an item: it has its CPU time before it. Returns what stands between it and this process."""
        if self._cpu_seconds:
            # The kernel counts from the start of the process, in whole seconds.
            self._cpu_ends = math.ceil(time.process_time()) + self._cpu_seconds
            _limit_cpu(self._cpu_ends)
        self.guard = Guard(self.guard.memory_bytes)
        return self.guard

    def grow(self) -> None:
        """Take what recognising a page takes, and have the parent look on for as much longer."""
        if self.guard.memory_bytes < self._most_bytes:
            self.guard.memory_bytes = self._most_bytes
            _limit_memory(self._most_bytes)
        if self._cpu_seconds:
            self._cpu_ends += self._more_seconds
            _limit_cpu(self._cpu_ends)
        self._tell(MORE)


def main(
    channel: int,
    parent: int,
    memory_bytes: int,
    niceness: int = 0,
    cpu_seconds: int = 0,
    more_seconds: int = 0,
    more_memory_bytes: int = 0,
) -> None:
    """Serve items until the parent closes the channel or ends.

    Args:
        channel: File descriptor of a socket to the parent.
        parent: Process id of the parent.
        memory_bytes: Most memory this process may take.
        niceness: How far it gives way to others, 0 (not at all) to 19.
        cpu_seconds: Most CPU time of one item; 0 for any.
        more_seconds: CPU time that each page adds whose words are recognised.
        more_memory_bytes: Memory that recognising adds.
    """
    os.nice(niceness)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _end_with(parent)
    connection = Connection(channel)
    allowance = _Allowance(memory_bytes, cpu_seconds, more_seconds, more_memory_bytes, connection.send_bytes)
    call_before_recognising(allowance.grow)
    # The memory of a process that crashes holds the file it read: it is not written to disk.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    connection.send_bytes(READY)
    _silence()
    while True:
        try:
            order = connection.recv_bytes()
        except EOFError:
            return
        connection.send_bytes(_perform(order, allowance.begin()))


def _perform(order: bytes, guard: Guard) -> bytes:
    """Do one item: a pickled pair of function and item in, a pickled result or `ItemFailure` out."""
    with guard:
        function, item = pickle.loads(order)  # noqa: S301 - comes from the parent alone
        return pickle.dumps(function(item), pickle.HIGHEST_PROTOCOL)
    return pickle.dumps(guard.failure, pickle.HIGHEST_PROTOCOL)


def _end_with(parent: int) -> None:
    """See to it that this process does not outlive its parent, even one killed with -9.

    The kernel's signal also reaches a process whose interpreter is held by C code; the thread does the same
    where there is no such signal.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    threading.Thread(target=_leave_when_orphaned, args=(parent,), daemon=True).start()


def _leave_when_orphaned(parent: int) -> None:
    # The first look comes at once: the parent may have ended before the signal was asked for.
    while os.getppid() == parent:
        time.sleep(ORPHAN_CHECK_SECONDS)
    os._exit(1)


def _limit_memory(memory_bytes: int) -> None:
    """Make the allocation that passes the limit fail with MemoryError.

    The limit is on data, not on address space: libraries reserve far more addresses than they use. Where the
    system does not enforce it, the parent's look at the resident size is what remains.
    """
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    ceiling = memory_bytes if hard == resource.RLIM_INFINITY else min(memory_bytes, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (ceiling, hard))


def _limit_cpu(ends: int) -> None:
    """Have the kernel end this process at so many seconds of CPU time since it began, whatever code it is in."""
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (ends, hard))


def _silence() -> None:
    """Discard what libraries print from here on: it would mix with the parent's output and may quote a resume."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
