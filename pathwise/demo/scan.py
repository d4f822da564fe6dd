"""Make a page that was put on a scanner: a picture of a resume without any text in it."""

from functools import cache
from io import BytesIO
from pathlib import Path
from random import Random

import reportlab
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

_WIDTH, _HEIGHT = 1240, 1754  # A4 at 150 dots an inch
_MARGIN, _LINE_HEIGHT, _TEXT_SIZE = 120, 30, 21
_PAPER, _INK = 246, 40
_JPEG_QUALITY = 60
_LARGEST_TILT_DEGREES = 1.2


def make_scan(text: str, rng: Random) -> bytes:
    """Print a text, scan the page a little askew and save the picture as PDF.

    Args:
        text: Lines; what does not fit the page is cut off.
        rng: Source of chance.
    """
    page = Image.new("L", (_WIDTH, _HEIGHT), _PAPER)
    draw = ImageDraw.Draw(page)
    lines = [line.strip("-") for line in text.splitlines()]  # Rules are typed below headings, never printed.
    for row, line in enumerate(lines[: (_HEIGHT - 2 * _MARGIN) // _LINE_HEIGHT]):
        draw.text((_MARGIN, _MARGIN + row * _LINE_HEIGHT), line, _INK, _font())
    for _ in range(60):
        x, y = rng.randrange(_WIDTH), rng.randrange(_HEIGHT)
        draw.ellipse((x, y, x + rng.randint(1, 3), y + rng.randint(1, 3)), rng.randint(120, 200))
    tilt = rng.uniform(-_LARGEST_TILT_DEGREES, _LARGEST_TILT_DEGREES)
    page = page.rotate(tilt, Image.Resampling.BILINEAR, fillcolor=_PAPER)
    return _as_pdf(page)


def _as_pdf(page: Image.Image) -> bytes:
    picture, stream = BytesIO(), BytesIO()
    page.save(picture, "JPEG", quality=_JPEG_QUALITY)
    canvas = Canvas(stream, pagesize=A4, invariant=1)
    canvas.drawImage(ImageReader(picture), 0, 0, *A4)
    canvas.showPage()
    canvas.save()
    return stream.getvalue()


@cache
def _font() -> ImageFont.FreeTypeFont:
    # reportlab brings this face along: no machine is without it.
    return ImageFont.truetype(str(Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"), _TEXT_SIZE)
