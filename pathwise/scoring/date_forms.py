"""In which form the dates of positions are written: months in words, in figures, or years alone."""

import re
from collections import Counter
from collections.abc import Iterator

from pathwise.documents.model import DocumentText
from pathwise.resume.calendar_words import MONTH_NAMES
from pathwise.resume.model import Experience
from pathwise.resume.moments import moments_in, plain_letters
from pathwise.scoring.statements import line_of

_LETTERS = re.compile(r"[a-z]+")
_SHORT_NAME = re.compile(r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec")
# The same in full and cut short.
_EITHER = "may"
_FEWEST = 2


def stray_dates(document: DocumentText, roles: tuple[Experience, ...]) -> tuple[int, ...] | None:
    """Find the positions whose dates are written in another form than most.

    Args:
        document: The text.
        roles: Positions; those without dates play no part.

    Returns:
        Index of the line with the dates, for each position that stands out; None for fewer than two positions with
        dates, which cannot disagree.
    """
    written = [dates for role in roles if role.months is not None and (dates := _dates_of(document, role))]
    if len(written) < _FEWEST:
        return None
    forms = [frozenset(form for _, form in dates) for dates in written]
    single = Counter(form for form in forms if len(form) == 1)
    most = max(single, key=lambda form: single[form], default=None)
    return tuple(dates[0][0] for dates, form in zip(written, forms, strict=True) if form and form != most)


def _dates_of(document: DocumentText, role: Experience) -> list[tuple[int, str]]:
    last = role.last_line
    if role.bullets:
        last = max(role.first_line, line_of(role.bullets[0], document, role.first_line, role.last_line) - 1)
    return [date for index in range(role.first_line, last + 1) for date in _dates_in(document, index)]


def _dates_in(document: DocumentText, index: int) -> Iterator[tuple[int, str]]:
    plain = plain_letters(document.lines[index].text)
    for match in moments_in(plain):
        form = _form_of(plain[match.begin : match.end], document.language)
        if form:
            yield index, form


def _form_of(date: str, language: str | None) -> str | None:
    name = _LETTERS.search(date)
    if name is None:
        return _figures(date)
    if name.group() == _EITHER or name.group() not in MONTH_NAMES:
        return None
    if language not in (None, "en"):
        return "name"
    return "short name" if _SHORT_NAME.fullmatch(name.group()) else "full name"


def _figures(date: str) -> str:
    """Tell the form of a date in figures by its separators, the year in front or behind."""
    marks = "".join(re.findall(r"[-/.]", date))
    return f"year{marks}" if re.match(r"\d{4}", date) else f"{marks}year"
