import pytest

from pathwise.job.vocabulary import load_vocabulary
from pathwise.resume.model import EducationLevel


def test_levels_of_education_stand_lowest_first() -> None:
    assert list(load_vocabulary().education) == list(EducationLevel)


def test_languages_are_named_in_the_order_of_the_text() -> None:
    assert load_vocabulary().languages_in("français, Deutsch") == ("French", "German")


def test_each_language_code_names_a_known_language() -> None:
    vocabulary = load_vocabulary()
    assert set(vocabulary.language_codes.values()) <= set(vocabulary.languages)


@pytest.mark.parametrize(("what", "text"), [("nice", "nicety"), ("must", "mustard"), ("refused", "racetrack")])
def test_words_are_met_whole(what: str, text: str) -> None:
    assert not load_vocabulary().says(what, text)
