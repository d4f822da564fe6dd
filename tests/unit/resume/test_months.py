import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathwise.resume.months import Stay, YearMonth, months_between, months_covered

months = st.builds(YearMonth, st.integers(1950, 2060), st.integers(1, 12))
stays = st.tuples(months, months).map(lambda pair: Stay(min(pair), max(pair)))


@given(st.lists(stays, max_size=8))
def test_months_covered_never_exceed_the_sum_of_the_stays(several: list[Stay]) -> None:
    assert months_covered(several) <= sum(stay.months for stay in several)


@given(st.lists(stays, min_size=1, max_size=8))
def test_months_covered_are_never_fewer_than_those_of_the_longest_stay(several: list[Stay]) -> None:
    assert months_covered(several) >= max(stay.months for stay in several)


@given(st.lists(stays, max_size=6))
def test_the_same_stays_twice_cover_what_they_cover_once(several: list[Stay]) -> None:
    assert months_covered(several + several) == months_covered(several)


@given(months)
def test_a_month_reads_back_as_it_was_written(month: YearMonth) -> None:
    assert YearMonth.parse(str(month)) == month
    assert YearMonth.from_ordinal(month.ordinal) == month


def test_a_stay_counts_both_ends() -> None:
    assert months_between(YearMonth(2020, 1), YearMonth(2020, 1)) == 1
    assert months_between(YearMonth(2019, 12), YearMonth(2021, 1)) == 14


def test_a_stay_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="lies before"):
        months_between(YearMonth(2020, 2), YearMonth(2020, 1))


@pytest.mark.parametrize(("year", "month"), [(2020, 0), (2020, 13), (0, 1)])
def test_a_month_outside_the_calendar_is_refused(year: int, month: int) -> None:
    with pytest.raises(ValueError, match="no such month"):
        YearMonth(year, month)
