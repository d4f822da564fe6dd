"""A small whole file of each kind, to be cut and changed."""

from collections.abc import Callable, Mapping
from typing import Final

from tests.attacks.markups import page, word_2003
from tests.attacks.packages import docx, odt, zipped
from tests.attacks.pdfs import many_pages
from tests.unit.documents.word97 import make_doc

SEEDS: Final[Mapping[str, Callable[[], bytes]]] = {
    "PDF": lambda: many_pages(2),
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
