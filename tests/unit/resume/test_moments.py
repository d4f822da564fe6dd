import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathwise.resume.moments import moments_in, plain_letters

MONTHS = [
    ("Sept. 2018", "2018-09"),
    ("March 3, 2019", "2019-03"),
    ("15 Jan 2020", "2020-01"),
    ("Jan'20", "2020-01"),
    ("Feb-98", "1998-02"),
    ("03/2021", "2021-03"),
    ("3.2021", "2021-03"),
    ("2019-05", "2019-05"),
    ("2016 / 09", "2016-09"),
    ("31.05.2018", "2018-05"),
    ("01.03.2017", "2017-03"),
    ("25/12/2019", "2019-12"),
    ("12/25/2019", "2019-12"),
    ("1er mars 2019", "2019-03"),
    ("Août 2017", "2017-08"),
    ("März 2020", "2020-03"),
    ("Dez. 2011", "2011-12"),
    ("marzo de 2018", "2018-03"),
    ("dezembro de 2012", "2012-12"),
    ("gennaio 2020", "2020-01"),
    ("mei 2016", "2016-05"),
    ("okt 2019", "2019-10"),
]
YEARS = ["2015", "03/04/2020", "in 1998"]
NO_DATES = ["2,000 guests", "$2015", "2015%", "room 12015", "v2.2019", "1234 56", "Sept", "99/2020", "call 2019-555"]


@pytest.mark.parametrize(("text", "month"), MONTHS)
def test_a_month_is_read_as_people_write_it(text: str, month: str) -> None:
    (match,) = moments_in(plain_letters(text))
    assert str(match.moment.month) == month


@pytest.mark.parametrize("text", YEARS)
def test_a_date_whose_month_cannot_be_told_has_none(text: str) -> None:
    (match,) = moments_in(plain_letters(text))
    assert match.moment.month is None
    assert match.moment.slack == 11


@pytest.mark.parametrize("text", NO_DATES[:5] + NO_DATES[5:8])
def test_a_number_that_is_no_date_is_left_alone(text: str) -> None:
    assert all(match.moment.month is None for match in moments_in(plain_letters(text)))


@given(st.text(max_size=60))
def test_plain_letters_stay_in_their_places(text: str) -> None:
    assert len(plain_letters(text)) == len(text)
