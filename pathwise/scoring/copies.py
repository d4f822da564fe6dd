"""Lines of a resume that repeat the job's own words: they are no evidence."""

import re
from collections.abc import Iterator, Sequence

from pathwise.job.words import is_silent

_WORD = re.compile(r"\w[\w+#]*")
_RUN = 6
_LEAST = 3
_MOSTLY = 0.7
# Between the names of a list these stand in any resume; they do not show that a sentence was taken over.
_JOINTS = frozenset({"and", "or", "of", "und", "oder", "et", "ou", "y", "o", "en"})


def copied_lines(resume: Sequence[str], job: Sequence[str]) -> frozenset[int]:
    """Find the lines of a resume that were taken over from a job's text.

    A run of six words or more, in the order of the job, counts as taken over when a word of speech stands in it
    ("experience with", "requirements"), across line breaks: a plain list of skills in a usual order does not.

    Args:
        resume: Its lines.
        job: The lines of the job.

    Returns:
        Indices of resume lines that mostly consist of such runs.

    Example:
        >>> line = "Experience with rye and wheat sourdough"
        >>> copied_lines(["Sold bread", line], [line])
        frozenset({1})
    """
    asked = [word for line in job for word in _words(line)]
    length = min(_RUN, len(asked))
    if length < _LEAST:
        return frozenset()
    known = {tuple(asked[start : start + length]) for start in range(len(asked) - length + 1)}
    lines = [_words(line) for line in resume]
    words = [word for line in lines for word in line]
    taken = [False] * len(words)
    for first, last in _runs(words, known, length):
        taken[first:last] = [True] * (last - first)
    return frozenset(_mostly_taken(lines, taken))


def _words(line: str) -> list[str]:
    return _WORD.findall(line.casefold())


def _runs(words: list[str], known: set[tuple[str, ...]], length: int) -> Iterator[tuple[int, int]]:
    first = last = 0
    for start in range(len(words) - length + 1):
        if tuple(words[start : start + length]) not in known:
            continue
        if start > last and _has_speech(words[first:last]):
            yield first, last
        first, last = (start if start > last else first), start + length
    if _has_speech(words[first:last]):
        yield first, last


def _has_speech(run: list[str]) -> bool:
    return any(is_silent(word) and word not in _JOINTS for word in run)


def _mostly_taken(lines: list[list[str]], taken: list[bool]) -> Iterator[int]:
    start = 0
    for index, line in enumerate(lines):
        if line and sum(taken[start : start + len(line)]) >= _MOSTLY * len(line):
            yield index
        start += len(line)
