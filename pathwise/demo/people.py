"""Invent people: everything a resume tells, drawn from the packaged tables. Same seed and index, same person."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from pathwise.demo.careers import WRITTEN_IN, invent_career
from pathwise.demo.model import Course, Flaw, Person, Position, SkillGroup
from pathwise.demo.sentences import fill
from pathwise.demo.vocabulary import Place, Trade, Vocabulary, Words, load_trades, load_vocabulary

MAIL_DOMAINS = ("example.org", "example.com", "example.net")
_MAIL_FORMS = ("{first}.{last}", "{first}{last}", "{initial}.{last}", "{last}.{first}", "{first}.{last}{number}")
_LINK_FORMS = ("linkedin.example.com/in/{first}-{last}", "{first}{last}.example.net", "code.example.org/{first}{last}")
_FLAW_SHARE, _INTERESTS_SHARE, _SCHOOL_SHARE, _NEWCOMER_SHARE = 0.07, 0.4, 0.25, 0.3


@dataclass(frozen=True, slots=True)
class Wish:
    """What an invented person shall be like; None leaves it to chance.

    Attributes:
        name: First name and surname.
        trade: Key of a trade.
        stack: Key of one of the trade's stacks.
        years: Length of the career, 1 to 30.
        has_all_skills: They know everything the stack lists; others know a part of it.
        opening_bullets: What they say first about their newest position.
        flaws: Weaknesses of the writing.
    """

    name: str | None = None
    trade: str | None = None
    stack: str | None = None
    years: int | None = None
    has_all_skills: bool = False
    opening_bullets: tuple[str, ...] = ()
    flaws: tuple[Flaw, ...] | None = None


def invent_person(seed: int, index: int, wish: Wish | None = None) -> Person:
    """Invent one person.

    Args:
        seed: Any number.
        index: Which person of that seed; any number.
        wish: What is fixed; by default nothing.

    Returns:
        The person. No other index plays a part, so that any of them can be made alone.

    Raises:
        KeyError: The wish names a trade or a stack that does not exist.

    Example:
        >>> invent_person(1, 7) == invent_person(1, 7)
        True
    """
    rng = Random(f"person:{seed}:{index}")
    wish = wish or Wish()
    words, trades = load_vocabulary(), load_trades()
    trade = trades[wish.trade or rng.choice(list(trades))]
    name = wish.name or f"{rng.choice(words.first_names)} {rng.choice(words.surnames)}"
    place = rng.choice(words.places)
    flaws = _flaws(rng) if wish.flaws is None else wish.flaws
    skills = _skills(rng, trade.stacks[wish.stack or rng.choice(list(trade.stacks))], wish.has_all_skills)
    lists = {**trade.lists, **{group.label: group.skills for group in skills}}
    years = wish.years or rng.choice((1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 17, 20, 25))
    newest, *earlier = invent_career(rng, trade, years, lists, place.name.split(",")[0], flaws)
    positions = (replace(newest, bullets=(*wish.opening_bullets, *newest.bullets)), *earlier)
    first_year = int((positions[-1].start or WRITTEN_IN)[:4])
    person = Person(
        name=name,
        email=_email(rng, name),
        phone=_phone(rng, place),
        location=place.name,
        uses_letter_paper=place.uses_letter_paper,
        links=_links(rng, name),
        headline=positions[0].title,
        summary=_summary(rng, trade, words, positions[0], years, lists),
        positions=positions,
        education=_education(rng, trade, words, first_year),
        skills=skills,
        languages=_languages(rng, place, words),
        certificates=_certificates(rng, trade, first_year),
        interests=_some(rng, words.interests, 2, 4) if rng.random() < _INTERESTS_SHARE else (),
        trade=trade.key,
        flaws=flaws,
    )
    return _with_flaws(person)


def _flaws(rng: Random) -> tuple[Flaw, ...]:
    return tuple(flaw for flaw in Flaw if rng.random() < _FLAW_SHARE)


def _with_flaws(person: Person) -> Person:
    if Flaw.NO_EMAIL in person.flaws:
        person = replace(person, email=None)
    if Flaw.NO_SUMMARY in person.flaws:
        person = replace(person, summary="")
    if Flaw.NO_DATES in person.flaws:
        positions = tuple(replace(position, start=None, end=None) for position in person.positions)
        education = tuple(replace(course, start_year=None, end_year=None) for course in person.education)
        person = replace(person, positions=positions, education=education)
    return person


def _some(rng: Random, words: Sequence[str], least: int, most: int) -> Words:
    return tuple(rng.sample(words, min(len(words), rng.randint(least, most))))


def _skills(rng: Random, stack: Mapping[str, Words], has_all: bool) -> tuple[SkillGroup, ...]:
    least = {label: len(words) if has_all else max(1, len(words) - 2) for label, words in stack.items()}
    known = {label: _some(rng, words, least[label], len(words)) for label, words in stack.items()}
    return tuple(SkillGroup(label, tuple(filter(known[label].__contains__, words))) for label, words in stack.items())


def _summary(
    rng: Random, trade: Trade, words: Vocabulary, latest: Position, years: int, lists: Mapping[str, Words]
) -> str:
    told = f"{years} years" if years > 1 else "one year"
    more = {"years": (told,), "title": (latest.title,), "closing": words.closings}
    return fill(rng.choice(trade.summaries), rng, {**lists, **more})


def _education(rng: Random, trade: Trade, words: Vocabulary, first_year: int) -> tuple[Course, ...]:
    degree, kind = rng.choice(trade.degrees)
    start = first_year - rng.choice((3, 4))
    courses = [Course(rng.choice(words.institutions[kind]), degree, start, first_year)]
    if rng.random() < _SCHOOL_SHARE:
        school = rng.choice(words.institutions["school"])
        courses.append(Course(school, "Secondary school certificate", start - 6, start))
    return tuple(courses)


def _certificates(rng: Random, trade: Trade, first_year: int) -> Words:
    years = tuple(map(str, range(first_year, int(WRITTEN_IN[:4]) + 1)))
    return tuple(fill(text, rng, {"year": years}) for text in _some(rng, trade.certificates, 0, 3))


def _languages(rng: Random, place: Place, words: Vocabulary) -> Words:
    """Choose a first language, English and up to two others; a third of the people came from elsewhere."""
    elsewhere, *others = rng.sample(words.languages, rng.randint(1, 3))
    first = elsewhere if rng.random() < _NEWCOMER_SHARE else place.language
    levels = {first: "native"}
    for language in dict.fromkeys(("English", *others)):
        told = words.english_levels if language == "English" else words.language_levels
        levels.setdefault(language, rng.choice(told))
    return tuple(f"{language} ({level})" for language, level in levels.items())


def _email(rng: Random, name: str) -> str:
    form = rng.choice(_MAIL_FORMS).format(**_name_parts(name), number=rng.randint(2, 99))
    return f"{form}@{rng.choice(MAIL_DOMAINS)}"


def _links(rng: Random, name: str) -> Words:
    forms = _some(rng, _LINK_FORMS, 0, 2)
    return tuple(form.format(**_name_parts(name)) for form in forms)


def _name_parts(name: str) -> dict[str, str]:
    plain = unicodedata.normalize("NFKD", name.replace("ø", "o").replace("Ø", "O")).encode("ascii", "ignore").decode()
    first, _, last = plain.lower().partition(" ")
    last = "".join(letter for letter in last if letter.isalpha() or letter == "-")
    return {"first": first, "last": last, "initial": first[0]}


def _phone(rng: Random, place: Place) -> str:
    return "".join(str(rng.randint(0, 9)) if letter == "#" else letter for letter in place.phone)
