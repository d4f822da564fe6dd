"""The packaged tables of words and trades, read once a process. Knows nothing of persons."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A city.

    Attributes:
        name: City and region or country.
        phone: Pattern from a range reserved for fiction; each `#` is a digit.
        uses_letter_paper: American letter format instead of A4.
        language: Spoken by most.
    """

    name: str
    phone: str
    uses_letter_paper: bool
    language: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What people and organisations are put together from; every list holds one or more."""

    first_names: Words
    surnames: Words
    organisations: Words
    institutions: Mapping[str, Words]
    languages: Words
    language_levels: Words
    english_levels: Words
    interests: Words
    closings: Words
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Trade:
    """How people of one trade write. Sentences are templates for `pathwise.demo.sentences`.

    Attributes:
        key: Name of its table, such as `nurse`.
        sectors: Last words of the names of its organisations.
        titles: By rank: `junior`, `middle`, `senior`.
        degrees: Degree and kind of institution.
        certificates: Templates; may be empty.
        summaries: Templates that may use `years` and `title`.
        results: Bullets with a measurable result.
        duties: Bullets that name work done.
        vague: Bullets that say little.
        lists: Words that sentences choose from and that are no skills.
        stacks: Skills by label, for each way to work in the trade.
    """

    key: str
    sectors: Words
    titles: Mapping[str, Words]
    degrees: tuple[tuple[str, str], ...]
    certificates: Words
    summaries: Words
    results: Words
    duties: Words
    vague: Words
    lists: Mapping[str, Words]
    stacks: Mapping[str, Mapping[str, Words]]


@cache
def load_vocabulary() -> Vocabulary:
    """Read the words that people are made of."""
    table = tomllib.loads((_here() / "people.toml").read_text("utf-8"))
    kinds = {"university": "universities", "college": "colleges", "school": "schools"}
    return Vocabulary(
        institutions={kind: tuple(table.pop(plural)) for kind, plural in kinds.items()},
        places=tuple(map(_place, table.pop("places"))),
        **{name: tuple(words) for name, words in table.items()},
    )


def _place(row: Mapping[str, Any]) -> Place:
    return Place(row["place"], row["phone"], row["letter"], row.get("language", "English"))


@cache
def load_trades() -> Mapping[str, Trade]:
    """Read every trade, ordered by key."""
    found = [path for path in (_here() / "trades").iterdir() if path.name.endswith(".toml")]
    return {trade.key: trade for trade in map(_load_trade, sorted(found, key=lambda path: path.name))}


def _load_trade(path: Traversable) -> Trade:
    table: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
    return Trade(
        key=path.name.removesuffix(".toml"),
        titles=_word_lists(table.pop("titles")),
        degrees=tuple((degree, kind) for degree, kind in table.pop("degrees")),
        lists=_word_lists(table.pop("lists", {})),
        stacks={name: _word_lists(groups) for name, groups in table.pop("stacks").items()},
        **{name: tuple(words) for name, words in table.items()},
    )


def _word_lists(table: Mapping[str, list[str]]) -> dict[str, Words]:
    return {name: tuple(words) for name, words in table.items()}


def _here() -> Traversable:
    return files("pathwise.demo")
