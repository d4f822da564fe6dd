"""The skill lexicon: finds skills in text, by words and not by letters, and knows which skill shows which.

The data are the tables in `families`, one for each group of related skills; `parse_family` tells their form.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from pathwise.resume.senses import REACH, Candidate, is_meant, is_whole
from pathwise.resume.spellings import SkillEntry, SpellingTree, Token, tokens_of

_RELEASE = "2026.2"
_LEAST_COLUMNS, _COLUMNS = 2, 6
_NOTHING: frozenset[str] = frozenset()


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


class Lexicon:
    """Skills and their spellings. Immutable; finding costs about a microsecond a word, however many skills there are.

    Attributes:
        entries: The skills by canonical name: a larger lexicon is made of those of smaller ones.
        version: Names the data.
    """

    def __init__(self, entries: Iterable[SkillEntry], version: str) -> None:
        """Prepare the spellings.

        Args:
            entries: The skills; canonical names without repeats.
            version: Names the data; two lexicons with one version are the same.

        Raises:
            ValueError: If two entries share a name, or `broader` names an unknown skill. Marked spellings with a
                context may be shared: the first that is meant counts. Of others that are shared the first in order
                counts: what is to add to a lexicon without changing it stands behind it.
        """
        self.version = version
        self.entries: Mapping[str, SkillEntry] = _by_name(entries)
        self._tree = SpellingTree(self.entries.values())

    def find(self, text: str) -> list[Match]:
        """Find the skills that a text names; the longest spelling that is meant wins.

        Args:
            text: One line or many; surroundings are looked at within a line.

        Returns:
            In order, without overlap.

        Example:
            >>> [match.canonical for match in load_lexicon().find("R&D on C++ and Node.js, not the rest")]
            ['Research and development', 'C++', 'Node.js']
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
        entry = self.entries.get(canonical)
        if entry is None or not entry.broader:
            return _NOTHING
        return frozenset(_ancestors(canonical, self.entries)) - {canonical}

    def clashes(self) -> list[tuple[str, str]]:
        """Look for spellings that two skills share and nothing tells apart. Slow: for checks.

        Returns:
            The skill that counts, and the one that does not.
        """
        return self._tree.clashes()

    def _find_in_line(self, line: str, offset: int) -> Iterator[Match]:
        tokens = tokens_of(line)
        candidates = list(self._candidates(tokens, line))
        done = 0
        for number, candidate in enumerate(candidates):
            if candidate.first < done:
                continue
            others = candidates[max(0, number - REACH) : number + REACH]
            if is_meant(candidate, tokens, others):
                done = candidate.last
                start, end = tokens[candidate.first].start, tokens[done - 1].end
                yield Match(candidate.spelling.entry.canonical, line[start:end], start + offset, end + offset)

    def _candidates(self, tokens: Sequence[Token], line: str) -> Iterator[Candidate]:
        """Give what may be meant, in order of its first word, the longest first; what is sure hides what it holds."""
        index = 0
        while index < len(tokens):
            following = index + 1
            for candidate in self._whole_at(tokens, index, line):
                yield candidate
                if not candidate.spelling.is_doubtful:
                    following = candidate.last
                    break
            index = following

    def _whole_at(self, tokens: Sequence[Token], index: int, line: str) -> Iterator[Candidate]:
        for last, spellings in self._tree.at(tokens, index):
            for spelling in spellings:
                candidate = Candidate(spelling, index, last)
                if is_whole(candidate, tokens, line):
                    yield candidate


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """Read the lexicon that comes with the package; read once.

    Returns:
        The lexicon; its version is the release's name and a digest of its tables.
    """
    entries = [entry for name, content in _tables() for entry in parse_family(name.removesuffix(".tsv"), content)]
    return Lexicon(entries, packaged_version())


@lru_cache(maxsize=1)
def packaged_version() -> str:
    """Name the lexicon that comes with the package, without preparing it: its release and a digest of its tables."""
    digest = hashlib.sha256()
    for name, content in _tables():
        digest.update(f"{name}\n{content}".encode())
    return f"{_RELEASE}-{digest.hexdigest()[:8]}"


def _tables() -> list[tuple[str, str]]:
    tables = sorted(files("pathwise.resume").joinpath("families").iterdir(), key=lambda table: table.name)
    return [(table.name, table.read_text(encoding="utf-8")) for table in tables]


def parse_family(family: str, content: str) -> list[SkillEntry]:
    """Read a table of skills.

    Args:
        family: The group these skills belong to; `@family` in a context speaks of it.
        content: A line a skill; lines that begin with `#` are remarks. Columns, parted by tabs, trailing ones may be
            left out; lists within a column are parted by `|`:

            * canonical: the skill's name, unique in the lexicon; also a spelling, in any case, unless an alias spells
              it too
            * kind: skill, tool, language, framework, method or credential
            * broader: canonical names of what the skill shows as well
            * aliases: other spellings; accents, case, hyphens and a plural s make no difference.
              `=` in front: written exactly so; `^` in front: written with a capital; `?` in front: a plain word too
            * context: for aliases with a mark that are plain words too, one of these must stand near: a word,
              `@family` of another skill, or `list`: the spelling is an item of a list
            * deny: words that must not follow an alias with a mark directly; `#` any number; `<word` must not
              stand directly before it; `~word` must not stand near

    Raises:
        ValueError: If the content is not of that form.
    """
    return [_entry(family, line.split("\t")) for line in content.splitlines() if line and not line.startswith("#")]


def _entry(family: str, row: Sequence[str]) -> SkillEntry:
    if not _LEAST_COLUMNS <= len(row) <= _COLUMNS or not all(row[:_LEAST_COLUMNS]):
        raise ValueError(f"not a line of a lexicon: {row}")
    canonical, kind, broader, aliases, context, deny = [*row, *[""] * (_COLUMNS - len(row))]
    return SkillEntry(
        canonical,
        kind,
        family,
        tuple(broader.split("|")) if broader else (),
        tuple(aliases.split("|")) if aliases else (),
        frozenset(context.split("|")) if context else _NOTHING,
        frozenset(deny.split("|")) if deny else _NOTHING,
    )


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
