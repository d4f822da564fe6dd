"""Lines that fit the terminal."""

import shutil
import textwrap
from typing import Final

WIDEST: Final = 100
"""Longer lines are tiring to read, however wide the terminal is."""

NARROWEST: Final = 40


def wrapped(text: str, first: str = "", rest: str | None = None) -> list[str]:
    """Break a text into lines that fit the terminal, or `WIDEST` where there is none.

    Args:
        text: One paragraph; may be empty. A word longer than a line, such as an address, stays in one piece.
        first: What the first line begins with.
        rest: What every other line begins with; blanks as wide as `first` where nothing is given.
    """
    return textwrap.wrap(
        text,
        width=max(NARROWEST, min(WIDEST, shutil.get_terminal_size((WIDEST, 24)).columns)),
        initial_indent=first,
        subsequent_indent=" " * len(first) if rest is None else rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
