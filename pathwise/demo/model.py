"""The shapes of an invented person, of the file made from them and of what a reader should find in it."""

from dataclasses import dataclass
from enum import StrEnum

from pathwise_models.enums import ReasonCode


class Layout(StrEnum):
    """How a resume is set."""

    PDF_ONE_COLUMN = "pdf_one_column"
    PDF_TWO_COLUMNS = "pdf_two_columns"
    DOCX_PLAIN = "docx_plain"
    DOCX_TABLES = "docx_tables"
    TEXT = "text"
    MARKDOWN = "markdown"

    @property
    def suffix(self) -> str:
        """The ending of its file names, with the dot."""
        return _SUFFIXES[self]


_SUFFIXES = {
    Layout.PDF_ONE_COLUMN: ".pdf",
    Layout.PDF_TWO_COLUMNS: ".pdf",
    Layout.DOCX_PLAIN: ".docx",
    Layout.DOCX_TABLES: ".docx",
    Layout.TEXT: ".txt",
    Layout.MARKDOWN: ".md",
}


class Special(StrEnum):
    """What is out of the ordinary about a file."""

    NOTHING = "nothing"
    SCANNED = "scanned"
    ENCRYPTED = "encrypted"
    HIDDEN_TEXT = "hidden_text"
    STUFFED = "stuffed"
    DUPLICATE = "duplicate"
    EMPTY = "empty"
    CORRUPT = "corrupt"

    @property
    def reason(self) -> ReasonCode | None:
        """Why the file cannot be read; None where it can."""
        return _REASONS.get(self)


_REASONS = {
    Special.SCANNED: ReasonCode.NO_TEXT,
    Special.ENCRYPTED: ReasonCode.ENCRYPTED,
    Special.EMPTY: ReasonCode.EMPTY_FILE,
    Special.CORRUPT: ReasonCode.CORRUPT,
}


class Flaw(StrEnum):
    """A weakness of the writing that feedback should find."""

    NO_EMAIL = "no_email"
    NO_DATES = "no_dates"
    LONG_BULLETS = "long_bullets"
    VAGUE_BULLETS = "vague_bullets"
    NO_SUMMARY = "no_summary"


@dataclass(frozen=True, slots=True)
class Position:
    """One position held. Months as `YYYY-MM`; both None where the resume gives no dates, `end` None while it lasts."""

    title: str
    organisation: str
    city: str
    start: str | None
    end: str | None
    bullets: tuple[str, ...]

    @property
    def is_current(self) -> bool:
        """Tell whether the resume says that it goes on."""
        return self.start is not None and self.end is None


@dataclass(frozen=True, slots=True)
class Course:
    """One course of education, in calendar years; both None where the resume gives no dates."""

    institution: str
    degree: str
    start_year: int | None
    end_year: int | None


@dataclass(frozen=True, slots=True)
class SkillGroup:
    """Skills of one kind, at least one, under the label that a resume may print before them."""

    label: str
    skills: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """An invented person, exactly as the resume tells of them: a flaw is already applied.

    Attributes:
        name: First name and surname.
        email: At example.org, example.com or example.net; None where the resume has none.
        phone: From a range reserved for fiction, as written there.
        location: City and region or country.
        uses_letter_paper: American letter format instead of A4.
        links: Addresses of profiles, without scheme; may be empty.
        headline: The current title.
        summary: A few sentences; empty where the resume has none.
        positions: Newest first; at least one.
        education: Newest first; at least one.
        skills: At least one group.
        languages: Such as `English (native)`.
        certificates: May be empty.
        interests: May be empty.
        trade: Key of the trade, such as `nurse`.
        flaws: In the order of the enum; may be empty.
    """

    name: str
    email: str | None
    phone: str
    location: str
    uses_letter_paper: bool
    links: tuple[str, ...]
    headline: str
    summary: str
    positions: tuple[Position, ...]
    education: tuple[Course, ...]
    skills: tuple[SkillGroup, ...]
    languages: tuple[str, ...]
    certificates: tuple[str, ...]
    interests: tuple[str, ...]
    trade: str
    flaws: tuple[Flaw, ...] = ()


@dataclass(frozen=True, slots=True)
class SampleFile:
    """One file, made but not written.

    Attributes:
        name: File name.
        data: The bytes; empty for the empty file only.
        person: Who it tells of.
        layout: How it is set; for a scanned or encrypted file, how it was before.
        special: What is out of the ordinary.
    """

    name: str
    data: bytes
    person: Person
    layout: Layout
    special: Special
