from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathwise.comparison.model import MetricPoints
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


LADDER = load_rubric().ladder


def parts(*keys: str, value: float | None = 50.0) -> list[MetricPoints]:
    return [MetricPoints(key, value, load_rubric().metric(key).weight) for key in keys]


class TestResolution:
    def test_it_is_the_largest_step_of_the_ladder_on_one_must_have(self) -> None:
        assert [LADDER.only_named, LADDER.in_dated_role - LADDER.in_role] == pytest.approx([0.3, 0.3])
        asked = [skill(number) for number in range(10)]
        assert resolution(asked, parts("required_skills"), LADDER) == pytest.approx(100 * 0.3 / 10)

    def test_all_parts_of_the_match_share_its_points(self) -> None:
        must, nice, relevance = parts("required_skills", "preferred_skills", "relevance")
        asked = [skill(1), skill(2), skill(3, Importance.NICE)]
        share = must.weight / (must.weight + nice.weight + relevance.weight)
        assert resolution(asked, [must, nice, relevance], LADDER) == pytest.approx(100 * 0.3 * share / 2)

    def test_a_part_that_could_be_told_of_nobody_takes_no_points(self) -> None:
        metrics = [*parts("required_skills"), *parts("relevance", value=None)]
        assert resolution([skill(1)], metrics, LADDER) == pytest.approx(30)
        assert resolution([skill(1)], [*metrics, *parts("relevance")], LADDER) < 30

    def test_without_a_must_have_the_heaviest_requirement_counts(self) -> None:
        duty = Requirement("Baking", RequirementKind.DUTY, Importance.MUST, "")
        years = Requirement("Years", RequirementKind.YEARS, Importance.MUST, "", months=12)
        heavy, light = parts("duties", "experience_years")
        share = heavy.weight / (heavy.weight + light.weight)
        assert resolution([duty, years], [heavy, light], LADDER) == pytest.approx(30 * share)

    def test_a_job_that_asks_for_nothing_and_a_batch_nobody_was_judged_of_tell_only_equals_together(self) -> None:
        assert resolution([], parts("required_skills"), LADDER) == 0.0
        assert resolution([skill(1)], [], LADDER) == 0.0


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
