"""Layers below the lexicon: skills of other origin, found where the lexicon has nothing to say."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from pathwise.errors import PathwiseError
from pathwise.resume.lexicon import Lexicon, Match
from pathwise.resume.spellings import SkillEntry, aliases_of, spelling_of, words_of_spelling

_ITEM = frozenset({"list"})
_LONGEST_VERSION = 100


@dataclass(frozen=True, slots=True)
class LayerSkill:
    """A skill of a layer.

    Attributes:
        canonical: Its name, with the origin behind it: whoever sees it knows where it comes from.
        kind: Such as `skill` or `tool`.
        spellings: Ways to write it that are safe to find; `=` in front: written exactly so, as an item of a list.
    """

    canonical: str
    kind: str
    spellings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Layer:
    """Skills of one origin.

    Attributes:
        name: Of the layer, such as `esco`.
        version: Digest of its skills.
        skills: In order of their names.
    """

    name: str
    version: str
    skills: tuple[LayerSkill, ...]


class TooManyLayersError(PathwiseError):
    """The names and versions of all layers do not fit the version of a lexicon."""

    def __init__(self) -> None:
        super().__init__(
            "These are too many layers: the version of the lexicon, which names all of them, gets too long."
        )


class LayeredLexicon(Lexicon):
    """A lexicon with layers below it. Immutable, as every lexicon."""

    def __init__(self, base: Lexicon, layers: Collection[Layer]) -> None:
        """Prepare the spellings of the layers.

        Spellings that the lexicon knows are left out, whatever it makes of them; of two layers that share one, the
        first has it.

        Args:
            base: The lexicon that has the first say.
            layers: In order of their say.
        """
        versions = {layer.name: layer.version for layer in layers}
        super().__init__(base.entries.values(), version_with(base.version, versions))
        self._layers = Lexicon(_entries(base, layers), self.version)
        self.entries = {**self._layers.entries, **base.entries}

    def find(self, text: str) -> list[Match]:
        """Find the skills that a text names; where the lexicon finds one, the layers find none."""
        own = super().find(text)
        taken = {place for match in own for place in range(match.start, match.end)}
        more = [match for match in self._layers.find(text) if taken.isdisjoint(range(match.start, match.end))]
        return sorted([*own, *more], key=lambda match: match.start) if more else own


def version_with(base: str, layers: Mapping[str, str]) -> str:
    """Name a lexicon with its layers.

    Args:
        base: Version of the lexicon.
        layers: Version of each layer by its name, in order of their say.

    Raises:
        TooManyLayersError: The name gets longer than the column that keeps it.

    Example:
        >>> version_with("2026.2-ab12cd34", {"esco": "0f1e2d3c"})
        '2026.2-ab12cd34+esco.0f1e2d3c'
    """
    named = "".join(f"+{name}.{version}" for name, version in layers.items())
    if len(base) + len(named) > _LONGEST_VERSION:
        raise TooManyLayersError
    return base + named


def _entries(base: Lexicon, layers: Collection[Layer]) -> Iterator[SkillEntry]:
    taken = {
        tuple(words_of_spelling(spelling_of(entry, alias)[0]))
        for entry in base.entries.values()
        for alias in aliases_of(entry)
    }
    names: set[str] = set()
    for layer in layers:
        for skill in layer.skills:
            own = []
            for spelling in skill.spellings:
                words = tuple(words_of_spelling(spelling.removeprefix("=")))
                if words and words not in taken:
                    taken.add(words)
                    own.append(spelling)
            if own and skill.canonical not in names:
                names.add(skill.canonical)
                # The name itself carries the origin, and is not what anybody writes: only the spellings count.
                yield SkillEntry(
                    skill.canonical, skill.kind, layer.name, aliases=(*own, f"={skill.canonical}"), context=_ITEM
                )
