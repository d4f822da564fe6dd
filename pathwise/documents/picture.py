"""Pictures of pages (PNG, JPEG, TIFF, WebP), read by recognising their letters."""

import io
import struct
import warnings

import numpy as np
from PIL import Image, ImageOps, ImageSequence

from pathwise.documents.draft import Draft
from pathwise.documents.fragments import Fragment
from pathwise.documents.layout import page_lines
from pathwise.documents.model import ReadingLimits, Refusal
from pathwise.documents.ocr import announce, pages_read
from pathwise.documents.recognition import LONGEST_SIDE, Picture
from pathwise.documents.refusals import refuse, refuse_picture, refuse_scan
from pathwise.documents.scans import scanned_fragments
from pathwise_models.enums import ReasonCode

_FORMATS = ("PNG", "JPEG", "TIFF", "WEBP")
_MOST_PIXELS = 60_000_000
"""A page of A4 at 600 dots an inch has 35 million."""
_BYTES_A_PIXEL = 4
_PAGE_HEIGHT = 842.0  # Points, of A4: a picture's own density is seldom true.

# What Pillow's decoders raise for hostile files, beside its own errors (OSError, SyntaxError).
_DECODER_FAILURES = (
    OSError,
    SyntaxError,
    ValueError,
    LookupError,
    ArithmeticError,
    TypeError,
    AssertionError,
    EOFError,
    struct.error,
)


def read(data: bytes, limits: ReadingLimits) -> Draft | Refusal:
    """Read the words of a picture.

    Args:
        data: The whole file.
        limits: Pages that may be recognised, and the bytes that a picture may grow to.

    Returns:
        The draft, a page for each picture of a TIFF; `no_text` where pictures are not read here, `unsafe_archive`
        for one that is too large in memory, `too_many_pages`, `corrupt`.
    """
    if not pages_read(limits.scanned_pages):
        return refuse_scan()
    announce()  # A picture takes much as it is decoded.
    pages = decoded(data, limits)
    if isinstance(pages, Refusal):
        return pages
    read: list[list[Fragment]] = []
    for page in pages:
        if read:
            announce()
        read.append(scanned_fragments(page, _PAGE_HEIGHT))
    lines = tuple(page_lines(read))
    return Draft(len(pages), lines, has_set_lines=True, scanned_pages=tuple(range(1, len(pages) + 1)))


def decoded(data: bytes, limits: ReadingLimits) -> list[Picture] | Refusal:
    """Decode the pages of a picture, upright and no larger than they need be.

    Args:
        data: The whole file.
        limits: As for `read`.

    Returns:
        A page or more; the refusals of `read`.
    """
    most = min(_MOST_PIXELS, limits.inflated_bytes // _BYTES_A_PIXEL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of large pictures; the limit here is a narrower one.
            return _decoded(data, limits.scanned_pages, most)
    except Image.DecompressionBombError:
        return refuse_picture(most)
    except _DECODER_FAILURES:
        return refuse(ReasonCode.CORRUPT)


def _decoded(data: bytes, most_pages: int, most_pixels: int) -> list[Picture] | Refusal:
    with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
        pages = getattr(image, "n_frames", 1)
        if pages > most_pages:
            return refuse(ReasonCode.TOO_MANY_PAGES, pages=pages, limit=most_pages)
        return [_page(frame, most_pixels) for frame in ImageSequence.Iterator(image)]


def _page(frame: Image.Image, most_pixels: int) -> Picture:
    if frame.width * frame.height > most_pixels:
        # As Pillow does itself for what passes its own limit.
        raise Image.DecompressionBombError
    frame.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    page = ImageOps.exif_transpose(_on_white(frame))
    page.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    return np.ascontiguousarray(np.asarray(page)[:, :, ::-1])


def _on_white(frame: Image.Image) -> Image.Image:
    if not frame.has_transparency_data:
        return frame.convert("RGB")
    ground = Image.new("RGBA", frame.size, "white")
    ground.alpha_composite(frame.convert("RGBA"))
    return ground.convert("RGB")
