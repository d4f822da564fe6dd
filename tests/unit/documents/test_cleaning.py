"""Characters made plain."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathwise.documents.cleaning import plain_text, take_out_tags

ANY_TEXT = st.text(st.characters(exclude_categories=()))


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("e\ufb03cient \ufb02ow", "efficient flow"),
        ("co\u00adoperate", "cooperate"),
        ("two\u00a0\u2009 words", "two words"),
        ("Ko\u0308ln", "Köln"),
        ("a\u200bb\ufeffc\u202ed", "abcd"),
        ("it\x92s \x93fine\x94 \x96 yes", "it\u2019s \u201cfine\u201d \u2013 yes"),
        ("lone \ud800 half", "lone half"),
        ("H\u2082O and x\u00b2", "H\u2082O and x\u00b2"),
        ("2019 â€“ 2021, Adaâ€™s", "2019 \u2013 2021, Ada\u2019s"),
    ],
)
def test_characters_are_those_a_person_would_type(raw: str, plain: str) -> None:
    assert plain_text(raw) == plain


@given(ANY_TEXT)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert plain_text(plain_text(text)) == plain_text(text)


@given(ANY_TEXT)
def test_clean_text_can_be_stored_anywhere(text: str) -> None:
    plain = plain_text(text)
    plain.encode()
    assert not any(unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") for character in plain)


@given(st.text("abc ", max_size=20), st.text("xyz", min_size=1, max_size=5))
def test_tags_are_spelt_out_and_the_rest_stays(visible: str, hidden: str) -> None:
    tags = "".join(chr(0xE0000 + ord(letter)) for letter in hidden)
    assert take_out_tags(visible + tags) == (visible, hidden)
