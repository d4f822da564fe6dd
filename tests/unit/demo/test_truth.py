import pytest

from pathwise.demo.careers import WRITTEN_IN
from pathwise.demo.model import Flaw
from pathwise.demo.people import Wish, invent_person
from pathwise.demo.truth import truth_of


def test_months_count_both_ends() -> None:
    person = invent_person(1, 1, Wish(years=1, flaws=()))
    truth = truth_of(person, "2027-01")
    assert truth.starts[0] is not None
    year, month = map(int, truth.starts[0].split("-"))
    end_year, end_month = map(int, (truth.ends[0] or "2027-01").split("-"))
    assert truth.months[0] == (end_year - year) * 12 + end_month - month + 1


@pytest.mark.parametrize("index", range(20))
def test_lists_run_side_by_side(index: int) -> None:
    person = invent_person(1, index)
    truth = truth_of(person, WRITTEN_IN)
    lengths = {len(truth.titles), len(truth.organisations), len(truth.starts), len(truth.ends), len(truth.months)}
    assert lengths == {len(person.positions)}


def test_without_dates_nothing_is_counted() -> None:
    truth = truth_of(invent_person(1, 1, Wish(flaws=(Flaw.NO_DATES,))), WRITTEN_IN)
    assert set(truth.months) == {None}
    assert truth.months_of_experience is None


def test_without_an_address_none_is_expected() -> None:
    assert truth_of(invent_person(1, 1, Wish(flaws=(Flaw.NO_EMAIL,))), WRITTEN_IN).email is None
