"""Single dates as people write them: "Sept. 2018", "03/2021", "2019-05", "Summer 2019", "2015"."""

import re
import unicodedata
from dataclasses import dataclass

from pathwise.resume.calendar_words import BETWEEN_MONTH_AND_YEAR, MONTH_NAMES, SEASONS
from pathwise.resume.months import MONTHS_A_YEAR, YearMonth


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time as exact as it was written: a month, a season or a year.

    Attributes:
        earliest: First month it can mean.
        latest: Last month it can mean; equal to `earliest` where a month was written.
    """

    earliest: YearMonth
    latest: YearMonth

    @property
    def month(self) -> YearMonth | None:
        """The month, where one was written."""
        return self.earliest if self.earliest == self.latest else None

    @property
    def slack(self) -> int:
        """How many months the earliest and the latest lie apart, 0 to 11."""
        return self.latest.ordinal - self.earliest.ordinal


@dataclass(frozen=True, slots=True)
class MomentMatch:
    """A moment and where it stands in its text, as a slice `[begin:end]`."""

    moment: Moment
    begin: int
    end: int


def _one_of(names: dict[str, int] | dict[str, tuple[int, int]]) -> str:
    return "|".join(sorted(names, key=len, reverse=True))


YEAR = r"(?:19[4-9]\d|20[0-6]\d)"
MONTH = rf"(?:{_one_of(MONTH_NAMES)})\b\.?"
_DAY = r"(?:[0-3]?\d(?:st|nd|rd|th|er|[.º°])?,? )?"
_DAY_AFTER = r"(?:[0-3]?\d(?:st|nd|rd|th)?, ?)?"
_PARTING = r"(?:[-/.]| / |\. )"
_OF = rf"(?:{BETWEEN_MONTH_AND_YEAR})?"
_NAMED = (
    rf"{_DAY}(?P<name>{MONTH})[ ,/-]{{0,3}}{_DAY_AFTER}{_OF}"
    rf"(?:(?P<named>{YEAR})|'(?P<short>\d\d)|(?<=-)(?P<dashed>\d\d))"
)
_SEASON = rf"(?P<season>{_one_of(SEASONS)})(?: semester| term)?[ ,]{{0,2}}{_OF}(?P<season_year>{YEAR})"
_FORMS = (
    _NAMED,
    _SEASON,
    rf"(?:(?P<first>[0-3]?\d){_PARTING})?(?P<second>[0-3]?\d){_PARTING}(?P<slashed>{YEAR})",
    rf"(?P<iso>{YEAR}){_PARTING}(?P<iso_month>1[0-2]|0?[1-9])(?!\d)(?:[-/.][0-3]\d)?(?![/.]{YEAR})",
    rf"(?P<year>{YEAR})",
)
_MOMENT = re.compile(r"(?<![\w$€£.,])(?:" + "|".join(_FORMS) + r")(?![a-z\d%+]|[.,]\d)")
_HAS_DIGITS = re.compile(r"\d\d")
_SAME_LENGTH = (
    {
        code: base.lower()
        for code in (*range(0xC0, 0x180), *range(0x1E00, 0x1F00))
        if len(base := unicodedata.normalize("NFKD", chr(code))[0]) == 1
    }
    | {ord(c): "-" for c in "‐‑‒–—―−﹣－"}
    | {ord(c): "'" for c in "’‘`´"}
    | {0xA0: " ", 0x09: " "}
)


def plain_letters(text: str) -> str:
    """Lower the case and drop accents, dashes made hyphens, character by character: positions stay the same."""
    swapped = text.translate(_SAME_LENGTH)
    lowered = swapped.lower()
    return lowered if len(lowered) == len(text) else swapped


def moments_in(plain: str) -> list[MomentMatch]:
    """Find the dates of a text.

    Args:
        plain: Text as `plain_letters` gives it.

    Returns:
        In order, without overlap; days are dropped. With dots the day stands first; with
        slashes a form that can mean two months ("03/04/2020") counts as its year alone. Impossible dates
        are left out.
    """
    if not _HAS_DIGITS.search(plain):
        return []
    found = []
    for match in _MOMENT.finditer(plain):
        moment = _moment(match)
        if moment is not None:
            found.append(MomentMatch(moment, match.start(), match.end()))
    return found


def _moment(match: re.Match[str]) -> Moment | None:
    part = match.groupdict()
    if part["name"]:
        year = int(part["named"] or 0) or full_year(part["short"] or part["dashed"])
        return month_of(year, MONTH_NAMES[part["name"].rstrip(".")])
    if part["season"]:
        first, last = SEASONS[part["season"]]
        year = int(part["season_year"])
        return Moment(YearMonth(year, first), YearMonth(year, last))
    if part["slashed"]:
        before = None if "." in match.group() else part["first"]
        return _from_numbers(before, int(part["second"]), int(part["slashed"]))
    if part["iso"]:
        return month_of(int(part["iso"]), int(part["iso_month"]))
    return year_of(int(part["year"]))


def _from_numbers(first: str | None, second: int, year: int) -> Moment | None:
    if first is None:
        return month_of(year, second) if 1 <= second <= MONTHS_A_YEAR else None
    possible = {number for number in (int(first), second) if 1 <= number <= MONTHS_A_YEAR}
    if not possible:
        return None
    return month_of(year, possible.pop()) if len(possible) == 1 else year_of(year)


def full_year(two_digits: str) -> int:
    """Complete a year of two digits: 70 to 99 are of the last century.

    Example:
        >>> full_year("98"), full_year("21")
        (1998, 2021)
    """
    number = int(two_digits)
    return number + (1900 if number >= 70 else 2000)  # noqa: PLR2004 - said above


def month_of(year: int, month: int) -> Moment:
    """Make the moment of a month, `month` from 1 to 12."""
    exact = YearMonth(year, month)
    return Moment(exact, exact)


def year_of(year: int) -> Moment:
    """Make the moment of a year whose month is unknown."""
    return Moment(YearMonth(year, 1), YearMonth(year, MONTHS_A_YEAR))
