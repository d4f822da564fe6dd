import random
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pathwise.documents.model import DocumentText
from pathwise.job.model import Requirements
from pathwise.job.requirements import read_requirements
from pathwise.resume.model import ResumeProfile
from pathwise.scoring.model import Scorecard, ScoreCategory, Way
from pathwise.scoring.scorecard import is_enough_to_judge, metric_key_of, score_resume

Read = Callable[[str], tuple[DocumentText, ResumeProfile]]

JOB = """# Backend Developer

We are looking for somebody who likes bread.

## Requirements
- Python
- SQL
- Docker or Kubernetes
- Kafka
- Rust
- 5+ years of experience
- Bachelor's degree in Computer Science
- Fluent German

## Nice to have
- Terraform

## Responsibilities
- Reconcile the invoices of suppliers
- Teach figure skating to beginners
"""
SKILLS = ("Python", "SQL", "Kafka", "Rust", "Terraform", "Docker", "Java", "Git", "Linux", "MongoDB")


def score(read: Read, text: str, job: str = JOB) -> Scorecard:
    return score_resume(*read(text), read_requirements(job))


def strength_of(card: Scorecard, text: str) -> float | None:
    return next(match.strength for match in card.requirements if match.requirement.text == text)


def value_of(card: Scorecard, key: str) -> float | None:
    return next(metric.value for metric in card.metrics if metric.key == key)


def test_each_step_of_the_ladder_is_told_apart(read: Read, resume: str) -> None:
    card = score(read, resume)
    steps = {match.requirement.text: (match.strength, match.how) for match in card.requirements}
    assert steps["Rust"] == (0.0, "not found in the resume")
    assert steps["Kafka"] == (0.3, "only named")
    assert steps["Python"] == (0.8, "used in a dated role")
    assert steps["Docker or Kubernetes"] == (1.0, "used with a result")


def test_a_narrower_skill_shows_the_broader_one(read: Read, resume: str) -> None:
    card = score(read, resume)
    match = next(match for match in card.requirements if match.requirement.text == "SQL")
    assert match.strength == 0.8
    assert match.evidence == "Built order services in Python and PostgreSQL"


def test_each_requirement_says_how_it_was_found(read: Read, resume: str) -> None:
    card = score(
        read,
        resume,
        "Requirements\n- Python\n- Postgres\n- SQL\n- Rust\n- ledger of a bakery\n- 5+ years of experience\n",
    )
    ways = {match.requirement.text: (match.matched_by, match.through) for match in card.requirements}
    assert ways == {
        "Python": (Way.EXACT, None),
        "Postgres": (Way.ALIAS, None),
        "SQL": (Way.NARROWER, "PostgreSQL"),
        "Rust": (None, None),
        "ledger of a bakery": (Way.WORDING, None),
        "5+ years of experience": (None, None),
    }
    explanation = next(metric.explanation for metric in card.metrics if metric.key == "required_skills")
    assert "Shown by something narrower: SQL by PostgreSQL." in explanation


def test_evidence_names_its_line(read: Read, resume: str) -> None:
    document, profile = read(resume)
    for match in score_resume(document, profile, read_requirements(JOB)).requirements:
        if match.requirement.any_of and match.line is not None:
            assert match.evidence is not None
            assert document.lines[match.line].text in match.evidence


def test_without_a_job_the_overall_score_is_the_quality_of_the_document(read: Read, resume: str) -> None:
    card = score_resume(*read(resume), None)
    assert card.overall == card.document_quality
    assert (card.job_match, card.coverage, card.requirements) == (None, None, ())
    assert {metric.category for metric in card.metrics} == {ScoreCategory.DOCUMENT_QUALITY}


def test_with_a_job_the_overall_score_is_the_match(read: Read, resume: str) -> None:
    card = score(read, resume)
    assert card.overall == card.job_match is not None


def test_what_is_not_found_counts_as_nothing_and_stays_in_the_sum(read: Read, resume: str) -> None:
    card = score(read, resume, "Requirements\n- Python\n- Rust\n")
    assert value_of(card, "required_skills") == 40.0
    assert card.coverage == 1.0


def test_what_cannot_be_told_leaves_the_sum_and_lowers_the_coverage(read: Read, resume: str) -> None:
    card = score(read, resume, "Requirements\n- Python\n- Fluent German\n")
    assert value_of(card, "required_skills") == 80.0
    assert card.coverage == 0.5


def test_years_without_dates_are_unknown(read: Read, resume: str) -> None:
    undated = resume.replace("March 2019 - June 2024\n", "").replace("January 2016 - February 2019\n", "")
    card = score(read, undated, "Requirements\n- 5+ years of experience\n")
    assert card.requirements[0].strength is None
    assert card.job_match is None
    assert card.coverage == 0.0


def test_years_of_a_skill_count_the_positions_that_show_it(read: Read, resume: str) -> None:
    card = score(read, resume, "Requirements\n- 10 years of experience with Java\n")
    assert "3.2 years" in card.requirements[0].how
    assert value_of(card, "experience_years") == pytest.approx(100 * 38 / 120, abs=0.05)


def test_years_of_a_skill_that_is_not_found_are_nothing(read: Read, resume: str) -> None:
    card = score(read, resume, "Requirements\n- 2 years of experience with Rust\n")
    assert card.requirements[0].strength == 0.0


def test_more_years_than_asked_for_bring_no_more(read: Read, resume: str) -> None:
    assert value_of(score(read, resume, "Requirements\n- 1 year of experience\n"), "experience_years") == 100.0


@pytest.mark.parametrize(
    ("asked", "points"), [("Bachelor's degree", 100.0), ("Master's degree", 50.0), ("PhD", 0.0), ("High school", 100.0)]
)
def test_education_counts_by_the_steps_it_lies_below(read: Read, resume: str, asked: str, points: float) -> None:
    assert value_of(score(read, resume, f"Requirements\n- {asked}\n"), "education_level") == points


def test_the_language_of_the_resume_is_shown_by_it(read: Read, resume: str) -> None:
    assert strength_of(score(read, resume, "Requirements\n- Fluent English\n"), "English") == 1.0


def test_a_duty_is_judged_by_its_words(read: Read, resume: str) -> None:
    card = score(read, resume)
    assert strength_of(card, "Reconcile the invoices of suppliers") == 0.8
    assert strength_of(card, "Teach figure skating to beginners") == 0.0


def test_weights_of_missing_metrics_are_shared_out(read: Read, resume: str) -> None:
    for job in (JOB, "Requirements\n- Python\n", "Nice to have\n- Python\n"):
        metrics = score(read, resume, job).metrics
        for category in ScoreCategory:
            assert sum(metric.weight for metric in metrics if metric.category is category) == pytest.approx(1.0)


def test_a_job_that_asks_for_nothing_has_no_match(read: Read, resume: str) -> None:
    card = score(read, resume, "")
    assert (card.overall, card.job_match, card.coverage) == (None, None, None)


def test_an_empty_profile_has_no_scores(read: Read) -> None:
    card = score(read, "Mira Holt")
    assert (card.overall, card.document_quality, card.job_match) == (None, None, None)
    assert not is_enough_to_judge(card)


def test_below_half_coverage_there_is_not_enough_to_judge(read: Read, resume: str) -> None:
    card = score(read, resume)
    assert is_enough_to_judge(card)
    assert not is_enough_to_judge(replace(card, coverage=0.49))
    assert not is_enough_to_judge(score_resume(*read(resume), None))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Mira Holt", "Ada Baker"),
        ("mira.holt@example.org", "python.sql@example.com"),
        ("+44 20 7946 0958", "+44 20 7946 0000"),
        ("Leeds, United Kingdom", "Lyon, France"),
        ("Leeds, United Kingdom\n", "Leeds, United Kingdom\nDate of birth: 4 May 1961\n"),
        ("Built order", "Liked quiet mornings\n- Built order"),
        ("- Built", "• Built"),
        ("Skills\n", "SKILLS\n"),
        ("Experience\n\n", "WORK EXPERIENCE\n\n\n"),
        ("Maintained a Java system for stock", "Maintained a Java system\n  for stock"),
    ],
)
def test_name_contact_age_length_and_layout_never_move_the_match(read: Read, resume: str, old: str, new: str) -> None:
    assert old in resume
    assert score(read, resume.replace(old, new)).job_match == score(read, resume).job_match


def test_saying_a_skill_forty_times_is_worth_no_more_than_once(read: Read, resume: str) -> None:
    once, often = resume + "\nRust", resume + "\nRust" * 40
    assert score(read, often).job_match == score(read, once).job_match


@pytest.mark.parametrize("place", ["Summary\n", "- Maintained", "Education\n", "Skills\n", ""])
def test_the_job_pasted_into_the_resume_brings_at_most_one_point(read: Read, resume: str, place: str) -> None:
    pasted = resume.replace(place, f"{JOB}\n{place}", 1) if place else f"{resume}\n{JOB}"
    before, after = score(read, resume).job_match, score(read, pasted).job_match
    assert before is not None
    assert after is not None
    assert after - before <= 1.0


@given(items=st.lists(st.sampled_from(SKILLS), min_size=3, max_size=8, unique=True))
def test_any_list_pasted_with_its_heading_brings_at_most_one_point(read: Read, resume: str, items: list[str]) -> None:
    job = "Requirements\n" + "".join(f"- {item}\n" for item in items)
    before, after = score(read, resume, job).job_match, score(read, f"{resume}\n{job}", job).job_match
    assert before is not None
    assert after is not None
    assert after - before <= 1.0


@given(skill=st.sampled_from(SKILLS), asked=st.lists(st.sampled_from(SKILLS), min_size=1, unique=True))
def test_showing_what_the_job_asks_for_in_a_dated_role_never_lowers_the_match(
    read: Read, resume: str, skill: str, asked: list[str]
) -> None:
    job = "Requirements\n" + "".join(f"- {item}\n" for item in asked) + "- 4 years of experience with Java\n"
    more = resume.replace("- Maintained", f"- Moved the ledger of the bakery to {skill}\n- Maintained")
    before, after = score(read, resume, job).job_match, score(read, more, job).job_match
    assert before is not None
    assert after is not None
    assert after >= before


@given(gone=st.integers(min_value=0), asked=st.lists(st.sampled_from(SKILLS), min_size=1, unique=True))
def test_deleting_a_skill_never_raises_the_match(read: Read, resume: str, gone: int, asked: list[str]) -> None:
    document, profile = read(resume)
    index = gone % len(profile.skills)
    fewer = replace(profile, skills=profile.skills[:index] + profile.skills[index + 1 :])
    requirements = read_requirements("Requirements\n" + "".join(f"- 3 years of {item} experience\n" for item in asked))
    before = score_resume(document, profile, requirements).job_match
    after = score_resume(document, fewer, requirements).job_match
    assert before is not None
    assert after is not None
    assert after <= before


@given(seed=st.integers())
def test_the_order_of_the_requirements_makes_no_difference(read: Read, resume: str, seed: int) -> None:
    requirements = read_requirements(JOB)
    items = list(requirements.items)
    random.Random(seed).shuffle(items)
    shuffled = Requirements(None, tuple(items), (), "", requirements.lines)
    first, second = (score_resume(*read(resume), job) for job in (requirements, shuffled))
    assert first.job_match == second.job_match
    assert [metric.value for metric in first.metrics] == [metric.value for metric in second.metrics]


@settings(max_examples=50)
@given(lines=st.lists(st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=40), max_size=12))
def test_points_lie_between_0_and_100_whatever_the_text(read: Read, lines: list[str]) -> None:
    card = score(read, "Experience\nBaker, Example Mills\n2019 - 2021\n" + "\n".join(lines))
    for value in (card.overall, card.document_quality, card.job_match, *(metric.value for metric in card.metrics)):
        assert value is None or (0.0 <= value <= 100.0 and value == round(value, 1))
    assert card.coverage is None or 0.0 <= card.coverage <= 1.0


def test_the_same_input_gives_the_same_scorecard(read: Read, resume: str) -> None:
    assert score(read, resume) == score(read, resume)


def test_each_metric_explains_itself(read: Read, resume: str) -> None:
    for metric in score(read, resume).metrics:
        assert metric.explanation.endswith(".")
        assert len(metric.explanation) < 400


def test_a_nice_duty_counts_as_preferred() -> None:
    items = read_requirements(
        "Responsibilities\n- Bake rye bread, which would be a plus\n- Bake wheat bread daily\n"
    ).items
    assert [metric_key_of(item) for item in items] == ["preferred_skills", "duties"]
