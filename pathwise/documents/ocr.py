"""Whether pictures can be read here, and what it takes. Loads nothing: who starts processes asks."""

from collections.abc import Callable
from functools import cache
from importlib.util import find_spec

MODELS_BYTES = 768 * 1024 * 1024
"""What recognising takes at most beside everything else; a page of 60 lines was seen to take 670 MB."""

_hearers: list[Callable[[], None]] = []


def pages_read(most: int) -> int:
    """Tell how many pages of a file may be recognised here.

    Args:
        most: As the limits say; 0 for none.
    """
    return most if is_installed() else 0


def call_before_recognising(hear: Callable[[], None]) -> None:
    """Have something called each time that the words of a page are about to be recognised in this process.

    Whoever limits the process learns by it that far more will be taken.
    """
    _hearers.append(hear)


def announce() -> None:
    """Tell that the words of a page are about to be recognised."""
    for hear in _hearers:
        hear()


def memory_for(pages: int) -> int:
    """Tell what recognising so many pages takes beside everything else, in bytes: they are read one after the other."""
    return MODELS_BYTES if pages else 0


@cache
def is_installed() -> bool:
    """Tell whether pictures can be read here."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None
