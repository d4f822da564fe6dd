"""Where each field of a profile comes from, and how surely it was told. Looks for what was read in the lines again."""

import re
from collections.abc import Callable, Iterator, Sequence

from pathwise.documents.model import DocumentText, Line
from pathwise.resume.degrees import names_degree
from pathwise.resume.lines import names_learning, names_organisation, names_position
from pathwise.resume.model import Confidence, Education, Experience, ResumeProfile, Source
from pathwise.resume.names import is_labelled, is_vouched_for
from pathwise.resume.periods import Period, periods_in
from pathwise.resume.wording import fold, unspaced

_HIGH, _MEDIUM, _LOW = Confidence.HIGH, Confidence.MEDIUM, Confidence.LOW
_LOWER = {_HIGH: _MEDIUM, _MEDIUM: _LOW, _LOW: _LOW}
_LABEL = re.compile(r"^[^\W\d_][\w ]{2,20}:\s")
_NO_DIGIT = re.compile(r"\D")
_FEWEST_DIGITS = 6


def sources_of(document: DocumentText, profile: ResumeProfile) -> tuple[Source, ...]:
    """Tell where each field comes from.

    Args:
        document: The text.
        profile: What was read from it.

    Returns:
        A source for each field that is told, in the order of the fields. On a page that was read from a picture each
        is a step less sure.
    """
    scanned = frozenset(document.scanned_pages)
    return tuple(
        Source(each.field, each.line, _LOWER[each.confidence])
        if each.line is not None and document.lines[each.line].page in scanned
        else each
        for each in (*_own(document.lines, profile), *_told(document.lines, profile))
    )


def _own(lines: Sequence[Line], profile: ResumeProfile) -> Iterator[Source]:
    """Give the sources of the person's own details."""
    if profile.name:
        line = _first(lines, _says(profile.name))
        if line is None:  # Set on two lines.
            line = _first(lines, _says(profile.name.split()[0]))
        yield Source("name", line, _of_name(lines, line, profile))
    for place, email in enumerate(profile.emails):
        yield Source(f"emails[{place}]", _first(lines, _holds(email)), _HIGH)
    for place, phone in enumerate(profile.phones):
        line = _first(lines, _holds_digits(phone))
        yield Source(f"phones[{place}]", line, _HIGH if phone.startswith("+") else _MEDIUM)
    for place, link in enumerate(profile.links):
        bare = re.sub(r"^(?:https?://)?(?:www\.)?", "", link.lower()).rstrip("/")
        yield Source(f"links[{place}]", _first(lines, _holds(bare)), _HIGH)
    if profile.location:
        line = _first(lines, _says(profile.location))
        is_labelled_place = line is not None and _LABEL.match(lines[line].text) is not None
        yield Source("location", line, _HIGH if is_labelled_place else _MEDIUM)


def _of_name(lines: Sequence[Line], line: int | None, profile: ResumeProfile) -> Confidence:
    if is_vouched_for(profile.name or "", profile.emails) or (line is not None and is_labelled(lines[line].text)):
        return _HIGH
    return _MEDIUM if line is not None and lines[line].is_heading else _LOW


def _told(lines: Sequence[Line], profile: ResumeProfile) -> Iterator[Source]:
    """Give the sources of what the sections tell."""
    for place, position in enumerate(profile.experience):
        yield from _of_position(f"experience[{place}]", lines, position)
    for place, course in enumerate(profile.education):
        yield from _of_course(f"education[{place}]", lines, course)
    for place, skill in enumerate(profile.skills):
        yield Source(f"skills[{place}]", skill.mentions[0].line, _HIGH)
    for place, language in enumerate(profile.languages):
        yield Source(f"languages[{place}]", language.line, _HIGH if language.level else _MEDIUM)
    for place, certification in enumerate(profile.certifications):
        yield Source(f"certifications[{place}]", certification.line, _MEDIUM)


def _of_position(field: str, lines: Sequence[Line], position: Experience) -> Iterator[Source]:
    says_title = names_position(position.title or "")
    if position.title:
        yield _within(f"{field}.title", lines, position, position.title, _HIGH if says_title else _LOW)
    if position.organisation:
        is_clear = names_organisation(position.organisation)
        sure = _HIGH if is_clear else _MEDIUM if says_title else _LOW
        yield _within(f"{field}.organisation", lines, position, position.organisation, sure)
    yield from _dates(field, lines, position)


def _of_course(field: str, lines: Sequence[Line], course: Education) -> Iterator[Source]:
    if course.institution:
        sure = _HIGH if names_learning(course.institution) else _LOW
        yield _within(f"{field}.institution", lines, course, course.institution, sure)
    if course.degree:
        yield _within(f"{field}.degree", lines, course, course.degree, _HIGH if names_degree(course.degree) else _LOW)
    yield from _dates(field, lines, course)


def _within(
    field: str, lines: Sequence[Line], entry: Experience | Education, value: str, confidence: Confidence
) -> Source:
    """Find a value among the lines of its entry; one that several share stands above, and is a step less sure."""
    says = _says(value)
    own = range(entry.first_line, entry.last_line + 1)
    for line in own:
        if says(lines[line].text):
            return Source(field, line, confidence)
    above = next((line for line in reversed(range(entry.first_line)) if says(lines[line].text)), None)
    # Put together of several lines: the entry's first one stands for them.
    return Source(field, entry.first_line if above is None else above, _LOWER[confidence])


def _dates(field: str, lines: Sequence[Line], entry: Experience | Education) -> Iterator[Source]:
    dated = [
        (line, match.period)
        for line in range(entry.first_line, entry.last_line + 1)
        for match in periods_in(lines[line].text)
    ]
    months: tuple[tuple[str, str | None, Callable[[Period], str | None]], ...] = (
        ("start", entry.start, lambda period: str(period.start.month) if period.start.month else None),
        ("end", entry.end, lambda period: period.end_month),
    )
    for name, month, month_of in months:
        if month:
            # Two ends that are written say more than one date, which may be either.
            fits = ((line, period.is_range) for line, period in dated if month_of(period) == month)
            line, is_range = next(fits, (None, False))
            sure = _HIGH if is_range else _MEDIUM
            yield Source(f"{field}.{name}", *((entry.first_line, _LOW) if line is None else (line, sure)))


def _says(value: str) -> Callable[[str], bool]:
    wanted = f" {fold(value)} "
    return lambda text: wanted in f" {fold(unspaced(text))} "


def _holds(value: str) -> Callable[[str], bool]:
    return lambda text: value.lower() in text.lower()


def _holds_digits(phone: str) -> Callable[[str], bool]:
    """The country's code may be ours, so the last digits are looked for."""
    digits = _NO_DIGIT.sub("", phone)[-_FEWEST_DIGITS:]
    return lambda text: digits in _NO_DIGIT.sub("", text)


def _first(lines: Sequence[Line], says: Callable[[str], bool]) -> int | None:
    return next((index for index, line in enumerate(lines) if says(line.text)), None)
