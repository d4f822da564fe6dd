from importlib.resources import files

import pytest

from pathwise.scoring.model import ScoreCategory
from pathwise.scoring.quality import measured_metrics
from pathwise.scoring.rubric import Bounds, load_rubric, parse_rubric

TEXT = files("pathwise.scoring").joinpath("rubric.toml").read_text(encoding="utf-8")


def test_the_packaged_rubric_is_sound_and_names_its_version() -> None:
    rubric = load_rubric()
    assert rubric.version == "2026.11.5"
    for category in ScoreCategory:
        assert sum(metric.weight for metric in rubric.of(category)) == pytest.approx(1.0)


def test_each_metric_gives_the_source_of_its_numbers() -> None:
    assert all(len(metric.source) > 20 for metric in load_rubric().metrics)


def test_each_metric_of_document_quality_can_be_measured() -> None:
    keys = {metric.key for metric in load_rubric().of(ScoreCategory.DOCUMENT_QUALITY)}
    assert keys == measured_metrics()


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("weight = 0.4\n", "weight = 0.6\n", "add up"),
        ("weight = 0.4\n", "weight = 0.0\n", "add up"),
        ("only_named = 0.3", "only_named = 0.6", "ladder"),
        ("partial = 0.5", "partial = 0.9", "partial"),
        ('key = "sections"', 'key = "contact"', "same key"),
        ("share = [0.0, 0.4]", "share = [0.4, 0.4]", "bounds"),
        ('source = "our choice: a quarter of what the job insists on"', 'source = " "', "source"),
    ],
)
def test_a_rubric_that_contradicts_itself_is_refused(old: str, new: str, problem: str) -> None:
    assert old in TEXT
    with pytest.raises(ValueError, match=problem):
        parse_rubric(TEXT.replace(old, new, 1))


def test_a_weight_outside_its_range_is_refused() -> None:
    wrong = TEXT.replace("weight = 0.4\n", "weight = 1.5\n", 1).replace("weight = 0.2\n", "weight = -0.8\n")
    with pytest.raises(ValueError, match="weight"):
        parse_rubric(wrong)


def test_bounds_work_in_both_directions() -> None:
    assert [Bounds(0, 10).share(value) for value in (-1, 5, 11)] == [0.0, 0.5, 1.0]
    assert [Bounds(10, 0).share(value) for value in (-1, 5, 11)] == [1.0, 0.5, 0.0]


def test_an_unknown_metric_is_an_error_of_the_caller() -> None:
    with pytest.raises(KeyError):
        load_rubric().metric("charm")
