"""Notices that no worker asks for work, and has what is stuck put right meanwhile."""

import time
from collections.abc import Callable
from datetime import datetime
from threading import Event
from typing import Final

from pathwise.runtime.prefect_api import PrefectApi, PrefectAwayError
from pathwise.supervision.deployment import POOL
from pathwise.supervision.program import Program

LOOK_SECONDS: Final = 15.0
SILENCE_SECONDS: Final = 60.0
"""A worker says every half a minute that it lives."""
LONGEST_SECONDS: Final = 120.0


class Silence:
    """How long no worker was heard of. Told by what changes, not by the server's clock.

    Args:
        clock: Seconds that only grow.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._heard: datetime | None = None
        self._since = clock()

    def note(self, heard: datetime | None) -> float:
        """Note when a worker was last heard of.

        Returns:
            The seconds since that was news.
        """
        if heard != self._heard:
            self._heard, self._since = heard, self._clock()
        return self._clock() - self._since

    def begin_anew(self) -> None:
        """Count from now on."""
        self._since = self._clock()


def watch_for_silence(
    api: PrefectApi, reconcile: Callable[[], Program], stopping: Event, tell: Callable[[str], None]
) -> None:
    """Look every quarter of a minute; while no worker is heard of, reconcile once a minute. Returns when stopped.

    Args:
        api: The server that workers ask.
        reconcile: Starts the work of the flow `reconcile-runs` without any worker.
        stopping: Ends it.
        tell: Says a line to the person.
    """
    silence = Silence()
    while not stopping.wait(LOOK_SECONDS):
        try:
            seconds = silence.note(api.last_poll(POOL))
        except PrefectAwayError:
            # Without Prefect nobody can tell what runs; its own keeper brings it back.
            continue
        if seconds >= SILENCE_SECONDS:
            tell(f"No worker has asked for work for {seconds:.0f} s. Putting right what is stuck without one.")
            tell(_outcome(reconcile(), stopping))
            silence.begin_anew()


def _outcome(program: Program, stopping: Event) -> str:
    deadline = time.monotonic() + LONGEST_SECONDS
    while program.exit_status is None and time.monotonic() < deadline and not stopping.wait(0.2):
        pass
    program.end(2.0)
    if program.exit_status == 0:
        return "Reconciled."
    return f"Reconciling failed with status {program.exit_status}; its log is {program.log}."
