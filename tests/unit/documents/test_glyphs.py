"""Names of glyphs in place of characters."""

import pytest

from pathwise.documents.glyphs import are_blanks_ligatures, fill_blank_ligatures, spell_glyph_names


@pytest.mark.parametrize(
    ("named", "spelt"),
    [
        ("Scienti/f_ic o/f_f_ice", "Scientific office"),
        ("/two.lnum/zero.lnum/one.lnum/six.lnum", "2016"),
        ("We/four.lnumIT", "We4IT"),
        ("K/Udieresis.c2sc/S.c2sc", "KÜS"),
    ],
)
def test_names_are_spelt_out(named: str, spelt: str) -> None:
    assert spell_glyph_names(named) == spelt


@pytest.mark.parametrize("text", ["CI/CD", "and/or", "/home/ada", "TCP/IP", "example.org/docs.alt", "w/o"])
def test_what_is_no_name_of_a_glyph_stays(text: str) -> None:
    assert spell_glyph_names(text) == text


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
