from dataclasses import replace
from typing import Any

import pytest

from pathwise.verification import (
    ALTERED,
    MANIFEST_ALTERED,
    UNEXPLAINED,
    Difference,
    KeptAnalysis,
    Recomputed,
    Source,
    Subject,
    compare,
)

VERSIONS = {"reader": "r1", "rubric": "1", "lexicon": "l1"}
MANIFEST: dict[str, Any] = {
    "content_sha256": "aa",
    "text_sha256": "bb",
    "job_sha256": "cc",
    "as_of": "2026-11",
    "versions": VERSIONS,
    "rubric_sha256": "dd",
    "requirements": ["SQL", "Baking"],
    "strengths": [0.8, None],
    "metrics": {"required_skills": 80.0, "duties": None},
    "scores": {"overall": 80.0, "job_match": 80.0},
    "feedback_sha256": "ee",
}
ADVICE = ("A figure", 3.0, "There is none.", "Add one.", None)
KEPT = KeptAnalysis(
    manifest=MANIFEST,
    requirements=[("SQL", 0.8), ("Baking", None)],
    metrics=MANIFEST["metrics"],
    scores=MANIFEST["scores"],
    feedback=[ADVICE],
    job_sha256="cc",
)
MADE = Recomputed(Source.FILE, MANIFEST, [ADVICE])


def made(**changes: Any) -> Recomputed:
    return replace(MADE, manifest=MANIFEST | changes)


def only(kept: KeptAnalysis, computed: Recomputed) -> Difference:
    (difference,) = compare(kept, computed).differences
    return difference


def test_what_comes_out_again_is_the_same() -> None:
    verdict = compare(KEPT, MADE)
    assert verdict.is_same
    assert verdict.changed_versions == {}


def test_other_versions_alone_make_no_difference_but_are_told() -> None:
    verdict = compare(KEPT, made(versions=VERSIONS | {"rubric": "2", "semantics": "none"}, rubric_sha256="ff"))
    assert verdict.is_same
    assert verdict.changed_versions == {"rubric": ("1", "2"), "semantics": (None, "none")}


def test_a_metric_that_another_rubric_moved_says_by_how_much_and_why() -> None:
    found = only(KEPT, made(versions=VERSIONS | {"rubric": "2"}, metrics={"required_skills": 77.5, "duties": None}))
    assert (found.subject, found.key, found.kept, found.computed) == (Subject.METRIC, "required_skills", 80.0, 77.5)
    assert found.points == -2.5
    assert found.why == "rubric 1 then, 2 now"


@pytest.mark.parametrize(
    ("field", "value", "subject"),
    [
        ("metrics", {"required_skills": 99.0, "duties": None}, Subject.METRIC),
        ("scores", {"overall": 99.0, "job_match": 80.0}, Subject.SCORE),
        ("requirements", [("SQL", 1.0), ("Baking", None)], Subject.REQUIREMENT),
        ("requirements", [("SQL", 0.8)], Subject.REQUIREMENT),
        ("feedback", [(*ADVICE[:2], "There is one.", *ADVICE[3:])], Subject.FEEDBACK),
        ("feedback", [], Subject.FEEDBACK),
    ],
)
def test_a_kept_value_that_was_changed_afterwards_is_told_from_a_change_of_rules(
    field: str, value: Any, subject: Subject
) -> None:
    found = only(replace(KEPT, **{field: value}), MADE)
    assert (found.subject, found.why) == (subject, ALTERED)


def test_a_manifest_that_was_changed_afterwards_is_told() -> None:
    manifest = MANIFEST | {"metrics": {"required_skills": 10.0, "duties": None}}
    assert only(replace(KEPT, manifest=manifest), MADE).why == MANIFEST_ALTERED


def test_a_number_that_nothing_on_record_explains_says_so() -> None:
    assert only(KEPT, made(metrics={"required_skills": 81.0, "duties": None})).why == UNEXPLAINED


@pytest.mark.parametrize(
    ("changed", "subject"),
    [
        ({"content_sha256": "00"}, Subject.FILE),
        ({"text_sha256": "00"}, Subject.TEXT),
        ({"rubric_sha256": "00"}, Subject.RUBRIC),
    ],
)
def test_an_input_that_changed_is_a_difference(changed: dict[str, str], subject: Subject) -> None:
    assert only(KEPT, made(**changed)).subject is subject


def test_another_file_is_the_reason_for_other_numbers() -> None:
    verdict = compare(KEPT, made(content_sha256="00", metrics={"required_skills": 1.0, "duties": None}))
    assert [(each.subject, each.why) for each in verdict.differences] == [
        (Subject.FILE, "the file has other bytes"),
        (Subject.METRIC, "the file has other bytes"),
    ]


def test_a_job_whose_text_was_changed_is_a_difference() -> None:
    assert only(replace(KEPT, job_sha256="00"), MADE).subject is Subject.JOB


def test_without_the_file_its_hash_is_not_compared() -> None:
    assert compare(KEPT, replace(made(content_sha256=None), source=Source.DOCUMENT)).is_same


def test_what_an_older_manifest_does_not_hold_is_not_compared() -> None:
    old = {key: MANIFEST[key] for key in ("content_sha256", "as_of", "versions", "requirements", "metrics")}
    assert compare(replace(KEPT, manifest=old), MADE).is_same
