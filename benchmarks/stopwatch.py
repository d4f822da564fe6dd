"""Measures functions of the program from outside: wrapped for as long as a block runs, then put back."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import wraps
from pkgutil import resolve_name
from threading import Lock
from typing import Any
from unittest.mock import patch


@dataclass(slots=True)
class Spent:
    """What was spent under one name.

    Attributes:
        wall: Seconds on the clock; of several threads they add up.
        cpu: Seconds of CPU of the threads themselves, without those of other processes.
    """

    wall: float = 0.0
    cpu: float = 0.0


@dataclass(slots=True)
class Stopwatch:
    """Times by name, added up over all threads."""

    spent: dict[str, Spent] = field(default_factory=lambda: defaultdict(Spent))
    _lock: Lock = field(default_factory=Lock)

    @contextmanager
    def on(self, places: Mapping[str, str]) -> Iterator[None]:
        """Time functions while the block runs.

        Args:
            places: A name for each function, by where it is looked up, as `package.module:name.name`.
        """
        with ExitStack() as stack:
            for place, name in places.items():
                stack.enter_context(self._wrapped(place, name))
            yield

    def _wrapped(self, place: str, name: str) -> Any:
        owner, _, attribute = place.replace(":", ".").rpartition(".")
        return patch.object(resolve_name(owner), attribute, self._timing(resolve_name(place), name))

    def _timing(self, function: Callable[..., Any], name: str) -> Callable[..., Any]:
        @wraps(function)
        def timed(*args: Any, **kwargs: Any) -> Any:
            wall, cpu = time.perf_counter(), time.thread_time()
            try:
                return function(*args, **kwargs)
            finally:
                self._add(name, time.perf_counter() - wall, time.thread_time() - cpu)

        return timed

    def _add(self, name: str, wall: float, cpu: float) -> None:
        with self._lock:
            spent = self.spent[name]
            spent.wall += wall
            spent.cpu += cpu
