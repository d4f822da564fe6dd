"""Months as values, and the arithmetic of stays. Knows nothing of how people write dates."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Self

MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True, order=True)
class YearMonth:
    """A month of a year; `str()` gives `YYYY-MM`.

    Attributes:
        year: 1 to 9999.
        month: 1 to 12.
    """

    year: int
    month: int

    def __post_init__(self) -> None:
        if not (1 <= self.year <= 9999 and 1 <= self.month <= MONTHS_A_YEAR):  # noqa: PLR2004 - the calendar
            raise ValueError(f"no such month: {self.year}-{self.month}")

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `YYYY-MM`.

        Raises:
            ValueError: If `text` is anything else.

        Example:
            >>> YearMonth.parse("2021-02")
            YearMonth(year=2021, month=2)
        """
        year, _, month = text.partition("-")
        return cls(int(year), int(month))

    @classmethod
    def of(cls, day: date) -> Self:
        """Give the month of a day, or of a moment.

        Example:
            >>> YearMonth.of(date(2021, 2, 28))
            YearMonth(year=2021, month=2)
        """
        return cls(day.year, day.month)

    @property
    def ordinal(self) -> int:
        """Months since year 0: two neighbours differ by 1."""
        return self.year * MONTHS_A_YEAR + self.month - 1

    @classmethod
    def from_ordinal(cls, ordinal: int) -> Self:
        """Turn months since year 0 back into a month."""
        return cls(ordinal // MONTHS_A_YEAR, ordinal % MONTHS_A_YEAR + 1)


@dataclass(frozen=True, slots=True, order=True)
class Stay:
    """A stretch of months, both ends included; `last` is not before `first`."""

    first: YearMonth
    last: YearMonth

    @property
    def months(self) -> int:
        """Length in whole months, 1 or more."""
        return months_between(self.first, self.last)


def months_between(start: YearMonth, end: YearMonth) -> int:
    """Count the whole months of a stay, both ends included.

    Args:
        start: First month.
        end: Last month; not before `start`.

    Returns:
        Months, 1 or more.

    Raises:
        ValueError: If `end` lies before `start`.

    Example:
        >>> months_between(YearMonth(2020, 11), YearMonth(2021, 2))
        4
    """
    if end < start:
        raise ValueError(f"{end} lies before {start}")
    return end.ordinal - start.ordinal + 1


def months_covered(stays: Iterable[Stay]) -> int:
    """Count the months that at least one stay covers.

    Returns:
        Months, overlaps counted once; 0 without stays.

    Example:
        >>> spring = Stay(YearMonth(2020, 1), YearMonth(2020, 6))
        >>> summer = Stay(YearMonth(2020, 4), YearMonth(2020, 9))
        >>> months_covered([summer, spring])
        9
    """
    total, covered_to = 0, -1
    for stay in sorted(stays):
        begin = max(stay.first.ordinal, covered_to + 1)
        total += max(0, stay.last.ordinal - begin + 1)
        covered_to = max(covered_to, stay.last.ordinal)
    return total
