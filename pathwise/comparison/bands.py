"""What a match says in words: bands, cut by a packaged, versioned table. A band is of the match alone."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from statistics import fmean
from uuid import UUID

from pathwise.comparison.model import Band, Contender
from pathwise.comparison.tiers import cut_tiers
from pathwise.scoring.scorecard import is_enough_to_judge

_MOST_POINTS = 100.0


@dataclass(frozen=True, slots=True)
class Cut:
    """Where a band begins.

    Attributes:
        band: The band.
        least: Points from which on a match is in it, 0.0 to below 100.0.
        source: Where the number comes from.
    """

    band: Band
    least: float
    source: str


@dataclass(frozen=True, slots=True)
class BandTable:
    """How matches are cut into bands.

    Attributes:
        version: Names the table.
        cuts: Highest first; the last begins at 0.
        not_enough: The band of those of whom too little could be judged.

    Raises:
        ValueError: If the cuts do not fall to 0, a source is missing, or two bands have the same key.
    """

    version: str
    cuts: tuple[Cut, ...]
    not_enough: Band

    def __post_init__(self) -> None:
        begins = [cut.least for cut in self.cuts]
        if begins[-1:] != [0.0] or not all(above > below for above, below in pairwise([_MOST_POINTS, *begins])):
            raise ValueError("the bands must begin below 100 points, fall, and end at 0")
        if len({band.key for band in self.bands}) != len(self.bands):
            raise ValueError("two bands have the same key")
        if not all(cut.source.strip() for cut in self.cuts):
            raise ValueError("each band needs the source of its number")

    @property
    def bands(self) -> tuple[Band, ...]:
        """All bands, strongest first, that of too little to judge last."""
        return (*(cut.band for cut in self.cuts), self.not_enough)


def cut_bands(
    contenders: Sequence[Contender], table: BandTable | None = None, least: float = 0.0
) -> dict[UUID, tuple[Band, int | None]]:
    """Give each member its tier, and with it its band.

    This is the one place that decides on bands, and it sees all members at once: those that the evidence cannot tell
    apart are one tier, and a tier is in one band, that in which the mean of its members lies.

    Args:
        contenders: In any order.
        table: How bands are cut; the packaged one by default.
        least: Points that the evidence can tell apart; 0.0 puts only equals into one tier.

    Returns:
        Band and tier of every member, by its id; no tier where too little could be judged.
    """
    chosen = table or load_bands()
    judged = {
        each.member_id: each.job_match for each in contenders if each.job_match is not None and is_enough_to_judge(each)
    }
    tiers = cut_tiers(judged.values(), least)
    together: dict[int, list[float]] = {}
    for points in judged.values():
        together.setdefault(tiers[points], []).append(points)
    bands = {tier: _band_of(fmean(points), chosen) for tier, points in together.items()}
    placed = {member_id: (bands[tiers[points]], tiers[points]) for member_id, points in judged.items()}
    return {each.member_id: placed.get(each.member_id, (chosen.not_enough, None)) for each in contenders}


def band_labels() -> dict[str, str]:
    """Give the label of every band by its key, strongest first, that of too little to judge last."""
    return {band.key: band.label for band in load_bands().bands}


def _band_of(points: float, table: BandTable) -> Band:
    return next(cut.band for cut in table.cuts if points >= cut.least)


@lru_cache(maxsize=1)
def load_bands() -> BandTable:
    """Read the packaged table, once a process."""
    return parse_bands(files("pathwise.comparison").joinpath("bands.toml").read_text(encoding="utf-8"))


def parse_bands(text: str) -> BandTable:
    """Read a table from TOML.

    Raises:
        ValueError: If it is no TOML or contradicts itself.
        KeyError: If something is missing.
    """
    data = tomllib.loads(text)
    return BandTable(
        version=data["version"],
        cuts=tuple(
            Cut(Band(entry["key"], entry["label"]), float(entry["least"]), entry["source"]) for entry in data["bands"]
        ),
        not_enough=Band(**data["not_enough"]),
    )
