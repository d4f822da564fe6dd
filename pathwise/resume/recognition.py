"""Tells what is plainly no resume. In doubt everything is one: turning a resume away is worse than keeping a list."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pathwise.documents.model import DocumentText
from pathwise.resume.model import ResumeProfile, SectionKind
from pathwise.resume.wording import fold

_ADVICE = "Please upload the resume itself."
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


@dataclass(frozen=True, slots=True)
class _Sign:
    """What gives a kind of document away.

    Attributes:
        sentence: For the person who sent it.
        pattern: Looked for in each line.
        share: Least share of the lines that must match, 0.0 to 1.0.
        lines: Fewest lines that must match.
        is_folded: The pattern speaks of folded text.
    """

    sentence: str
    pattern: re.Pattern[str]
    share: float
    lines: int
    is_folded: bool = False


_SIGNS = (
    _Sign(
        f"This looks like source code, not a resume. {_ADVICE}",
        re.compile(
            r"^(?:import \w|from \S+ import |#include\b|def \w+\(|class \w+[:({]|function\b.*\{|return\b|if\s*\("
            r"|if .+:$|for\s*\(|(?:const|let|var|int|void|public|private|static) .*[=;({]|[})\]]+[;,]?$|</?\w+[^>]*>$"
            r"|(?://|/\*|\*/))|[{};]$|^\w+(?:\.\w+)* = "
        ),
        share=0.4,
        lines=5,
    ),
    _Sign(
        f"This looks like a price list, not a resume. {_ADVICE}",
        re.compile(r"(?:[$€£¥]\s?\d[\d.,]*|\d[\d.,]*\s?(?:[$€£¥]|EUR|USD|GBP|CHF))(?:\s*(?:/|per)\s*\w+)?\s*$"),
        share=0.4,
        lines=5,
    ),
    _Sign(
        f"This looks like an invoice, not a resume. {_ADVICE}",
        re.compile(
            r"^(?:invoice|rechnung|facture|factura|fattura|factuur)(?: (?:no|number|nr|date|n)\b.*| \d.*|$)|^(?:bill to"
            r"|ship to|amount due|balance due|sub ?total|total due|grand total|payment terms|due date|vat|iban|zahlbar"
            r"|nettobetrag|gesamtbetrag|mwst|montant|tva|importe total)\b"
        ),
        share=0.1,
        lines=3,
        is_folded=True,
    ),
    _Sign(
        f"This looks like a manual, not a resume. {_ADVICE}",
        re.compile(
            r"^(?:\d+(?:\.\d+)* )?(?:safety instructions|table of contents|installation instructions|getting started"
            r"|package contents|warning|caution|warranty|technical specifications|before you begin"
            r"|maintenance and cleaning|user manual|operating instructions|owner s manual|bedienungsanleitung"
            r"|sicherheitshinweise|lieferumfang|mode d emploi|consignes de securite|manual de usuario)\b|^(?:step \d+"
            r"|press the|turn the|insert the|connect the|remove the|make sure|do not)\b"
        ),
        share=0.08,
        lines=4,
        is_folded=True,
    ),
)


def why_not_a_resume(document: DocumentText, profile: ResumeProfile) -> str | None:
    """Say why a document is plainly no resume.

    Args:
        document: The text.
        profile: What was read from it.

    Returns:
        A sentence for the person who sent it, or None where it is, or may be, a resume. A document that tells of a
        position, a course of education or three parts of resumes is always one.
    """
    if profile.experience or profile.education or _telling_sections(profile) >= _MANY_SECTIONS:
        return None
    texts = [line.text for line in document.lines]
    for sign in _SIGNS:
        if _shows(sign, texts):
            return sign.sentence
    if _holds_hardly_any_text(document, profile):
        return f"This file holds hardly any text, too little for a resume. {_ADVICE}"
    return None


def _holds_hardly_any_text(document: DocumentText, profile: ResumeProfile) -> bool:
    if profile.emails or profile.phones or _telling_sections(profile):
        return False
    return len(document.lines) < _FEWEST_LINES and len(document.text.split()) < _FEWEST_WORDS


def _telling_sections(profile: ResumeProfile) -> int:
    return len({section.kind for section in profile.sections if section.title and section.kind in _TELLING})


def _shows(sign: _Sign, texts: Sequence[str]) -> bool:
    if len(texts) < _LEAST_LINES:
        return False
    shown = sum(bool(sign.pattern.search(fold(text) if sign.is_folded else text.strip())) for text in texts)
    return shown >= sign.lines and shown >= sign.share * len(texts)
