"""The words by which job texts are read, as compiled patterns. Read once from `vocabulary.toml`."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from pathwise.job.model import Ground
from pathwise.job.words import content_words
from pathwise.resume.language_names import languages_named
from pathwise.resume.model import EducationLevel

_PARTS = ("nice", "required", "duties", "summary", "ignored")


@dataclass(frozen=True, slots=True)
class YearWords:
    """How spans of time are written.

    Attributes:
        span: A number, or two, with its unit; groups `number`, and `months` where the unit is one of months.
        several: Words for years without a number.
        several_months: What those are taken for.
        context: Words that make a span one of experience.
        at_most: Words that make it an upper bound.
        not_experience: Words that make it something else.
        numbers: Numbers written as words.
    """

    span: re.Pattern[str]
    several: re.Pattern[str]
    several_months: int
    context: re.Pattern[str]
    at_most: re.Pattern[str]
    not_experience: re.Pattern[str]
    numbers: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class ProtectedWords:
    """Words that ask for what the law protects.

    Attributes:
        plain: By ground, words that ask for it in any part of a text.
        asked: By ground, words that ask for it only where something is asked for.
        excused: Words beside which nothing of it is asked for.
        work: Words beside which those of `asked` speak of the work.
        native: Words that ask for an origin where a level of a language is meant.
    """

    plain: Mapping[Ground, re.Pattern[str]]
    asked: Mapping[Ground, re.Pattern[str]]
    excused: re.Pattern[str]
    work: re.Pattern[str]
    native: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All patterns; none minds case.

    Attributes:
        headings: By part of the text, in the order in which they are tried.
        wording: By what the words tell, such as `nice`, `must`, `boilerplate`.
        protected: What the law protects.
        years: How spans of time are written.
        education: By level, lowest first.
        any_degree: A degree whose level is not named.
        languages: By English name.
        language_context: Words beside which a language's name is a requirement.
        not_language: Words behind a language's name that make it the name of a country.
        language_levels: By level of the Common European Framework, highest first.
        language_codes: English name by ISO 639-1 code.
    """

    headings: Mapping[str, re.Pattern[str]]
    wording: Mapping[str, re.Pattern[str]]
    protected: ProtectedWords
    years: YearWords
    education: Mapping[EducationLevel, re.Pattern[str]]
    any_degree: re.Pattern[str]
    language_context: re.Pattern[str]
    not_language: re.Pattern[str]
    language_levels: Mapping[str, re.Pattern[str]]
    language_codes: Mapping[str, str]

    def part_named_at(self, text: str) -> int | None:
        """Give the index of the first word by which a part of a job text is headed; None without one."""
        found = (words.search(text) for part, words in self.headings.items() if part in _PARTS)
        return min((match.start() for match in found if match), default=None)

    def says(self, what: str, text: str) -> bool:
        """Tell whether a text holds one of the words of a kind of wording."""
        return self.wording[what].search(text) is not None

    def says_only(self, what: str, text: str) -> bool:
        """Tell whether a text holds such words, and nothing else that carries meaning."""
        return self.says(what, text) and not content_words(self.wording[what].sub(" ", text))

    def opens_with_verb(self, text: str) -> bool:
        """Tell whether a line opens with what is done: "Bake", "Bakes", "Baking"."""
        verbs, word = self.wording["duty_verbs"], text.split(" ", 1)[0].casefold().strip(",:")
        bare = word.removesuffix("ing")
        return any(verbs.fullmatch(form) for form in (word, word.removesuffix("s"), bare, bare + "e"))

    def level_in(self, text: str) -> EducationLevel | None:
        """Give the lowest level of education a text names, or None where it names none."""
        named = next((level for level, words in self.education.items() if words.search(text)), None)
        return named or (EducationLevel.BACHELOR if self.any_degree.search(text) else None)

    def languages_in(self, text: str) -> tuple[str, ...]:
        """Name the spoken languages a text names, in English, in the order of the text."""
        found = languages_named(text)
        meant = sorted((start, name) for name, start, end in found if not self._is_of_a_country(text[end:]))
        return tuple(dict.fromkeys(name for _, name in meant))

    def _is_of_a_country(self, behind: str) -> bool:
        return self.not_language.match(behind.lstrip(" -")) is not None

    def language_level_in(self, text: str) -> str | None:
        """Give the level of a language a text names, A1 to C2, or None where it names none."""
        # A level written as such is meant, whatever stands around it.
        explicit = re.search(r"\b[ABC][12]\b", text, re.IGNORECASE)
        if explicit:
            return explicit.group().upper()
        return next((level for level, words in self.language_levels.items() if words.search(text)), None)


@lru_cache(maxsize=1)
def load_vocabulary() -> Vocabulary:
    """Read the packaged vocabulary, once a process."""
    data = tomllib.loads(files("pathwise.job").joinpath("vocabulary.toml").read_text(encoding="utf-8"))
    return Vocabulary(
        headings=_patterns(data["headings"]),
        wording=_patterns(data["wording"]),
        protected=_protected(data["protected"]),
        years=_years(data["years"]),
        education={EducationLevel(level): any_of(fragments) for level, fragments in data["education"].items()},
        any_degree=any_of(data["any_degree"]["words"]),
        language_context=any_of(data["languages"]["context"]),
        not_language=any_of(data["languages"]["not_language"]),
        language_levels=_patterns(data["languages"]["levels"]),
        language_codes=data["languages"]["codes"],
    )


def _patterns(table: Mapping[str, Iterable[str]]) -> dict[str, re.Pattern[str]]:
    return {name: any_of(fragments) for name, fragments in table.items()}


def _protected(data: Mapping[str, Any]) -> ProtectedWords:
    return ProtectedWords(
        plain={ground: any_of(data[ground]["plain"]) for ground in Ground},
        asked={ground: any_of(data[ground]["asked"]) for ground in Ground},
        excused=any_of(data["not"]["words"]),
        work=any_of(data["not"]["work"]),
        native=any_of(data["language_level"]["words"]),
    )


def _years(data: Mapping[str, Any]) -> YearWords:
    names = sorted(data["numbers"], key=len, reverse=True)
    number = rf"(?:\d{{1,2}}(?:[.,]\d)?|{'|'.join(names)})"
    more = rf"(?:\s*(?:{'|'.join(data['more'])}))*\s*"
    until = rf"(?:\s*(?:{'|'.join(data['range'])})\s*{number}{more})?"
    unit = rf"(?:(?:{'|'.join(data['unit'])})|(?P<months>{'|'.join(data['month_unit'])}))"
    # "5 years' experience", "5-year experience".
    written = rf"(?<![\w.,:/])(?P<number>{number})[\s-]*{more}{until}[\s-]*{unit}(?!\w)['’]?s?"
    return YearWords(
        span=re.compile(written, re.IGNORECASE),
        several=any_of(data["several"]["words"]),
        several_months=data["several"]["months"],
        context=any_of(data["context"]),
        at_most=any_of(data["at_most"]),
        not_experience=any_of(data["not_experience"]),
        numbers=data["numbers"],
    )


def any_of(fragments: Iterable[str]) -> re.Pattern[str]:
    """Compile fragments into one pattern that matches any of them as whole words."""
    joined = "|".join(fragments).replace("'", "['’]")
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)", re.IGNORECASE)
