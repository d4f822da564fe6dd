"""What went wrong with one item of work, as a value. Knows no process and no pool."""

import traceback
from dataclasses import dataclass
from types import FrameType, TracebackType
from typing import Self

from pathwise_models.enums import ReasonCode


@dataclass(frozen=True, slots=True)
class ItemFailure:
    """Why an item has no result.

    Attributes:
        reason: `timed_out`, `out_of_memory`, `interrupted` (its process was killed from outside) or
            `internal_error` (the function raised, or crashed its process).
        message: For a person; never the item's content.
        detail: With `internal_error`, for whoever mends the program: class of the exception and the places
            of the code it passed, outermost first, or how the process ended. Never the exception's message or
            values, they may quote a resume. Empty otherwise.
    """

    reason: ReasonCode
    message: str
    detail: str = ""


def internal_error(detail: str) -> ItemFailure:
    """Describe a fault of the program."""
    return ItemFailure(
        ReasonCode.INTERNAL_ERROR,
        "The program failed on this file; that is its fault, not the file's. "
        "Try again, and if it happens again report it with the detail kept beside this message.",
        detail,
    )


def out_of_memory(memory_bytes: int) -> ItemFailure:
    """Describe an item that wanted more memory than it may take."""
    return ItemFailure(
        ReasonCode.OUT_OF_MEMORY,
        f"This file needed more than {memory_bytes / 1024**2:,.0f} MiB of memory and was stopped. "
        "Save it anew, with fewer or smaller pictures, and try again.",
    )


def timed_out(seconds: float) -> ItemFailure:
    """Describe an item that took longer than it may."""
    return ItemFailure(
        ReasonCode.TIMED_OUT,
        f"This file took longer than {seconds:g} seconds and was stopped. "
        "Save it anew, shorter or simpler, and try again.",
    )


def interrupted() -> ItemFailure:
    """Describe an item whose process was killed from outside."""
    return ItemFailure(
        ReasonCode.INTERRUPTED, "The work on this file was interrupted before it was done. Nothing is lost: try again."
    )


class Guard:
    """Turns whatever its block raises into an `ItemFailure`; nothing passes it.

    It stands between code that works on files of strangers and code that must go on. `SystemExit` is held as
    well: a library that exits would else take its process along.

    Attributes:
        failure: What the block raised; None where it raised nothing.
        memory_bytes: The limit that the message names.

    Example:
        >>> with Guard(memory_bytes=2**30) as guard:
        ...     int("some words of a resume")
        >>> guard.failure.reason.value, guard.failure.detail.split(" at ")[0]
        ('internal_error', 'ValueError')
    """

    failure: ItemFailure | None

    def __init__(self, memory_bytes: int) -> None:
        self.memory_bytes = memory_bytes
        self.failure = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if kind is None:
            return False
        if issubclass(kind, MemoryError):
            self.failure = out_of_memory(self.memory_bytes)
        else:
            self.failure = internal_error(f"{kind.__qualname__} at {_places(trace)}")
        return True


def _places(trace: TracebackType | None) -> str:
    """Name the places of the code an exception passed, as `module:line function`, outermost first."""
    steps = (f"{_module(frame)}:{line} {frame.f_code.co_name}" for frame, line in traceback.walk_tb(trace))
    return " > ".join(steps)


def _module(frame: FrameType) -> str:
    # The main module of a process is called __main__; its spec knows better.
    name = getattr(frame.f_globals.get("__spec__"), "name", None) or frame.f_globals.get("__name__", "?")
    return str(name)
