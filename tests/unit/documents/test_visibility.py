"""Text that is extracted and that nobody sees, in real PDF files."""

import io
from collections.abc import Callable

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from pathwise.documents.model import DocumentText, HiddenText
from pathwise.documents.reading import read_document

BODY = ["Ada Example", "Baker since 2010", "Baked bread for the town of Exampleton", "Education: Baking School"]
WORDS = "python kubernetes terraform"
LEFT, BASE = 72, 600
Draw = Callable[[Canvas], object]


def read(draw: Draw) -> DocumentText:
    target = io.BytesIO()
    canvas = Canvas(target)
    canvas.setFont("Helvetica", 11)
    for index, line in enumerate(BODY):
        canvas.drawString(LEFT, 760 - 20 * index, line)
    canvas.saveState()
    draw(canvas)
    canvas.restoreState()
    canvas.save()
    document = read_document(target.getvalue())
    assert isinstance(document, DocumentText)
    return document


def write(canvas: Canvas) -> None:
    canvas.drawString(LEFT, BASE, WORDS)


def panel(canvas: Canvas, grey: float) -> None:
    canvas.setFillGray(grey)
    canvas.rect(LEFT - 10, BASE - 10, 300, 30, stroke=0, fill=1)


def after(setting: Draw) -> Draw:
    def draw(canvas: Canvas) -> None:
        setting(canvas)
        write(canvas)

    return draw


def grey(level: float) -> Draw:
    return after(lambda canvas: canvas.setFillGray(level))


def size(points: float) -> Draw:
    return after(lambda canvas: canvas.setFont("Helvetica", points))


def mode(number: int) -> Draw:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(LEFT, BASE)
        text.setTextRenderMode(number)
        text.textLine(WORDS)
        canvas.drawText(text)

    return draw


def alpha(level: float) -> Draw:
    return after(lambda canvas: canvas.setFillAlpha(level))


def at(left: float, base: float) -> Draw:
    return lambda canvas: canvas.drawString(left, base, WORDS)


def beneath_a_panel(canvas: Canvas) -> None:
    write(canvas)
    panel(canvas, 1)


def on_its_own_colour(canvas: Canvas) -> None:
    panel(canvas, 0.3)
    write(canvas)


HIDDEN = {
    "white": (grey(1), "white_text"),
    "near white": (grey(0.96), "white_text"),
    "half a point": (size(0.5), "tiny_text"),
    "a point and a half": (size(1.5), "tiny_text"),
    "invisible mode": (mode(3), "invisible_mode"),
    "clipping mode": (mode(7), "invisible_mode"),
    "below the page": (at(LEFT, -300), "off_page"),
    "beside the page": (at(1000, BASE), "off_page"),
    "covered": (beneath_a_panel, "covered"),
    "transparent": (alpha(0), "transparent"),
    "hardly opaque": (alpha(0.05), "transparent"),
    "of the colour of its ground": (on_its_own_colour, "ground_colour"),
}


@pytest.mark.parametrize("name", HIDDEN)
def test_what_nobody_sees_is_left_out_and_reported(name: str) -> None:
    draw, why = HIDDEN[name]
    document = read(draw)
    assert document.text.split("\n") == BODY
    assert document.hidden_text == (HiddenText(WORDS, why, 1),)


def on_a_dark_panel(canvas: Canvas) -> None:
    panel(canvas, 0.1)
    grey(1)(canvas)


def on_a_light_panel(canvas: Canvas) -> None:
    panel(canvas, 0.9)
    canvas.setFillGray(0)
    write(canvas)


def on_a_scan(canvas: Canvas) -> None:
    """Draw a picture of the words, and lay the words under it as programs that recognise text do."""
    words = Image.new("L", (200, 280), 255)
    words.paste(0, (25, 76, 120, 80))
    canvas.drawImage(ImageReader(words), 0, 0, 595, 842, mask=None)
    mode(3)(canvas)


SEEN = {
    "light grey": grey(0.7),
    "small print": size(6),
    "white on a dark panel": on_a_dark_panel,
    "on a light panel": on_a_light_panel,
    "recognised on a scan": on_a_scan,
}


@pytest.mark.parametrize("name", SEEN)
def test_what_a_person_sees_raises_no_alarm(name: str) -> None:
    document = read(SEEN[name])
    assert WORDS in document.text
    assert document.hidden_text == ()


def test_hidden_words_in_the_middle_of_a_line_are_parted_from_it() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(LEFT, BASE, "Good at bread")
        canvas.setFillGray(1)
        canvas.drawString(LEFT + canvas.stringWidth("Good at bread ", "Helvetica", 11), BASE, "and python")

    document = read(draw)
    assert document.text.split("\n")[-1] == "Good at bread"
    assert document.hidden_text == (HiddenText("and python", "white_text", 1),)


def test_what_hangs_down_from_the_line_above_does_not_make_hidden_words_seen() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(LEFT, BASE, "Baked bread, gladly")
        canvas.setFillGray(1)
        canvas.setFont("Helvetica", 5)
        canvas.drawString(LEFT, BASE - 4, WORDS)

    assert read(draw).hidden_text == (HiddenText(WORDS, "white_text", 1),)
