import io

import pytest
from PIL import Image

from pathwise.documents.model import ReadingLimits, Refusal
from pathwise.documents.ocr import is_installed
from pathwise.documents.reading import read_document
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
