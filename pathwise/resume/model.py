"""What a resume says, as structured fields. What cannot be told is None, never a guess."""

from dataclasses import dataclass
from enum import StrEnum


class SectionKind(StrEnum):
    """The parts that resumes are made of."""

    CONTACT = "contact"
    SUMMARY = "summary"
    EXPERIENCE = "experience"
    EDUCATION = "education"
    SKILLS = "skills"
    PROJECTS = "projects"
    CERTIFICATIONS = "certifications"
    LANGUAGES = "languages"
    PUBLICATIONS = "publications"
    AWARDS = "awards"
    VOLUNTEERING = "volunteering"
    INTERESTS = "interests"
    REFERENCES = "references"
    OTHER = "other"


class EducationLevel(StrEnum):
    """Levels of education, lowest first."""

    SECONDARY = "secondary"
    VOCATIONAL = "vocational"
    ASSOCIATE = "associate"
    BACHELOR = "bachelor"
    MASTER = "master"
    DOCTORATE = "doctorate"


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of lines under one heading.

    Attributes:
        kind: What it holds.
        title: The heading as written; empty for what stands above the first heading.
        text: Its lines, heading left out, joined by line breaks.
        first_line: Index of its first line (the heading, where there is one) in the document's lines.
        last_line: Index of its last line, included.
    """

    kind: SectionKind
    title: str
    text: str
    first_line: int
    last_line: int


@dataclass(frozen=True, slots=True)
class Experience:
    """One position held.

    Attributes:
        title: Name of the position.
        organisation: Where it was held.
        start: Month as `YYYY-MM`, or None where no month can be told.
        end: Month as `YYYY-MM`; None while the position is current or where it cannot be told.
        is_current: The resume says that it goes on.
        bullets: What is told of it, a sentence or list item each.
        months: Whole months, both ends included; None where dates are missing.
        first_line: Index of its first line in the document's lines.
        last_line: Index of its last line, included.
    """

    title: str | None
    organisation: str | None
    start: str | None
    end: str | None
    is_current: bool
    bullets: tuple[str, ...]
    months: int | None
    first_line: int
    last_line: int


@dataclass(frozen=True, slots=True)
class Education:
    """One course of education. Months as `YYYY-MM` or None; `degree` holds the subject as well, as written."""

    institution: str | None
    degree: str | None
    level: EducationLevel | None
    start: str | None
    end: str | None
    first_line: int
    last_line: int


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a skill is shown.

    Attributes:
        quote: The line, or the whole statement that it is part of, as written.
        line: Index in the document's lines.
        section: Kind of the section it stands in.
        in_role: It stands within a position of the experience (or project).
        is_dated: That position carries dates.
        has_result: The quote tells a measurable result.
    """

    quote: str
    line: int
    section: SectionKind
    in_role: bool = False
    is_dated: bool = False
    has_result: bool = False


@dataclass(frozen=True, slots=True)
class Skill:
    """A skill of the lexicon that the resume shows.

    Attributes:
        name: As written at its first mention.
        canonical: The lexicon's name.
        mentions: One or more, in the order of the document.
    """

    name: str
    canonical: str
    mentions: tuple[Mention, ...]


class Confidence(StrEnum):
    """How surely a field was told, by what told it. A scale of words: numbers would pretend to be measured shares."""

    HIGH = "high"
    """Its own shape or words say what it is: an address, a number with its country, a name behind "Name:"."""
    MEDIUM = "medium"
    """One sign says so, such as the place on the page or what stands beside it."""
    LOW = "low"
    """Nothing else was left that it could be."""


@dataclass(frozen=True, slots=True)
class SpokenLanguage:
    """A language that the person speaks.

    Attributes:
        name: In English.
        level: As written; None where none is.
        line: Index in the document's lines.
    """

    name: str
    level: str | None
    line: int


@dataclass(frozen=True, slots=True)
class Certification:
    """A certificate, licence or course that the resume lists.

    Attributes:
        name: As written, dates taken out.
        month: When it was given, as `YYYY-MM`; None where no month can be told.
        line: Index in the document's lines.
    """

    name: str
    month: str | None
    line: int


@dataclass(frozen=True, slots=True)
class Source:
    """Where a field comes from.

    Attributes:
        field: Its path, such as `name`, `emails[0]` or `experience[1].title`.
        line: Index in the document's lines; None for the target of a link, which stands in no line.
        confidence: How surely it was told.
    """

    field: str
    line: int | None
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class ResumeProfile:
    """Everything the rules read from one resume.

    Attributes:
        name: The person's name.
        emails: Lower-case domain, in order of appearance, without repeats.
        phones: International form where the country can be told, else as written.
        links: Web addresses of the person (profiles, portfolio, code).
        location: Place as written.
        sections: In order; they cover every line of the document exactly once.
        experience: In the order of the document.
        education: In the order of the document.
        skills: Ordered by canonical name.
        months_of_experience: Whole months of dated positions, overlaps counted once; None where no
            position carries dates.
        as_of: Month (`YYYY-MM`) at which "present" was taken to end.
        profile_version: Version of the rules that made this.
        lexicon_version: Version of the skill lexicon that was used.
        languages: Spoken languages, in the order of the document, each once.
        certifications: In the order of the document.
        sources: Where each field that is told comes from, in the order of the fields.
    """

    name: str | None
    emails: tuple[str, ...]
    phones: tuple[str, ...]
    links: tuple[str, ...]
    location: str | None
    sections: tuple[Section, ...]
    experience: tuple[Experience, ...]
    education: tuple[Education, ...]
    skills: tuple[Skill, ...]
    months_of_experience: int | None
    as_of: str
    profile_version: str
    lexicon_version: str
    languages: tuple[SpokenLanguage, ...] = ()
    certifications: tuple[Certification, ...] = ()
    sources: tuple[Source, ...] = ()
