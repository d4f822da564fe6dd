"""From a clause of a job text to what it asks for. Knows no headings: the clause tells its part."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from pathwise.job.experience import ExperienceAsked, experience_asked
from pathwise.job.model import Importance, Requirement, RequirementKind
from pathwise.job.parts import Clause, Part
from pathwise.job.phrasing import leaves_a_choice, listed, subject_of, without_frame, without_knowledge
from pathwise.job.segments import segments_of
from pathwise.job.skills import SkillChoice, skill_choices
from pathwise.job.vocabulary import Vocabulary
from pathwise.job.words import content_words
from pathwise.resume.language_names import language_called
from pathwise.resume.lexicon import Lexicon

_FEW_WORDS = 4
_LONGEST_NAME = 6
_TOOLS = frozenset({"tool", "language", "framework"})
_CREDENTIAL = "credential"
_STUDY_ENDS = re.compile(
    r"\b(?:experience|knowledge|proficien\w+|skills|erfahrung|kenntnisse|expérience|experiencia|experiência|esperienza|ervaring)\b",
    re.IGNORECASE,
)
_STUDIED = re.compile(r"(?<!- )\b(?:in|en|em|of|der|des|zum|zur|als|im bereich)\s+(?P<subject>\S.*)$", re.IGNORECASE)
_JOINT = re.compile(r"\s*(?:,|/|&|\+|,?\s*(?:and|or|und|oder|et|ou|y|e|o|en|of))\s*", re.IGNORECASE)
_PARTED = re.compile(r"[,;:]|\b(?:and|und|et|or|oder|ou|who|that)\b(?! (?:experience|the|a)\b)", re.IGNORECASE)
_AS = re.compile(
    r"\b(?:experienced?|years?|erfahrung|jahre?|expérience|ans|experiencia|años|experiência|anos|esperienza|anni|ervaring|"
    r"jaar)\b.*?\b"
    r"(?<!such )(?:as|als|en tant que|comme|como|come)\s+(?:(?:an?|eine?|une?|uma?|een)\s+)?"
    r"(?P<title>[^,;(]+?)(?=\s+(?:with|using|who|mit|avec|con|com|met)\b|[,;(]|$)",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(
    r"^(?:in|with|as|of|within|at|im|in der|mit|als|dans|en|avec|con|como|com|em|nel|nella|di|met|bij)\s+"
    r"(?:an?\s|the\s|eine[mrn]?\s|une?\s|uma?\s|een\s)?",
    re.IGNORECASE,
)
_SPOKEN = re.compile(r"fluen|speak|bilingual|\b[ABC][12]\b|fließend|couramment|vloeiend", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a clause is read with."""

    clause: Clause
    importance: Importance
    vocabulary: Vocabulary
    lexicon: Lexicon

    def requirement(self, text: str, kind: RequirementKind, any_of: tuple[str, ...] = ()) -> Requirement:
        """Make a requirement of this clause."""
        shown = without_frame(text, self.vocabulary)
        return Requirement(shown, kind, self.importance, self.clause.quote_of(text), any_of)


def requirements_in(reading: Reading) -> tuple[Requirement, ...]:
    """Name what a clause asks for.

    Returns:
        In the order of the clause; empty where it asks for nothing.
    """
    if reading.clause.part is Part.DUTIES:
        return tuple(_duties(reading))
    segments = segments_of(reading.clause.text, reading.vocabulary)
    return tuple(item for segment in segments for item in _named(_of(segment, reading)))


def _of(text: str, reading: Reading) -> Reading:
    return replace(reading, clause=replace(reading.clause, text=text))


def _named(reading: Reading) -> tuple[Requirement, ...]:
    named = tuple(item for rule in _RULES for item in rule(reading))
    return named or tuple(_in_words(reading.clause.text, reading))


def _education(reading: Reading) -> Iterator[Requirement]:
    text, vocabulary = reading.clause.text, reading.vocabulary
    level = vocabulary.level_in(text)
    if level is None:
        return
    equivalent = vocabulary.wording["equivalent_experience"].search(text)
    same = equivalent or vocabulary.wording["equivalent"].search(text)
    studied = _STUDIED.search(text[: same.start()] if same else text)
    yield replace(
        reading.requirement(text, RequirementKind.EDUCATION),
        level=level,
        subject=without_frame(studied["subject"], vocabulary) if studied else "",
        or_experience=equivalent is not None or _trades_years_for_study(reading),
    )


def _trades_years_for_study(reading: Reading) -> bool:
    asked = experience_asked(reading.clause.text, reading.vocabulary.years)
    return asked is not None and leaves_a_choice(reading.clause.text)


def _years(reading: Reading) -> Iterator[Requirement]:
    text = reading.clause.text
    asked = experience_asked(text, reading.vocabulary.years)
    if asked is None or _speaks_of_study(reading):
        return
    subject = subject_of(asked.after, reading.vocabulary) or subject_of(asked.before, reading.vocabulary)
    years = replace(reading.requirement(text, RequirementKind.YEARS), months=asked.months, subject=subject)
    choices = _experienced_in(asked, reading)
    for choice in choices:
        yield replace(years, any_of=choice.any_of, subject=choice.text)
    if not choices:
        yield years
        if content_words(subject) and not _AS.search(text):
            yield from _in_words(subject, reading, asked.after or asked.before)


def _experienced_in(asked: ExperienceAsked, reading: Reading) -> list[SkillChoice]:
    """Give the skills that years speak of: those named right behind them, or right in front of them."""
    after = skill_choices(asked.after, reading.lexicon, reading.vocabulary)
    if after and not _PARTED.search(asked.after[: after[0].start].strip(" :,")):
        return _joined_to_the_first(after, asked.after)
    before = skill_choices(asked.before, reading.lexicon, reading.vocabulary)
    if before and not _PARTED.search(asked.before[before[-1].end :].strip(" :,(-")):
        return _joined_to_the_first(before[::-1], asked.before)[::-1]
    return []


def _joined_to_the_first(choices: Sequence[SkillChoice], text: str) -> list[SkillChoice]:
    joined = [choices[0]]
    for choice in choices[1:]:
        left, right = sorted((joined[-1], choice), key=lambda each: each.start)
        if not _JOINT.fullmatch(text[left.end : right.start]):
            break
        joined.append(choice)
    return joined


def _position(reading: Reading) -> Iterator[Requirement]:
    titled = _AS.search(reading.clause.text)
    if titled and content_words(titled["title"]) and len(titled["title"].split()) <= _LONGEST_NAME:
        title = titled["title"].strip()
        names = (name for each in skill_choices(title, reading.lexicon, reading.vocabulary) for name in each.any_of)
        # A tool in a title is asked for by itself: "Java developer".
        own = tuple(name for name in dict.fromkeys(names) if reading.lexicon.entries[name].kind not in _TOOLS)
        yield reading.requirement(title, RequirementKind.TITLE, own)


def languages_in(reading: Reading) -> Iterator[Requirement]:
    """Name the spoken languages a clause asks for, each with its level."""
    text, vocabulary = reading.clause.text, reading.vocabulary
    names = vocabulary.languages_in(text)
    bare = content_words(without_frame(text, vocabulary))
    if not names or not (vocabulary.language_context.search(text) or len(bare) <= len(names)):
        return
    is_choice = len(names) > 1 and leaves_a_choice(text) and not vocabulary.says("both_languages", text)
    groups = [names] if is_choice else [(name,) for name in names]
    for group in groups:
        asked = Requirement(
            " or ".join(group), RequirementKind.LANGUAGE, reading.importance, reading.clause.quote_of(text), group
        )
        yield replace(asked, language_level=vocabulary.language_level_in(_around(group[0], text, vocabulary)))


def _around(name: str, text: str, vocabulary: Vocabulary) -> str:
    """Give the words about one language of several: those from its list item, or all where the items share them."""
    pieces = re.split(r"[,;]\s|\s(?:and|und|et|y|e|en)\s(?!written|schrift|écrit)", text)
    own = next((piece for piece in pieces if name in vocabulary.languages_in(piece)), text)
    return own if vocabulary.language_level_in(own) else text


def _certificates(reading: Reading) -> Iterator[Requirement]:
    text, vocabulary = reading.clause.text, reading.vocabulary
    if not vocabulary.says("certificates", text) or _speaks_of_study(reading):
        return
    for piece in listed(text, vocabulary):
        known = [skill for choice in skill_choices(piece, reading.lexicon, vocabulary) for skill in choice.any_of]
        any_of = tuple(skill for skill in dict.fromkeys(known) if not language_called(skill))
        yield reading.requirement(piece, RequirementKind.CERTIFICATION, any_of)


def _skills(reading: Reading) -> Iterator[Requirement]:
    text, vocabulary = reading.clause.text, reading.vocabulary
    if vocabulary.says("certificates", text):
        return
    start = 0
    if _speaks_of_study(reading):
        # The fields of a degree are no skills; what stands after "experience" again is.
        more = _STUDY_ENDS.search(text)
        is_instead = vocabulary.says("equivalent_experience", text)
        start = more.end() if more and not is_instead else len(text)
    choices = [
        choice
        for choice in skill_choices(text[start:], reading.lexicon, vocabulary)
        if not all(language_called(name) for name in choice.any_of)
    ]
    if _AS.search(text):
        # The name of a position is asked for as such.
        choices = [choice for choice in choices if _is_tool(choice, reading.lexicon)]
    for item in _with_unknown(text[start:], choices, vocabulary):
        is_paper = item.any_of and all(reading.lexicon.entries[name].kind == _CREDENTIAL for name in item.any_of)
        kind = RequirementKind.CERTIFICATION if is_paper else RequirementKind.SKILL
        yield reading.requirement(item.text, kind, item.any_of)


def _is_tool(choice: SkillChoice, lexicon: Lexicon) -> bool:
    return any(lexicon.entries[name].kind in _TOOLS for name in choice.any_of)


def _with_unknown(text: str, choices: list[SkillChoice], vocabulary: Vocabulary) -> Iterator[SkillChoice]:
    """Add the items of a list that no lexicon knows to those it does."""
    items = listed(text, vocabulary) if choices else []
    at = 0
    for item in items if len(items) > 1 else []:
        start = text.index(item, at)
        at = start + len(item)
        known = [choice for choice in choices if choice.start < at and choice.end > start]
        yield from [choice for choice in known if choice.start >= start]
        if not known and _is_name(item, vocabulary):
            yield SkillChoice(item, (), start, at)
    if len(items) <= 1:
        yield from choices


def _is_name(item: str, vocabulary: Vocabulary) -> bool:
    if (
        len(item.split()) > _FEW_WORDS
        or not content_words(item)
        or vocabulary.wording["manner"].fullmatch(item.strip())
        or vocabulary.years.span.search(item)
    ):
        return False
    # "Experience building" is the first half of "experience building and running ovens".
    first, _, rest = item.partition(" ")
    return first.casefold() != "experience" or not vocabulary.opens_with_verb(rest)


def _speaks_of_study(reading: Reading) -> bool:
    return reading.vocabulary.level_in(reading.clause.text) is not None


_RULES: tuple[Callable[[Reading], Iterator[Requirement]], ...] = (
    _education,
    _years,
    _position,
    languages_in,
    _certificates,
    _skills,
)


def _duties(reading: Reading) -> Iterator[Requirement]:
    text, vocabulary = reading.clause.text, reading.vocabulary
    if not content_words(text):
        return
    if experience_asked(text, vocabulary.years):
        yield from _years(reading)
    elif _SPOKEN.search(text):
        yield from languages_in(reading)
    for choice in skill_choices(text, reading.lexicon, vocabulary):
        # Other skills of a duty are the duty itself, in a word.
        if _is_tool(choice, reading.lexicon):
            yield reading.requirement(choice.text, RequirementKind.SKILL, choice.any_of)
    is_circumstance = vocabulary.says("circumstances", text) and not vocabulary.opens_with_verb(text)
    yield reading.requirement(text, RequirementKind.DOMAIN if is_circumstance else RequirementKind.DUTY)


def _in_words(text: str, reading: Reading, context: str = "") -> Iterator[Requirement]:
    context = f"{context} {text}" if context else text
    named = without_knowledge(without_frame(text, reading.vocabulary), reading.vocabulary)
    for item in listed(named, reading.vocabulary):
        piece = _PREPOSITION.sub("", without_frame(item, reading.vocabulary))
        if content_words(piece) and not reading.vocabulary.wording["manner"].fullmatch(piece):
            yield reading.requirement(piece, _kind_of(context, piece, reading.vocabulary))


def _kind_of(context: str, text: str, vocabulary: Vocabulary) -> RequirementKind:
    words = text.split()
    if vocabulary.says("circumstances", text) or vocabulary.says("fields", context):
        return RequirementKind.DOMAIN
    if len(words) > _FEW_WORDS:
        return RequirementKind.DUTY if vocabulary.opens_with_verb(text) else RequirementKind.SKILL
    nouns = vocabulary.wording["title_nouns"]
    names_position = any(nouns.fullmatch(word.strip(".,()")) for word in re.split(r"[\s/]", text))
    return RequirementKind.TITLE if names_position else RequirementKind.SKILL
