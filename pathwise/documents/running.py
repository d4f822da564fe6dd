"""Running lines: page numbers, and what repeats at the head or foot of every page."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from pathwise.documents.model import Line

_EDGE = 3
_SHARE = 0.6
_NUMBER = re.compile(
    r"^[-–—|\s]*(?:(?:page|seite|página|pagina|pág\.?|p\.|strona|sida|side)\s*)?"
    r"(?P<number>\d{1,3})(?:\s*(?:/|of|von|de|di|sur|van|z|av)\s*\d{1,3})?[-–—|\s]*$",
    re.IGNORECASE,
)


def drop_running_lines(lines: Sequence[Line], page_count: int) -> list[Line]:
    """Drop page numbers, and all but the first of lines that repeat at the edges of pages.

    Args:
        lines: The lines of all pages, in order.
        page_count: 1 or more.

    Returns:
        The other lines, in order.

    Example:
        >>> pages = [Line("Ada Example"), Line("Baker"), Line("Ada Example", 2), Line("2", 2)]
        >>> [line.text for line in drop_running_lines(pages, 2)]
        ['Ada Example', 'Baker']
    """
    edges = set(_edges(lines))
    repeated = _repeated([lines[index] for index in edges], page_count)
    kept: list[Line] = []
    seen: set[str] = set()
    for index, line in enumerate(lines):
        key = _key(line)
        if index in edges and (_is_page_number(line, page_count) or (key in repeated and key in seen)):
            continue
        seen.add(key)
        kept.append(line)
    return kept


def _edges(lines: Sequence[Line]) -> Iterator[int]:
    """Give the indexes of the first and last lines of every page."""
    for _, on_page in groupby(range(len(lines)), key=lambda index: lines[index].page):
        own = list(on_page)
        yield from own[:_EDGE]
        yield from own[-_EDGE:]


def _repeated(edges: Sequence[Line], page_count: int) -> frozenset[str]:
    """Tell which lines stand at the edge of most pages, page numbers aside."""
    pages: dict[str, set[int]] = {}
    for line in edges:
        pages.setdefault(_key(line), set()).add(line.page)
    return frozenset(
        key
        for key, on in pages.items()
        if len(on) > 1 and len(on) >= _SHARE * page_count and any(map(str.isalpha, key))
    )


def _key(line: Line) -> str:
    """Write a line so that it is the same on every page: its page number left out."""
    return re.sub(rf"\b{line.page}\b", "#", line.text.casefold())


def _is_page_number(line: Line, page_count: int) -> bool:
    match = _NUMBER.match(line.text)
    if match is None or int(match["number"]) != line.page:
        return False
    return page_count > 1 or not line.text.strip().isdigit()
