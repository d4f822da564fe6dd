"""Lines of a resume that repeat the job's own words: they are no evidence."""

import re
from collections.abc import Iterator, Sequence

from pathwise.job.words import is_silent

_WORD = re.compile(r"\w[\w+#]*")
_RUN = 6
_LEAST = 3
_MOSTLY = 0.7
_WHOLE_LINES = 3
_SHORTEST_LINE = 3
_LONG_LINE = 15
_SHUFFLED = 0.9
# Between the names of a list these stand in any resume; they do not show that a sentence was taken over.
_JOINTS = frozenset({"and", "or", "of", "und", "oder", "et", "ou", "y", "o", "en"})


def copied_lines(resume: Sequence[str], job: Sequence[str]) -> frozenset[int]:
    """Find the lines of a resume that were taken over from a job's text.

    A run of six words or more, in the order of the job, counts as taken over when a word of speech stands in it
    ("experience with", "requirements"), across line breaks: a plain list of skills in a usual order does not. Where
    three whole lines of speech were taken over, however short and in whatever order, each line that is one of the
    job's own counts. So does a long line that is made of the job's words alone, however they are mixed.

    Args:
        resume: Its lines.
        job: The lines of the job.

    Returns:
        Indices of resume lines that mostly consist of such runs, or are such lines.

    Example:
        >>> line = "Experience with rye and wheat sourdough"
        >>> copied_lines(["Sold bread", line], [line])
        frozenset({1})
    """
    asked_lines = [_words(line) for line in job]
    asked = [word for line in asked_lines for word in line]
    length = min(_RUN, len(asked))
    if length < _LEAST:
        return frozenset()
    known = {tuple(asked[start : start + length]) for start in range(len(asked) - length + 1)}
    lines = [_words(line) for line in resume]
    words = [word for line in lines for word in line]
    taken = [False] * len(words)
    for first, last in _runs(words, known, length):
        # A run ends within the words, so what is put in is as long as what it replaces: `taken` stays one a word.
        taken[first:last] = [True] * (last - first)
    own = frozenset(asked)
    mixed = (index for index, line in enumerate(lines) if _is_mixed(line, own))
    return frozenset((*_mostly_taken(lines, taken), *_whole_lines(lines, asked_lines), *mixed))


def _whole_lines(lines: list[list[str]], asked: list[list[str]]) -> Iterator[int]:
    own = {tuple(line) for line in asked if line}
    speech = {line for line in own if len(line) >= _SHORTEST_LINE and _has_speech(list(line))}
    same = [index for index, line in enumerate(lines) if tuple(line) in own]
    if len({tuple(lines[index]) for index in same} & speech) >= _WHOLE_LINES:
        yield from same


def _is_mixed(line: list[str], asked: frozenset[str]) -> bool:
    if len(line) < _LONG_LINE or not _has_speech(line):
        return False
    return sum(word in asked for word in line) >= _SHUFFLED * len(line)


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
