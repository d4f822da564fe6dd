from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from random import Random

import pytest
from pypdf import PdfReader

from pathwise.demo.outline import Outline, Typeface, outline
from pathwise.demo.pdf import make_one_column, make_two_columns
from pathwise.demo.people import Wish, invent_person

Maker = Callable[[Outline, bool], bytes]
LONG = invent_person(3, 8, Wish(years=28, flaws=()))
RESUME = outline(LONG, Random(1))


@pytest.mark.parametrize("make", [make_one_column, make_two_columns])
def test_a_long_resume_takes_several_pages_and_loses_no_bullet(make: Maker) -> None:
    reader = PdfReader(BytesIO(make(RESUME, False)))
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    assert len(reader.pages) > 1
    assert all(bullet in text for position in LONG.positions for bullet in position.bullets)


@pytest.mark.parametrize("make", [make_one_column, make_two_columns])
def test_nothing_is_written_below_the_page(make: Maker) -> None:
    heights: list[float] = []
    for page in PdfReader(BytesIO(make(RESUME, True))).pages:
        page.extract_text(
            visitor_text=lambda text, cm, tm, fonts, size: heights.append(tm[5]) if text.strip() else None
        )
    assert min(heights) > 20


@pytest.mark.parametrize("typeface", Typeface)
def test_only_the_wide_face_is_carried_in_the_file(typeface: Typeface) -> None:
    data = make_one_column(replace(RESUME, typeface=typeface), is_letter=False)
    assert (b"/FontFile2" in data) is (typeface is Typeface.WIDE)


def test_letter_and_a4_differ_in_size() -> None:
    sizes = {PdfReader(BytesIO(make_one_column(RESUME, letter))).pages[0].mediabox.width for letter in (True, False)}
    assert len(sizes) == 2


def test_the_sidebar_carries_links() -> None:
    reader = PdfReader(BytesIO(make_two_columns(RESUME, is_letter=False)))
    targets = {note.get_object()["/A"]["/URI"] for page in reader.pages for note in page.get("/Annots", [])}
    assert targets == {line.target for line in RESUME.contact if line.target}


def test_a_password_locks_the_file_and_opens_it() -> None:
    reader = PdfReader(BytesIO(make_one_column(RESUME, is_letter=False, password="let me in")))
    assert reader.is_encrypted
    assert not reader.decrypt("wrong")
    assert reader.decrypt("let me in")
    assert LONG.positions[0].organisation in reader.pages[0].extract_text()


def test_hidden_words_are_in_the_file_in_white() -> None:
    data = make_one_column(RESUME, is_letter=False, hidden="unseen words")
    page = PdfReader(BytesIO(data)).pages[-1]
    drawing = page.get_contents()
    assert "unseen words" in page.extract_text()
    assert drawing is not None
    assert b"1 1 1 rg" in drawing.get_data()
