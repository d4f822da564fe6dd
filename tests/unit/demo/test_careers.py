from random import Random

from hypothesis import given
from hypothesis import strategies as st

from pathwise.demo.careers import WRITTEN_IN, invent_career, month_number, month_text
from pathwise.demo.model import Flaw, Position
from pathwise.demo.vocabulary import load_trades

TRADE = load_trades()["electrician"]
LISTS = {**TRADE.lists, **TRADE.stacks["building"]}


def career(seed: int, years: int, *flaws: Flaw) -> tuple[Position, ...]:
    return invent_career(Random(seed), TRADE, years, LISTS, "Leeds", flaws)


@given(st.integers(), st.integers(1, 30))
def test_positions_run_backwards_without_overlap(seed: int, years: int) -> None:
    later_start = WRITTEN_IN
    for position in career(seed, years):
        assert position.start is not None
        assert position.start <= (position.end or WRITTEN_IN) <= WRITTEN_IN
        assert (position.end or WRITTEN_IN) <= later_start
        later_start = position.start


@given(st.integers(), st.integers(1, 30))
def test_a_career_is_as_long_as_asked_for(seed: int, years: int) -> None:
    first = career(seed, years)[-1].start
    assert first is not None
    assert years * 12 <= month_number(WRITTEN_IN) - month_number(first) < (years + 1) * 12


@given(st.integers(), st.integers(1, 30))
def test_only_the_newest_position_may_last(seed: int, years: int) -> None:
    assert not any(position.is_current for position in career(seed, years)[1:])


@given(st.integers())
def test_a_beginner_holds_a_title_of_beginners_and_leads_nobody(seed: int) -> None:
    newest = career(seed, 1)[0]
    assert newest.title in TRADE.titles["junior"]
    assert not any(bullet.startswith("Led ") for bullet in newest.bullets)


@given(st.integers(), st.integers(1, 30), st.sampled_from([(), (Flaw.VAGUE_BULLETS,)]))
def test_a_position_says_nothing_twice(seed: int, years: int, flaws: tuple[Flaw, ...]) -> None:
    for position in career(seed, years, *flaws):
        assert position.bullets
        assert len(position.bullets) == len(set(position.bullets))


def test_vague_bullets_come_from_the_vague_ones_alone() -> None:
    said = {bullet for position in career(1, 12, Flaw.VAGUE_BULLETS) for bullet in position.bullets}
    assert said <= set(TRADE.vague)


def test_long_bullets_are_long() -> None:
    said = [bullet for position in career(1, 12, Flaw.LONG_BULLETS) for bullet in position.bullets]
    assert min(map(len, said)) > 150


@given(st.integers(1900 * 12, 2100 * 12))
def test_a_month_survives_being_written(number: int) -> None:
    assert month_number(month_text(number)) == number
