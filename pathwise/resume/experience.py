"""Reads the positions a person held."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from pathwise.documents.model import Line
from pathwise.resume.entries import Entry, entries_of
from pathwise.resume.model import Experience, Section, SectionKind
from pathwise.resume.months import YearMonth, months_covered
from pathwise.resume.periods import Period
from pathwise.resume.positions import Naming, ends_with_legal_form, read_naming
from pathwise.resume.towns import part_town

_FEWEST_ALIKE = 2


@dataclass(frozen=True, slots=True)
class History:
    """The positions of a resume.

    Attributes:
        positions: In the order of the document.
        months: Whole months of dated positions, overlaps counted once; None where no position carries dates.
    """

    positions: tuple[Experience, ...]
    months: int | None


def history_of(lines: Sequence[Line], sections: Sequence[Section], as_of: YearMonth) -> History:
    """Read every position of the sections that tell of experience.

    Args:
        lines: All lines of the document.
        sections: Its sections.
        as_of: The month at which "present" ends.

    Returns:
        The positions; entries that name neither a position nor an organisation are left out.
    """
    entries = [
        entry
        for section in sections
        if section.kind is SectionKind.EXPERIENCE
        for entry in entries_of(lines, section.first_line + bool(section.title), section.last_line)
    ]
    named = _without_group_heads(
        [pair for pair in zip(entries, _namings(entries), strict=True) if pair[1].title or pair[1].organisation]
    )
    stays = [stay for entry, _ in named if entry.period and (stay := entry.period.stay(as_of))]
    return History(
        positions=tuple(_experience(entry, naming, as_of) for entry, naming in named),
        months=months_covered(stays) if stays else None,
    )


def _namings(entries: Sequence[Entry]) -> list[Naming]:
    """Read each entry; where words do not tell, the habit of the others decides."""
    first = [read_naming(entry.naming) for entry in entries]
    habits = [naming.title_first for naming in first if naming.title_first is not None]
    habit = sum(habits) * 2 > len(habits) if habits else None
    namings = [
        naming if naming.title_first is not None else read_naming(entry.naming, habit)
        for entry, naming in zip(entries, first, strict=True)
    ]
    return _with_inherited_organisation(entries, _without_cells(namings))


def _without_cells(namings: Sequence[Naming]) -> list[Naming]:
    """Leave out the towns behind the places of work where every one has one: they were cells of the same row."""
    parted = [(each.organisation, *part_town(each.organisation or "")) for each in namings]
    is_habit = all(town or not name or ends_with_legal_form(name) for name, _, town in parted)
    if not is_habit or sum(town is not None for *_, town in parted) < _FEWEST_ALIKE:
        return list(namings)
    return [replace(each, organisation=bare or None) for each, (_, bare, _) in zip(namings, parted, strict=True)]


def _with_inherited_organisation(entries: Sequence[Entry], namings: Sequence[Naming]) -> list[Naming]:
    """Give positions that stand under a common organisation its name."""
    complete = list(namings[:1])
    group = namings[0].organisation if namings and _stands_alone(entries[0], namings[0]) else None
    for index in range(1, len(namings)):
        own = namings[index]
        if _stands_alone(entries[index], own):
            group = own.organisation
        elif own.organisation:
            group = None
        elif len(entries[index].naming) < len(entries[index - 1].naming):
            group = complete[-1].organisation
        complete.append(own if own.organisation else replace(own, organisation=group))
    return complete


def _stands_alone(entry: Entry, naming: Naming) -> bool:
    """Tell whether an entry is the name of an organisation over several positions."""
    return naming.title is None and not entry.body


def _without_group_heads(named: list[tuple[Entry, Naming]]) -> list[tuple[Entry, Naming]]:
    """Leave out organisations that only stand over positions of their own."""
    return [
        pair
        for pair, following in zip_longest(named, named[1:])
        if following is None or not _stands_alone(*pair) or following[1].organisation != pair[1].organisation
    ]


def _experience(entry: Entry, naming: Naming, as_of: YearMonth) -> Experience:
    period = entry.period
    stay = period.stay(as_of) if period else None
    return Experience(
        title=naming.title,
        organisation=naming.organisation,
        start=_start(period),
        end=period.end_month if period else None,
        is_current=bool(period and period.is_current),
        bullets=entry.body,
        months=stay.months if stay else None,
        first_line=entry.first_line,
        last_line=entry.last_line,
    )


def _start(period: Period | None) -> str | None:
    if period is None:
        return None
    return str(period.start.month) if period.start.month else None
