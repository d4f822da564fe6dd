"""Text that runs up, down or upside down beside what the page is read by, in real PDF files."""

import io
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from pathwise.documents.model import DocumentText
from pathwise.documents.reading import read_document

BODY = [f"Baked loaf {word} for the people of the town" for word in ("one", "two", "three", "four", "five", "six")]
DOWN, UP, OVER = 270, 90, 180
Draw = Callable[[Canvas], object]


def read(*draws: Draw, rotation: int = 0) -> DocumentText:
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(842, 842))
    if rotation:
        canvas.setPageRotation(rotation)
    for draw in draws:
        canvas.saveState()
        draw(canvas)
        canvas.restoreState()
    canvas.save()
    document = read_document(target.getvalue())
    assert isinstance(document, DocumentText), document
    return document


def texts(*draws: Draw, rotation: int = 0) -> list[str]:
    return [line.text for line in read(*draws, rotation=rotation).lines]


def body(top: float = 700, lines: list[str] = BODY) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 11)
        for place, line in enumerate(lines):
            canvas.drawString(120, top - 16 * place, line)

    return draw


def turned(text: str, left: float, bottom: float, degrees: int, size: float = 20, colour: str = "black") -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColor(colour)
        canvas.setFont("Helvetica", size)
        canvas.translate(left, bottom)
        canvas.rotate(degrees)
        canvas.drawString(0, 0, text)

    return draw


@pytest.mark.parametrize(("degrees", "bottom"), [(UP, 550), (DOWN, 760)])
def test_a_name_along_the_margin_is_a_heading_of_whole_words(degrees: int, bottom: float) -> None:
    name = turned("Ada Northerly-Example", 60, bottom, degrees)
    document = read(name, body())
    assert [line.text for line in document.lines] == ["Ada Northerly-Example", *BODY]
    assert document.lines[0].is_heading
    assert not document.hidden_text


@pytest.mark.parametrize("left", [60, 560])
def test_a_name_along_a_margin_is_read_first_where_it_begins_highest_though_it_is_drawn_last(left: float) -> None:
    assert texts(body(), turned("Ada Northerly", left, 600, UP)) == ["Ada Northerly", *BODY]


def test_titles_that_run_up_beside_their_sections_are_read_before_them() -> None:
    drawn = (
        turned("Experience", 80, 620, UP, 12),
        body(700, BODY[:3]),
        turned("Education", 80, 430, UP, 12),
        body(480, BODY[3:]),
    )
    assert texts(*drawn) == ["Experience", *BODY[:3], "Education", *BODY[3:]]


def test_two_rows_of_turned_text_are_two_lines() -> None:
    rows = (turned("Ada Northerly", 40, 560, UP), turned("Baker in Exampleton", 64, 560, UP, 12))
    assert texts(*rows, body()) == ["Ada Northerly", "Baker in Exampleton", *BODY]


def test_a_turned_row_in_two_fonts_is_one_line() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.translate(60, 560)
        canvas.rotate(UP)
        canvas.setFont("Helvetica", 20)
        canvas.drawString(0, 0, "Ada")
        canvas.setFont("Helvetica-Bold", 20)
        canvas.drawString(stringWidth("Ada ", "Helvetica", 20), 0, "Northerly")

    assert texts(draw, body()) == ["Ada Northerly", *BODY]


def test_white_words_along_the_margin_are_hidden_on_white_and_seen_on_a_dark_panel() -> None:
    def panel(canvas: Canvas) -> None:
        canvas.setFillColor("navy")
        canvas.rect(30, 400, 50, 400, stroke=0, fill=1)

    name = turned("Ada Northerly", 60, 560, UP, colour="white")
    assert [hidden.text for hidden in read(name, body()).hidden_text] == ["Ada Northerly"]
    assert texts(panel, name, body()) == ["Ada Northerly", *BODY]


def test_type_turned_upside_down_twice_is_upright() -> None:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText()
        text.setFont("Helvetica", -11)
        text.setTextTransform(-1, 0, 0, -1, 120, 740)
        text.textOut("Ada Northerly, Baker")
        canvas.drawText(text)

    assert texts(draw, body()) == ["Ada Northerly, Baker", *BODY]


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_words_along_the_margin_of_a_turned_page_are_whole(rotation: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rotate(rotation)
        canvas.translate(*{90: (60, -520), 180: (-520, -780), 270: (-780, 60)}[rotation])
        canvas.setFont("Helvetica", 11)
        for place, line in enumerate(BODY[:3]):
            canvas.drawString(60, 400 - 16 * place, line)
        turned("Ada Northerly", 20, 300, UP)(canvas)

    assert sorted(texts(draw, rotation=rotation)) == sorted(["Ada Northerly", *BODY[:3]])


def test_a_page_that_lies_on_its_side_is_read_as_if_it_stood() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.translate(595, 0)
        canvas.rotate(UP)
        body(500)(canvas)
        canvas.drawString(420, 500, "2010 - 2020")

    assert texts(draw) == [BODY[0], "2010 - 2020", *BODY[1:]]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text("abcdefghijklmnopqrstuvwxyz", min_size=2, max_size=10), min_size=2, max_size=5), st.data())
def test_any_words_come_back_in_whatever_direction_they_run(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    degrees = data.draw(st.sampled_from([UP, DOWN, OVER]))
    size = data.draw(st.floats(6, 14))
    place = {UP: (60, 10), DOWN: (60, 830), OVER: (590, 800)}[degrees]
    assert text in texts(turned(text, *place, degrees, size), body())
