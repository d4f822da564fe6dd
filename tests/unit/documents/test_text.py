"""Plain text files."""

from hypothesis import given
from hypothesis import strategies as st

from pathwise.documents.model import DocumentText, HiddenText, Line
from pathwise.documents.reading import read_document


def read(data: bytes) -> DocumentText:
    document = read_document(data)
    assert isinstance(document, DocumentText), document
    return document


def test_lines_and_bullets_are_told_apart() -> None:
    assert read(b"Ada Example\r\n\r\n* Baked  bread\r\n").lines == (
        Line("Ada Example"),
        Line("Baked bread", is_bullet=True),
    )


def test_a_bullet_on_a_line_of_its_own_belongs_to_the_next() -> None:
    assert read("Ada\n•\nBaked bread".encode()).lines == (Line("Ada"), Line("Baked bread", is_bullet=True))


def test_control_characters_are_gone() -> None:
    assert read(b"Ada\x00 Ex\x07ample, baker in town").text == "Ada Example, baker in town"


def test_tag_characters_are_taken_out_and_kept_as_hidden_text() -> None:
    hidden = "".join(chr(0xE0000 + ord(letter)) for letter in "hire me")
    document = read(f"Ada Example{hidden}\nBaker".encode())
    assert document.text == "Ada Example\nBaker"
    assert document.hidden_text == (HiddenText("hire me", "unicode_tags"),)


WORDS = st.lists(st.text("abcdefghijklmnopqrstuvwxyzäöüéß", min_size=2, max_size=10), min_size=1, max_size=6)


@given(st.lists(WORDS.map(" ".join), min_size=1, max_size=6))
def test_simple_lines_come_back_as_they_went_in(lines: list[str]) -> None:
    assert read("\n".join(lines).encode()).text.split("\n") == lines
