from dataclasses import replace
from random import Random
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pathwise.comparison.bands import load_bands
from pathwise.comparison.model import Contender, Placement, Ranking
from pathwise.comparison.ranking import TIE_RULE, rank

points = st.none() | st.integers(0, 1000).map(lambda tenths: tenths / 10)
# Few different values, so that ties are met.
tied_points = st.none() | st.sampled_from([0.0, 24.9, 25.0, 74.9, 75.0, 100.0]) | points
few = settings(max_examples=40)
coverages = st.none() | st.integers(0, 1000).map(lambda thousandths: thousandths / 1000)


@st.composite
def batches(draw: st.DrawFn, least: int = 0) -> list[Contender]:
    """Members in the order they were given; ids follow no order."""
    matches = draw(st.lists(st.tuples(tied_points, coverages), min_size=least, max_size=12))
    ids = draw(st.permutations(range(len(matches))))
    return [
        Contender(UUID(int=member), place, match, coverage)
        for place, (member, (match, coverage)) in enumerate(zip(ids, matches, strict=True))
    ]


def given_points(*matches: float | None) -> list[Contender]:
    return [Contender(UUID(int=place), place, match, 1.0) for place, match in enumerate(matches)]


def places(ranking: Ranking) -> list[tuple[int, int]]:
    return [(placement.rank, placement.member_id.int) for placement in ranking.placements]


def placement_of(ranking: Ranking, contender: Contender) -> Placement:
    return next(each for each in ranking.placements if each.member_id == contender.member_id)


def test_the_highest_match_stands_first() -> None:
    assert places(rank(given_points(10.0, 90.0, 50.0))) == [(1, 1), (2, 2), (3, 0)]


def test_equals_share_a_rank_in_the_order_given_and_the_next_rank_counts_them() -> None:
    assert places(rank(given_points(60.0, 80.0, 60.0, 20.0))) == [(1, 1), (2, 0), (2, 2), (4, 3)]


def test_a_tenth_of_a_point_is_no_tie() -> None:
    assert places(rank(given_points(60.0, 60.1))) == [(1, 1), (2, 0)]


def test_members_without_a_match_share_the_last_rank_below_zero_points() -> None:
    assert places(rank(given_points(None, 0.0, None))) == [(1, 1), (2, 0), (2, 2)]


def test_a_member_of_whom_too_little_could_be_judged_keeps_its_rank_and_says_so() -> None:
    strong_but_unsure, weak = given_points(90.0, 30.0)
    first, second = rank([replace(strong_but_unsure, coverage=0.49), weak]).placements
    assert (first.rank, first.band.key) == (1, "not_enough")
    assert (second.rank, second.band.key) == (2, "some")


def test_an_empty_batch_has_an_empty_ranking() -> None:
    assert rank([]) == Ranking(())


def test_a_member_given_twice_is_an_error_of_the_caller() -> None:
    (member,) = given_points(50.0)
    with pytest.raises(ValueError, match="twice"):
        rank([member, replace(member, position=1)])


def test_two_members_in_one_position_are_an_error_of_the_caller() -> None:
    first, second = given_points(50.0, 50.0)
    with pytest.raises(ValueError, match="same position"):
        rank([first, replace(second, position=0)])


@few
@given(batches())
def test_a_ranking_is_a_permutation(batch: list[Contender]) -> None:
    ranked = [placement.member_id for placement in rank(batch).placements]
    assert sorted(ranked) == sorted(member.member_id for member in batch)


@few
@given(batches(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_changes_nothing(batch: list[Contender], random: Random) -> None:
    shuffled = batch.copy()
    random.shuffle(shuffled)
    assert rank(shuffled) == rank(batch)


@few
@given(batches())
def test_who_the_members_are_changes_nothing(batch: list[Contender]) -> None:
    renamed = [replace(member, member_id=UUID(int=~member.member_id.int % 2**128)) for member in batch]
    by_id = {new.member_id: old.member_id for new, old in zip(renamed, batch, strict=True)}
    ranked = [(each.rank, by_id[each.member_id]) for each in rank(renamed).placements]
    assert ranked == [(each.rank, each.member_id) for each in rank(batch).placements]


@few
@given(batches())
def test_a_rank_is_one_more_than_the_number_of_members_with_a_better_match(batch: list[Contender]) -> None:
    standing = {each.member_id: -1.0 if each.job_match is None else each.job_match for each in batch}
    for placement in rank(batch).placements:
        better = sum(points > standing[placement.member_id] for points in standing.values())
        assert placement.rank == better + 1


@few
@given(batches())
def test_members_of_one_rank_stand_in_the_order_they_were_given(batch: list[Contender]) -> None:
    position = {each.member_id: each.position for each in batch}
    order = [(placement.rank, position[placement.member_id]) for placement in rank(batch).placements]
    assert order == sorted(order)


@few
@given(batches(least=1), st.data())
def test_more_points_never_lower_a_rank(batch: list[Contender], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(batch) - 1))
    before = batch[place]
    least = 0 if before.job_match is None else round(before.job_match * 10)
    after = replace(before, job_match=data.draw(st.integers(least, 1000)) / 10)
    improved = [*batch[:place], after, *batch[place + 1 :]]
    assert placement_of(rank(improved), after).rank <= placement_of(rank(batch), before).rank


@few
@given(batches())
def test_bands_never_rise_down_the_ranking(batch: list[Contender]) -> None:
    keys = [band.key for band in load_bands().bands[:-1]]
    judged = [each.band.key for each in rank(batch).placements if each.band.key in keys]
    assert judged == sorted(judged, key=keys.index)


def test_the_tie_rule_tells_people_what_ranks_do() -> None:
    ranks = [placement.rank for placement in rank(given_points(90.0, 60.0, 60.0, 20.0)).placements]
    assert f"({', '.join(map(str, ranks))})" in TIE_RULE
