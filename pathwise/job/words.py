"""The words that a line speaks of: stems without what every line says. Knows no job and no resume."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files

_WORD = re.compile(r"[^\W_]+(?:[+#]+|(?:[.'’&-][^\W_]+)*)")
_INNER = re.compile(r"[.'’-]")
_COMMON_WEIGHT = 1 / 3


@dataclass(frozen=True, slots=True)
class _WordTable:
    silent: frozenset[str]
    common: frozenset[str]
    kept: frozenset[str]
    irregular: Mapping[str, str]
    endings: tuple[str, ...]
    shortest: int


@lru_cache(maxsize=1)
def _table() -> _WordTable:
    data = tomllib.loads(files("pathwise.job").joinpath("words.toml").read_text(encoding="utf-8"))
    kept = frozenset(data["kept"]["words"].split())
    endings = tuple(sorted(data["endings"]["list"], key=len, reverse=True))
    silent = frozenset((data["stop"] + data["filler"]).split())
    table = _WordTable(silent, frozenset(), kept, data["irregular"], endings, data["endings"]["shortest"])
    common = frozenset(_cut(word, table) for word in data["common"].split())
    return replace(table, common=common)


def _cut(word: str, table: _WordTable) -> str:
    if word in table.kept or not word.isalpha():
        return word
    word = table.irregular.get(word, word)
    if word.endswith("s") and word[:-1] in table.kept:
        return word[:-1]
    for ending in table.endings:
        if word.endswith(ending) and len(word) - len(ending) >= table.shortest:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Cut a lower-case word to what its forms share.

    Example:
        >>> stem("manager"), stem("managing"), stem("management")
        ('manag', 'manag', 'manag')
        >>> stem("taught"), stem("teaching")
        ('teach', 'teach')
    """
    return _cut(word, _table())


@lru_cache(maxsize=20_000)
def content_words(text: str) -> tuple[str, ...]:
    """Give the stems of the words that carry meaning, in order, repeats kept.

    Args:
        text: A line; may be empty.

    Returns:
        Stems; empty where the line says nothing of its own.

    Example:
        >>> content_words("Strong knowledge of warehouse management")
        ('warehous', 'manag')
    """
    silent = _table().silent
    return tuple([stem(word) for word in _words(text) if word not in silent])


@lru_cache(maxsize=20_000)
def told_words(text: str) -> tuple[tuple[str, int], ...]:
    """Give the words that carry meaning, not cut to stems, each with how much it counts.

    Args:
        text: A line; may be empty.

    Returns:
        In order, repeats kept; lower case, numbers left out. A word counts three thirds, or one where all trades use
        it.

    Example:
        >>> told_words("Strong knowledge of warehouse management in 2019")
        (('warehouse', 3), ('management', 1))
    """
    return tuple([(word, thirds) for word in _words(text) if (thirds := _thirds_of(word))])


@lru_cache(maxsize=50_000)
def _thirds_of(word: str) -> int:
    if word in _table().silent or any(map(str.isdigit, word)):
        return 0
    return 1 if stem(word) in _table().common else 3


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[str, ...]:
    return tuple(_cut_to_words(text))


def _cut_to_words(text: str) -> Iterator[str]:
    for word in _WORD.findall(text.casefold()):
        # "R&D" and "C#" are names; "follow-up", "don't" and "Node.js" are words put together.
        if word.isalnum() or not _INNER.search(word):
            yield word
        else:
            yield from (part for part in _INNER.split(word) if part)


def weight_of(word: str) -> float:
    """Tell how much meeting a stem proves: 1.0, or a third of it for a word that all trades use."""
    return _COMMON_WEIGHT if word in _table().common else 1.0


def is_silent(word: str) -> bool:
    """Tell whether a lower-case word carries no meaning of its own."""
    return word in _table().silent
