"""Words of a resume that are spelled wrong, by the dictionaries of pyspellchecker.

A word counts only where everything speaks for a slip: no dictionary has it, and one letter within it makes it a common
word. Names, places, products, words of the lexicon, words with capitals or figures and words cut at the end of a line
are never looked at; where a dictionary does not fit the text (another language, filler text) nothing is said.
"""

import re
import tomllib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from spellchecker import SpellChecker

from pathwise.documents.model import DocumentText
from pathwise.resume.lexicon import load_lexicon

_EDGES = '.,;:()[]"“”„«»!?…*'
_LETTERS = re.compile(r"[^\W\d_]+")
_SHORTEST = 5
_SHORTEST_PART = 3
_KEPT_AT_END = 2
# Of the words of a text, as the dictionary's own corpus counts them: about once in a million.
_COMMON = 6e-7
_FITTING = 0.08
_FEWEST_STRANGE = 4


@dataclass(frozen=True, slots=True)
class Misspelling:
    """A word that is spelled wrong.

    Attributes:
        word: As written.
        line: Index in the document's lines where it first stands.
        meant: The only word that is near; None where there are several.
    """

    word: str
    line: int
    meant: str | None


def misspellings_in(document: DocumentText, openings: Collection[int] = ()) -> tuple[Misspelling, ...] | None:
    """Find the words that are spelled wrong.

    Args:
        document: The text.
        openings: Indices of lines that begin with a plain word, written with a capital as every sentence is.

    Returns:
        In the order of the document, each word once; None where there is no dictionary for the language, or where the
        text is not written in it.
    """
    speller = _speller_of(document.language or "")
    if speller is None:
        return None
    words = _words_of(document, openings)
    strange = [word for word in words if not _is_known(speller, word)]
    if len(strange) >= _FEWEST_STRANGE and len(strange) > _FITTING * len(words):
        return None
    found = ((word, _meant_by(speller, word)) for word in strange)
    return tuple(Misspelling(word, words[word], near[0] if len(near) == 1 else None) for word, near in found if near)


def _words_of(document: DocumentText, openings: Collection[int]) -> dict[str, int]:
    words: dict[str, int] = {}
    is_cut = False
    for index, line in enumerate(document.lines):
        parts = line.text.split()
        for position, part in enumerate(parts[1:] if is_cut else parts):
            if len(part) < _SHORTEST:
                continue
            word = part.strip(_EDGES)
            if position == 0 and index in openings and not is_cut:
                word = word[:1].lower() + word[1:]
            if len(word) >= _SHORTEST and word.isalpha() and word.islower():
                words.setdefault(word, index)
        is_cut = parts[-1].endswith(("-", "‐", "\xad"))
    return words


class _Speller:
    """The dictionary of a language, with what it does not know of working life."""

    def __init__(self, language: str, data: dict[str, Any]) -> None:
        self._dictionary = SpellChecker(language=language, distance=1)
        self._common = _COMMON * self._dictionary.word_frequency.total_words
        self._known = frozenset(data["known"].split())
        self._variants: list[tuple[str, str]] = [(written, meant) for written, meant in data["variants"]]
        self._prefixes = tuple(data["prefixes"].split())
        self._slips: dict[str, str] = data["slips"]
        self._has_compounds: bool = data["compounds"]

    def knows(self, word: str) -> bool:
        """Tell whether a word may be written so."""
        if word in self._slips:
            return False
        return (
            word in self._dictionary
            or word in self._known
            or word in _words_of_lexicon()
            or any(other in self._dictionary for other in self._others(word))
            or (self._has_compounds and self._is_compound(word))
        )

    def meant_by(self, word: str) -> tuple[str, ...]:
        """Give the common words that one letter within the word, or two letters swapped, would make of it."""
        if word in self._slips:
            return (self._slips[word],)
        inner = word[1:-_KEPT_AT_END]
        near = {word[0] + other + word[-_KEPT_AT_END:] for other in self._dictionary.edit_distance_1(inner)}
        near.add(word[:-_KEPT_AT_END] + word[:-3:-1])
        return tuple(sorted(other for other in near if self._is_common(other)))

    def _is_common(self, word: str) -> bool:
        return self._dictionary.word_frequency[word] >= self._common

    def _others(self, word: str) -> Iterator[str]:
        yield from (word.replace(written, meant) for written, meant in self._variants if written in word)
        yield from (word[len(prefix) :] for prefix in self._prefixes if word.startswith(prefix))
        yield word.removesuffix("s")

    def _is_compound(self, word: str) -> bool:
        return any(
            self._is_common(word[:cut]) and self._is_common(word[cut:])
            for cut in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)
        )


@lru_cache(maxsize=32_768)
def _is_known(speller: _Speller, word: str) -> bool:
    """Look a word up once: resumes of one language share most of their words."""
    return speller.knows(word)


@lru_cache(maxsize=4096)
def _meant_by(speller: _Speller, word: str) -> tuple[str, ...]:
    """Look a strange word up once: half a millisecond that a batch of one trade would spend again and again."""
    return speller.meant_by(word)


@lru_cache
def _speller_of(language: str) -> _Speller | None:
    data = _tables().get(language)
    return None if data is None else _Speller(language, data)


@lru_cache(maxsize=1)
def _tables() -> dict[str, dict[str, Any]]:
    return tomllib.loads(files("pathwise.scoring").joinpath("spelling.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _words_of_lexicon() -> frozenset[str]:
    spellings = (name for entry in load_lexicon().entries.values() for name in (entry.canonical, *entry.aliases))
    return frozenset(word.casefold() for spelling in spellings for word in _LETTERS.findall(spelling))
