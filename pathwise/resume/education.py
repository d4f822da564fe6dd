"""Reads the courses of education of a resume."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pathwise.documents.model import Line
from pathwise.resume.degrees import level_of, names_degree, split_leading_degree
from pathwise.resume.lines import is_page_mark, is_task, is_unfinished, names_learning
from pathwise.resume.model import Education, Section, SectionKind
from pathwise.resume.periods import Period, periods_in
from pathwise.resume.places import is_place, split_place
from pathwise.resume.wording import fold, without_bullet

MOST_CHARACTERS = 160
_STRONG = re.compile(r"\s*[|•·⋅∙◆]\s*|\t+|\s{3,}|\s+[–—]+\s+|\s+-{1,3}\s+|\s*:\s+")
_WEAK = re.compile(r"\s*[,;]\s+|\s+(?:from|at|an der|an|aan|presso|en la|alla)\s+(?=(?:the |l')?[A-ZÀ-Ž])")
_DETAIL = re.compile(
    r"^(?:gpa|cgpa|grade|grades|note|notes|average|minor|minors|major|majors|coursework|courses|relevant|thesis"
    r"|dissertation|advisor|focus|honou?rs|specialization|specialisation|abschlussnote|schwerpunkt|mention|media"
    r"|promedio|voto|activities|cum laude|magna|summa|dean)\b"
)
_SCHOOL_OF = re.compile(
    r"\b(?:University|College|Institute|School|Universit[àäé]t?|Universidade?|Universiteit) (?:of|de|di|da|do|van|für"
    r"|zu) [A-ZÀ-Ž]"
)
_EXPECTED = re.compile(
    r"[\s,(]*\b(?:expected|anticipated|graduated|graduation|graduating|class of|obtained|completed"
    r"|abschluss)(?:\s+(?:graduation|date|in|on))*[:\s]*(?=\||$)",
    re.IGNORECASE,
)
_LEADING_WORD = re.compile(r"^(?:at|in|from|the|of|aan|an der|bei|à|en|na|presso)\s+(?=[A-ZÀ-Ž])")
MOST_LOOSE_WORDS = 10
_BRACKETED = re.compile(r"\s*\((?P<inner>[^()]+)\)?")
_EDGE_SIGNS = " ,;:|·•–—-"
_EDGES = " ,;:|·•–—-()"


@dataclass(slots=True)
class _Draft:
    """An entry while its lines are read."""

    first_line: int
    last_line: int
    institution: str | None = None
    degree: str | None = None
    period: Period | None = None
    institution_first: bool = False
    loose: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Reading:
    """What one line says."""

    institution: str | None
    degree: str | None
    period: Period | None
    rest: str | None
    institution_first: bool = False


def education_of(lines: Sequence[Line], sections: Sequence[Section]) -> tuple[Education, ...]:
    """Read every course of the sections that tell of education.

    Args:
        lines: All lines of the document.
        sections: Its sections.

    Returns:
        In the order of the document; entries that name neither an institution nor a degree are left out.
    """
    drafts: list[_Draft] = []
    for section in sections:
        if section.kind is SectionKind.EDUCATION:
            drafts += _drafts(list(_telling(lines, section)))
    _inherit_institutions(drafts)
    return tuple(_education(draft) for draft in drafts if draft.institution or draft.degree)


def _telling(lines: Sequence[Line], section: Section) -> Iterator[tuple[int, str]]:
    """Give the lines that may name something; list items only where they are all there is."""
    indices = range(section.first_line + bool(section.title), section.last_line + 1)
    plain = [index for index in indices if not _is_item(lines[index])]
    names_any = any(names_learning(lines[index].text) or names_degree(lines[index].text) for index in plain)
    begun = ""
    for index in plain if names_any else indices:
        text = f"{begun} {without_bullet(lines[index].text)}".strip()
        is_cut = is_unfinished(text) and len(text) < MOST_CHARACTERS and index < section.last_line
        begun = text if is_cut else ""
        if not is_cut and not is_page_mark(text):
            yield index, text[:MOST_CHARACTERS]


def _is_item(line: Line) -> bool:
    return line.is_bullet or without_bullet(line.text) != line.text


def _drafts(lines: Sequence[tuple[int, str]]) -> list[_Draft]:
    drafts: list[_Draft] = []
    for index, text in lines:
        reading = _read(text)
        if reading is None:
            continue
        if not drafts or _is_taken(drafts[-1], reading):
            drafts.append(_Draft(index, index))
        _fill(drafts[-1], reading, index)
    return drafts


def _read(text: str) -> _Reading | None:
    matches = periods_in(text)
    period = next((match for match in matches if match.period.is_range), matches[-1] if matches else None)
    rest = text if period is None else f"{text[: period.begin].rstrip(_EDGES)} | {text[period.end :].lstrip(_EDGES)}"
    rest = _EXPECTED.sub(" ", rest)
    if len(rest.strip(" |")) > 12 and is_task(rest.strip(" |")) and not names_degree(rest):  # noqa: PLR2004 - a word
        return None
    pieces = [piece.strip(_EDGES) for piece in _STRONG.split(rest) if piece.strip(_EDGES)]
    parts = [part for piece in pieces for part in _parts_of(piece)]
    parts = [_LEADING_WORD.sub("", part) for part in parts]
    institution, degree, order = _name(parts)
    loose = [part for part in parts if part not in (institution, degree) and not is_place(part)]
    if degree and institution and order and loose and not _is_detail(loose[0]) and degree in parts:
        degree = f"{degree}, {loose[0]}" if parts.index(loose[0]) == parts.index(degree) + 1 else degree
    first_loose = loose[0] if loose and not (institution or degree) and not _is_detail(loose[0]) else None
    return _Reading(institution, degree, period.period if period else None, first_loose, order)


def _parts_of(piece: str) -> list[str]:
    text, _ = split_place(piece)
    if not (names_learning(text) and names_degree(text)):
        return [text] if text else []
    school = _SCHOOL_OF.search(text)
    if school and school.start() and not _WEAK.search(text):
        return [text[: school.start()].strip(_EDGES), text[school.start() :]]
    unbracketed = _BRACKETED.sub(_school_in_brackets, text)
    parts = [part.strip(_EDGE_SIGNS) for part in _WEAK.split(unbracketed) if part.strip(_EDGES)]
    split: list[str] = []
    for part in parts:
        leading = split_leading_degree(part) if names_learning(part) else None
        split += leading or (part,)
    return _degree_with_subject(split)


def _school_in_brackets(bracket: re.Match[str]) -> str:
    """Part "MBA (Example College)" and keep "BA (Hons)"."""
    return f", {bracket['inner']}" if names_learning(bracket["inner"]) else bracket.group()


def _degree_with_subject(parts: list[str]) -> list[str]:
    """Put the subject back behind its degree: "PhD", "X University", "Physics" and "BA", "History", "X College"."""
    degrees = [part for part in parts if names_degree(part) and not names_learning(part)]
    schools = [part for part in parts if names_learning(part)]
    others = [part for part in parts if part not in degrees and part not in schools and not is_place(part)]
    if not degrees or not schools:
        return parts
    subjects = [part for part in others if not _is_detail(part) and not any(c.isdigit() for c in part)][:1]
    degree = ", ".join(degrees + subjects)
    return [schools[0], degree] if parts.index(schools[0]) < parts.index(degrees[0]) else [degree, schools[0]]


def _name(parts: Sequence[str]) -> tuple[str | None, str | None, bool]:
    degree = next((part for part in parts if names_degree(part) and not _is_school_only(part)), None)
    institution = next((part for part in parts if part != degree and names_learning(part)), None)
    first = bool(institution and (degree is None or parts.index(institution) < parts.index(degree)))
    return institution, degree, first


def _is_school_only(part: str) -> bool:
    """Tell a school's name from a degree: "High School of Commerce" tells its level by the same words."""
    return (
        names_learning(part)
        and split_leading_degree(part) is None
        and not re.search(r"\b(?:diploma|degree)\b", fold(part))
    )


def _is_detail(part: str) -> bool:
    """Tell whether a part speaks of marks, a thesis or the like: neither school nor subject."""
    return (
        bool(_DETAIL.match(fold(part)))
        or len(part.split()) > MOST_LOOSE_WORDS
        or (level_of(part) is not None and not names_degree(part))
    )


def _is_taken(draft: _Draft, reading: _Reading) -> bool:
    return bool(
        (reading.institution and draft.institution)
        or (reading.degree and draft.degree)
        or (reading.period and draft.period)
    )


def _fill(draft: _Draft, reading: _Reading, index: int) -> None:
    draft.institution_first = draft.institution_first or (reading.institution_first and draft.degree is None)
    draft.institution = draft.institution or reading.institution
    draft.degree = draft.degree or reading.degree
    draft.period = draft.period or reading.period
    if reading.rest and index - draft.last_line <= 2:  # noqa: PLR2004 - one line, perhaps a place, in between
        draft.loose.append(reading.rest)
    draft.last_line = index


def _inherit_institutions(drafts: Sequence[_Draft]) -> None:
    """A second degree of the same school often stands without it."""
    for above, own in pairwise(drafts):
        if own.degree and not own.institution and not own.loose and above.institution_first:
            own.institution, own.institution_first = above.institution, True


def _education(draft: _Draft) -> Education:
    loose = draft.loose[0] if draft.loose else None
    institution = draft.institution or (loose if draft.degree else None)
    degree = draft.degree or (loose if draft.institution else None)
    start = draft.period.start_month if draft.period else None
    end = draft.period.end_month if draft.period else None
    level = level_of(degree or "") or level_of(institution or "")
    return Education(institution, degree, level, start, end, draft.first_line, draft.last_line)
