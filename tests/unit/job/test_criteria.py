import pytest

from pathwise.job.criteria import Reading, requirements_in
from pathwise.job.model import Importance, RequirementKind
from pathwise.job.parts import Clause, Part
from pathwise.job.vocabulary import load_vocabulary
from pathwise.resume.lexicon import load_lexicon


def kinds(text: str, part: Part = Part.REQUIRED) -> list[tuple[RequirementKind, str]]:
    reading = Reading(Clause(text, part, text, True), Importance.MUST, load_vocabulary(), load_lexicon())
    return [(item.kind, item.text) for item in requirements_in(reading)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Bakery shop manager", RequirementKind.TITLE),
        ("Old stone ovens", RequirementKind.DOMAIN),
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
        (RequirementKind.EDUCATION, "Bachelor's degree in Statistics and experience with Docker"),
        (RequirementKind.SKILL, "Docker"),
    ]


def test_years_of_something_without_a_name_in_the_lexicon_ask_for_both() -> None:
    assert kinds("5 years of experience with sourdough ovens") == [
        (RequirementKind.YEARS, "5 years of experience with sourdough ovens"),
        (RequirementKind.DOMAIN, "experience with sourdough ovens"),
    ]


def test_a_clause_of_nothing_but_filling_asks_for_nothing() -> None:
    assert kinds("Good relevant experience") == []
