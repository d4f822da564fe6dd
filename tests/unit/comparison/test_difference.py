from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathwise.comparison.difference import compare_with
from pathwise.comparison.model import Contender, Difference
from pathwise.job.model import Importance, Requirement, RequirementKind
from pathwise.scoring.model import RequirementMatch

ASKED = ("SQL", "Python", "Baking", "German")


def member(job_match: float | None, *strengths: float | None) -> Contender:
    matches = tuple(
        RequirementMatch(Requirement(text, RequirementKind.SKILL, Importance.MUST, text), strength, None, None, "")
        for text, strength in zip(ASKED, strengths, strict=False)
    )
    return Contender(UUID(int=1), 0, job_match, 1.0, matches)


members = st.builds(
    lambda tenths, strengths: member(None if tenths is None else tenths / 10, *strengths),
    st.none() | st.integers(0, 1000),
    st.lists(st.none() | st.sampled_from([0.0, 0.3, 0.5, 0.8, 1.0]), max_size=len(ASKED)),
)


def test_a_member_is_compared_by_points_and_by_what_it_shows() -> None:
    reference = member(60.3, 0.3, 0.8, 0.5, 1.0)
    other = member(50.1, 0.8, 0.0, 0.5, 0.3)
    assert compare_with(reference, other) == Difference(-10.2, stronger=("SQL",), weaker=("Python", "German"))


@pytest.mark.parametrize(("reference", "other"), [(None, 50.0), (50.0, None), (None, None)])
def test_without_a_match_on_both_sides_there_is_no_difference_in_points(
    reference: float | None, other: float | None
) -> None:
    assert compare_with(member(reference), member(other)).points is None


def test_what_cannot_be_told_of_one_is_neither_stronger_nor_weaker() -> None:
    assert compare_with(member(50.0, None, 0.8), member(50.0, 1.0, None)) == Difference(0.0, (), ())


def test_what_one_was_not_judged_by_is_neither_stronger_nor_weaker() -> None:
    assert compare_with(member(50.0, 0.8), member(None)) == Difference(None, (), ())


def test_the_same_words_asked_for_twice_are_named_once() -> None:
    def twice(strength: float) -> Contender:
        asked = (Requirement("SQL", RequirementKind.SKILL, importance, "SQL") for importance in Importance)
        matches = tuple(RequirementMatch(each, strength, None, None, "") for each in asked)
        return Contender(UUID(int=1), 0, 50.0, 1.0, matches)

    assert compare_with(twice(0.3), twice(0.8)).stronger == ("SQL",)


@given(members)
def test_a_member_does_not_differ_from_itself(one: Contender) -> None:
    assert compare_with(one, one) == Difference(None if one.job_match is None else 0.0, (), ())


@given(members, members)
def test_seen_from_the_other_side_more_is_less(one: Contender, other: Contender) -> None:
    there, back = compare_with(one, other), compare_with(other, one)
    assert (there.stronger, there.weaker) == (back.weaker, back.stronger)
    assert there.points == (None if back.points is None else -back.points)
