"""The rubric: which metrics there are, what they weigh, and their bounds. One versioned file, checked when read."""

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from pathwise.scoring.model import ScoreCategory


@dataclass(frozen=True, slots=True)
class Bounds:
    """Where a measure starts to bring points and where it brings them all.

    Attributes:
        none: Value that brings nothing.
        full: Value that brings everything; below `none` where less is better.
    """

    none: float
    full: float

    def share(self, value: float) -> float:
        """Give the share of the points a value brings, 0.0 to 1.0, straight between the bounds.

        Example:
            >>> Bounds(0.0, 0.4).share(0.1)
            0.25
        """
        return min(1.0, max(0.0, (value - self.none) / (self.full - self.none)))


@dataclass(frozen=True, slots=True)
class Metric:
    """One metric of the rubric.

    Attributes:
        key: Snake-case noun, never renamed once stored.
        label: For people.
        category: Which of the two scores it belongs to.
        weight: Share within its category, above 0, at most 1.
        bounds: By name of the measure; one or more.
        source: Where weight and bounds come from.
    """

    key: str
    label: str
    category: ScoreCategory
    weight: float
    bounds: Mapping[str, Bounds]
    source: str


@dataclass(frozen=True, slots=True)
class Ladder:
    """What a resume shows of a requirement, in shares of full points, weakest first."""

    not_found: float
    only_named: float
    in_role: float
    in_dated_role: float
    with_result: float

    @property
    def steps(self) -> tuple[float, ...]:
        """All shares, weakest first."""
        return (self.not_found, self.only_named, self.in_role, self.in_dated_role, self.with_result)


@dataclass(frozen=True, slots=True)
class WordingBounds:
    """How many words of a requirement a place must hold; a word that all trades use counts a third.

    Attributes:
        full: Share of the words that shows the requirement.
        partial: Share from which a place is related to it.
        enough_words: Words that show it however long it is.
        some_words: Words from which a place is related to it however long it is.
    """

    full: float
    partial: float
    enough_words: float
    some_words: float

    def __post_init__(self) -> None:
        if not (0.0 < self.partial < self.full <= 1.0 and 0.0 < self.some_words < self.enough_words):
            raise ValueError("partial wording must lie above 0 and below full wording, and a share be at most 1")


@dataclass(frozen=True, slots=True)
class MeaningBounds:
    """When words and places lie close in meaning; nearness as a semantic layer tells it, 0.0 to 1.0.

    Attributes:
        word: Nearness from which a word stands for another.
        place: Nearness from which a place of a resume speaks of a requirement.
        places: How many such places bring all points.
    """

    word: float
    place: float
    places: int

    def __post_init__(self) -> None:
        if not (0.0 < self.word <= 1.0 and 0.0 < self.place <= 1.0 and self.places > 0):
            raise ValueError("nearness must lie above 0 and be at most 1, and one place or more must bring all points")


@dataclass(frozen=True, slots=True)
class Rubric:
    """How points are given.

    Attributes:
        version: Names the file.
        ladder: The evidence ladder.
        wording: When a place speaks of what a requirement says in words.
        enough_coverage: Share of judged requirements below which a match is not shown as one.
        metrics: In the order of a scorecard.
        meaning: When something lies close in meaning; None for rubrics that know no meaning.

    Raises:
        ValueError: If the weights of a category do not add up to 1, or steps and shares are out of order.
    """

    version: str
    ladder: Ladder
    wording: WordingBounds
    enough_coverage: float
    metrics: tuple[Metric, ...]
    meaning: MeaningBounds | None = None

    def __post_init__(self) -> None:
        for category in ScoreCategory:
            total = sum(metric.weight for metric in self.of(category))
            if not math.isclose(total, 1.0):
                raise ValueError(f"the weights of {category} add up to {total:.3f}, not to 1")
        steps = self.ladder.steps
        if list(steps) != sorted(set(steps)) or steps[0] != 0.0 or steps[-1] != 1.0:
            raise ValueError("the steps of the ladder must rise from 0 to 1")
        keys = [metric.key for metric in self.metrics]
        if len(keys) != len(set(keys)):
            raise ValueError("two metrics have the same key")
        for metric in self.metrics:
            _check(metric)

    def of(self, category: ScoreCategory) -> tuple[Metric, ...]:
        """Give the metrics of a category, in order."""
        return tuple(metric for metric in self.metrics if metric.category is category)

    def metric(self, key: str) -> Metric:
        """Give a metric by its key.

        Raises:
            KeyError: If there is none.
        """
        for metric in self.metrics:
            if metric.key == key:
                return metric
        raise KeyError(key)


def _check(metric: Metric) -> None:
    if not 0.0 < metric.weight <= 1.0:
        raise ValueError(f"{metric.key}: the weight must lie above 0 and be at most 1")
    if not metric.source.strip():
        raise ValueError(f"{metric.key}: the source is missing")
    if not metric.bounds or any(bounds.none == bounds.full for bounds in metric.bounds.values()):
        raise ValueError(f"{metric.key}: each measure needs two different bounds")


@lru_cache(maxsize=1)
def load_rubric() -> Rubric:
    """Read the packaged rubric, once a process."""
    return parse_rubric(files("pathwise.scoring").joinpath("rubric.toml").read_text(encoding="utf-8"))


def parse_rubric(text: str) -> Rubric:
    """Read a rubric from TOML.

    Raises:
        ValueError: If it is no TOML or contradicts itself.
        KeyError: If something is missing.
    """
    data = tomllib.loads(text)
    return Rubric(
        version=data["version"],
        ladder=Ladder(**data["ladder"]),
        wording=WordingBounds(**data["wording"]),
        enough_coverage=data["coverage"]["enough"],
        metrics=tuple(_metric(entry) for entry in data["metrics"]),
        meaning=MeaningBounds(**data["meaning"]) if "meaning" in data else None,
    )


def _metric(entry: dict[str, Any]) -> Metric:
    return Metric(
        key=entry["key"],
        label=entry["label"],
        category=ScoreCategory(entry["category"]),
        weight=entry["weight"],
        bounds={name: Bounds(float(none), float(full)) for name, (none, full) in entry["bounds"].items()},
        source=entry["source"],
    )
