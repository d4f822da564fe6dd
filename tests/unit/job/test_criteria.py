import pytest

from pathwise.job.criteria import Reading, requirements_in
from pathwise.job.model import Importance, RequirementKind
from pathwise.job.parts import Clause, Part
from pathwise.job.vocabulary import load_vocabulary
from pathwise.resume.lexicon import load_lexicon


def kinds(text: str, part: Part = Part.REQUIRED) -> list[tuple[RequirementKind, str]]:
    reading = Reading(Clause(text, part, (text,), True), Importance.MUST, load_vocabulary(), load_lexicon())
    return [(item.kind, item.text) for item in requirements_in(reading)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Bakery shop manager", RequirementKind.TITLE),
        ("Old stone ovens", RequirementKind.SKILL),
        ("Hospital environment", RequirementKind.DOMAIN),
        ("Teach figure skating to beginners on ice", RequirementKind.DUTY),
        ("Work permit for Norway or any neighbour of it", RequirementKind.DOMAIN),
    ],
)
def test_a_line_without_a_skill_is_judged_by_its_words(text: str, kind: RequirementKind) -> None:
    assert kinds(text) == [(kind, text)]


def test_a_list_of_short_names_is_several_requirements() -> None:
    assert [text for _, text in kinds("rye doughs, stone ovens and figure skating")] == [
        "rye doughs",
        "stone ovens",
        "figure skating",
    ]


def test_the_subject_of_a_degree_is_no_skill_but_what_follows_experience_is() -> None:
    assert kinds("Bachelor's degree in Statistics and experience with Docker") == [
        (RequirementKind.EDUCATION, "Bachelor's degree in Statistics"),
        (RequirementKind.SKILL, "Docker"),
    ]


def test_years_of_something_without_a_name_in_the_lexicon_ask_for_both() -> None:
    assert kinds("5 years of experience with sourdough ovens") == [
        (RequirementKind.YEARS, "5 years of experience with sourdough ovens"),
        (RequirementKind.SKILL, "sourdough ovens"),
    ]


def test_a_clause_of_nothing_but_filling_asks_for_nothing() -> None:
    assert kinds("Good relevant experience") == []


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Experience as a pastry cook", "pastry cook"),
        ("3 years of experience as a baker", "baker"),
        ("Erfahrung als Bäcker", "Bäcker"),
        ("Ervaring als bakker", "bakker"),
        ("3 years as head baker or pastry chef", "head baker or pastry chef"),
        ("4 years of experience as a backend developer or software engineer", "backend developer or software engineer"),
        ("Experience as a software engineer with Python", "software engineer"),
    ],
)
def test_experience_as_somebody_asks_for_the_position(text: str, title: str) -> None:
    asked = kinds(text)
    assert (RequirementKind.TITLE, title) in asked
    assert (RequirementKind.SKILL, title) not in asked


def test_a_paper_is_a_certificate_and_what_stands_beside_it_is_not() -> None:
    assert kinds("Valid driving licence and own car") == [
        (RequirementKind.CERTIFICATION, "Valid driving licence"),
        (RequirementKind.DOMAIN, "own car"),
    ]


def test_a_name_that_the_lexicon_does_not_know_is_kept_beside_those_it_does() -> None:
    assert kinds("Python, Bakemaster and Docker") == [
        (RequirementKind.SKILL, "Python"),
        (RequirementKind.SKILL, "Bakemaster"),
        (RequirementKind.SKILL, "Docker"),
    ]


def test_a_duty_names_its_tools_but_not_itself_twice() -> None:
    assert kinds("Write services in Python for our customers", Part.DUTIES) == [
        (RequirementKind.SKILL, "Python"),
        (RequirementKind.DUTY, "Write services in Python for our customers"),
    ]


def test_years_in_two_skills_are_two_requirements_and_in_one_of_two_is_one() -> None:
    assert [kind for kind, _ in kinds("3 years of Python and Docker")].count(RequirementKind.YEARS) == 2
    assert [kind for kind, _ in kinds("3 years of Python or Docker")].count(RequirementKind.YEARS) == 1


def test_years_do_not_speak_of_a_skill_further_on() -> None:
    reading = Reading(
        Clause("2 years in a bakery and be good with Python", Part.REQUIRED, ("",), True),
        Importance.MUST,
        load_vocabulary(),
        load_lexicon(),
    )
    (years,) = [item for item in requirements_in(reading) if item.kind is RequirementKind.YEARS]
    assert (years.any_of, years.subject) == ((), "bakery")


def test_years_that_may_stand_for_a_degree_are_no_requirement_of_their_own() -> None:
    reading = Reading(
        Clause("Bachelor's degree or 5 years of experience", Part.REQUIRED, ("",), True),
        Importance.MUST,
        load_vocabulary(),
        load_lexicon(),
    )
    (item,) = requirements_in(reading)
    assert (item.kind, item.or_experience) == (RequirementKind.EDUCATION, True)
