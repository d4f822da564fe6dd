"""What a person sees while a command runs: words and progress on stderr, so that stdout holds results alone."""

import io
import json
import logging
import sys
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

T = TypeVar("T")

words = Console(stderr=True, highlight=False, soft_wrap=True)


def set_up_streams() -> None:
    """Have stdout and stderr show what they cannot write, such as a file name in no encoding, by its number.

    What libraries log, and that they could not, stays off the terminal.
    """
    logging.raiseExceptions = False
    logging.getLogger().addHandler(logging.NullHandler())
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def say(sentence: str) -> None:
    """Tell the person something."""
    words.print(sentence, markup=False)


def emit(value: Any, *, indent: int | None = None) -> None:
    """Write one JSON value and a line break to stdout, at once: a reader at the other end need not wait.

    Where stdout is not UTF-8, everything but ASCII is escaped, which is the same JSON.
    """
    takes_all = sys.stdout.encoding.lower().replace("-", "") == "utf8"
    sys.stdout.write(json.dumps(value, ensure_ascii=not takes_all, indent=indent) + "\n")
    sys.stdout.flush()


def with_progress(items: Iterable[T], total: int, label: str) -> Iterator[T]:
    """Pass items on and count them on stderr, where that is a terminal."""
    with progress() as bar:
        yield from bar.track(items, total=total, description=label)


def progress() -> Progress:
    """Make a progress bar that leaves no trace, and shows nothing where stderr is no terminal."""
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=words,
        transient=True,
        disable=not words.is_terminal,
        # Rich would else write what is meant for a file to the terminal.
        redirect_stdout=sys.stdout.isatty(),
    )
