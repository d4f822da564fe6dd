"""UTF-8 that some program read as Windows-1252."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathwise.documents.mojibake import mend_mojibake, restore_lost_bytes

TELLTALE = st.text("ÂÃâïÅ€™œ“”•–—¼³©®·»… aAzÉé\u0301\xa0\n", max_size=12)
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]))


def misread(text: str) -> str:
    return text.encode().decode("cp1252")


@pytest.mark.parametrize(
    "meant",
    [
        "Élan – it’s a “test", "naïve Bayes, café, Straße, Köln, Muñoz, León", "Windows®, © 2019, 20 °C, £5", "€5 → €9",
        "■ Bread", "◦ Cakes", "✓ Rolls", "Ünal Öztürk", "Autónoma de Nuevo León", "São João, maçã", "1 × 2 ÷ 3",
    ],
)  # fmt: skip
def test_what_was_misread_is_put_right(meant: str) -> None:
    assert mend_mojibake(misread(meant).replace("Ã–", "Ö").replace("Ã—", "×")) == meant


def test_what_was_misread_twice_is_put_right() -> None:
    assert mend_mojibake(misread(misread("José"))) == "José"


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("levelÂ ", "level "),
        ("fruit,Â resulting", "fruit, resulting"),
        ("of Â\xa0Â Â bread", "of  bread"),
        ("and Â guided", "and  guided"),
        ("Baked bread. Â Sold it. Â", "Baked bread.  Sold it. "),
        ("Â", ""),
        ("zero â€‹width", "zero width"),
    ],
)
def test_what_is_left_of_spaces_goes(wrong: str, right: str) -> None:
    assert mend_mojibake(wrong) == right


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("Bakery ï¼\u200b City", "Bakery - City"),
        ("Bakery ï¼\x8d City", "Bakery - City"),
        ("â—\x8fBaked", "●Baked"),
        ("set” and testâ€\x9d", "set” and test”"),
    ],
)
def test_a_lost_byte_is_known_by_what_stands_in_its_place(wrong: str, right: str) -> None:
    assert restore_lost_bytes(wrong) == right


@pytest.mark.parametrize(
    "text",
    [
        # French
        "Élève à Orléans – « CAFÉ » – « congé… », bientôt, Noël, L’ÂGE D’OR, CHÂTEAU, PÂTISSERIE, naïf, Bâ — Bâ",
        "GRÂCE À L’ÂME", "N° 5, 1ᵉʳ étage", "à « la carte »", "« AÏE ! »",
        # Portuguese
        "FORMAÇÃO, EDUCAÇÃO, SÃO PAULO, AMANHÃ, MANHÃ… “MANHÔ ‘MANHÒ, MANHÖNOITE, MANHà, MAÇû, IRMÃ³, IRMé, IRMî",
        "Gestão, coração, Ângela Â Silva, Â. Silva, Maria Â Santos, João Â, ÂNGELA", "1ª e 2º ano, R$ 5 – 9",
        # Vietnamese
        "Nguyễn Thị Ánh, Trần Văn Ân, CÂU HỎI, ÂM NHẠC, Đà Nẵng, Ba Đình, Hà Nội, Quân, THÂN, MÃ SỐ, MÃ® VẠCH, XÃ HỘI",
        # German
        "Müller-Lüdenscheidt, Straße, Ärzte, MENÜ–KARTE, „Übung“, FRÜH…, Größe, „MENÜ“, Öl”, «Ü»",
        # Romanian, Turkish, Spanish, Swedish, Dutch
        "ROMÂNIA, ÎN CÂMP, mâine", "Kâzım, Rüzgâr, LÂLE", "AÑO ¿Qué? ¡Sí! 3.ª", "Åsa Ängström, FÖR…", "reïntegratie",
    ],
)  # fmt: skip
def test_no_word_of_a_language_is_taken_for_misread(text: str) -> None:
    text = unicodedata.normalize("NFC", text)
    assert mend_mojibake(restore_lost_bytes(text)) == text


@given(TELLTALE | ANY_TEXT)
def test_mending_twice_is_mending_once(text: str) -> None:
    mended = mend_mojibake(unicodedata.normalize("NFC", text))
    assert mend_mojibake(mended) == mended == unicodedata.normalize("NFC", mended)


@given(st.text(st.characters(max_codepoint=0x7F)))
def test_plain_english_is_never_changed(text: str) -> None:
    assert mend_mojibake(restore_lost_bytes(text)) == text
