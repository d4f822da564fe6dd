"""A pool of processes that gives each item a deadline and a memory limit, and loses nobody else's work.

One thread a process: it hands over an item, waits, and replaces the process when it must. Why not the pools of
others: docs/decisions/0002-process-pool.md.
"""

import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from itertools import islice
from queue import Empty, SimpleQueue
from threading import Event, Lock, Thread
from types import TracebackType
from typing import Any, Self, TypeVar, cast

from pathwise.workers.failure import ItemFailure
from pathwise.workers.process import ItemLimits, WorkerProcess, WorkerStartError

T = TypeVar("T")
R = TypeVar("R")

AHEAD_OF_WORKERS = 4  # Items `map` keeps in flight, a worker: enough that none waits for the caller.


@dataclass(frozen=True, slots=True)
class _Order:
    payload: bytes
    future: "Future[Any]"
    is_waited_for: bool = True


class WorkerPool:
    """Runs functions on items in processes of their own.

    A process starts when the first item needs it and serves one item after the other. The one that passes a limit
    is killed and replaced alone. Any number of threads may use one pool.

    Args:
        workers: Processes, 1 or more.
        seconds: Longest wall time of one item, above 0, counted from when a started process gets it.
        memory_bytes: Most memory of one process.
        niceness: How far the processes give way to others, 0 (not at all) to 19.
        cpu_seconds: Most CPU time of one item, in whole seconds; 0 where the wall time alone counts.
        more_seconds: What each page of an item adds to both times whose words are recognised from a picture.
        more_memory_bytes: What the first such page adds to the memory of its process, for as long as it lives.
    """

    def __init__(
        self,
        workers: int,
        seconds: float,
        memory_bytes: int,
        niceness: int = 0,
        cpu_seconds: int = 0,
        more_seconds: int = 0,
        more_memory_bytes: int = 0,
    ) -> None:
        self.workers = workers
        self._limits = ItemLimits(seconds, memory_bytes, niceness, cpu_seconds, more_seconds, more_memory_bytes)
        self._orders: SimpleQueue[_Order | None] = SimpleQueue()
        self._closing = Event()
        self._lock = Lock()
        self._threads: list[Thread] = []
        self._unserved = 0

    def submit(self, function: Callable[[T], R], item: T) -> "Future[R | ItemFailure]":
        """Ask for `function(item)`.

        Args:
            function: Importable by name, from another module than the program's main one.
            item: Anything pickle can carry; the result as well.

        Returns:
            Yields the result or an `ItemFailure`. Raises `WorkerStartError` only where no process can be started,
            `CancelledError` where the pool was closed first.

        Raises:
            ValueError: If the function lives in the main module, which the processes do not import.
            RuntimeError: If the pool is closed.
        """
        order = _Order(_packed(function, item), Future())
        with self._lock:
            self._check_open()
            self._unserved += 1
            if self._unserved > len(self._threads) < self.workers:
                self._add_thread()
            self._orders.put(order)
        return cast("Future[R | ItemFailure]", order.future)

    def get_ready(self, function: Callable[[T], object], item: T) -> None:
        """Start the first process ahead of time, where there is none yet, and have it do something like its work.

        The first item then waits for that process and starts no other. What comes of `function(item)` is not told.

        Raises:
            ValueError: If the function lives in the main module.
            RuntimeError: If the pool is closed.
        """
        order = _Order(_packed(function, item), Future(), is_waited_for=False)
        with self._lock:
            self._check_open()
            if not self._threads:
                self._add_thread()
                self._orders.put(order)

    def map(self, function: Callable[[T], R], items: Iterable[T]) -> Iterator[R | ItemFailure]:
        """Run `function` on every item, a bounded number at a time.

        Args:
            function: As for `submit`.
            items: Taken as they are needed; may be endless.

        Yields:
            A result or an `ItemFailure` an item, in the order of the items. Leaving the loop early cancels what
            has not begun.

        Raises:
            WorkerStartError: If no process can be started.
        """
        source = iter(items)
        flying = deque(self.submit(function, item) for item in islice(source, AHEAD_OF_WORKERS * self.workers))
        try:
            while flying:
                outcome = flying.popleft().result()
                flying.extend(self.submit(function, item) for item in islice(source, 1))
                yield outcome
        finally:
            for future in flying:
                future.cancel()

    def close(self) -> None:
        """End all processes. What waits is cancelled, what runs ends as `interrupted`. May be called twice."""
        with self._lock:
            self._closing.set()
            threads, self._threads = self._threads, []
        self._cancel_waiting()
        for _ in threads:
            self._orders.put(None)
        for thread in threads:
            thread.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _check_open(self) -> None:
        if self._closing.is_set():
            raise RuntimeError("the pool is closed")

    def _add_thread(self) -> None:
        # A daemon: an interpreter that ends must not wait for items.
        thread = Thread(target=self._serve, name=f"pathwise-worker-{len(self._threads)}", daemon=True)
        self._threads.append(thread)
        thread.start()

    def _serve(self) -> None:
        process, ahead = WorkerProcess(self._limits, self._closing), None
        try:
            while (order := ahead or self._orders.get()) is not None:
                ahead = self._take_ahead()
                self._fill(order, ahead, process)
        finally:
            process.stop()

    def _take_ahead(self) -> _Order | None:
        """Take the item that a process may have while it still works; none where another process could begin it."""
        if self._orders.qsize() < self.workers:
            return None
        try:
            order = self._orders.get_nowait()
        except Empty:
            return None
        if order is None:
            self._orders.put(None)
        return order

    def _fill(self, order: _Order, ahead: _Order | None, process: WorkerProcess) -> None:
        try:
            if self._closing.is_set():
                order.future.cancel()
            if order.future.set_running_or_notify_cancel():
                order.future.set_result(process.run(order.payload, ahead.payload if ahead else None))
            else:
                process.forget_ahead()
        except WorkerStartError as error:
            order.future.set_exception(error)
        finally:
            with self._lock:
                self._unserved -= order.is_waited_for

    def _cancel_waiting(self) -> None:
        while True:
            try:
                order = self._orders.get_nowait()
            except Empty:
                return
            if order is not None:
                order.future.cancel()


def _packed(function: Callable[[T], object], item: T) -> bytes:
    if getattr(function, "__module__", None) == "__main__":
        raise ValueError(f"{function!r} lives in the main module; move it to a module that can be imported")
    return pickle.dumps((function, item), pickle.HIGHEST_PROTOCOL)
