"""How a person, or the system, ends a command in its midst: Ctrl-C and the termination signal."""

import os
import signal
import sys
from types import FrameType
from typing import Final, NoReturn

INTERRUPTED: Final = 128 + signal.SIGINT
TERMINATED: Final = 128 + signal.SIGTERM


def end_in_order() -> None:
    """Have the first signal end the command in order, so that what was begun is put on record.

    A second one ends it at once: what it had begun is found and taken up by the next command, as after a power cut.
    """
    signal.signal(signal.SIGINT, _interrupt)
    signal.signal(signal.SIGTERM, _terminate)


def _interrupt(_signal: int, _frame: FrameType | None) -> NoReturn:
    _end_at_once_next()
    raise KeyboardInterrupt


def _terminate(_signal: int, _frame: FrameType | None) -> NoReturn:
    _end_at_once_next()
    sys.exit(TERMINATED)


def _end_at_once_next() -> None:
    signal.signal(signal.SIGINT, _leave)
    signal.signal(signal.SIGTERM, _leave)


def _leave(number: int, _frame: FrameType | None) -> NoReturn:
    os._exit(128 + number)
