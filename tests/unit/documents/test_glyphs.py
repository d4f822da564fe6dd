"""Glyphs that a file gives no character for."""

import pytest

from pathwise.documents.glyphs import are_blanks_ligatures, fill_blank_ligatures, letters_of


@pytest.mark.parametrize(
    ("name", "letters"),
    [("f_i", "fi"), ("f_f_l", "ffl"), ("two.lnum", "2"), ("Udieresis.c2sc", "Ü"), ("uni00E9", "é"), ("_407", "")],
)
def test_names_are_spelt_out(name: str, letters: str) -> None:
    assert letters_of(name) == letters


@pytest.mark.parametrize(
    ("blank", "filled"),
    [("certi\x00ed", "certified"), ("work\x00ow", "workflow"), ("o\x00ice", "office"), ("e\x00ort", "effort")],
)
def test_a_blank_ligature_is_told_from_the_letters_around_it(blank: str, filled: str) -> None:
    assert fill_blank_ligatures(blank, blanks_are_ligatures=True) == filled


def test_blanks_between_words_are_spaces() -> None:
    text = "Ada\x00Example\x00bakes\x00bread"
    assert not are_blanks_ligatures(text)
    assert fill_blank_ligatures(text, blanks_are_ligatures=False) == "Ada Example bakes bread"


def test_rare_blanks_within_words_are_ligatures() -> None:
    assert are_blanks_ligatures("a certi\x00ed baker of bread and cakes in the town")
