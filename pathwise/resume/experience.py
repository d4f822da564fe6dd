"""Reads the positions a person held."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pathwise.documents.model import Line
from pathwise.resume.entries import Entry, entries_of
from pathwise.resume.model import Experience, Section, SectionKind
from pathwise.resume.months import YearMonth, months_covered
from pathwise.resume.periods import Period
from pathwise.resume.positions import Naming, read_naming


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
    named = [pair for pair in zip(entries, _namings(entries), strict=True) if pair[1].title or pair[1].organisation]
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
    return _with_inherited_organisation(entries, namings)


def _with_inherited_organisation(entries: Sequence[Entry], namings: list[Naming]) -> list[Naming]:
    """A later position at the same organisation often names the position alone."""
    for index in range(1, len(namings)):
        above, own = namings[index - 1], namings[index]
        if own.title and not own.organisation and len(entries[index].naming) < len(entries[index - 1].naming):
            namings[index] = replace(own, organisation=above.organisation)
    return namings


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
