"""Who uses a background server, so that the last one to leave can stop it. Knows no server."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from pathwise.errors import PathwiseError

GUARD_SECONDS: Final = 120.0


class RuntimeBusyError(PathwiseError):
    """Another process has been starting or stopping a background server for too long."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(
            f"Another Pathwise process has held {path} for {GUARD_SECONDS:.0f} seconds. "
            "Wait until it is done, or end it, then try again."
        )


class Users:
    """The processes that use one server, counted by locks on a file.

    Each user holds a shared lock. The kernel drops it when the process ends, however it ends: nobody is counted
    who is dead, and no list can go stale.

    Args:
        path: File that carries the locks; made when missing, its content is never used.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: int | None = None

    def join(self) -> None:
        """Count as a user. Waits while the last one's server is being stopped."""
        self._lock(fcntl.LOCK_SH)

    def leave(self) -> None:
        """Count no longer. May be called twice."""
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def take_over(self) -> bool:
        """Take the place of all users, if there are none; until `leave`, nobody can join.

        Returns:
            Whether there were none.
        """
        try:
            self._lock(fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self.leave()
            return False
        return True

    def _lock(self, how: int) -> None:
        self.leave()
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(self._file, how)


@contextmanager
def one_at_a_time(path: Path) -> Iterator[None]:
    """Let one process at a time start or stop a server.

    Args:
        path: The file to lock; made when missing.

    Raises:
        RuntimeBusyError: If another one holds it for too long.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = FileLock(path, timeout=GUARD_SECONDS)
    try:
        lock.acquire()
    except Timeout as error:
        raise RuntimeBusyError(path) from error
    try:
        yield
    finally:
        lock.release()
