"""Stretches of time as people write them, in seven languages. Reads no clock: the caller says what "present" is."""

import re
from dataclasses import dataclass
from functools import lru_cache

from pathwise.resume.calendar_words import BETWEEN, FROM, MONTH_NAMES, SINCE, STILL_GOING_ON
from pathwise.resume.moments import (
    MONTH,
    YEAR,
    Moment,
    MomentMatch,
    full_year,
    moments_in,
    month_of,
    plain_letters,
    year_of,
)
from pathwise.resume.months import MONTHS_A_YEAR, Stay, YearMonth


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time as written.

    Attributes:
        start: Its begin.
        end: Its end; None while it goes on; equal to `start` where one date stands alone.
        is_range: Two ends were written ("2015 - 2018", "2019 to now", "since 2020"), not one date.
    """

    start: Moment
    end: Moment | None
    is_range: bool

    @property
    def is_current(self) -> bool:
        """The text says that it goes on."""
        return self.end is None

    @property
    def start_month(self) -> str | None:
        """First month as `YYYY-MM`, where a month was written; None for a date that stands alone."""
        return str(self.start.month) if self.is_range and self.start.month else None

    @property
    def end_month(self) -> str | None:
        """Last month as `YYYY-MM`, where a month was written."""
        return str(self.end.month) if self.end and self.end.month else None

    def stay(self, as_of: YearMonth) -> Stay | None:
        """Tell which months it covers.

        Where years only are written, the middle of what is possible is taken: "2015 - 2018" may mean 26 to 48
        months and counts as July 2015 to June 2018, 36 months; one year alone may mean 1 to 12 months and
        counts 6. A season alone counts its three months, a month alone counts 1.

        Args:
            as_of: The month at which "present" ends; nothing later is counted.

        Returns:
            The stay, or None where it ends before it begins or begins after `as_of`.
        """
        end = self.end or Moment(as_of, as_of)
        if end.latest < self.start.earliest or as_of < self.start.earliest:
            return None
        if end == self.start:
            trim = (self.start.slack + 1) // 4 if self.start.slack == MONTHS_A_YEAR - 1 else 0
            first, last = self.start.earliest.ordinal + trim, end.latest.ordinal - trim
        else:
            first = self.start.earliest.ordinal + (self.start.slack + 1) // 2
            last = end.latest.ordinal - (end.slack + 1) // 2
        last = min(last, as_of.ordinal)
        first = min(first, last)
        return Stay(YearMonth.from_ordinal(first), YearMonth.from_ordinal(last))


@dataclass(frozen=True, slots=True)
class PeriodMatch:
    """A period and where it stands in its text, as a slice `[begin:end]`."""

    period: Period
    begin: int
    end: int


_BETWEEN = re.compile(rf" *(?:{BETWEEN}) *(?:the )?")
_STILL = re.compile(rf" *(?:{BETWEEN})? *\(?(?:{STILL_GOING_ON})\b\)?")
_SINCE = re.compile(rf"(?:^|(?<=[\W_]))(?:{SINCE}) $")
_FROM = re.compile(rf"(?:^|(?<=[\W_]))(?:{FROM}) $")
_FROM_MONTH = re.compile(rf"(?:^|(?<=[\s(,|;:]))(?P<month>{MONTH}|0?[1-9]|1[0-2]) ?(?:{BETWEEN}) ?$")
_SHORT_END = re.compile(rf"(?<![\w/.])(?P<first>{YEAR}) ?[-/] ?'?(?P<last>\d\d)(?![\w/%]|[-.,]\d| ?- ?\d)")
# Some files lose the dash between two years: "20142018".
_GLUED = re.compile(rf"(?<![\w/.+-])(?P<first>{YEAR})(?P<last>{YEAR})(?![\w/-])")
_TWO_DIGITS = r"(?:0[1-9]|1[0-2])[/.]\d\d"
_SHORT_RANGE = re.compile(
    rf"(?<![\w/.])(?P<first>{_TWO_DIGITS}) ?(?:{BETWEEN}) ?"
    rf"(?:(?P<last>{_TWO_DIGITS})(?![\w/.])|(?P<still>{STILL_GOING_ON})\b)"
)


@lru_cache(maxsize=4096)
def periods_in(text: str) -> tuple[PeriodMatch, ...]:
    """Find the periods and single dates of a text.

    Returns:
        In order, without overlap; empty where there is none. A range that ends before it begins is given as
        its first date alone.

    Example:
        >>> [match.period.start_month for match in periods_in("Baker, Mar 2019 - Present")]
        ['2019-03']
    """
    plain = plain_letters(text)
    short = _short_forms(plain)
    if short:
        return tuple(short)
    moments = moments_in(plain)
    found: list[PeriodMatch] = []
    index = 0
    while index < len(moments):
        match, used = _period_at(plain, moments, index)
        found.append(match)
        index += used
    return tuple(found)


def _period_at(plain: str, moments: list[MomentMatch], index: int) -> tuple[PeriodMatch, int]:
    here = moments[index]
    after = moments[index + 1] if index + 1 < len(moments) else None
    since = _SINCE.search(plain, 0, here.begin)
    lead = _FROM.search(plain, 0, here.begin)
    begin = lead.start() if lead else here.begin
    if after and _is_range(plain, here, after):
        return PeriodMatch(Period(here.moment, after.moment, is_range=True), begin, after.end), 2
    still = _STILL.match(plain, here.end)
    if still:
        return PeriodMatch(Period(here.moment, None, is_range=True), begin, still.end()), 1
    shared = _shared_year(plain, here)
    if shared:
        return shared, 1
    if since:
        return PeriodMatch(Period(here.moment, None, is_range=True), begin, here.end), 1
    return PeriodMatch(Period(here.moment, here.moment, is_range=False), here.begin, here.end), 1


def _is_range(plain: str, here: MomentMatch, after: MomentMatch) -> bool:
    """Tell whether two dates are the ends of a range; two months side by side have lost their dash."""
    if after.moment.latest < here.moment.earliest:
        return False
    lost_dash = here.moment.month and after.moment.month and plain[here.end : after.begin] == " "
    return bool(lost_dash or _BETWEEN.fullmatch(plain, here.end, after.begin))


def _shared_year(plain: str, here: MomentMatch) -> PeriodMatch | None:
    """Read "June - August 2019", whose first month borrows the year of the second."""
    last = here.moment.month
    first = _FROM_MONTH.search(plain, 0, here.begin)
    if last is None or first is None:
        return None
    word = first["month"].rstrip(".")
    number = int(word) if word.isdigit() else MONTH_NAMES[word]
    if number > last.month:
        return None
    return PeriodMatch(Period(month_of(last.year, number), here.moment, is_range=True), first.start(), here.end)


def _short_forms(plain: str) -> list[PeriodMatch]:
    found = []
    for match in _SHORT_RANGE.finditer(plain):
        end = None if match["still"] else _two_digit_moment(match["last"])
        found.append(PeriodMatch(Period(_two_digit_moment(match["first"]), end, is_range=True), *match.span()))
    for match in _GLUED.finditer(plain):
        if match["first"] <= match["last"]:
            period = Period(year_of(int(match["first"])), year_of(int(match["last"])), is_range=True)
            found.append(PeriodMatch(period, *match.span()))
    for match in _SHORT_END.finditer(plain):
        first, last = int(match["first"]), int(match["first"][:2] + match["last"])
        if last > first and int(match["last"]) > MONTHS_A_YEAR:
            found.append(PeriodMatch(Period(year_of(first), year_of(last), is_range=True), *match.span()))
    return found


def _two_digit_moment(text: str) -> Moment:
    return month_of(full_year(text[3:]), int(text[:2]))
