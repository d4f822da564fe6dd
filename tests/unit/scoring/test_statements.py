import pytest

from pathwise.scoring.statements import count_words, opens_strongly, sentences_of


@pytest.mark.parametrize("text", ["Built a bakery", "Baked 40 loaves a day", "Led the night shift", "Assembled ovens"])
def test_a_statement_that_opens_with_what_was_done_opens_strongly(text: str) -> None:
    assert opens_strongly(text)


@pytest.mark.parametrize("text", ["Responsible for baking", "Worked on ovens", "I baked", "My duties included baking"])
def test_a_statement_that_hides_what_was_done_does_not(text: str) -> None:
    assert not opens_strongly(text)


def test_words_and_sentences_are_counted_as_people_do() -> None:
    assert count_words("Don't re-heat 40 loaves!") == 4
    assert sentences_of("Baked bread. Sold it.") == ["Baked bread.", "Sold it."]
    assert sentences_of("") == []
