"""How the service and the worker are asked whether they do their work."""

import time
from collections.abc import Callable
from datetime import datetime
from typing import Final, Protocol

import httpx

from pathwise.runtime.prefect_api import PrefectAwayError
from pathwise.supervision.deployment import POOL

ANSWER_SECONDS: Final = 5.0
SILENCE_SECONDS: Final = 60.0
"""A worker says every half a minute that it lives."""


class ServiceEar:
    """Asks the service over HTTP."""

    def __init__(self, url: str) -> None:
        self._client = httpx.Client(base_url=url, timeout=ANSWER_SECONDS, trust_env=False)

    def begin(self) -> None:
        """Nothing to note: its port is its own."""

    def is_ready(self) -> bool:
        """Ask whether all that it rests on is well."""
        return self._is_success("/health/ready")

    def is_alive(self) -> bool:
        """Ask for any answer."""
        return self._is_success("/health/live")

    def _is_success(self, path: str) -> bool:
        try:
            return self._client.get(path).is_success
        except httpx.HTTPError:
            return False


class Polled(Protocol):
    """A server that knows when workers were heard of."""

    def last_poll(self, pool: str) -> datetime | None:
        """Tell when that was."""


class WorkerEar:
    """Asks the Prefect server when it heard of a worker. Tells by what changes, not by the server's clock.

    Args:
        server: The server.
        clock: Seconds that only grow.
    """

    def __init__(self, server: Polled, clock: Callable[[], float] = time.monotonic) -> None:
        self._server = server
        self._clock = clock
        self._before: datetime | None = None
        self._heard: datetime | None = None
        self._since = clock()

    @property
    def silent_seconds(self) -> float:
        """For how long nothing new was heard, as far as could be told."""
        try:
            heard = self._server.last_poll(POOL)
        except PrefectAwayError:
            # Nobody can tell. The server's own keeper brings it back, then the worker has its time to come back, too.
            self._since = self._clock()
            return 0.0
        if heard != self._heard:
            self._heard, self._since = heard, self._clock()
        return self._clock() - self._since

    def begin(self) -> None:
        """Note what was heard of earlier workers."""
        self._since = self._clock()
        _ = self.silent_seconds
        self._before = self._heard

    def is_ready(self) -> bool:
        """Tell whether a worker was heard of since."""
        _ = self.silent_seconds
        return self._heard not in (None, self._before)

    def is_alive(self) -> bool:
        """Tell whether one was heard of within the last minute."""
        return self.silent_seconds < SILENCE_SECONDS
