import pytest

from pathwise.job.vocabulary import load_vocabulary
from pathwise.resume.language_names import LANGUAGES
from pathwise.resume.model import EducationLevel


def test_levels_of_education_stand_lowest_first() -> None:
    assert list(load_vocabulary().education) == list(EducationLevel)


def test_languages_are_named_in_the_order_of_the_text() -> None:
    assert load_vocabulary().languages_in("français, Deutsch") == ("French", "German")


def test_each_language_code_names_a_known_language() -> None:
    assert set(load_vocabulary().language_codes.values()) <= LANGUAGES


@pytest.mark.parametrize(("what", "text"), [("nice", "nicety"), ("must", "mustard"), ("fields", "agencyless")])
def test_words_are_met_whole(what: str, text: str) -> None:
    assert not load_vocabulary().says(what, text)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("English (C1)", "C1"),
        ("native level", "C2"),
        ("fluent", "C1"),
        ("gute Kenntnisse", "B2"),
        ("basic", "A2"),
        ("anglais courant", "C1"),
        ("nivel avanzado", "C1"),
        ("B2, good for daily work", "B2"),
        ("spoken", None),
    ],
)
def test_levels_of_a_language_are_told(text: str, level: str | None) -> None:
    assert load_vocabulary().language_level_in(text) == level


@pytest.mark.parametrize("text", ["French cuisine", "German tax law", "the Italian market", "English literature"])
def test_something_of_a_country_is_no_language(text: str) -> None:
    assert load_vocabulary().languages_in(text) == ()


@pytest.mark.parametrize("text", ["Bake bread", "Bakes bread", "Baking bread", "Manage the shop"])
def test_a_line_that_opens_with_what_is_done_is_known(text: str) -> None:
    assert load_vocabulary().opens_with_verb(text)


def test_a_language_is_named_wherever_it_is_no_word_of_a_country() -> None:
    assert load_vocabulary().languages_in("French cuisine, spoken French") == ("French",)
