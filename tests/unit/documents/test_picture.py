import io
import struct
import zlib

import numpy as np
import pytest
from PIL import Image

from pathwise.documents.model import ReadingLimits, Refusal
from pathwise.documents.ocr import is_installed
from pathwise.documents.picture import decoded
from pathwise.documents.reading import read_document
from pathwise.documents.recognition import LONGEST_SIDE, recognise
from pathwise_models.enums import ReasonCode

READS_SCANS = ReadingLimits(scanned_pages=1)
needs_ocr = pytest.mark.skipif(not is_installed(), reason="pathwise[ocr] is not installed")


def picture(form: str, size: tuple[int, int] = (40, 40), pages: int = 1) -> bytes:
    stream = io.BytesIO()
    others = [Image.new("RGB", size, "white")] * (pages - 1)
    Image.new("RGB", size, "white").save(
        stream, form, **({"save_all": True, "append_images": others} if others else {})
    )
    return stream.getvalue()


def png(header: bytes, *chunks: tuple[bytes, bytes]) -> bytes:
    """Write a PNG of these chunks behind its header."""
    parts = [(b"IHDR", header), *chunks, (b"IEND", b"")]
    written = (
        struct.pack(">L", len(data)) + kind + data + struct.pack(">L", zlib.crc32(kind + data)) for kind, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(written)


def black_and_white(side: int) -> bytes:
    """Write a square PNG of a bit a pixel, without making it in memory first."""
    packer = zlib.compressobj(9)
    rows = b"".join(packer.compress(bytes(1 + side // 8)) for _ in range(side)) + packer.flush()
    return png(struct.pack(">LLBBBBB", side, side, 1, 0, 0, 0, 0), (b"IDAT", rows))


def refusal(data: bytes, limits: ReadingLimits) -> Refusal:
    found = read_document(data, limits)
    assert isinstance(found, Refusal)
    return found


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF", "WEBP"])
def test_a_picture_is_refused_with_the_extra_that_would_read_it(form: str) -> None:
    found = refusal(picture(form), ReadingLimits(scanned_pages=0))
    assert found.reason is ReasonCode.NO_TEXT
    assert "pathwise[ocr]" in found.message


@needs_ocr
def test_more_pages_than_are_recognised_are_refused_with_both_numbers() -> None:
    found = refusal(picture("TIFF", pages=3), READS_SCANS)
    assert found.reason is ReasonCode.TOO_MANY_PAGES
    assert "3 pages" in found.message


@needs_ocr
@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF", "WEBP"])
def test_a_picture_that_is_cut_off_is_corrupt(form: str) -> None:
    whole = picture(form, (400, 400))
    assert {refusal(whole[: len(whole) * tenth // 10], READS_SCANS).reason for tenth in (2, 5)} <= {
        ReasonCode.CORRUPT,
        ReasonCode.NO_TEXT,
    }


@needs_ocr
def test_a_picture_that_would_fill_the_memory_is_not_decoded() -> None:
    large = picture("PNG", (20_000, 5_000))
    assert len(large) < 1_000_000
    assert refusal(large, READS_SCANS).reason is ReasonCode.UNSAFE_ARCHIVE


@needs_ocr
@pytest.mark.parametrize("side", [8_000, 16_000])
def test_a_picture_of_more_pixels_than_are_decoded_is_refused_with_their_number(side: int) -> None:
    large = black_and_white(side)
    assert len(large) < 200_000
    found = refusal(large, READS_SCANS)
    assert found.reason is ReasonCode.UNSAFE_ARCHIVE
    assert "million pixels" in found.message


@needs_ocr
def test_a_later_page_of_too_many_pixels_is_refused_as_the_first_would_be() -> None:
    stream = io.BytesIO()
    small, large = (Image.new("1", (side, side)) for side in (40, 8_000))
    small.save(stream, "TIFF", save_all=True, append_images=[large], compression="group4")
    assert refusal(stream.getvalue(), ReadingLimits(scanned_pages=2)).reason is ReasonCode.UNSAFE_ARCHIVE


@needs_ocr
def test_a_picture_with_colours_by_number_and_no_list_of_them_is_corrupt() -> None:
    header = struct.pack(">LLBBBBB", 8, 8, 8, 3, 0, 0, 0)
    data = png(header, (b"IDAT", zlib.compress(bytes(9 * 8))))
    assert refusal(data, READS_SCANS).reason is ReasonCode.CORRUPT


def test_a_page_is_decoded_no_larger_than_it_is_read() -> None:
    pages = decoded(picture("JPEG", (4_000, 3_000)), READS_SCANS)
    assert not isinstance(pages, Refusal)
    assert [page.shape for page in pages] == [(LONGEST_SIDE * 3 // 4, LONGEST_SIDE, 3)]


@needs_ocr
@pytest.mark.parametrize("size", [(1, LONGEST_SIDE), (LONGEST_SIDE, 1), (1, 1)])
def test_a_strip_is_read_in_the_memory_of_a_page(size: tuple[int, int]) -> None:
    assert recognise(np.zeros((*size, 3), np.uint8)) == []
