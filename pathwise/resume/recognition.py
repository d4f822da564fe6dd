"""Tells what is plainly no resume. In doubt everything is one: turning a resume away is worse than keeping a list."""

from pathwise.documents.model import DocumentText
from pathwise.resume.model import Education, Experience, ResumeProfile, SectionKind
from pathwise.resume.other_documents import (
    ADVERT_SIGN,
    FORM_SIGN,
    LINE_SIGNS,
    MOST_LINES,
    PHRASE_SIGNS,
    is_story,
)

_WAY_OUT = "Please send the resume itself; if this is one, send it again and say so."
_FEWEST_WORDS = 15
_FEWEST_LINES = 3
_LEAST_LINES = 6
_TELLING = frozenset(
    {
        SectionKind.EXPERIENCE,
        SectionKind.EDUCATION,
        SectionKind.SKILLS,
        SectionKind.LANGUAGES,
        SectionKind.CERTIFICATIONS,
    }
)
_MANY_SECTIONS = 3


def why_not_a_resume(document: DocumentText, profile: ResumeProfile) -> str | None:
    """Say why a document is plainly no resume.

    Args:
        document: The text.
        profile: What was read from it.

    Returns:
        A sentence for the person who sent it, or None where it is, or may be, a resume. A document that dates a
        position or a course of education is always one. One that only names them, or has three parts of resumes, is
        one unless it reads like a job advertisement or an empty form, which have such parts as well.
    """
    if any(map(_is_dated, profile.experience)) or any(map(_is_dated, profile.education)):
        return None
    kind = _kind(document, profile)
    if kind:
        return f"This looks like {kind}, not a resume. {_WAY_OUT}"
    if _holds_hardly_any_text(document, profile):
        return f"This file holds hardly any text, too little for a resume. {_WAY_OUT}"
    return None


def _is_dated(entry: Experience | Education) -> bool:
    return entry.start is not None or entry.end is not None or (isinstance(entry, Experience) and entry.is_current)


def _kind(document: DocumentText, profile: ResumeProfile) -> str | None:
    lines = [line.text for line in document.lines[:MOST_LINES]]
    is_reachable = bool(profile.emails and profile.phones)
    if not is_reachable and ADVERT_SIGN.shows(lines):
        return ADVERT_SIGN.kind
    if len(lines) >= _LEAST_LINES and not profile.emails and FORM_SIGN.shows(lines):
        return FORM_SIGN.kind
    if profile.experience or profile.education or _telling_sections(profile) >= _MANY_SECTIONS:
        return None
    if len(lines) >= _LEAST_LINES:
        shown = next((sign.kind for sign in LINE_SIGNS if sign.shows(lines)), None)
        if shown:
            return shown
    said = next((sign.kind for sign in PHRASE_SIGNS if sign.shows(lines)), None)
    if said or profile.emails or profile.phones or _telling_sections(profile):
        return said
    return "running text, such as a story or an article" if is_story(document.text) else None


def _holds_hardly_any_text(document: DocumentText, profile: ResumeProfile) -> bool:
    if profile.emails or profile.phones or _telling_sections(profile):
        return False
    return len(document.lines) < _FEWEST_LINES and len(document.text.split()) < _FEWEST_WORDS


def _telling_sections(profile: ResumeProfile) -> int:
    return len({section.kind for section in profile.sections if section.title and section.kind in _TELLING})
