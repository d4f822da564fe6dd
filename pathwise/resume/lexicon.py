"""The skill lexicon: finds skills in text, by words and not by letters, and knows which skill shows which.

The data is `lexicon.tsv`; its first line names its version, and its head explains its columns.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import NamedTuple

from pathwise.resume.moments import plain_letters

_TOKEN = re.compile(r"[^\W_]+|[^\w\s]|_")
_JOINERS = frozenset("-/")
_LIST_BEFORE = frozenset(",;:|/•·(&+[")
_LIST_AFTER = frozenset(",;|/•·)&+]")
_LIST_WORDS = frozenset({"and", "or", "et", "und", "y", "e", "en", "ou", "oder", "o"})
_LEAST_PLURAL = 4
_LEAST_COLUMNS, _COLUMNS = 3, 7


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
class Match:
    """A skill found in a text, as a slice `[start:end]`.

    Attributes:
        canonical: The lexicon's name.
        name: As written.
        start: Index of its first character.
        end: Index behind its last character.
    """

    canonical: str
    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Spelling:
    """One alias, ready to be compared with tokens."""

    tokens: tuple[str, ...]
    entry: SkillEntry
    exact: str | None = None
    capital: bool = False

    @property
    def is_doubtful(self) -> bool:
        """The spelling is a plain word as well: shape and surroundings decide."""
        return self.exact is not None or self.capital


class _Token(NamedTuple):
    folded: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Tokens `[first:last]` of a line that are spelled like a skill."""

    spelling: _Spelling
    first: int
    last: int


class Lexicon:
    """Skills and their spellings. Immutable; finding costs about a microsecond a word."""

    def __init__(self, entries: Iterable[SkillEntry], version: str) -> None:
        """Prepare the spellings.

        Args:
            entries: The skills; canonical names without repeats.
            version: Names the data; two lexicons with one version are the same.

        Raises:
            ValueError: If two entries share a name or a spelling, or `broader` names an unknown skill.
        """
        self.version = version
        self.entries: Mapping[str, SkillEntry] = _by_name(entries)
        self._by_first_token = _spellings_by_first_token(self.entries.values())

    def find(self, text: str) -> list[Match]:
        """Find the skills that a text names; the longest spelling wins.

        Args:
            text: One line or many; surroundings are looked at within a line.

        Returns:
            In order, without overlap.

        Example:
            >>> [match.canonical for match in load_lexicon().find("R&D on C++ and Node.js, not the rest")]
            ['C++', 'Node.js']
        """
        found: list[Match] = []
        offset = 0
        for line in text.split("\n"):
            found.extend(self._find_in_line(line, offset))
            offset += len(line) + 1
        return found

    def broader_of(self, canonical: str) -> frozenset[str]:
        """Tell which skills a skill shows besides itself, directly or through others.

        Args:
            canonical: A name of the lexicon; an unknown one has nothing broader.

        Returns:
            Canonical names without `canonical` itself; may be empty.
        """
        return self._broader.get(canonical, frozenset())

    @cached_property
    def _broader(self) -> Mapping[str, frozenset[str]]:
        return {name: frozenset(_ancestors(name, self.entries)) - {name} for name in self.entries}

    def _find_in_line(self, line: str, offset: int) -> Iterator[Match]:
        plain = plain_letters(line)
        tokens = [_Token(plain[m.start() : m.end()].casefold(), m.start(), m.end()) for m in _TOKEN.finditer(line)]
        candidates = list(self._candidates(tokens, line))
        for number, candidate in enumerate(candidates):
            others = candidates[:number] + candidates[number + 1 :]
            if not candidate.spelling.is_doubtful or _is_meant(candidate, tokens, others):
                start, end = tokens[candidate.first].start, tokens[candidate.last - 1].end
                yield Match(candidate.spelling.entry.canonical, line[start:end], start + offset, end + offset)

    def _candidates(self, tokens: Sequence[_Token], line: str) -> Iterator[_Candidate]:
        index = 0
        while index < len(tokens):
            candidate = self._longest_at(tokens, index, line)
            if candidate:
                yield candidate
                index = candidate.last
            else:
                index += 1

    def _longest_at(self, tokens: Sequence[_Token], index: int, line: str) -> _Candidate | None:
        for spelling in self._by_first_token.get(tokens[index].folded, ()):
            last = _compare(spelling.tokens, tokens, index)
            if last and _is_whole(spelling, tokens, index, last, line):
                return _Candidate(spelling, index, last)
        return None


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """Read the lexicon that comes with the package; read once.

    Returns:
        The lexicon; its version is the file's version line and a digest of its content.
    """
    content = files("pathwise.resume").joinpath("lexicon.tsv").read_text(encoding="utf-8")
    return parse_lexicon(content)


def parse_lexicon(content: str) -> Lexicon:
    """Read a lexicon from the text of its file.

    Args:
        content: First line `version` and its name; lines that begin with `#` are remarks; then a line a skill with
            seven columns parted by tabs: canonical, kind, family, broader, aliases, context, deny. Trailing
            columns may be left out.

    Raises:
        ValueError: If the content is not of that form.
    """
    first, *rest = content.splitlines() or [""]
    label, _, version = first.partition("\t")
    if label != "version" or not version:
        raise ValueError("the first line of a lexicon must be: version, a tab, the version's name")
    rows = [line.split("\t") for line in rest if line.strip() and not line.startswith("#")]
    digest = hashlib.sha256(content.encode()).hexdigest()[:8]
    return Lexicon([_entry(row) for row in rows], f"{version.strip()}-{digest}")


def _entry(row: Sequence[str]) -> SkillEntry:
    if not _LEAST_COLUMNS <= len(row) <= _COLUMNS or not all(row[:_LEAST_COLUMNS]):
        raise ValueError(f"not a line of a lexicon: {row}")
    canonical, kind, family, broader, aliases, context, deny = [*row, *[""] * (_COLUMNS - len(row))]
    return SkillEntry(
        canonical,
        kind,
        family,
        _listed(broader),
        _listed(aliases),
        frozenset(_listed(context)),
        frozenset(_listed(deny)),
    )


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def _by_name(entries: Iterable[SkillEntry]) -> dict[str, SkillEntry]:
    named: dict[str, SkillEntry] = {}
    for entry in entries:
        if entry.canonical in named:
            raise ValueError(f"twice in the lexicon: {entry.canonical}")
        named[entry.canonical] = entry
    unknown = {name for entry in named.values() for name in entry.broader} - named.keys()
    if unknown:
        raise ValueError(f"broader names without an entry: {sorted(unknown)}")
    return named


def _ancestors(name: str, entries: Mapping[str, SkillEntry]) -> set[str]:
    seen: set[str] = set()
    waiting = [name]
    while waiting:
        broader = set(entries[waiting.pop()].broader) - seen
        seen |= broader
        waiting.extend(broader)
    return seen


def _spellings_by_first_token(entries: Iterable[SkillEntry]) -> dict[str, tuple[_Spelling, ...]]:
    by_spelling: dict[tuple[tuple[str, ...], str | None], _Spelling] = {}
    for entry in entries:
        for spelling in _spellings(entry):
            other = by_spelling.setdefault((spelling.tokens, spelling.exact), spelling)
            if other.entry is not entry:
                raise ValueError(f"{entry.canonical} and {other.entry.canonical} share a spelling")
    grouped: dict[str, list[_Spelling]] = {}
    for spelling in by_spelling.values():
        grouped.setdefault(spelling.tokens[0], []).append(spelling)
    return {
        token: tuple(sorted(group, key=lambda spelling: (-len(spelling.tokens), spelling.is_doubtful)))
        for token, group in grouped.items()
    }


def _spellings(entry: SkillEntry) -> Iterator[_Spelling]:
    """Give every way to write a skill; its name counts as an unmarked alias unless an alias spells it too."""
    spelled = {alias.lstrip("=^").casefold() for alias in entry.aliases}
    aliases = entry.aliases if entry.canonical.casefold() in spelled else (entry.canonical, *entry.aliases)
    for alias in aliases:
        bare = alias[1:] if alias[0] in "=^" else alias
        tokens = tuple(token for token in _tokens(bare) if token not in _JOINERS)
        exact = bare if alias[0] == "=" else None
        yield _Spelling(tokens, entry, exact, capital=alias[0] == "^")
        if alias is bare and len(tokens[-1]) >= _LEAST_PLURAL and tokens[-1].isalpha() and not tokens[-1].endswith("s"):
            yield _Spelling((*tokens[:-1], tokens[-1] + "s"), entry)


def _tokens(text: str) -> list[str]:
    return [token.casefold() for token in _TOKEN.findall(plain_letters(text))]


def _compare(spelling: tuple[str, ...], tokens: Sequence[_Token], index: int) -> int | None:
    """Compare a spelling with the tokens from `index` on; hyphens and slashes between words are passed over.

    Returns:
        The index behind the last token, or None where they differ.
    """
    here = index
    for position, word in enumerate(spelling):
        if (
            position
            and here < len(tokens)
            and tokens[here].folded in _JOINERS
            and tokens[here - 1].end == tokens[here].start
        ):
            here += 1
        if here >= len(tokens) or tokens[here].folded != word:
            return None
        here += 1
    return here


def _is_whole(spelling: _Spelling, tokens: Sequence[_Token], first: int, last: int, line: str) -> bool:
    """Refuse parts of longer names: "C" of "C++", "R" of "R&D", "Go" of "Go-to-market", "java" of "java.example"."""
    written = line[tokens[first].start : tokens[last - 1].end]
    if spelling.exact is not None and written != spelling.exact:
        return False
    if spelling.capital and not written[0].isupper():
        return False
    before = line[: tokens[first].start][-2:]
    after = line[tokens[last - 1].end :][:3]
    symbols = "+#&'’-@_" if spelling.is_doubtful else "+#@_"
    if after[:1] in symbols and after[:1] and not (after[:1] in "+&" and spelling.tokens[-1] in "+#"):
        return _is_loose(after)
    if before[-1:] and (
        before[-1] in "@_#&'’"
        or (before[-1] in "-." and spelling.is_doubtful and len(before) > 1 and before[0].isalnum())
    ):
        return False
    return not (after[:1] == "." and after[1:2].isalnum() and after[1:2].islower())


def _is_loose(after: str) -> bool:
    """Tell whether a sign behind a word stands between two items ("Java+ SQL") rather than in a name ("C++")."""
    return after[0] in "+&" and len(after) > 1 and not after[1].isalnum() and after[1] not in "+#" and after[0] != "+"


def _is_meant(candidate: _Candidate, tokens: Sequence[_Token], others: Sequence[_Candidate]) -> bool:
    """Decide by the surroundings whether a doubtful spelling means the skill."""
    entry = candidate.spelling.entry
    following = tokens[candidate.last].folded if candidate.last < len(tokens) else ""
    if following in entry.deny or (following.isdigit() and "#" in entry.deny):
        return False
    if not entry.context:
        return True
    if "list" in entry.context and _is_list_item(candidate, tokens):
        return True
    near = {token.folded for token in (*tokens[: candidate.first], *tokens[candidate.last :])}
    near |= {f"@{other.spelling.entry.family}" for other in others if _vouches(other, candidate, tokens)}
    return not near.isdisjoint(entry.context)


def _vouches(other: _Candidate, candidate: _Candidate, tokens: Sequence[_Token]) -> bool:
    """A skill beyond doubt speaks for its whole line, a doubtful one for the item beside it ("C and Rust")."""
    if not other.spelling.is_doubtful:
        return True
    between = tokens[min(other.last, candidate.last) : max(other.first, candidate.first)]
    return bool(between) and all(token.folded in _LIST_AFTER | _LIST_WORDS for token in between)


def _is_list_item(candidate: _Candidate, tokens: Sequence[_Token]) -> bool:
    """Tell whether the words stand as an item of a list, or alone on a short line."""
    before = tokens[candidate.first - 1].folded if candidate.first else ""
    after = tokens[candidate.last].folded if candidate.last < len(tokens) else ""
    opened = not before or before in _LIST_BEFORE or before in _LIST_WORDS
    closed = not after or after in _LIST_AFTER or after in _LIST_WORDS
    closed = closed or (after == "." and candidate.last + 1 == len(tokens))
    if not (opened and closed):
        return False
    is_alone = candidate.last - candidate.first == len(tokens)
    return is_alone or any(token.folded in _LIST_AFTER for token in tokens)
