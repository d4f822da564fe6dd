"""Notices that no worker asks for work, and has what is stuck put right meanwhile."""

import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from threading import Event
from typing import Final

from pathwise.runtime.prefect_api import PrefectApi, PrefectAwayError
from pathwise.supervision.ears import SILENCE_SECONDS, WorkerEar
from pathwise.supervision.program import Program
from pathwise.supervision.stuck import crash_stuck

LOOK_SECONDS: Final = 15.0
LONGEST_SECONDS: Final = 120.0


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
    ear = WorkerEar(api)
    next_round = SILENCE_SECONDS
    while not stopping.wait(LOOK_SECONDS):
        with suppress(PrefectAwayError):
            if stuck := crash_stuck(api, datetime.now(UTC)):
                tell(f"Called {stuck} runs crashed that a worker had taken and not begun.")
        seconds = ear.silent_seconds
        if seconds < SILENCE_SECONDS:
            next_round = SILENCE_SECONDS
        elif seconds >= next_round:
            next_round = seconds + SILENCE_SECONDS
            tell(f"No worker has asked for work for {seconds:.0f} s. Putting right what is stuck without one.")
            tell(_outcome(reconcile(), stopping))


def _outcome(program: Program, stopping: Event) -> str:
    deadline = time.monotonic() + LONGEST_SECONDS
    while program.exit_status is None and time.monotonic() < deadline and not stopping.wait(0.2):
        pass
    program.end(2.0)
    if program.exit_status == 0:
        return "Reconciled."
    return f"Reconciling failed with status {program.exit_status}; its log is {program.log}."
