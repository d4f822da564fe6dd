"""Scans and pictures, really read: by the library, in the pool, within its limits."""

import io
from collections.abc import Iterator
from functools import partial
from random import Random

import pypdfium2
import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen.canvas import Canvas

from pathwise.demo.scan import make_scan
from pathwise.documents.model import DocumentText, ReadingLimits
from pathwise.documents.ocr import is_installed, memory_for
from pathwise.documents.reading import read_document
from pathwise.settings import Settings
from pathwise.workers.pool import WorkerPool

pytestmark = pytest.mark.skipif(not is_installed(), reason="pathwise[ocr] is not installed")

WORDS = """Ada Northerly
ada.northerly@example.org
Experience
Senior Electrician, Example Works, Zürich
March 2019 - today
Wired 140 flats and trained four apprentices
Éducation: Lycée Exemple, Besançon"""


@pytest.fixture(scope="module")
def pool() -> Iterator[WorkerPool]:
    # The memory is what `shared_pool` allows; time is the machine's own affair here.
    with WorkerPool(1, 300.0, Settings().read_memory_bytes, more_memory_bytes=memory_for(3)) as pool:
        yield pool


def read(pool: WorkerPool, data: bytes, pages: int = 1) -> DocumentText:
    document = pool.submit(partial(read_document, limits=ReadingLimits(scanned_pages=pages)), data).result()
    assert isinstance(document, DocumentText), document
    return document


def words_found(document: DocumentText) -> float:
    """Give the share of the words that were read."""
    wanted = WORDS.replace(",", " ").split()
    found = document.text.replace(",", " ").split()
    return sum(word in found for word in wanted) / len(wanted)


def as_picture(scan: bytes, form: str) -> bytes:
    stream = io.BytesIO()
    pypdfium2.PdfDocument(scan)[0].render(scale=150 / 72).to_pil().convert("RGB").save(stream, form)
    return stream.getvalue()


def text_page() -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream)
    canvas.drawString(72, 760, "A covering letter that was written as text, and no scan.")
    canvas.save()
    return stream.getvalue()


def test_a_scan_is_read_in_the_pool_within_its_memory_and_marked(pool: WorkerPool) -> None:
    document = read(pool, make_scan(WORDS, Random(1)))
    assert document.scanned_pages == (1,)
    assert words_found(document) >= 0.9


def test_of_a_mixed_file_only_the_scanned_pages_are_recognised(pool: WorkerPool) -> None:
    writer = PdfWriter()
    for part in (text_page(), make_scan(WORDS, Random(2))):
        writer.append(PdfReader(io.BytesIO(part)))
    stream = io.BytesIO()
    writer.write(stream)
    document = read(pool, stream.getvalue())
    assert document.scanned_pages == (2,)
    assert document.lines[0].text == "A covering letter that was written as text, and no scan."
    assert {line.page for line in document.lines} == {1, 2}
    assert words_found(document) >= 0.9


def test_a_photograph_is_turned_upright_and_read(pool: WorkerPool) -> None:
    picture = Image.open(io.BytesIO(as_picture(make_scan(WORDS, Random(3)), "PNG"))).rotate(90, expand=True)
    exif, stream = Image.Exif(), io.BytesIO()
    exif[0x0112] = 6  # To be turned by a quarter, clockwise.
    picture.save(stream, "JPEG", exif=exif, quality=80)
    document = read(pool, stream.getvalue())
    assert (document.content_type, document.scanned_pages) == ("image/jpeg", (1,))
    assert words_found(document) >= 0.9


def test_a_picture_without_words_has_no_text(pool: WorkerPool) -> None:
    stream = io.BytesIO()
    Image.new("RGB", (600, 800), "white").save(stream, "PNG")
    limits = ReadingLimits(scanned_pages=1)
    refused = pool.submit(partial(read_document, limits=limits), stream.getvalue()).result()
    assert refused.reason.value == "no_text"  # type: ignore[union-attr]


def test_a_picture_as_large_as_any_that_is_decoded_has_room(pool: WorkerPool) -> None:
    stream = io.BytesIO()
    Image.new("RGBA", (7_200, 7_200)).save(stream, "TIFF", compression="tiff_lzw")
    refused = pool.submit(partial(read_document, limits=ReadingLimits(scanned_pages=1)), stream.getvalue()).result()
    assert refused.reason.value == "no_text"  # type: ignore[union-attr]
