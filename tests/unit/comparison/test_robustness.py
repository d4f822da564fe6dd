from dataclasses import replace
from random import Random
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from pathwise.comparison.model import Contender, MetricPoints
from pathwise.comparison.robustness import TOP, tell_robustness, weigh_otherwise

WEIGHTS = {"required_skills": 0.6, "duties": 0.3, "experience_years": 0.1}
values = st.none() | st.integers(0, 1000).map(lambda tenths: tenths / 10)


def contender(number: int, *points: float | None) -> Contender:
    metrics = tuple(
        MetricPoints(key, value, weight) for (key, weight), value in zip(WEIGHTS.items(), points, strict=False)
    )
    known = [(metric.weight, metric.value) for metric in metrics if metric.value is not None]
    total = sum(weight for weight, _ in known)
    match = round(sum(weight * value for weight, value in known) / total, 1) if known else None
    return Contender(UUID(int=number), number, match, 1.0, metrics=metrics)


@st.composite
def batches(draw: st.DrawFn) -> list[Contender]:
    rows = draw(st.lists(st.tuples(values, values, values), min_size=2, max_size=12))
    return [contender(number, *row) for number, row in enumerate(rows)]


def test_who_is_better_in_everything_stays_first_under_all_weightings() -> None:
    found = weigh_otherwise([contender(0, 90.0, 80.0, 70.0), contender(1, 80.0, 70.0, 60.0)])
    assert found is not None
    assert (found.keep_first, found.top, found.keep_top) == (1.0, None, None)


def test_every_combination_of_halved_kept_and_doubled_weights_is_tried_once() -> None:
    found = weigh_otherwise([contender(0, 90.0, 80.0, 70.0), contender(1, 80.0, 70.0, 60.0)])
    assert found is not None
    # 27 triples of (half, one, twice); all halved and all doubled are the rubric's own weights.
    ratios = {(a / c, b / c) for a in (0.5, 1, 2) for b in (0.5, 1, 2) for c in (0.5, 1, 2)} - {(1, 1)}
    assert found.weightings == len(ratios)


def test_a_first_place_that_hangs_on_one_weight_is_lost_under_others() -> None:
    found = weigh_otherwise([contender(0, 80.0, 20.0, 50.0), contender(1, 60.0, 55.0, 50.0)])
    assert found is not None
    assert 0.0 < found.keep_first < 1.0


def test_the_top_five_are_counted_where_more_are_ranked() -> None:
    strong = [contender(number, 90.0 - number, 90.0, 90.0) for number in range(TOP)]
    weak = [contender(10 + number, 20.0 - number, 20.0, 20.0) for number in range(3)]
    found = weigh_otherwise(strong + weak)
    assert found is not None
    assert (found.top, found.keep_top) == (TOP, 1.0)
    assert tell_robustness(found).endswith(f"the top 5 stay the top 5 in {found.weightings}.")


def test_with_one_member_or_one_metric_no_weight_matters() -> None:
    assert weigh_otherwise([contender(0, 90.0, 80.0, 70.0)]) is None
    assert weigh_otherwise([contender(0, 90.0), contender(1, 80.0)]) is None
    assert weigh_otherwise([contender(0, 90.0, 80.0, 70.0), contender(1)]) is None


@settings(max_examples=40)
@given(batches(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_changes_nothing(batch: list[Contender], rng: Random) -> None:
    shuffled = batch.copy()
    rng.shuffle(shuffled)
    assert weigh_otherwise(shuffled) == weigh_otherwise(batch)


@settings(max_examples=40)
@given(batches())
def test_shares_are_shares(batch: list[Contender]) -> None:
    found = weigh_otherwise(batch)
    if found:
        assert 0.0 <= found.keep_first <= 1.0
        assert found.keep_top is None or 0.0 <= found.keep_top <= 1.0


@settings(max_examples=20)
@given(batches())
def test_members_without_a_match_have_no_say(batch: list[Contender]) -> None:
    nobody = replace(contender(99), position=99)
    assert weigh_otherwise([*batch, nobody]) == weigh_otherwise(batch)
