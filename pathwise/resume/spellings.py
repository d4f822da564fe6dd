"""How skills are spelled: a spelling is a row of words and signs, and a tree finds those that a text holds."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pathwise.resume.moments import plain_letters

_TOKEN = re.compile(r"[^\W_]+|[^\w\s]|_")
_JOINERS = frozenset("-/")
_TO_SPACES = str.maketrans("-/", "  ")
_LEAST_PLURAL = 4


@dataclass(frozen=True, slots=True)
class SkillEntry:
    """One skill of the lexicon.

    Attributes:
        canonical: Its name, unique in the lexicon.
        kind: Such as `tool`, `language`, `method`, `skill`, `credential`.
        family: Group it belongs to, such as `programming`.
        broader: Canonical names of what it shows as well.
        aliases: Spellings; `=` in front: exactly so; `^` in front: with a capital.
        context: For marked aliases: one of these must be near - a word of the line, `@family` of another
            skill in the line, `list` for an item of a list. Empty: nothing is needed.
        deny: For marked aliases: words that must not follow directly; `<` in front: must not stand directly before;
            `~` in front: must not stand near; `#`: any number.
    """

    canonical: str
    kind: str
    family: str
    broader: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    context: frozenset[str] = frozenset()
    deny: frozenset[str] = frozenset()


class Spelling(NamedTuple):
    """One way to write a skill.

    Attributes:
        entry: The skill.
        exact: What must be written, letter by letter; None where case makes no difference.
        capital: It must be written with a capital.
    """

    entry: SkillEntry
    exact: str | None = None
    capital: bool = False

    @property
    def is_doubtful(self) -> bool:
        """The spelling is a plain word as well: shape and surroundings decide."""
        return self.exact is not None or self.capital


class Token(NamedTuple):
    """A word or a sign of a text, folded, as a slice `[start:end]`."""

    folded: str
    start: int
    end: int


def tokens_of(line: str) -> list[Token]:
    """Split a line into words and signs, in order; spaces are left out."""
    plain = plain_letters(line)
    return [Token(plain[m.start() : m.end()].casefold(), m.start(), m.end()) for m in _TOKEN.finditer(line)]


def words_of_spelling(text: str) -> list[str]:
    """Give the words and signs a spelling is compared by: folded, without hyphens and slashes.

    Example:
        >>> words_of_spelling("Front-End / C++")
        ['front', 'end', 'c', '+', '+']
    """
    spaced = text.translate(_TO_SPACES)
    if spaced.isascii() and spaced.replace(" ", "").isalnum():
        return spaced.lower().split()
    return [token.folded for token in tokens_of(text) if token.folded not in _JOINERS]


def spellings_of(entry: SkillEntry) -> Iterator[tuple[str, Spelling]]:
    """Give every way to write a skill; its name counts as an unmarked alias unless an alias spells it too.

    Returns:
        What is written, and how it has to be written.
    """
    name = entry.canonical.casefold()
    if not any(alias.lstrip("=^").casefold() == name for alias in entry.aliases):
        yield entry.canonical, Spelling(entry)
    for alias in entry.aliases:
        match alias[0]:
            case "=":
                yield alias[1:], Spelling(entry, exact=alias[1:])
            case "^":
                yield alias[1:], Spelling(entry, capital=True)
            case _:
                yield alias, Spelling(entry)


class _Node:
    """Where a row of words leads: to longer rows, and to the spellings that end here, doubtful ones first."""

    __slots__ = ("longer", "spellings")

    def __init__(self) -> None:
        self.longer: dict[str, _Node] = {}
        self.spellings: tuple[Spelling, ...] = ()


class SpellingTree:
    """All spellings, by their words: what a text holds is found in steps of a word, however many there are."""

    def __init__(self, entries: Iterable[SkillEntry]) -> None:
        """Grow the tree.

        Raises:
            ValueError: If two skills share a spelling and nothing tells them apart.
        """
        self._root = _Node()
        for entry in entries:
            for written, spelling in spellings_of(entry):
                self._add(words_of_spelling(written), spelling)

    def at(self, tokens: Sequence[Token], first: int) -> list[tuple[int, tuple[Spelling, ...]]]:
        """Find the spellings that begin at a token; hyphens and slashes between words are passed over.

        Returns:
            The index behind the last token, and what ends there; the longest first.
        """
        found: list[tuple[int, tuple[Spelling, ...]]] = []
        node, here, many = self._root, first, len(tokens)
        while here < many:
            word = tokens[here].folded
            following = node.longer.get(word)
            plural = _plural_of(word, node)
            here += 1
            ending = following.spellings + plural if following else plural
            if ending:
                found.append((here, ending))
            if following is None or not following.longer:
                break
            node = following
            if here < many and tokens[here].folded in _JOINERS and tokens[here - 1].end == tokens[here].start:
                here += 1
        found.reverse()
        return found

    def _add(self, words: Sequence[str], spelling: Spelling) -> None:
        node = self._root
        for word in words:
            following = node.longer.get(word)
            if following is None:
                following = node.longer[word] = _Node()
            node = following
        if node.spellings:
            node.spellings = _beside(node.spellings, spelling)
        else:
            node.spellings = (spelling,)


def _beside(others: tuple[Spelling, ...], spelling: Spelling) -> tuple[Spelling, ...]:
    for other in others:
        if other.exact != spelling.exact or other.capital != spelling.capital:
            continue
        if other.entry is spelling.entry:
            return others
        if not (spelling.is_doubtful and spelling.entry.context and other.entry.context):
            raise ValueError(f"{spelling.entry.canonical} and {other.entry.canonical} share a spelling")
    return tuple(sorted((*others, spelling), key=lambda each: not each.is_doubtful))


def _plural_of(word: str, node: _Node) -> tuple[Spelling, ...]:
    """Give the unmarked spellings whose last word stands in the plural."""
    if len(word) <= _LEAST_PLURAL or word[-1] != "s" or word[-2] == "s":
        return ()
    single = node.longer.get(word[:-1])
    if single is None or not single.spellings or not word.isalpha():
        return ()
    return tuple(spelling for spelling in single.spellings if not spelling.is_doubtful)
