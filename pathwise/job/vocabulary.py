"""The words by which job texts are read, as compiled patterns. Read once from `vocabulary.toml`."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from pathwise.resume.model import EducationLevel


@dataclass(frozen=True, slots=True)
class YearWords:
    """How spans of time are written.

    Attributes:
        unit: Years.
        month_unit: Months.
        context: Words that make a span one of experience.
        at_most: Words that make it an upper bound.
        not_experience: Words that make it something else.
        numbers: Numbers written as words.
    """

    unit: str
    month_unit: str
    context: re.Pattern[str]
    at_most: re.Pattern[str]
    not_experience: re.Pattern[str]
    numbers: dict[str, int]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All patterns; none minds case.

    Attributes:
        headings: By part of the text, in the order in which they are tried.
        wording: By what the words tell, such as `nice`, `must`, `boilerplate`.
        years: How spans of time are written.
        education: By level, lowest first.
        any_degree: A degree whose level is not named.
        languages: By English name.
        language_context: Words beside which a language's name is a requirement.
        language_codes: English name by ISO 639-1 code.
    """

    headings: dict[str, re.Pattern[str]]
    wording: dict[str, re.Pattern[str]]
    years: YearWords
    education: dict[EducationLevel, re.Pattern[str]]
    any_degree: re.Pattern[str]
    languages: dict[str, re.Pattern[str]]
    language_context: re.Pattern[str]
    language_codes: dict[str, str]

    def says(self, what: str, text: str) -> bool:
        """Tell whether a text holds one of the words of a kind of wording."""
        return self.wording[what].search(text) is not None

    def level_in(self, text: str) -> EducationLevel | None:
        """Give the lowest level of education a text names, or None where it names none."""
        named = next((level for level, words in self.education.items() if words.search(text)), None)
        return named or (EducationLevel.BACHELOR if self.any_degree.search(text) else None)

    def languages_in(self, text: str) -> tuple[str, ...]:
        """Name the spoken languages a text names, in English, in the order of the text."""
        found = ((match.start(), name) for name, words in self.languages.items() if (match := words.search(text)))
        return tuple(name for _, name in sorted(found))


@lru_cache(maxsize=1)
def load_vocabulary() -> Vocabulary:
    """Read the packaged vocabulary, once a process."""
    data = tomllib.loads(files("pathwise.job").joinpath("vocabulary.toml").read_text(encoding="utf-8"))
    years = data["years"]
    return Vocabulary(
        headings={part: any_of(fragments) for part, fragments in data["headings"].items()},
        wording={what: any_of(fragments) for what, fragments in data["wording"].items()},
        years=YearWords(
            unit="|".join(years["unit"]),
            month_unit="|".join(years["month_unit"]),
            context=any_of(years["context"]),
            at_most=any_of(years["at_most"]),
            not_experience=any_of(years["not_experience"]),
            numbers=years["numbers"],
        ),
        education={EducationLevel(level): any_of(fragments) for level, fragments in data["education"].items()},
        any_degree=any_of(data["any_degree"]["words"]),
        languages={name: any_of(fragments) for name, fragments in data["languages"]["names"].items()},
        language_context=any_of(data["languages"]["context"]),
        language_codes=data["languages"]["codes"],
    )


def any_of(fragments: Iterable[str]) -> re.Pattern[str]:
    """Compile fragments into one pattern that matches any of them as whole words."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(fragments)})(?!\w)", re.IGNORECASE)
