"""How skills are spelled: a spelling is a row of words and signs, compared with those of a text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pathwise.resume.moments import plain_letters

_TOKEN = re.compile(r"[^\W_]+|[^\w\s]|_")
_JOINERS = frozenset("-/")
_LEAST_PLURAL = 4


@dataclass(frozen=True, slots=True)
class SkillEntry:
    """One skill of the lexicon.

    Attributes:
        canonical: Its name, unique in the lexicon.
        kind: Such as `tool`, `language`, `method`, `skill`.
        family: Group it belongs to, such as `programming`.
        broader: Canonical names of what it shows as well.
        aliases: Spellings; `=` in front: exactly so; `^` in front: with a capital.
        context: For marked aliases: one of these must be near - a word of the line, `@family` of another
            skill in the line, `list` for an item of a list. Empty: nothing is needed.
        deny: For marked aliases: words that must not follow directly.
    """

    canonical: str
    kind: str
    family: str
    broader: tuple[str, ...]
    aliases: tuple[str, ...]
    context: frozenset[str]
    deny: frozenset[str]


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way to write a skill, ready to be compared with tokens.

    Attributes:
        tokens: Its words and signs, folded; hyphens and slashes left out.
        entry: The skill.
        exact: What must be written, letter by letter; None where case makes no difference.
        capital: It must be written with a capital.
    """

    tokens: tuple[str, ...]
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


def spellings_of(entry: SkillEntry) -> Iterator[Spelling]:
    """Give every way to write a skill; its name counts as an unmarked alias unless an alias spells it too."""
    spelled = {alias.lstrip("=^").casefold() for alias in entry.aliases}
    aliases = entry.aliases if entry.canonical.casefold() in spelled else (entry.canonical, *entry.aliases)
    for alias in aliases:
        bare = alias[1:] if alias[0] in "=^" else alias
        tokens = tuple(token.folded for token in tokens_of(bare) if token.folded not in _JOINERS)
        exact = bare if alias[0] == "=" else None
        yield Spelling(tokens, entry, exact, capital=alias[0] == "^")
        if alias is bare and len(tokens[-1]) >= _LEAST_PLURAL and tokens[-1].isalpha() and not tokens[-1].endswith("s"):
            yield Spelling((*tokens[:-1], tokens[-1] + "s"), entry)


def end_of_spelling(spelling: Spelling, tokens: Sequence[Token], first: int) -> int | None:
    """Compare a spelling with the tokens from `first` on; hyphens and slashes between words are passed over.

    Returns:
        The index behind the last token, or None where they differ.
    """
    here = first
    for word in spelling.tokens:
        if here > first and _joins(tokens, here):
            here += 1
        if here >= len(tokens) or tokens[here].folded != word:
            return None
        here += 1
    return here


def _joins(tokens: Sequence[Token], here: int) -> bool:
    return here < len(tokens) and tokens[here].folded in _JOINERS and tokens[here - 1].end == tokens[here].start
