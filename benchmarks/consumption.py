"""What processes consume: CPU by kind of process, memory of this one."""

from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import active_children
from pathlib import Path
from threading import Event, Thread

import psutil

from pathwise.runtime.running_server import RunningServer

SECONDS_BETWEEN = 0.05


def cpu_seconds(home: Path) -> dict[str, float]:
    """Tell the seconds of CPU spent so far, by kind of process.

    Args:
        home: Whose Postgres and Prefect server are meant.
    """
    myself = psutil.Process()
    postmaster = psutil.Process(int((home / "postgres" / "postmaster.pid").read_text(encoding="utf-8").split()[0]))
    server = RunningServer.read(home / "run" / "prefect-server.json")
    return {
        "workers": sum(_with_descendants(child) for child in myself.children()),
        "parent": _own(myself),
        "postgres": _with_descendants(postmaster),
        "prefect": _with_descendants(psutil.Process(server.pid)) if server else 0.0,
    }


def pool_cpu_seconds() -> float:
    """Tell the seconds of CPU spent so far by this process and those it started with `multiprocessing`."""
    pids = [child.pid for child in active_children()]
    return _own(psutil.Process()) + sum(_own(psutil.Process(pid)) for pid in pids)


class MemoryWatch:
    """Looks at the resident memory of this process again and again.

    Attributes:
        peak_bytes: The most that was seen.
    """

    def __init__(self) -> None:
        self._process = psutil.Process()
        self.start_bytes = self.peak_bytes = self._look()

    @property
    def growth_bytes(self) -> int:
        """How much more it became than it was at the start."""
        return self.peak_bytes - self.start_bytes

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Look while the block runs."""
        ended = Event()
        watcher = Thread(target=self._watch, args=(ended,), daemon=True)
        watcher.start()
        try:
            yield
        finally:
            ended.set()
            watcher.join()

    def _watch(self, ended: Event) -> None:
        while not ended.wait(SECONDS_BETWEEN):
            self.peak_bytes = max(self.peak_bytes, self._look())

    def _look(self) -> int:
        return int(self._process.memory_info().rss)


def _own(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


def _with_descendants(process: psutil.Process) -> float:
    """Add up a process, its living descendants, and those that have ended, which their parents account for."""
    total = 0.0
    for each in [process, *process.children(recursive=True)]:
        times = each.cpu_times()
        total += _own(each) + times.children_user + times.children_system
    return total
