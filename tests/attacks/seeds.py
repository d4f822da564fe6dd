"""A small whole file of each kind, to be cut and changed."""

import io
from collections.abc import Callable, Mapping
from functools import partial
from random import Random
from typing import Any, Final

from PIL import Image, ImageDraw

from pathwise.demo.layouts import make_file
from pathwise.demo.model import Layout, Special
from pathwise.demo.people import invent_person
from tests.attacks.markups import page, word_2003
from tests.attacks.packages import docx, odt
from tests.attacks.pdfs import many_pages, words_in_all_directions
from tests.unit.documents.word97 import make_doc
from tests.zips import zipped


def picture(form: str, mode: str = "RGB", **how: Any) -> bytes:
    """Write a picture with two words on it."""
    image, stream = Image.new(mode, (120, 90), "white"), io.BytesIO()
    ImageDraw.Draw(image).text((5, 5), "Ada Example", fill="black")
    image.save(stream, form, **how)
    return stream.getvalue()


SEEDS: Final[Mapping[str, Callable[[], bytes]]] = {
    "PDF": lambda: many_pages(2),
    "PDF in all directions": words_in_all_directions,
    "DOCX": docx,
    "ODT": odt,
    "RTF": lambda: b"{\\rtf1\\ansi{\\header Ada Example}\\b Baker\\b0\\par{\\v hush}\\u8364? Ulm\\par}",
    "DOC": lambda: make_doc("Ada Example\nBaker\x07 in\x07\x07Ulm", hidden="Bake", header="x"),
    "HTML": lambda: page("<h1>Ada</h1><ul><li><a href='https://example.org'>Baker</a></ul><table><tr><td>x</table>"),
    "Word 2003 XML": word_2003,
    "text": "Ada Example\nBäckerin in Łódź\n\n- Brot gebacken\n".encode,
    "Markdown": lambda: b"# Ada Example\n\n**Baker** in [Ulm](https://example.org)\n\n* one\n\n| a | b |\n|-|-|\n",
    "ZIP": lambda: zipped({"ada.txt": b"Ada Example", "in/ada.html": page("Ada")}),
}

RESUMES: Final[Mapping[str, Callable[[], bytes]]] = {
    f"resume as {layout.value}": partial(make_file, invent_person(7, 3), layout, Special.NOTHING, Random(3))
    for layout in (Layout.PDF_ONE_COLUMN, Layout.PDF_TWO_COLUMNS, Layout.DOCX_TABLES, Layout.TEXT)
}
"""Whole resumes, whose profile is read as well."""

PICTURES: Final[Mapping[str, Callable[[], bytes]]] = {
    "PNG": partial(picture, "PNG"),
    "PNG with a palette": partial(picture, "PNG", "P"),
    "PNG with alpha": partial(picture, "PNG", "RGBA"),
    "JPEG": partial(picture, "JPEG", progressive=True),
    "TIFF": partial(picture, "TIFF", compression="tiff_lzw"),
    "TIFF of a fax": partial(picture, "TIFF", "1", compression="group4"),
    "WebP": partial(picture, "WEBP"),
}
"""Decoded only: their words are the concern of the models, which take a second a picture."""
