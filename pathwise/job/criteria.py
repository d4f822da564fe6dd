"""From a clause of a job text to what it asks for. Knows no headings: the clause tells its part."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from pathwise.job.experience import experience_asked
from pathwise.job.model import Importance, Requirement, RequirementKind
from pathwise.job.parts import Clause, Part
from pathwise.job.skills import skill_choices
from pathwise.job.vocabulary import Vocabulary
from pathwise.job.words import content_words
from pathwise.resume.lexicon import Lexicon

_REST_WORDS = 2
_SHORT = 4
_COMMA = re.compile(r"[,;]\s")
_LIST = re.compile(r"\s*[,;]\s+(?:(?:and|or|und|et|y|en)\s+)?|\s+(?:and|und|et)\s+")
_REMARK = re.compile(r"\((?:preferred|required|optional)\)|[:,;]+(?=\s*$)|^\W+", re.IGNORECASE)
_STUDY_ENDS = re.compile(
    r"\b(?:experience|knowledge|proficien\w+|skills|erfahrung|kenntnisse|expérience|experiencia|ervaring)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a clause is read with."""

    clause: Clause
    importance: Importance
    vocabulary: Vocabulary
    lexicon: Lexicon

    def requirement(self, text: str, kind: RequirementKind, any_of: tuple[str, ...] = ()) -> Requirement:
        """Make a requirement of this clause."""
        return Requirement(text, kind, self.importance, self.clause.quote, any_of)


def requirements_in(reading: Reading) -> tuple[Requirement, ...]:
    """Name what a clause asks for.

    Returns:
        In the order of the rules; empty where it asks for nothing.
    """
    named = tuple(item for rule in _RULES for item in rule(reading))
    if reading.clause.part is Part.DUTIES and not _is_spoken_for(named):
        return (*named, *_duty(reading))
    return named or tuple(_in_words(reading))


def _is_spoken_for(named: tuple[Requirement, ...]) -> bool:
    return any(item.kind is not RequirementKind.SKILL for item in named)


def _education(reading: Reading) -> Iterator[Requirement]:
    level = reading.vocabulary.level_in(reading.clause.text)
    if level:
        yield replace(reading.requirement(reading.clause.text, RequirementKind.EDUCATION), level=level)


def _years(reading: Reading) -> Iterator[Requirement]:
    asked = experience_asked(reading.clause.text, reading.vocabulary.years)
    if asked is None:
        return
    choices = skill_choices(asked.rest, reading.lexicon, reading.vocabulary)
    of_what = tuple(skill for choice in choices for skill in choice.any_of)
    yield replace(reading.requirement(reading.clause.text, RequirementKind.YEARS, of_what), months=asked.months)
    if not choices and len(content_words(asked.rest)) >= _REST_WORDS:
        yield reading.requirement(_tidy(asked.rest), RequirementKind.DOMAIN)


def _tidy(text: str) -> str:
    return _REMARK.sub("", " ".join(_REMARK.sub("", text).split())).strip()


def _languages(reading: Reading) -> Iterator[Requirement]:
    text, vocabulary = reading.clause.text, reading.vocabulary
    names = vocabulary.languages_in(text)
    if not names or not (vocabulary.language_context.search(text) or len(content_words(text)) == len(names)):
        return
    if re.search(r"\b(?:or|oder|ou|of)\b|/", text) and len(names) > 1:
        names = (" or ".join(names),)
    for name in names:
        yield reading.requirement(name, RequirementKind.LANGUAGE)


def _certificates(reading: Reading) -> Iterator[Requirement]:
    text = reading.clause.text
    if reading.vocabulary.says("certificates", text) and not _speaks_of_study(reading):
        known = skill_choices(text, reading.lexicon, reading.vocabulary)
        any_of = tuple(skill for choice in known for skill in choice.any_of)
        yield reading.requirement(text, RequirementKind.CERTIFICATION, any_of)


def _skills(reading: Reading) -> Iterator[Requirement]:
    text = reading.clause.text
    if reading.vocabulary.says("certificates", text):
        return
    start = 0
    if _speaks_of_study(reading):
        # The fields of a degree are no skills; what stands after "experience" again is.
        more = _STUDY_ENDS.search(text)
        start = more.end() if more else len(text)
    spoken = reading.vocabulary.languages
    for choice in skill_choices(text[start:], reading.lexicon, reading.vocabulary):
        if not all(name in spoken for name in choice.any_of):
            yield reading.requirement(choice.text, RequirementKind.SKILL, choice.any_of)


def _speaks_of_study(reading: Reading) -> bool:
    return reading.vocabulary.level_in(reading.clause.text) is not None


_RULES: tuple[Callable[[Reading], Iterator[Requirement]], ...] = (
    _education,
    _years,
    _languages,
    _certificates,
    _skills,
)


def _duty(reading: Reading) -> Iterator[Requirement]:
    text = reading.clause.text
    if content_words(text):
        is_circumstance = reading.vocabulary.says("circumstances", text)
        yield reading.requirement(text, RequirementKind.DOMAIN if is_circumstance else RequirementKind.DUTY)


def _in_words(reading: Reading) -> Iterator[Requirement]:
    for text in _pieces(reading.clause.text, reading.vocabulary):
        if content_words(text):
            yield reading.requirement(text, _kind_of(text, reading.vocabulary))


def _pieces(text: str, vocabulary: Vocabulary) -> list[str]:
    pieces = [piece for piece in _LIST.split(text) if piece]
    commas = len(_COMMA.findall(text))
    is_list = commas > 0 and commas >= len(pieces) - 2 and all(len(piece.split()) <= _SHORT for piece in pieces)
    return pieces if is_list and not vocabulary.says("examples", text) else [text]


def _kind_of(text: str, vocabulary: Vocabulary) -> RequirementKind:
    words = text.split()
    if vocabulary.says("circumstances", text):
        return RequirementKind.DOMAIN
    if len(words) > _SHORT:
        return RequirementKind.DUTY if _opens_with_verb(words[0], vocabulary) else RequirementKind.DOMAIN
    nouns = vocabulary.wording["title_nouns"]
    names_position = any(nouns.fullmatch(word.strip(".,()")) for word in re.split(r"[\s/]", text))
    return RequirementKind.TITLE if names_position else RequirementKind.DOMAIN


def _opens_with_verb(word: str, vocabulary: Vocabulary) -> bool:
    verbs, word = vocabulary.wording["duty_verbs"], word.casefold()
    bare = word.removesuffix("ing")
    return any(verbs.fullmatch(form) for form in (word, word.removesuffix("s"), bare, bare + "e"))
