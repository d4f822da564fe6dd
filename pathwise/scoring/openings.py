"""How a statement opens: with what was done or with words that hide it, and in which tense. Knows English only."""

import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files

_LEAD_IN = re.compile(r"\W*(?:(?:i|we|also|then|\w{3,}ly)\s+)*", re.IGNORECASE)
_FIRST_WORDS = re.compile(r"([a-z]+)(?:\W+([a-z]+))?", re.IGNORECASE)
_REGULAR_PAST = re.compile(r"[a-z]{2,}ed")


class Tense(StrEnum):
    """What a statement is told in."""

    PAST = "past"
    PRESENT = "present"


@dataclass(frozen=True, slots=True)
class _Openings:
    weak: re.Pattern[str]
    past: frozenset[str]
    present: frozenset[str]
    nouns_too: frozenset[str]
    objects: frozenset[str]


def opens_strongly(statement: str) -> bool:
    """Tell whether an English statement opens with what was done, not with a phrase that hides it.

    Example:
        >>> opens_strongly("Built a bakery"), opens_strongly("Responsible for baking")
        (True, False)
    """
    return not _openings().weak.match(statement)


def tense_of(statement: str) -> Tense | None:
    """Tell the tense of the verb that an English statement opens with.

    Returns:
        None where it opens with no verb that is surely one: "Support of 40 shops" may be anything.

    Example:
        >>> tense_of("Ran the night shift"), tense_of("Manages the night shift"), tense_of("Night shift")
        (<Tense.PAST: 'past'>, <Tense.PRESENT: 'present'>, None)
    """
    openings = _openings()
    lead_in = _LEAD_IN.match(statement)
    words = _FIRST_WORDS.match(statement, lead_in.end() if lead_in else 0)
    if not words:
        return None
    verb, follower = words[1].lower(), (words[2] or "").lower()
    if verb in openings.past:
        return None if verb in openings.present else Tense.PAST
    if _REGULAR_PAST.fullmatch(verb) and verb not in openings.present:
        return Tense.PAST
    base = next((form for form in _base_forms(verb) if form in openings.present), None)
    if base is None or (base in openings.nouns_too and follower not in openings.objects):
        return None
    return Tense.PRESENT


def _base_forms(verb: str) -> tuple[str, ...]:
    return (verb, verb.removesuffix("s"), verb.removesuffix("es"), verb.removesuffix("ies") + "y")


@lru_cache(maxsize=1)
def _openings() -> _Openings:
    data = tomllib.loads(files("pathwise.scoring").joinpath("openings.toml").read_text(encoding="utf-8"))
    return _Openings(
        weak=re.compile(rf"\W*(?:{'|'.join(data['weak'])})(?!\w)", re.IGNORECASE),
        **{name: frozenset(data[name].split()) for name in ("past", "present", "nouns_too", "objects")},
    )
