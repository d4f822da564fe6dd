"""Bytes to text."""

import codecs

import pytest

from pathwise.documents.encodings import decode

GERMAN = "Lebenslauf: Bäckermeister in Köln, Maßarbeit für größere Häuser, täglich früh auf den Füßen."
POLISH = "Życiorys: piekarz w Łodzi, chleb na zakwasie, świeże bułki każdego dnia, dużo radości z pracy."
RUSSIAN = "Резюме: пекарь в городе, хлеб на закваске, свежие булки каждый день, много радости от работы."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_western_text_is_read_in_every_encoding(encoding: str) -> None:
    assert decode(GERMAN.encode(encoding)) == GERMAN


@pytest.mark.parametrize(("text", "encoding"), [(POLISH, "cp1250"), (RUSSIAN, "cp1251")])
def test_older_encodings_of_other_languages_are_told(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_a_mark_on_cut_text_does_no_harm() -> None:
    assert decode(codecs.BOM_UTF16_LE + "Ada".encode("utf-16-le") + b"x") == "Ada\ufffd"


def test_bytes_full_of_controls_are_no_text() -> None:
    assert decode(bytes(range(32)) * 20) is None
