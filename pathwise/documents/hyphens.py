"""Words that a line end cut in two, put together again."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pathwise.documents.model import Line

_CUT = re.compile(r"(?P<before>[^\W\d_][\w-]*)[-‐]$")
_REST = re.compile(r"^(?P<rest>[^\W\d_][\w’']*[,;:.!?)]*)(?:\s+|$)")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# An address breaks behind its own hyphens and slashes, with no mark of it.
_ADDRESS = re.compile(r"(?:^|\s)(?:https?://)?(?:[\w-]+\.)+[a-z]{2,}/(?:\S*[-/])?$")
_REST_OF_ADDRESS = re.compile(r"^(?P<rest>(?=\S*\w)[\w.~%/-]+)(?:\s+|$)")
# First parts of compounds that are no syllables of longer words: `in-` and `part-` would be.
_COMPOUND_STARTS = (
    "self full well low long short cross non front hands e mid high user cost customer client cloud decision problem "
    "award best third world large mission results detail company industry year day"
)
_KEEPS_HYPHEN = frozenset(_COMPOUND_STARTS.split())


def join_cut_words(lines: Sequence[Line]) -> list[Line]:
    """Put words together that end a line with a hyphen and go on in the next line, and web addresses.

    The rest of the word moves up; a hyphen stays where the document writes the word with one elsewhere,
    or its first part is one that compounds begin with.

    Args:
        lines: Lines in reading order.

    Returns:
        The lines; one that held nothing but the rest of a word is gone.

    Example:
        >>> [line.text for line in join_cut_words([Line("Led the develop-"), Line("ment of tools")])]
        ['Led the development', 'of tools']
    """
    words = _words_written(lines)
    joined: list[Line] = []
    for line in lines:
        address = _rest_of_address(joined[-1], line) if joined else None
        if address:
            joined[-1] = replace(joined[-1], text=joined[-1].text + address["rest"])
            line = replace(line, text=line.text[address.end() :])  # noqa: PLW2901 - what is left of it
        cut = _CUT.search(joined[-1].text) if joined else None
        rest = _REST.match(line.text)
        if cut and rest and _goes_on(joined[-1], line):
            start = joined[-1].text[: cut.start()]
            joined[-1] = replace(joined[-1], text=start + _put_together(cut["before"], rest["rest"], words))
            line = replace(line, text=line.text[rest.end() :])  # noqa: PLW2901 - what is left of it
        if line.text:
            joined.append(line)
    return joined


def _rest_of_address(first: Line, second: Line) -> re.Match[str] | None:
    """Find what an address goes on with; behind a slash, which may be its end, no plain word does."""
    rest = _REST_OF_ADDRESS.match(second.text) if _ADDRESS.search(first.text) and _goes_on(first, second) else None
    is_plain = rest is not None and rest["rest"].isalpha()
    return None if is_plain and first.text.endswith("/") else rest


def _goes_on(first: Line, second: Line) -> bool:
    return not second.is_bullet and first.is_heading == second.is_heading and second.page - first.page in (0, 1)


def _put_together(before: str, rest: str, words: frozenset[str]) -> str:
    core = rest.rstrip(",;:.!?)")
    written_with = f"{before}-{core}".lower() in words
    written_without = f"{before}{core}".lower() in words
    last_part = before.rpartition("-")[2].lower()
    is_compound = core[0].isupper() or "-" in before or last_part in _KEEPS_HYPHEN
    keeps = written_with or (is_compound and not written_without)
    return f"{before}-{rest}" if keeps else f"{before}{rest}"


def _words_written(lines: Iterable[Line]) -> frozenset[str]:
    return frozenset(word.lower() for line in lines for word in _WORD.findall(line.text))
