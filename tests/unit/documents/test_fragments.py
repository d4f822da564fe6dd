"""Glyphs put together to words, in real PDF files."""

import io
from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from pathwise.documents.fragments import Fragment, page_fragments
from pathwise.documents.pdfium import open_document, text_pages

FONT, SIZE = "Helvetica", 11
Draw = Callable[[Canvas], object]


def fragments_of(draw: Draw, rotation: int = 0) -> list[Fragment]:
    target = io.BytesIO()
    canvas = Canvas(target)
    canvas.setFont(FONT, SIZE)
    if rotation:
        canvas.setPageRotation(rotation)
    draw(canvas)
    canvas.save()
    with open_document(target.getvalue()) as document:
        return [fragment for page in text_pages(document) for fragment in page_fragments(page, 10_000)]


def texts(draw: Draw) -> list[str]:
    return [fragment.text for fragment in fragments_of(draw)]


def by_letters(canvas: Canvas, text: str, *, space: float = 0.25, spacing: float = 0.0, off: float = 0.0) -> None:
    """Draw each letter by itself and no spaces, as Qt does.

    Args:
        canvas: Where to.
        text: Words.
        space: White between words, in sizes.
        spacing: White between letters.
        off: How far the pen falls short of the width that the font states, in sizes, for the letter f.
    """
    left = 72.0
    for letter in text:
        if letter == " ":
            left += space * SIZE
        else:
            canvas.drawString(left, 700, letter)
            left += stringWidth(letter, FONT, SIZE) + (spacing - (off if letter == "f" else 0)) * SIZE


SENTENCE = "the head of the bakery sells loaves of all kinds of bread to the staff of the town"


@pytest.mark.parametrize("space", [0.17, 0.25, 0.4])
def test_words_are_told_by_the_white_between_letters(space: float) -> None:
    assert texts(partial(by_letters, text=SENTENCE, space=space)) == [SENTENCE]


def test_a_letter_that_is_stated_too_wide_glues_no_words() -> None:
    assert texts(partial(by_letters, text=SENTENCE + " and of fresh coffee for free", off=0.15)) == [
        SENTENCE + " and of fresh coffee for free"
    ]


def test_letters_set_apart_are_still_words() -> None:
    assert texts(partial(by_letters, text="professional experience", spacing=0.3, space=0.8)) == [
        "professional experience"
    ]


def test_letters_parted_by_spaces_are_words() -> None:
    assert texts(lambda canvas: canvas.drawString(72, 700, "C O N T A C T   D E T A I L S")) == ["CONTACT DETAILS"]


def test_initials_and_single_letters_stay_apart() -> None:
    assert texts(lambda canvas: canvas.drawString(72, 700, "Plan A or B by J. R. Baker")) == [
        "Plan A or B by J. R. Baker"
    ]


def test_cells_of_a_row_are_pieces_of_their_own() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "Bakery Example")
        canvas.drawString(300, 700, "2010 - 2020")

    first, second = fragments_of(draw)
    assert (first.text, second.text) == ("Bakery Example", "2010 - 2020")
    assert (round(first.left), round(first.y), round(second.left)) == (72, 700, 300)
    assert first.right == pytest.approx(72 + stringWidth("Bakery Example", FONT, SIZE), abs=1)


def test_a_change_of_font_parts_a_piece() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", SIZE)
        canvas.drawString(72, 700, "Head baker")
        canvas.setFont(FONT, SIZE)
        canvas.drawString(72 + stringWidth("Head baker ", "Helvetica-Bold", SIZE), 700, "in Exampleton")

    assert [(each.text, each.is_bold) for each in fragments_of(draw)] == [
        ("Head baker", True),
        ("in Exampleton", False),
    ]


def test_an_accent_drawn_over_a_letter_is_part_of_it() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "´")
        canvas.drawString(72, 700, "ecole")

    assert texts(draw) == ["école"]


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_a_turned_page_is_read_as_it_is_seen(rotation: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rotate(rotation)
        shift = {90: (60, -520), 180: (-520, -780), 270: (-780, 60)}[rotation]
        canvas.translate(*shift)
        canvas.drawString(0, 400, "Ada Example")
        canvas.drawString(0, 380, "Baker since 2010")

    first, second = fragments_of(draw, rotation)
    assert (first.text, second.text) == ("Ada Example", "Baker since 2010")
    assert first.y > second.y
    assert abs(first.left - second.left) < 2


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text("abcdefghijklmnopqrstuvwxyz", min_size=2, max_size=12), min_size=3, max_size=10))
def test_any_words_drawn_with_spaces_come_back(words: list[str]) -> None:
    text = " ".join(words)
    assert texts(lambda canvas: canvas.drawString(10, 700, text)) == [text]


def test_a_heading_that_just_fits_beside_its_text_is_a_piece_of_its_own() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, SIZE + 1)
        canvas.drawString(72, 698, "EXPERIENCE")
        canvas.setFont(FONT, SIZE)
        canvas.drawString(72 + stringWidth("EXPERIENCE", FONT, SIZE + 1), 700, "Head baker")

    assert texts(draw) == ["EXPERIENCE", "Head baker"]
