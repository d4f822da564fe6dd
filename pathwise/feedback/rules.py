"""The rules of feedback, read once from `rules.toml`. Knows their words, not when they apply."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from pathwise_models.enums import FeedbackSeverity


@dataclass(frozen=True, slots=True)
class FeedbackRule:
    """One rule.

    Attributes:
        condition: Name of the condition that decides where it applies.
        category: Snake-case noun.
        severity: How much it matters.
        title: Template of a few words.
        message: Template of what was seen.
        recommendation: Template of what to do; None for praise.
        most: How many times one resume may be told, 1 or more.
        is_first: Comes before all that is not first, whatever the points.
    """

    condition: str
    category: str
    severity: FeedbackSeverity
    title: str
    message: str
    recommendation: str | None
    most: int
    is_first: bool

    @property
    def is_praise(self) -> bool:
        """It tells a strength: there is nothing to do."""
        return self.recommendation is None


@dataclass(frozen=True, slots=True)
class FeedbackRules:
    """All rules.

    Attributes:
        version: Names the file they come from.
        rules: In the order in which equals are told.
        words_shown: Misspelled words told at most.
        least_points: Advice about the document that would bring less, in points of its quality, is not given.
        ways_of_hiding: What hides text, by the reader's name for it, in words for a person.
    """

    version: str
    rules: tuple[FeedbackRule, ...]
    words_shown: int
    least_points: float
    ways_of_hiding: Mapping[str, str]


@lru_cache(maxsize=1)
def load_rules() -> FeedbackRules:
    """Read the packaged rules, once a process."""
    data = tomllib.loads(files("pathwise.feedback").joinpath("rules.toml").read_text(encoding="utf-8"))
    rules = tuple(_rule(entry) for entry in data["rules"])
    return FeedbackRules(data["version"], rules, data["words_shown"], data["least_points"], data["ways_of_hiding"])


def _rule(entry: dict[str, Any]) -> FeedbackRule:
    return FeedbackRule(
        condition=entry["condition"],
        category=entry["category"],
        severity=FeedbackSeverity(entry["severity"]),
        title=entry["title"],
        message=entry["message"],
        recommendation=entry.get("recommendation"),
        most=entry.get("most", 1),
        is_first=entry.get("first", False),
    )
