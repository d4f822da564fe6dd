"""Where a resume speaks of what a requirement says, in its words or in words of close meaning. Knows no skills."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from pathwise.job.words import content_words, weight_of
from pathwise.scoring.evidence import Rung, Trace
from pathwise.scoring.model import Way
from pathwise.scoring.passages import Passage
from pathwise.scoring.rubric import WordingBounds


def places_like(
    text: str, passages: Sequence[Passage], roles: Sequence[Sequence[Passage]], bounds: WordingBounds
) -> Iterator[Trace]:
    """Find the places that speak of what a text says.

    Args:
        text: The requirement.
        passages: All passages of the resume.
        roles: The passages of each position.
        bounds: How many of the words must be met.

    Yields:
        Passages with nearly all the words, as strong as they stand; passages with some of them, as only named; and
        for a position that has nearly all of them spread over its passages, the closest one, as named in a role.
    """
    weights = {word: weight_of(word) for word in content_words(text)}
    total = sum(weights.values())
    if not total:
        return
    full, some = min(bounds.full * total, bounds.enough_words), min(bounds.partial * total, bounds.some_words)
    for passage in passages:
        met = _met(passage, weights)
        if met >= some:
            rung = passage.trace.rung if met >= full else min(passage.trace.rung, Rung.ONLY_NAMED)
            yield replace(passage.trace, rung=rung)
    for role in roles:
        words = frozenset[str]().union(*(passage.words for passage in role)) & weights.keys()
        if sum(weights[word] for word in words) >= full:
            closest = max(role, key=lambda passage: _met(passage, weights)).trace
            yield replace(closest, rung=min(closest.rung, Rung.IN_ROLE))


def whole_only(bounds: WordingBounds) -> WordingBounds:
    """Give bounds by which a place that holds only some of the words is none: half a certificate is another one."""
    nearly = 1 - 1e-9
    return replace(bounds, partial=bounds.full * nearly, some_words=bounds.enough_words * nearly)


def places_meaning(
    text: str, passages: Sequence[Passage], synonyms: Mapping[str, frozenset[str]], bounds: WordingBounds
) -> Iterator[Trace]:
    """Find the places that say nearly all of what a text says, in other words.

    Args:
        text: The requirement.
        passages: All passages of the resume.
        synonyms: Stems of the resume that stand for a stem of the requirement.
        bounds: How many of the words must be met.

    Yields:
        Passages, as only named: a word of close meaning hints at a thing and does not prove it.
    """
    weights = {word: weight_of(word) for word in content_words(text)}
    enough = min(bounds.full * sum(weights.values()), bounds.enough_words)
    if not enough:
        return
    for passage in passages:
        met = (
            weight
            for word, weight in weights.items()
            if word in passage.words or not passage.words.isdisjoint(synonyms.get(word, ()))
        )
        if sum(met) >= enough:
            yield replace(passage.trace, rung=min(passage.trace.rung, Rung.ONLY_NAMED), way=Way.MEANING)


def _met(passage: Passage, weights: Mapping[str, float]) -> float:
    return sum(weights[word] for word in passage.words & weights.keys())
