"""How a person, or the system, ends a command in its midst: Ctrl-C and the termination signal."""

import os
import signal
import sys
from threading import Timer
from types import FrameType
from typing import Final, NoReturn

INTERRUPTED: Final = 128 + signal.SIGINT
TERMINATED: Final = 128 + signal.SIGTERM
IMPORT_SYSTEM: Final = "<frozen importlib._bootstrap>"
AGAIN_SECONDS: Final = 0.05

_received: list[int] = []


def end_in_order() -> None:
    """Have the first signal end the command in order, so that what was begun is put on record.

    A second one ends it at once: what it had begun is found and taken up by the next command, as after a power cut.
    """
    signal.signal(signal.SIGINT, _end)
    signal.signal(signal.SIGTERM, _end)


def _end(number: int, frame: FrameType | None) -> None:
    if _put_off(number, frame):
        return
    _end_at_once_next()
    _received.append(number)
    end_as_asked()


def end_as_asked() -> None:
    """End the command if a signal asked for it: within a library, the end may have come out as a failure of its own.

    Raises:
        KeyboardInterrupt: A person pressed Ctrl-C.
        SystemExit: The system asked for the end.
    """
    if signal.SIGINT in _received:
        raise KeyboardInterrupt
    if _received:
        sys.exit(TERMINATED)


def _put_off(number: int, frame: FrameType | None) -> bool:
    """Send the signal again in a moment if this thread is importing a module; tell whether it is.

    An exception out of nowhere would leave a lock of the import system taken: the next import would wait for ever.
    """
    while frame is not None:
        if frame.f_code.co_filename == IMPORT_SYSTEM:
            later = Timer(AGAIN_SECONDS, signal.raise_signal, [number])
            later.daemon = True
            later.start()
            return True
        frame = frame.f_back
    return False


def _end_at_once_next() -> None:
    signal.signal(signal.SIGINT, _leave)
    signal.signal(signal.SIGTERM, _leave)


def _leave(number: int, _frame: FrameType | None) -> NoReturn:
    os._exit(128 + number)
