from collections.abc import Callable

import pytest

from pathwise.documents.model import DocumentText
from pathwise.resume.model import ResumeProfile
from pathwise.scoring.model import MetricScore
from pathwise.scoring.scorecard import score_resume

Read = Callable[[str], tuple[DocumentText, ResumeProfile]]


def metric(read: Read, text: str, key: str) -> MetricScore:
    return next(metric for metric in score_resume(*read(text), None).metrics if metric.key == key)


def points(read: Read, text: str, key: str) -> float:
    value = metric(read, text, key).value
    assert value is not None
    return value


@pytest.mark.parametrize(
    ("key", "old", "new"),
    [
        ("contact", "mira.holt@example.org | ", ""),
        ("contact", "+44 20 7946 0958 | ", ""),
        ("sections", "Summary\nBackend developer who likes small, well tested services.\n", ""),
        ("sections", "\nSkills\nPython, Java, Kafka\n", ""),
        ("evidence_of_results", "by 75% ", ""),
        ("clarity", "Maintained a Java", "Responsible for a Java"),
        ("clarity", "Built order services", "Built order services " + "and more services " * 20),
        ("structure", "Kafka\n", "Kafka\n" + "many words more " * 900),
    ],
)
def test_a_weakness_costs_points_of_its_metric(read: Read, resume: str, key: str, old: str, new: str) -> None:
    assert old in resume
    full = resume + "word " * 200
    assert points(read, full.replace(old, new), key) < points(read, full, key)


def test_positions_without_dates_cost_points_of_structure(read: Read, resume: str) -> None:
    undated = resume.replace("March 2019 - June 2024\n", "").replace("January 2016 - February 2019\n", "")
    assert points(read, undated, "structure") < points(read, resume, "structure")


def test_what_is_missing_is_named(read: Read, resume: str) -> None:
    without = resume.replace("mira.holt@example.org | ", "")
    assert metric(read, without, "contact").explanation == "3 of 4 contact details found; missing: an e-mail address."


def test_results_are_quoted(read: Read, resume: str) -> None:
    assert metric(read, resume, "evidence_of_results").evidence == ("Cut the time of a release by 75% with Docker",)


def test_without_statements_clarity_cannot_be_told(read: Read) -> None:
    text = "Mira Holt\n\nSkills\nPython, Java\n"
    assert metric(read, text, "clarity").value is None
    assert points(read, text, "evidence_of_results") == 0.0
