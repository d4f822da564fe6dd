"""What a job asks for."""

from dataclasses import dataclass
from enum import StrEnum

from pathwise.resume.model import EducationLevel


class RequirementKind(StrEnum):
    """What a requirement speaks of."""

    SKILL = "skill"
    YEARS = "years"
    EDUCATION = "education"
    CERTIFICATION = "certification"
    LANGUAGE = "language"
    TITLE = "title"
    DOMAIN = "domain"
    DUTY = "duty"


class Importance(StrEnum):
    """Whether the job insists on it."""

    MUST = "must"
    NICE = "nice"


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing a job asks for.

    Attributes:
        text: Short, as shown to a person.
        kind: What it speaks of.
        importance: Must or nice to have.
        quote: The line of the job's text it comes from.
        any_of: Canonical skills of which one is enough; empty where the lexicon knows none.
        months: Least experience asked for, in months; None unless `kind` is years.
        level: Least education asked for; None unless `kind` is education.
    """

    text: str
    kind: RequirementKind
    importance: Importance
    quote: str
    any_of: tuple[str, ...] = ()
    months: int | None = None
    level: EducationLevel | None = None


@dataclass(frozen=True, slots=True)
class Requirements:
    """A job, read.

    Attributes:
        title: The job's title where the text names one.
        items: In the order of the text, without repeats; may be empty.
        refused: Lines that ask for what the law protects (age, sex, origin, ...): never scored.
        rules_version: Version of the rules that read it.
        lines: All lines of the text: a resume that repeats them shows nothing by it.
    """

    title: str | None
    items: tuple[Requirement, ...]
    refused: tuple[str, ...]
    rules_version: str
    lines: tuple[str, ...] = ()
