"""Reads the certificates, licences and courses that a resume lists under their own headings."""

import re
from collections.abc import Sequence

from pathwise.documents.model import Line
from pathwise.resume.lines import is_page_mark, is_task
from pathwise.resume.model import Certification, Section, SectionKind
from pathwise.resume.periods import PeriodMatch, periods_in
from pathwise.resume.sections import own_lines
from pathwise.resume.wording import without_bullet

MOST_CHARACTERS = 160
_EDGES = " ,;:|·•–—-"
_BEFORE, _BEHIND = _EDGES + "(", _EDGES + ")"
_FEWEST_LETTERS = 2
# What only leads to the date that was taken out.
_VALID = re.compile(
    r"[\s,;(]+(?:valid (?:through|until|to)|expires?|expiring|expiry|exp\.?|gültig bis|geldig tot"
    r"|valable jusqu.(?:en|au|à)|válid[oa] hasta|valid[oa] fino al?|válid[oa] até)\s*$",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s*[;|•]\s*")
_PARTS_AND_COMMAS = re.compile(r"\s*[;|•,]\s*(?![^()]*\))")


def certifications_of(lines: Sequence[Line], sections: Sequence[Section]) -> tuple[Certification, ...]:
    """Read the entries of the sections that list certificates, a line each.

    Args:
        lines: All lines of the document.
        sections: Its sections.

    Returns:
        In the order of the document. A line that holds nothing but a date dates the entry above it. What stands
        behind the heading on its line is cut at semicolons, and at commas where it names no date.
    """
    found: list[Certification] = []
    for section in sections:
        if section.kind is not SectionKind.CERTIFICATIONS:
            continue
        own: list[Certification] = []
        told = list(own_lines(lines, section))
        # Where some lines are set as headings, they name the entries, and the others who gave them.
        are_headed = any(lines[index].is_heading for index, _ in told if index > section.first_line)
        dates_above = _dates_stand_above([without_bullet(text) for index, text in told if not lines[index].is_heading])
        above: str | None = None
        for index, line in told:
            if section.title and index == section.first_line:
                for text in _listed(line):
                    _add(own, text, index)
                continue
            text = without_bullet(line)
            if dates_above and _is_date(text):
                above = _month_of(text)
                continue
            if lines[index].is_heading or not are_headed or _is_date(text):
                _add(own, text, index, above)
                above = None
        found += own
    return tuple(found)


def _listed(text: str) -> list[str]:
    return [part.strip() for part in (_PARTS if periods_in(text) else _PARTS_AND_COMMAS).split(text)]


def _dates_stand_above(texts: Sequence[str]) -> bool:
    """Tell whether each date that fills a line dates the entry below it."""
    return len(texts) > 1 and _is_date(texts[0]) and not _is_date(texts[-1])


def _month_of(text: str) -> str | None:
    date = periods_in(text)[-1].period
    return date.end_month or date.start_month


def _add(entries: list[Certification], text: str, index: int, above: str | None = None) -> None:
    if is_page_mark(text) or len(text) > MOST_CHARACTERS:
        return
    dates = periods_in(text)
    date = dates[-1] if dates else None
    name = _without(text, date)
    month = date.period.end_month or date.period.start_month if date else None
    if sum(character.isalpha() for character in name) < _FEWEST_LETTERS:
        if entries and month and not entries[-1].month:
            entries[-1] = Certification(entries[-1].name, month, entries[-1].line)
    elif not is_task(_before_remarks(name)):
        entries.append(Certification(name, month or above, index))


def _before_remarks(name: str) -> str:
    """Give what stands before a remark in the middle: "Class A licence, Example, endorsements: N" is no task."""
    label, colon, _ = name.partition(":")
    return label.split(",")[0] if colon and "," in label else name


def _is_date(text: str) -> bool:
    return bool(periods_in(text)) and not any(character.isalpha() for character in _without(text, periods_in(text)[-1]))


def _without(text: str, date: PeriodMatch | None) -> str:
    if date is None:
        return text.strip(_EDGES)
    before, after = text[: date.begin].rstrip(_BEFORE), text[date.end :].lstrip(_BEHIND)
    return _VALID.sub("", f"{before} {after}".strip(_EDGES)).strip(_EDGES)
