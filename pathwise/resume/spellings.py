"""How skills are spelled: a spelling is a row of words and signs, and a tree finds those that a text holds."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pathwise.resume.moments import plain_letters

_TOKEN = re.compile(r"[^\W_]+|[^\w\s]|_")
_FIRST_WORD = re.compile(rf"(?:^|\|)[=^?]?[\s/-]*({_TOKEN.pattern})")
_JOINERS = frozenset("-/")
_TO_SPACES = str.maketrans("-/", "  ")
_MARKS = "=^?"
_LEAST_PLURAL = 4


@dataclass(frozen=True, slots=True)
class SkillEntry:
    """One skill of the lexicon.

    Attributes:
        canonical: Its name, unique in the lexicon.
        kind: Such as `tool`, `language`, `method`, `skill`, `credential`.
        family: Group it belongs to, such as `programming`.
        broader: Canonical names of what it shows as well.
        aliases: Spellings; `=` in front: exactly so; `^` in front: with a capital; `?` in front: in any case, and
            doubtful like those with `=` and `^`: these are the marked ones.
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
        is_doubtful: The spelling is a plain word as well: shape and surroundings decide.
        exact: What must be written, letter by letter; None where case makes no difference.
        capital: It must be written with a capital.
    """

    entry: SkillEntry
    is_doubtful: bool = False
    exact: str | None = None
    capital: bool = False


class Token(NamedTuple):
    """A word or a sign of a text, folded, as a slice `[start:end]`."""

    folded: str
    start: int
    end: int


def tokens_of(line: str) -> list[Token]:
    """Split a line into words and signs, in order; spaces are left out."""
    plain = plain_letters(line)
    return [Token(plain[m.start() : m.end()].casefold(), m.start(), m.end()) for m in _TOKEN.finditer(line)]


def _folded(text: str) -> str:
    return text.lower() if text.isascii() else plain_letters(text).casefold()


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


def spelling_of(entry: SkillEntry, alias: str) -> tuple[str, Spelling]:
    """Tell what is written where an alias stands, and how it has to be written."""
    match alias[0]:
        case "=":
            return alias[1:], Spelling(entry, is_doubtful=True, exact=alias[1:])
        case "^":
            return alias[1:], Spelling(entry, is_doubtful=True, capital=True)
        case "?":
            return alias[1:], Spelling(entry, is_doubtful=True)
    return alias, Spelling(entry)


def aliases_of(entry: SkillEntry) -> tuple[str, ...]:
    """Give every way to write a skill; its name counts as an unmarked alias unless a marked one spells it too."""
    name = entry.canonical.casefold()
    if any(alias[0] in _MARKS and alias[1:].casefold() == name for alias in entry.aliases):
        return entry.aliases
    return (entry.canonical, *entry.aliases)


_Row = tuple[list[str], Spelling]


class _Node:
    """Where a row of words leads: to longer rows, and to the spellings that end here, doubtful ones first."""

    __slots__ = ("longer", "spellings")

    def __init__(self) -> None:
        self.longer: dict[str, _Node] = {}
        self.spellings: tuple[Spelling, ...] = ()


class SpellingTree:
    """All spellings, by their words: what a text holds is found in steps of a word, however many there are.

    A branch grows when a text first holds its first word: there are many more spellings than any text needs.
    """

    def __init__(self, entries: Iterable[SkillEntry]) -> None:
        """Sort the skills by the first words of their spellings. Where two share a spelling, the first counts."""
        self._seeds: dict[str, list[SkillEntry]] = {}
        self._branches: dict[str, _Node] = {}
        self._spelled: dict[str, dict[str, list[_Row]]] = {}
        seeds = self._seeds
        for entry in entries:
            firsts = _FIRST_WORD.findall("|".join((entry.canonical, *entry.aliases)))
            for word in {_folded(first) for first in set(firsts)}:
                if word in seeds:
                    seeds[word].append(entry)
                else:
                    seeds[word] = [entry]

    def at(self, tokens: Sequence[Token], first: int) -> list[tuple[int, tuple[Spelling, ...]]]:
        """Find the spellings that begin at a token; hyphens and slashes between words are passed over.

        Returns:
            The index behind the last token, and what ends there; the longest first.
        """
        word = tokens[first].folded
        node = self._branch(word)
        plural = self._branch(word[:-1]) if _is_plural(word) else None
        if node is None and plural is None:
            return []
        found: list[tuple[int, tuple[Spelling, ...]]] = []
        here, many = first + 1, len(tokens)
        while True:
            ending = (node.spellings if node else ()) + (_unmarked(plural) if plural else ())
            if ending:
                found.append((here, ending))
            if node is None or not node.longer:
                break
            if here < many and tokens[here].folded in _JOINERS and tokens[here - 1].end == tokens[here].start:
                here += 1
            if here >= many:
                break
            word = tokens[here].folded
            plural = node.longer.get(word[:-1]) if _is_plural(word) else None
            node = node.longer.get(word)
            here += 1
        found.reverse()
        return found

    def clashes(self) -> list[tuple[str, str]]:
        """Look for spellings that two skills share and nothing tells apart. Grows the whole tree.

        Returns:
            The skill that counts, and the one that does not.
        """
        return [clash for word in self._seeds for clash in _clashes(self._rows(word))]

    def _branch(self, word: str) -> _Node | None:
        node = self._branches.get(word)
        if node is None and word in self._seeds:
            node = self._branches[word] = _grown(list(self._rows(word)))
        return node

    def _rows(self, word: str) -> Iterator[_Row]:
        for entry in self._seeds[word]:
            rows = self._spelled.get(entry.canonical)
            if rows is None:
                rows = self._spelled[entry.canonical] = _rows_by_first_word(entry)
            yield from rows.get(word, ())


def _rows_by_first_word(entry: SkillEntry) -> dict[str, list[_Row]]:
    rows: dict[str, list[_Row]] = {}
    for alias in aliases_of(entry):
        written, spelling = spelling_of(entry, alias)
        words = words_of_spelling(written)
        rows.setdefault(words[0], []).append((words, spelling))
    return rows


def _grown(rows: Sequence[_Row]) -> _Node:
    branch = _Node()
    for words, spelling in rows:
        node = _node_of(branch, words)
        if not node.spellings:
            node.spellings = (spelling,)
        elif not any(_is_same(spelling, other) for other in node.spellings):
            node.spellings = tuple(sorted((*node.spellings, spelling), key=lambda each: not each.is_doubtful))
    for words, spelling in rows:
        # Several words in the plural count in the singular as well, where that is no spelling of its own.
        if len(words) > 1 and not spelling.is_doubtful and _is_plural(words[-1]):
            node = _node_of(branch, [*words[:-1], words[-1][:-1]])
            node.spellings = node.spellings or (spelling,)
    return branch


def _node_of(branch: _Node, words: Sequence[str]) -> _Node:
    node = branch
    for word in words[1:]:
        following = node.longer.get(word)
        if following is None:
            following = node.longer[word] = _Node()
        node = following
    return node


def _is_same(one: Spelling, other: Spelling) -> bool:
    """Tell whether nothing tells two spellings of the same words apart."""
    if one[1:] != other[1:]:
        return False
    return one.entry is other.entry or not (one.is_doubtful and one.entry.context and other.entry.context)


def _clashes(rows: Iterable[_Row]) -> Iterator[tuple[str, str]]:
    before: dict[tuple[str, ...], list[Spelling]] = {}
    for words, spelling in rows:
        others = before.setdefault(tuple(words), [])
        for other in others:
            if other.entry is not spelling.entry and _is_same(spelling, other):
                yield other.entry.canonical, spelling.entry.canonical
        others.append(spelling)


def _is_plural(word: str) -> bool:
    return len(word) > _LEAST_PLURAL and word[-1] == "s" and word[-2] != "s" and word.isalpha()


def _unmarked(node: _Node) -> tuple[Spelling, ...]:
    return tuple(spelling for spelling in node.spellings if not spelling.is_doubtful)
