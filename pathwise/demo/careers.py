"""Invent what a person worked as, when and where. Dates run backwards from a fixed month, never the clock."""

from collections.abc import Mapping, Sequence
from random import Random

from pathwise.demo.model import Flaw, Position
from pathwise.demo.sentences import fill
from pathwise.demo.vocabulary import Trade, Words, load_vocabulary

WRITTEN_IN = "2026-09"
"""The month in which all resumes were written, as `YYYY-MM`: what is current goes on in it."""

_SENIOR_AFTER_MONTHS = 84
_JUNIOR_UNTIL_MONTHS = 24
_MOST_VAGUE = 3
_LEADING = ("Led ", "Mentored ", "Trained ", "Built a team", "Supervised ", "Advised managers")
_SHORTEST_STAY, _LONGEST_STAY, _LONGEST_GAP = 11, 66, 4


def month_number(month: str) -> int:
    """Count the months of a `YYYY-MM` since year 0.

    Example:
        >>> month_number("2001-03") - month_number("2000-12")
        3
    """
    return int(month[:4]) * 12 + int(month[5:7]) - 1


def month_text(number: int) -> str:
    """Write a month number as `YYYY-MM`; the opposite of `month_number`.

    Example:
        >>> month_text(month_number("1999-12") + 1)
        '2000-01'
    """
    return f"{number // 12:04}-{number % 12 + 1:02}"


def invent_career(
    rng: Random, trade: Trade, years: int, lists: Mapping[str, Words], city: str, flaws: Sequence[Flaw]
) -> tuple[Position, ...]:
    """Invent the positions of a career, newest first.

    Args:
        rng: Source of chance.
        trade: Whose titles and sentences are used.
        years: From the first day to now, 1 or more.
        lists: Words for the slots of the sentences.
        city: Where most positions are.
        flaws: Vague or long bullets make the sentences worse.

    Returns:
        One or more positions that do not overlap.
    """
    stays = _stays(rng, years * 12 + rng.randint(0, 11))
    bullets = _Bullets(rng, trade, lists, flaws)
    employers = _organisations(rng, trade, len(stays))
    ranks = [_rank((end or month_number(WRITTEN_IN)) - stays[-1][0]) for _, end in stays]
    titles = _titles(rng, trade, ranks)
    return tuple(
        Position(
            title=fill(titles[age], rng, lists),
            organisation=employer,
            city=city,
            start=month_text(start),
            end=None if end is None else month_text(end),
            bullets=bullets.take(max(2, rng.randint(4, 6) - age), ranks[age]),
        )
        for age, ((start, end), employer) in enumerate(zip(stays, employers, strict=True))
    )


def _stays(rng: Random, months: int) -> list[tuple[int, int | None]]:
    """Cut a career into stays, newest first, short gaps between them; one in six people is between positions."""
    now = month_number(WRITTEN_IN)
    end: int | None = now - rng.randint(1, 5) if rng.random() < 1 / 6 else None
    earliest = now - months
    stays: list[tuple[int, int | None]] = []
    while not stays or (end or now) - earliest >= _SHORTEST_STAY:
        last = now if end is None else end
        start = max(earliest, last - rng.randint(_SHORTEST_STAY, _LONGEST_STAY))
        if start - earliest < _SHORTEST_STAY + _LONGEST_GAP:
            start = min(earliest, last)
        stays.append((start, end))
        end = start - rng.randint(1, _LONGEST_GAP)
    return stays


def _organisations(rng: Random, trade: Trade, count: int) -> list[str]:
    first_words = rng.sample(load_vocabulary().organisations, count)
    return [f"{word} {rng.choice(trade.sectors)}" for word in first_words]


def _rank(months_by_then: int) -> str:
    if months_by_then <= _JUNIOR_UNTIL_MONTHS:
        return "junior"
    return "senior" if months_by_then >= _SENIOR_AFTER_MONTHS else "middle"


def _titles(rng: Random, trade: Trade, ranks: Sequence[str]) -> list[str]:
    """Choose a title for each rank, newest first; within a rank nobody climbs down."""
    steps = {rank: sorted(rng.choices(range(len(trade.titles[rank])), k=len(ranks))) for rank in trade.titles}
    return [trade.titles[rank][steps[rank].pop()] for rank in ranks]


class _Bullets:
    """The sentences one person has left to say; a template comes twice only when all were used."""

    def __init__(self, rng: Random, trade: Trade, lists: Mapping[str, Words], flaws: Sequence[Flaw]) -> None:
        self._rng, self._trade, self._lists, self._flaws = rng, trade, lists, flaws
        self._left: dict[str, list[str]] = {}
        self._strength = rng.uniform(0.25, 0.75)

    def take(self, count: int, rank: str) -> tuple[str, ...]:
        """Say so many different things about one position."""
        if Flaw.LONG_BULLETS in self._flaws:
            return tuple(self._long_bullet() for _ in range(max(2, count // 2)))
        if Flaw.VAGUE_BULLETS in self._flaws:
            count = min(count, _MOST_VAGUE)
        return tuple(dict.fromkeys(self._bullet(rank) for _ in range(count)))

    def _bullet(self, rank: str) -> str:
        if Flaw.VAGUE_BULLETS in self._flaws:
            return self._next("vague", self._trade.vague)
        has_result = self._rng.random() < self._strength
        bullet = self._next("results", self._trade.results) if has_result else self._next("duties", self._trade.duties)
        # A beginner does not lead: say something else instead.
        return self._next("duties", self._trade.duties) if rank == "junior" and bullet.startswith(_LEADING) else bullet

    def _long_bullet(self) -> str:
        parts = [self._next("duties", self._trade.duties) for _ in range(3)]
        rest = [part[0].lower() + part[1:] for part in parts[1:]]
        return f"{parts[0]}, and in addition {rest[0]}, while at the same time I also {rest[1]} wherever it was needed"

    def _next(self, kind: str, templates: Words) -> str:
        if not self._left.get(kind):
            self._left[kind] = self._rng.sample(templates, len(templates))
        return fill(self._left[kind].pop(), self._rng, self._lists)
