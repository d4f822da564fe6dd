"""What a job asks for."""

from dataclasses import dataclass
from enum import StrEnum

from pathwise.job.words import content_words
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


class Ground(StrEnum):
    """What the law protects a person from being chosen by.

    Source: Directives 2000/43/EC, 2000/78/EC and 2006/54/EC; Charter of Fundamental Rights, article 21. Looks and
    photographs are ours: they show several of the others at once.
    """

    AGE = "age"
    SEX = "sex"
    ORIGIN = "origin"
    FAMILY = "family"
    BELIEF = "belief"
    HEALTH = "health"
    LOOKS = "looks"


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing a job asks for.

    Attributes:
        text: Short, as shown to a person.
        kind: What it speaks of.
        importance: Must or nice to have.
        quote: The line of the job's text it comes from; of a very long line, the sentence.
        any_of: Canonical skills of which one is enough; empty where the lexicon knows none. Of kind language: English
            names of languages.
        months: Least experience asked for, in months; None unless `kind` is years.
        level: Least education asked for; None unless `kind` is education.
        subject: What the months or the education are to be in, in the job's words; empty where it names nothing.
        or_experience: Experience of the field is accepted in place of the education.
        language_level: Least level of a language, A1 to C2 of the Common European Framework; None where none is named.
    """

    text: str
    kind: RequirementKind
    importance: Importance
    quote: str
    any_of: tuple[str, ...] = ()
    months: int | None = None
    level: EducationLevel | None = None
    subject: str = ""
    or_experience: bool = False
    language_level: str | None = None

    @property
    def normalised(self) -> str:
        """Say it in a form that does not depend on its wording: the same thing asked for in other words reads alike.

        Canonical names in alphabetical order, parted by ` | ` where one of them is enough; where none is known, the
        stems of the words that carry meaning, in the order of the text.

        Example:
            >>> Requirement("Java or Go", RequirementKind.SKILL, Importance.MUST, "", ("Java", "Go")).normalised
            'Go | Java'
            >>> Requirement("3 years", RequirementKind.YEARS, Importance.MUST, "", ("Java",), months=36).normalised
            '>= 36 months: Java'
        """
        what = " | ".join(sorted(self.any_of)) or " ".join(content_words(self.subject or self._own_words))
        if self.kind is RequirementKind.YEARS:
            return _with(f">= {self.months} months", what)
        if self.kind is RequirementKind.EDUCATION:
            level = f">= {self.level}" + (" | experience" if self.or_experience else "")
            return _with(level, what)
        return f"{what} >= {self.language_level}" if self.language_level else what or self.text.casefold()

    @property
    def _own_words(self) -> str:
        return "" if self.kind in {RequirementKind.YEARS, RequirementKind.EDUCATION} else self.text


def _with(measure: str, what: str) -> str:
    return f"{measure}: {what}" if what else measure


@dataclass(frozen=True, slots=True)
class ProtectedCriterion:
    """A wish that the law forbids: told to the reader, never scored.

    Attributes:
        text: The words that ask for it.
        ground: What the law protects.
        quote: The line of the job's text it stands in; of a very long line, the sentence.
    """

    text: str
    ground: Ground
    quote: str


@dataclass(frozen=True, slots=True)
class Requirements:
    """A job, read.

    Attributes:
        title: The job's title where the text names one.
        items: In the order of the text, without repeats; may be empty.
        protected: What the law protects and the text asks for all the same, in the order of the text.
        rules_version: Version of the rules that read it.
        lines: All lines of the text: a resume that repeats them shows nothing by it.
        unread_characters: How much of the end was left unread because the text is longer than any advertisement.
    """

    title: str | None
    items: tuple[Requirement, ...]
    protected: tuple[ProtectedCriterion, ...]
    rules_version: str
    lines: tuple[str, ...] = ()
    unread_characters: int = 0

    @property
    def refused(self) -> tuple[str, ...]:
        """The lines that ask for what the law protects, without repeats."""
        return tuple(dict.fromkeys(criterion.quote for criterion in self.protected))
