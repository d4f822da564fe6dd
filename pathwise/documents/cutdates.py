"""Dates that a line end cut in two, put together again."""

import re
from collections.abc import Sequence
from dataclasses import replace

from pathwise.documents.model import Line

_YEAR = r"(?:19|20)\d\d"
_DASH = r"\s*[-–—]"
_MONTH = r"[^\W\d_]{3,9}\.?"
_DATE = rf"(?:(?:{_MONTH}\s+|\d\d?[/.]\s?)?{_YEAR})"
_STILL = (
    r"(?:present|current|currently|now|today|ongoing|heute|aktuell|jetzt|présent|aujourd[’']hui|actualidad|actual"
    r"|presente|oggi|attuale|attualmente|atual|atualmente|hoje|heden|nu)"
)
_OPEN = re.compile(rf"(?:^|[\s(|,]){_DATE}{_DASH}$")
_WITHOUT_YEAR = re.compile(rf"(?:{_DATE}{_DASH}\s*|,\s+)(?!{_STILL}$){_MONTH}$", re.IGNORECASE)
_END = re.compile(rf"^(?:{_DATE}|{_STILL})\b\)?(?=$|\s*[|,(]|\s)", re.IGNORECASE)
_YEAR_ALONE = re.compile(rf"^{_YEAR}\)?$")


def join_cut_dates(lines: Sequence[Line]) -> list[Line]:
    """Put dates together that begin at the end of a line and go on in the next.

    Args:
        lines: Lines in reading order.

    Returns:
        The lines; one that held nothing but the end of a date is gone.

    Example:
        >>> [line.text for line in join_cut_dates([Line("Sep 2017 – Feb"), Line("2021"), Line("Baker")])]
        ['Sep 2017 – Feb 2021', 'Baker']
    """
    joined: list[Line] = []
    for line in lines:
        end = _end_of_date(joined[-1], line) if joined else 0
        if end:
            joined[-1] = replace(joined[-1], text=f"{joined[-1].text} {line.text[:end]}")
            line = replace(line, text=line.text[end:].lstrip(" |,"))  # noqa: PLW2901 - what is left of it
        if line.text:
            joined.append(line)
    return joined


def _end_of_date(first: Line, second: Line) -> int:
    """Tell how many characters of a line belong to the date that the line above begins; 0 for none."""
    if second.is_bullet or first.page != second.page:
        return 0
    if _OPEN.search(first.text):
        match = _END.match(second.text)
    elif _WITHOUT_YEAR.search(first.text):
        match = _YEAR_ALONE.match(second.text)
    else:
        match = None
    return match.end() if match else 0
