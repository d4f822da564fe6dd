from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathwise.comparison.tiers import cut_tiers, is_told_apart, resolution
from pathwise.job.model import Importance, Requirement, RequirementKind
from pathwise.scoring.rubric import load_rubric

matches = st.lists(st.integers(0, 1000).map(lambda tenths: tenths / 10), max_size=25)
leasts = st.integers(0, 120).map(lambda tenths: tenths / 10)


def skill(number: int, importance: Importance = Importance.MUST) -> Requirement:
    return Requirement(f"Skill {number}", RequirementKind.SKILL, importance, "")


def by_tier(tiers: dict[float, int]) -> list[list[float]]:
    numbers = sorted(set(tiers.values()))
    return [sorted(points for points, tier in tiers.items() if tier == number) for number in numbers]


class TestResolution:
    def test_it_is_the_largest_step_of_the_ladder_on_one_must_have(self) -> None:
        ladder = load_rubric().ladder
        assert [ladder.only_named, ladder.in_dated_role - ladder.in_role] == pytest.approx([0.3, 0.3])
        assert resolution([skill(number) for number in range(10)]) == pytest.approx(100 * 0.3 / 10)

    def test_the_weight_of_the_must_haves_counts(self) -> None:
        rubric = load_rubric()
        must, nice = rubric.metric("required_skills").weight, rubric.metric("preferred_skills").weight
        asked = [skill(1), skill(2), skill(3, Importance.NICE)]
        assert resolution(asked) == pytest.approx(100 * 0.3 * must / (must + nice) / 2)

    def test_without_a_must_have_the_heaviest_requirement_counts(self) -> None:
        duty = Requirement("Baking", RequirementKind.DUTY, Importance.MUST, "")
        years = Requirement("Years", RequirementKind.YEARS, Importance.MUST, "", months=12)
        rubric = load_rubric()
        heavy, light = rubric.metric("duties").weight, rubric.metric("experience_years").weight
        assert resolution([duty, years]) == pytest.approx(30 * heavy / (heavy + light))

    def test_a_job_that_asks_for_nothing_tells_only_equals_together(self) -> None:
        assert resolution([]) == 0.0


class TestTiers:
    def test_as_few_tiers_as_can_be_with_their_cuts_in_the_largest_gaps(self) -> None:
        # Both {80, 79} + {78, 77} and {80, 79, 78} + {77} would do; the gap above 78 is the larger one.
        assert by_tier(cut_tiers([80.0, 79.5, 78.3, 77.9, 60.0], 2.0)) == [[60.0], [77.9, 78.3], [79.5, 80.0]][::-1]

    def test_only_equals_are_together_where_nothing_is_told_of_the_evidence(self) -> None:
        assert by_tier(cut_tiers([50.0, 50.0, 49.9], 0.0)) == [[50.0], [49.9]]

    def test_a_whole_step_tells_two_apart(self) -> None:
        assert by_tier(cut_tiers([50.0, 47.0], 3.0)) == [[50.0], [47.0]]
        assert by_tier(cut_tiers([50.0, 47.1], 3.0)) == [[47.1, 50.0]]

    @given(matches, leasts)
    def test_no_two_of_one_tier_are_told_apart(self, points: list[float], least: float) -> None:
        tiers = cut_tiers(points, least)
        assert tiers.keys() == set(points)
        for tier in by_tier(tiers):
            assert tier[0] == tier[-1] or not is_told_apart(tier[0], tier[-1], least)

    @given(matches, leasts)
    def test_no_two_neighbouring_tiers_could_be_one(self, points: list[float], least: float) -> None:
        for upper, lower in pairwise(by_tier(cut_tiers(points, least))):
            assert is_told_apart(upper[-1], lower[0], least)

    @given(matches, leasts)
    def test_tiers_are_numbered_down_the_ranking_without_a_gap(self, points: list[float], least: float) -> None:
        numbers = [tier for _, tier in sorted(cut_tiers(points, least).items(), reverse=True)]
        assert numbers == sorted(numbers)
        assert set(numbers) == set(range(1, len(set(numbers)) + 1))

    @given(matches, leasts, st.randoms(use_true_random=False))
    def test_the_order_of_the_input_changes_nothing(self, points: list[float], least: float, rng: object) -> None:
        assert cut_tiers(points[::-1], least) == cut_tiers(points, least)
