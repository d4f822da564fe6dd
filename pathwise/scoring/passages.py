"""The statements, titles and lines of a resume, each with the words it speaks of and how strongly it shows them.

Contact details, names, places and dates of birth are no passages: they never show a skill.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from pathwise.documents.model import DocumentText
from pathwise.job.words import content_words
from pathwise.resume.model import Experience, ResumeProfile, Section, SectionKind
from pathwise.scoring.evidence import Rung, Trace, rung_for

_PERSONAL = re.compile(
    r"^\W*(?:date of birth|born|birth|age|gender|sex|nationality|citizenship|marital status|religion|address|location|"
    r"phone|e-?mail|"
    r"geburtsdatum|geboren|alter|familienstand|staatsangehörigkeit|né|née|nacionalidad|geboortedatum)\b",
    re.IGNORECASE,
)
_PRACTICE = frozenset({SectionKind.EXPERIENCE, SectionKind.PROJECTS, SectionKind.VOLUNTEERING})
_SILENT = frozenset({SectionKind.REFERENCES})


@dataclass(frozen=True, slots=True)
class Passage:
    """A statement, title or line that may show something, with the words it speaks of."""

    trace: Trace
    words: frozenset[str]


def passages_of(
    document: DocumentText, profile: ResumeProfile, results: Collection[str], left_out: Collection[int]
) -> Iterator[Passage]:
    """Cut a resume into passages.

    Args:
        document: The text.
        profile: What was read from it.
        results: Statements that tell a measurable result.
        left_out: Indices of lines that show nothing.

    Yields:
        For each position its title and statements; then the lines of all other sections, each also
        joined with the next one, so that where a line breaks makes no difference.
    """
    for role in profile.experience:
        yield from (own for own in _of_role(role, document, results) if own.trace.line not in left_out)
    passed = {line for role in profile.experience for line in range(role.first_line, role.last_line + 1)}
    passed.update(left_out)
    for section in profile.sections:
        if section.kind not in _SILENT:
            yield from _of_section(section, document, profile, passed)


def _of_role(role: Experience, document: DocumentText, results: Collection[str]) -> Iterator[Passage]:
    is_dated = role.months is not None
    if role.title:
        yield _passage(role.title, role.first_line, rung_for(True, is_dated, False))
    line = role.first_line
    for bullet in role.bullets:
        line = _line_of(bullet, document, line, role.last_line)
        yield _passage(bullet, line, rung_for(True, is_dated, bullet in results))


def _line_of(bullet: str, document: DocumentText, first: int, last: int) -> int:
    start = bullet[:20]
    for index in range(first, min(last + 1, len(document.lines))):
        text = document.lines[index].text
        if start in text or bullet.startswith(text):
            return index
    return first


def _of_section(
    section: Section, document: DocumentText, profile: ResumeProfile, passed: set[int]
) -> Iterator[Passage]:
    rung = Rung.IN_ROLE if section.kind in _PRACTICE else Rung.ONLY_NAMED
    first = section.first_line + (1 if section.title and section.kind is not SectionKind.OTHER else 0)
    before: Passage | None = None
    for index in range(first, min(section.last_line + 1, len(document.lines))):
        line = document.lines[index]
        if index in passed or _is_personal(line.text, profile):
            before = None
            continue
        passage = _passage(line.text, index, rung)
        yield passage
        if before and not line.is_bullet:
            yield Passage(Trace(rung, f"{before.trace.quote} {line.text}", index - 1), before.words | passage.words)
        before = passage


def _is_personal(text: str, profile: ResumeProfile) -> bool:
    if _PERSONAL.match(text) or (profile.name and profile.name.casefold() in text.casefold()):
        return True
    details = (*profile.emails, *profile.phones, *profile.links, *((profile.location,) if profile.location else ()))
    return any(detail in text for detail in details)


def _passage(text: str, line: int, rung: Rung) -> Passage:
    return Passage(Trace(rung, text, line), frozenset(content_words(text)))
