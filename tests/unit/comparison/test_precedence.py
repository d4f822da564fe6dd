from uuid import UUID

import pytest

from pathwise.comparison.model import Contender, MetricPoints
from pathwise.comparison.precedence import explain, tell_precedence
from pathwise.job.model import Importance, Requirement, RequirementKind
from pathwise.scoring.model import RequirementMatch


def asked(text: str, kind: RequirementKind = RequirementKind.SKILL) -> Requirement:
    return Requirement(text, kind, Importance.MUST, text, any_of=(text,), months=36 if kind == "years" else None)


SQL, PYTHON, RUST = asked("SQL"), asked("Python"), asked("Rust")
YEARS = asked("3 years", RequirementKind.YEARS)
HOW = {None: "cannot be told", 0.0: "not found in the resume", 0.3: "only named", 0.8: "used in a dated role"}


def contender(
    number: int, match: float | None, strengths: dict[Requirement, float | None], years: float | None = None
) -> Contender:
    matches = tuple(
        RequirementMatch(each, strength, f"line about {each.text}" if strength else None, 1, HOW[strength])
        for each, strength in strengths.items()
    )
    known = [strength for each, strength in strengths.items() if strength is not None and each != YEARS]
    skills = round(100 * sum(known) / len(known), 1) if known else None
    metrics = [MetricPoints("required_skills", skills, 0.8), MetricPoints("experience_years", years, 0.2)]
    return Contender(UUID(int=number), number, match, 1.0, matches, tuple(metrics))


def test_the_requirement_that_makes_the_difference_is_told_with_both_sides() -> None:
    upper, lower = contender(1, 80.0, {SQL: 0.8, PYTHON: 0.8}), contender(2, 55.0, {SQL: 0.8, PYTHON: 0.3})
    found = explain(upper, lower, 15.0)
    assert found is not None
    assert (found.points, found.is_told_apart, found.against) == (25.0, True, ())
    [reason] = found.because
    assert reason.points == 25.0
    assert tell_precedence(found, "ada.pdf", "eve.pdf") == (
        "ada.pdf before eve.pdf by 25.0 points. ada.pdf shows more strongly: Python (used in a dated role, “line about "
        "Python”, against only named, “line about Python”)."
    )


def test_what_speaks_for_the_lower_one_is_told_as_well() -> None:
    upper = contender(1, 53.3, {SQL: 0.8, PYTHON: 0.8, RUST: 0.0})
    lower = contender(2, 36.7, {SQL: 0.0, PYTHON: 0.8, RUST: 0.3})
    found = explain(upper, lower, 10.0)
    assert found is not None
    assert [(each.upper.requirement, each.points > 0) for each in (*found.because, *found.against)] == [
        (SQL, True),
        (RUST, False),
    ]
    told = tell_precedence(found, "ada.pdf", "eve.pdf")
    assert told.endswith(
        "eve.pdf shows more strongly: Rust (only named, “line about Rust”, against not found in the resume)."
    )


def test_reasons_end_where_the_bulk_is_told_and_three_are_told_at_most() -> None:
    many = [asked(f"Skill {number}") for number in range(8)]
    upper, lower = contender(1, 80.0, dict.fromkeys(many, 0.8)), contender(2, 30.0, dict.fromkeys(many, 0.3))
    found = explain(upper, lower, 1.0)
    assert found is not None
    assert len(found.because) == 3


def test_what_cannot_be_told_of_one_is_no_reason() -> None:
    found = explain(contender(1, 80.0, {SQL: 0.8, RUST: None}), contender(2, 40.0, {SQL: 0.8, RUST: 0.0}), 1.0)
    assert found is not None
    assert found.because == found.against == ()


def test_years_count_by_their_share_and_not_by_their_step() -> None:
    upper = contender(1, 80.0, {SQL: 0.8, YEARS: 0.8}, years=90.0)
    lower = contender(2, 76.0, {SQL: 0.8, YEARS: 0.3}, years=70.0)
    found = explain(upper, lower, 1.0)
    assert found is not None
    [reason] = found.because
    assert reason.points == pytest.approx(0.2 * 20.0)


def test_neighbours_that_the_evidence_cannot_tell_apart_say_so() -> None:
    upper, lower = contender(1, 80.0, {SQL: 0.8}), contender(2, 79.0, {SQL: 0.8})
    found = explain(upper, lower, 3.0)
    assert found is not None
    assert not found.is_told_apart
    assert tell_precedence(found, "a", "b") == "a before b by 1.0 points, less than the evidence can tell."


def test_equals_are_beside_each_other() -> None:
    found = explain(contender(1, 80.0, {SQL: 0.8}), contender(2, 80.0, {SQL: 0.8}), 3.0)
    assert found is not None
    assert tell_precedence(found, "a", "b") == "a beside b: the same match."


def test_of_members_without_a_match_there_is_little_to_say() -> None:
    judged, empty = contender(1, 80.0, {SQL: 0.8}), contender(2, None, {})
    found = explain(judged, empty, 3.0)
    assert found is not None
    assert tell_precedence(found, "a", "b") == "a before b, of whom nothing could be judged."
    assert explain(empty, empty, 3.0) is None
