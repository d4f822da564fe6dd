"""Readers that never end, for processes of the pool to import."""

import re
import time
from itertools import count
from unittest.mock import patch

from pathwise.candidates import CandidateOrder, Timed, inspect_candidate
from pathwise.documents import rtf
from pathwise.documents.model import ReadingLimits, Refusal
from pathwise.inspection import Inspection


def loop(data: bytes, limits: ReadingLimits) -> Refusal:
    """Work for ever, in Python."""
    for _ in count():
        pass
    raise AssertionError


def backtrack(data: bytes, limits: ReadingLimits) -> Refusal:
    """Work for ever, in C that never lets go of the interpreter."""
    re.match(r"(a+)+$", "a" * 80 + "b")
    raise AssertionError


def sleep(data: bytes, limits: ReadingLimits) -> Refusal:
    """Do nothing for ever."""
    time.sleep(100_000)
    raise AssertionError


def grow(data: bytes, limits: ReadingLimits) -> Refusal:
    """Take memory for ever."""
    held = [bytearray(2**20) for _ in count()]
    raise AssertionError(len(held))


def inspect_with(decoder: str, order: CandidateOrder) -> Timed[Inspection | Refusal]:
    """Inspect a file, with one of these in place of the reader of rich text."""
    with patch.object(rtf, "read", globals()[decoder]):
        return inspect_candidate(order)
