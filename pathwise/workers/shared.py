"""The pool that everything in this process shares."""

import atexit
from threading import Lock

from pathwise.documents.ocr import memory_for, pages_read
from pathwise.settings import Settings
from pathwise.workers.pool import WorkerPool

_lock = Lock()
_pools: dict[tuple[int, float, int, int, int, int, int], WorkerPool] = {}


def shared_pool(settings: Settings) -> WorkerPool:
    """Return this process's pool, made at first use and closed at exit. Any thread may ask.

    Args:
        settings: Gives the number of processes and the limits of an item. Other figures give another pool. Where
            the words of pictures are read, the limits of the file grow by what that takes.

    Returns:
        The same pool for the same figures. Do not close it.
    """
    scanned_pages = pages_read(settings.max_scanned_pages)
    figures = (
        settings.worker_count,
        settings.read_seconds,
        settings.read_memory_bytes,
        settings.niceness,
        settings.read_cpu_seconds,
        settings.scanned_page_seconds if scanned_pages else 0,
        memory_for(scanned_pages),
    )
    with _lock:
        if figures not in _pools:
            _pools[figures] = pool = WorkerPool(*figures)
            atexit.register(pool.close)
        return _pools[figures]
