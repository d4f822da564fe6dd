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
from multiprocessing.connection import Connection

from pathwise.workers.failure import Guard

READY = b"ready"
PR_SET_PDEATHSIG = 1  # linux/prctl.h
ORPHAN_CHECK_SECONDS = 1.0


def main(channel: int, parent: int, memory_bytes: int, niceness: int = 0, cpu_seconds: int = 0) -> None:
    """Serve items until the parent closes the channel or ends.

    Args:
        channel: File descriptor of a socket to the parent.
        parent: Process id of the parent.
        memory_bytes: Most memory this process may take.
        niceness: How far it gives way to others, 0 (not at all) to 19.
        cpu_seconds: Most CPU time of one item; 0 for any.
    """
    os.nice(niceness)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _end_with(parent)
    _limit_memory(memory_bytes)
    # The memory of a process that crashes holds the file it read: it is not written to disk.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    connection = Connection(channel)
    connection.send_bytes(READY)
    _silence()
    while True:
        try:
            order = connection.recv_bytes()
        except EOFError:
            return
        if cpu_seconds:
            _limit_cpu(cpu_seconds)
        connection.send_bytes(_perform(order, memory_bytes))


def _perform(order: bytes, memory_bytes: int) -> bytes:
    """Do one item: a pickled pair of function and item in, a pickled result or `ItemFailure` out."""
    with Guard(memory_bytes) as guard:
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


def _limit_cpu(cpu_seconds: int) -> None:
    """Have the kernel end this process when the next item has taken its share of CPU, whatever code it is in.

    The kernel counts from the start of the process, in whole seconds.
    """
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(time.process_time()) + cpu_seconds, hard))


def _silence() -> None:
    """Discard what libraries print from here on: it would mix with the parent's output and may quote a resume."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
