"""Composes a document's text into a profile of the person."""

from collections.abc import Sequence
from dataclasses import replace

from pathwise.documents.model import DocumentText, Line
from pathwise.resume.certifications import certifications_of
from pathwise.resume.contacts import HEADER_LINES, contacts_of, emails_in
from pathwise.resume.education import education_of
from pathwise.resume.experience import history_of
from pathwise.resume.languages import languages_of
from pathwise.resume.lexicon import Lexicon, load_lexicon
from pathwise.resume.model import ResumeProfile, Section, SectionKind
from pathwise.resume.months import YearMonth
from pathwise.resume.names import name_of
from pathwise.resume.sections import sections_of
from pathwise.resume.skills import skills_of
from pathwise.resume.sources import sources_of

PROFILE_VERSION = "profile-6"
REACH = 3
# Names, dates and addresses stand at the begin of a line; what is longer is prose, or hostile.
MOST_CHARACTERS_READ = 1000


def build_profile(document: DocumentText, as_of: YearMonth, lexicon: Lexicon | None = None) -> ResumeProfile:
    """Read a document as a resume.

    Args:
        document: The text, whatever its layout; hidden text plays no part.
        as_of: The month at which "present" ends; later months are not counted.
        lexicon: What counts as a skill; the package's own where None.

    Returns:
        The profile. What cannot be told is None or empty; a document that is no resume gives an empty profile.
    """
    known = lexicon or load_lexicon()
    lines = [replace(line, text=line.text[:MOST_CHARACTERS_READ]) for line in document.lines]
    sections = sections_of(document.lines)
    header = _header(lines, sections)
    contacts = contacts_of(lines, document.links, header)
    history = history_of(lines, sections, as_of)
    profile = ResumeProfile(
        name=name_of(lines, contacts.emails, _header_length(sections), known),
        emails=contacts.emails,
        phones=contacts.phones,
        links=contacts.links,
        location=contacts.location,
        sections=sections,
        experience=history.positions,
        education=education_of(lines, sections),
        skills=skills_of(document.lines, sections, history.positions, known),
        months_of_experience=history.months,
        as_of=str(as_of),
        profile_version=PROFILE_VERSION,
        lexicon_version=known.version,
        languages=languages_of(lines, sections),
        certifications=certifications_of(lines, sections),
    )
    return replace(profile, sources=sources_of(replace(document, lines=tuple(lines)), profile))


def _header_length(sections: Sequence[Section]) -> int:
    return sections[0].last_line + 1 if sections and not sections[0].title else 0


def _header(lines: Sequence[Line], sections: Sequence[Section]) -> list[str]:
    """Give the lines that hold the person's own details: on top, under a heading of contact, around an e-mail."""
    top = [line.text for line in lines[: min(_header_length(sections) or HEADER_LINES, 2 * HEADER_LINES)]]
    own = [
        line.text
        for section in sections
        if section.kind is SectionKind.CONTACT and section.title
        for line in lines[section.first_line : section.last_line + 1]
    ]
    around = [
        line.text
        for index, line in enumerate(lines)
        if emails_in(line.text)
        for line in lines[max(0, index - REACH) : index + REACH + 1]
    ]
    return list(dict.fromkeys([*top, *own, *around]))
