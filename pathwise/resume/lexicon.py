"""The skill lexicon: finds skills in text, by words and not by letters, and knows which skill shows which.

The data is `lexicon.tsv`; its first line names its version, and its head explains its columns.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files

from pathwise.resume.senses import REACH, Candidate, is_meant, is_whole
from pathwise.resume.spellings import SkillEntry, Spelling, Token, end_of_spelling, spellings_of, tokens_of

_LEAST_COLUMNS, _COLUMNS = 3, 7


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
        tokens = tokens_of(line)
        candidates = list(self._candidates(tokens, line))
        for number, candidate in enumerate(candidates):
            others = candidates[max(0, number - REACH) : number + REACH]
            if is_meant(candidate, tokens, others):
                start, end = tokens[candidate.first].start, tokens[candidate.last - 1].end
                yield Match(candidate.spelling.entry.canonical, line[start:end], start + offset, end + offset)

    def _candidates(self, tokens: Sequence[Token], line: str) -> Iterator[Candidate]:
        index = 0
        while index < len(tokens):
            candidate = self._longest_at(tokens, index, line)
            if candidate:
                yield candidate
            index = candidate.last if candidate else index + 1

    def _longest_at(self, tokens: Sequence[Token], index: int, line: str) -> Candidate | None:
        for spelling in self._by_first_token.get(tokens[index].folded, ()):
            last = end_of_spelling(spelling, tokens, index)
            candidate = Candidate(spelling, index, last) if last else None
            if candidate and is_whole(candidate, tokens, line):
                return candidate
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


def _spellings_by_first_token(entries: Iterable[SkillEntry]) -> dict[str, tuple[Spelling, ...]]:
    by_spelling: dict[tuple[tuple[str, ...], str | None], Spelling] = {}
    for entry in entries:
        for spelling in spellings_of(entry):
            other = by_spelling.setdefault((spelling.tokens, spelling.exact), spelling)
            if other.entry is not entry:
                raise ValueError(f"{entry.canonical} and {other.entry.canonical} share a spelling")
    grouped: dict[str, list[Spelling]] = {}
    for spelling in by_spelling.values():
        grouped.setdefault(spelling.tokens[0], []).append(spelling)
    return {
        token: tuple(sorted(group, key=lambda spelling: (-len(spelling.tokens), spelling.is_doubtful)))
        for token, group in grouped.items()
    }
