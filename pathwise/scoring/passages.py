"""The statements, titles and lines of a resume, each with the words it speaks of and how strongly it shows them.

Contact details, names, places and dates of birth are no passages: they never show a skill.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from pathwise.documents.model import DocumentText
from pathwise.job.words import content_words, told_words
from pathwise.resume.model import Experience, ResumeProfile, Section, SectionKind
from pathwise.resume.sections import own_lines
from pathwise.scoring.evidence import Rung, Trace, rung_for
from pathwise.scoring.model import Way
from pathwise.scoring.statements import line_of

_PERSONAL = re.compile(
    r"^\W*(?:date of birth|born|birth|age|gender|sex|nationality|citizenship|marital status|religion|address|location|"
    r"phone|e-?mail|"
    r"geburtsdatum|geboren|alter|familienstand|staatsangehörigkeit|né|née|nacionalidad|geboortedatum)\b",
    re.IGNORECASE,
)
_ENDS = re.compile(r"(?<=[.!?])\s+|\s*[,;|•]\s*")
_PRACTICE = frozenset({SectionKind.EXPERIENCE, SectionKind.PROJECTS, SectionKind.VOLUNTEERING})
_SILENT = frozenset({SectionKind.REFERENCES})


@dataclass(frozen=True, slots=True)
class Passage:
    """A statement, title or line that may show something.

    Attributes:
        trace: Where it stands and how strongly it shows.
        words: Stems of the words it speaks of.
        text: What it says, names of schools left out.
        is_pair: Two lines, each of which is a passage of its own as well.
        goes_on: It stands below a line of the same section and may go on with its sentence.
    """

    trace: Trace
    words: frozenset[str]
    text: str
    is_pair: bool = False
    goes_on: bool = False


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


def pieces_of(passages: Iterable[Passage]) -> list[Passage]:
    """Put lines together where a sentence may go on, and cut them where one ends, so that no line break counts.

    Args:
        passages: As `passages_of` yields them.

    Returns:
        Titles and statements of positions, and lines of projects and voluntary work, as they are; of other sections
        their sentences and the items of lists. Each distinct set of words once: saying it again says nothing more.
    """
    texts: list[tuple[Trace, list[str]]] = []
    for passage in passages:
        if passage.goes_on and texts:
            texts[-1][1].append(passage.text)
        elif not passage.is_pair:
            texts.append((passage.trace, [passage.text]))
    distinct: dict[frozenset[tuple[str, int]], Passage] = {}
    for trace, lines in texts:
        whole = " ".join(lines)
        for piece in [whole] if trace.rung >= Rung.IN_ROLE else _ENDS.split(whole):
            told = frozenset(told_words(piece))
            if told not in distinct:
                # Not `replace`: most of this function's time went into it.
                own = Trace(trace.rung, piece.strip(), trace.line, trace.way, trace.through)
                distinct[told] = Passage(own, frozenset(), piece)
    return list(distinct.values())


def _of_role(role: Experience, document: DocumentText, results: Collection[str]) -> Iterator[Passage]:
    is_dated = role.months is not None
    if role.title:
        yield _passage(role.title, role.first_line, rung_for(True, is_dated, False))
    line = role.first_line
    for bullet in role.bullets:
        line = line_of(bullet, document, line, role.last_line)
        yield _passage(bullet, line, rung_for(True, is_dated, bullet in results))


def _of_section(
    section: Section, document: DocumentText, profile: ResumeProfile, passed: set[int]
) -> Iterator[Passage]:
    rung = Rung.IN_ROLE if section.kind in _PRACTICE else Rung.ONLY_NAMED
    told = replace(section, title="") if section.kind is SectionKind.OTHER else section
    before: Passage | None = None
    # What is held is listed a line each: no sentence runs over two of them.
    entries = {each.line for each in profile.certifications}
    schools = _schools(profile) if section.kind is SectionKind.EDUCATION else ()
    for index, text in own_lines(document.lines, told):
        if index in passed or _is_personal(text, profile):
            before = None
            continue
        goes_on = before is not None and not document.lines[index].is_bullet and index not in entries
        passage = _passage(text, index, rung, schools, goes_on=goes_on)
        yield passage
        if before and goes_on:
            trace = Trace(rung, f"{before.trace.quote} {text}", index - 1, Way.WORDING)
            yield Passage(trace, before.words | passage.words, f"{before.text} {passage.text}", is_pair=True)
        before = passage


def _is_personal(text: str, profile: ResumeProfile) -> bool:
    if _PERSONAL.match(text) or (profile.name and profile.name.casefold() in text.casefold()):
        return True
    details = (*profile.emails, *profile.phones, *profile.links, *((profile.location,) if profile.location else ()))
    return any(detail in text for detail in details)


def _schools(profile: ResumeProfile) -> tuple[str, ...]:
    return tuple(course.institution for course in profile.education if course.institution)


def _passage(text: str, line: int, rung: Rung, left_out: Collection[str] = (), *, goes_on: bool = False) -> Passage:
    said = text
    for name in left_out:
        said = said.replace(name, " ")
    return Passage(Trace(rung, text, line, Way.WORDING), frozenset(content_words(said)), said, goes_on=goes_on)
