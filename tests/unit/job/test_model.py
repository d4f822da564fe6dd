import pytest

from pathwise.job.model import Ground, Importance, ProtectedCriterion, Requirement, RequirementKind, Requirements
from pathwise.job.requirements import read_requirements
from tests.unit.job.small_lexicon import SMALL_LEXICON


def forms(line: str) -> list[str]:
    return [item.normalised for item in read_requirements(f"Requirements\n- {line}\n", SMALL_LEXICON).items]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Java or Kotlin", "Kotlin/Java"),
        ("Experience with Python", "Python is required"),
        ("At least five years of Java", "5+ yrs Java experience"),
        ("Fluent English", "Englisch fließend"),
        ("Bachelor's degree", "B.Sc."),
        ("Good knowledge of stone ovens", "Stone oven"),
    ],
)
def test_the_same_in_other_words_has_the_same_form(one: str, other: str) -> None:
    assert forms(one)
    assert set(forms(one)) == set(forms(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [("Java or Kotlin", "Java and Kotlin"), ("English B2", "English C1"), ("2 years of Java", "3 years of Java")],
)
def test_what_differs_has_another_form(one: str, other: str) -> None:
    assert set(forms(one)) != set(forms(other))


def test_words_without_meaning_are_their_own_form() -> None:
    assert Requirement("As The", RequirementKind.SKILL, Importance.MUST, "").normalised == "as the"


def test_the_lines_refused_are_told_once_each() -> None:
    criteria = tuple(ProtectedCriterion(text, Ground.AGE, "- young, 25") for text in ("young", "25"))
    assert Requirements(None, (), criteria, "").refused == ("- young, 25",)
