"""What lies close in meaning to what a job asks for: words that stand for others, and places that speak of it.

Knows no points: nearness becomes a step of the ladder here, and nothing finer leaves.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum

from pathwise.job.model import Requirement, RequirementKind
from pathwise.job.words import stem, told_words
from pathwise.scoring.evidence import Rung
from pathwise.scoring.passages import Passage, pieces_of
from pathwise.scoring.rubric import MeaningBounds
from pathwise.scoring.semantics import Semantics

_WORDED = frozenset({RequirementKind.TITLE, RequirementKind.DOMAIN, RequirementKind.DUTY})
_SPOKEN_OF = _WORDED | {RequirementKind.SKILL, RequirementKind.CERTIFICATION}


@dataclass(frozen=True, slots=True)
class Nearness:
    """How much of a resume speaks of a requirement.

    Attributes:
        rung: By the mean nearness of its nearest places.
        quote: The nearest place; None where none has anything in common with it.
    """

    rung: Rung
    quote: str | None


@dataclass(frozen=True, slots=True)
class Closeness:
    """What lies close in meaning to the requirements of a job.

    Attributes:
        synonyms: For each stem of what is asked for in words, stems of the resume that stand for it.
        nearness: By text of the requirement; years, levels of education and languages have none.
    """

    synonyms: Mapping[str, frozenset[str]]
    nearness: Mapping[str, Nearness]


def closeness_of(
    asked: Sequence[Requirement], passages: Sequence[Passage], semantics: Semantics, bounds: MeaningBounds
) -> Closeness:
    """Compare the meaning of requirements with that of a resume's passages."""
    return Closeness(
        _synonyms([each.text for each in asked if each.kind in _WORDED], passages, semantics, bounds.word),
        _nearness([each.text for each in asked if each.kind in _SPOKEN_OF], passages, semantics, bounds),
    )


def _synonyms(
    texts: Sequence[str], passages: Sequence[Passage], semantics: Semantics, least: float
) -> Mapping[str, frozenset[str]]:
    wanted = sorted({word for text in texts for word, _ in told_words(text)})
    single = (passage for passage in passages if wanted and not passage.is_pair)
    found = sorted({word for passage in single for word, _ in told_words(passage.text)})
    synonyms: dict[str, frozenset[str]] = {}
    for word, row in zip(wanted, semantics.nearness(wanted, found), strict=True):
        near = {stem(other) for other, value in zip(found, row, strict=True) if value >= least}
        synonyms[stem(word)] = synonyms.get(stem(word), frozenset()) | near
    return synonyms


def _nearness(
    texts: Sequence[str], passages: Sequence[Passage], semantics: Semantics, bounds: MeaningBounds
) -> Mapping[str, Nearness]:
    places = pieces_of(passages)
    rows = semantics.nearness(texts, [place.text for place in places])
    return {text: _near(row, places, bounds) for text, row in zip(texts, rows, strict=True)}


def _near(row: Sequence[float], places: Sequence[Passage], bounds: MeaningBounds) -> Nearness:
    met = ((value, place.trace.quote) for value, place in zip(row, places, strict=True) if value > 0.0)
    nearest = sorted(met, reverse=True, key=lambda entry: entry[0])[: bounds.places]
    mean = fsum(value for value, _ in nearest) / bounds.places
    return Nearness(Rung(sum(mean >= step for step in bounds.steps)), nearest[0][1] if nearest else None)
