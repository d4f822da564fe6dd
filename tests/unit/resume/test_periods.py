import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathwise.resume.months import YearMonth
from pathwise.resume.periods import periods_in

AS_OF = YearMonth(2025, 6)

# text, first month, last month, goes on, months counted
RANGES = [
    ("Jan 2020 - Present", "2020-01", None, True, 66),
    ("01/2020 – 03/2021", "2020-01", "2021-03", False, 15),
    ("2019-05 to now", "2019-05", None, True, 74),
    ("Sept. 2018 — Aug. 2020", "2018-09", "2020-08", False, 24),
    ("2011-07 — 2013-08", "2011-07", "2013-08", False, 26),
    ("June – August 2019", "2019-06", "2019-08", False, 3),
    ("05/18 - 09/19", "2018-05", "2019-09", False, 17),
    ("seit 03/2020", "2020-03", None, True, 64),
    ("depuis septembre 2018", "2018-09", None, True, 82),
    ("de marzo de 2018 a la actualidad", "2018-03", None, True, 88),
    ("março de 2019 até o momento", "2019-03", None, True, 76),
    ("1er mars 2019 au 3 juin 2020", "2019-03", "2020-06", False, 16),
    ("De mars 2015 à août 2019", "2015-03", "2019-08", False, 54),
    ("03.2017 – heute", "2017-03", None, True, 100),
    ("01.03.2017 - 31.05.2018", "2017-03", "2018-05", False, 15),
    ("gennaio 2020 – in corso", "2020-01", None, True, 66),
    ("okt 2020 t/m heden", "2020-10", None, True, 57),
    ("from May 2019 until June 2021", "2019-05", "2021-06", False, 26),
    ("jan/2015 - fev/2016", "2015-01", "2016-02", False, 14),
    ("Dec 2019 – Jan 2020", "2019-12", "2020-01", False, 2),
    ("2015 - 2018", None, None, False, 36),
    ("2018-19", None, None, False, 12),
    ("20142018 Cook", None, None, False, 48),
    ("4/2016 5/2022, Cook", "2016-04", "2022-05", False, 74),
    ("since 2019", None, None, True, 72),
    ("2015 - Mar 2018", None, "2018-03", False, 33),
    ("2025 - present", None, None, True, 1),
]


@pytest.mark.parametrize(("text", "start", "end", "is_current", "months"), RANGES)
def test_a_range_is_read_as_people_write_it(
    text: str, start: str | None, end: str | None, is_current: bool, months: int
) -> None:
    (match,) = periods_in(text)
    period = match.period
    stay = period.stay(AS_OF)
    assert (period.start_month, period.end_month, period.is_current, period.is_range) == (start, end, is_current, True)
    assert stay is not None
    assert stay.months == months


@pytest.mark.parametrize(("text", "months"), [("Summer 2019", 3), ("2016", 6), ("July 2023", 1)])
def test_a_date_that_stands_alone_is_no_range(text: str, months: int) -> None:
    (match,) = periods_in(text)
    stay = match.period.stay(AS_OF)
    assert not match.period.is_range
    assert stay is not None
    assert stay.months == months


def test_a_period_knows_where_it_stands() -> None:
    text = "Porter (2015 – 2018), Hotel"
    (match,) = periods_in(text)
    assert text[match.begin : match.end] == "2015 – 2018"


def test_a_range_that_runs_backwards_is_two_dates() -> None:
    assert [match.period.is_range for match in periods_in("2018 - 2015")] == [False, False]


def test_what_has_not_begun_counts_no_months() -> None:
    (match,) = periods_in("Jan 2030 - Feb 2031")
    assert match.period.stay(AS_OF) is None


def test_an_end_in_the_future_counts_until_now() -> None:
    (match,) = periods_in("May 2025 - Dec 2027")
    stay = match.period.stay(AS_OF)
    assert stay is not None
    assert stay.months == 2


@given(st.text(alphabet="0123456789 -–/.JanFebseit to present", max_size=40))
def test_any_text_is_searched_and_periods_lie_within_it(text: str) -> None:
    for match in periods_in(text):
        assert 0 <= match.begin < match.end <= len(text)
        stay = match.period.stay(AS_OF)
        assert stay is None or stay.first <= stay.last <= AS_OF
