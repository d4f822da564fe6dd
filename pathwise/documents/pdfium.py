"""PDFium, as this reader uses it: the glyphs of a page with their places. Nothing else calls its functions.

The functions are called once a glyph. They go through prototypes of our own, which take plain numbers and keep the
interpreter lock: a fifth of the time that the library's take.
"""

import ctypes
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2
import pypdfium2.raw as pdfium_c
from pypdfium2 import PdfiumError

__all__ = ["Glyphs", "PdfiumError", "TextPage", "open_document", "text_pages"]

LONGEST_FONT_NAME = 128

_POINTER, _INT, _DOUBLE = ctypes.c_void_p, ctypes.c_int, ctypes.c_double


def _prototype(function: Any, result: Any, *arguments: Any) -> Any:
    return ctypes.PYFUNCTYPE(result, *arguments)(ctypes.cast(function, _POINTER).value)


_code_of = _prototype(pdfium_c.FPDFText_GetUnicode, ctypes.c_uint, _POINTER, _INT)
_box_of = _prototype(pdfium_c.FPDFText_GetLooseCharBox, _INT, _POINTER, _INT, _POINTER)
_origin_of = _prototype(pdfium_c.FPDFText_GetCharOrigin, _INT, _POINTER, _INT, _POINTER, _POINTER)
_angle_of = _prototype(pdfium_c.FPDFText_GetCharAngle, ctypes.c_float, _POINTER, _INT)
_font_of = _prototype(pdfium_c.FPDFText_GetFontInfo, ctypes.c_ulong, _POINTER, _INT, _POINTER, ctypes.c_ulong, _POINTER)


@dataclass(frozen=True, slots=True)
class Glyphs:
    """What a page draws, in the order of drawing; without the spaces and line ends that PDFium adds by guess.

    Attributes:
        codes: Unicode code points, n of type uint32; 0 where the font has no map.
        boxes: Left, top, right, bottom in points from the lower left, n x 4 of type float32. As wide as the pen
            moves and as high as the font reaches, whatever the letter.
        places: Places on PDFium's own list, n of type int64.
    """

    codes: npt.NDArray[np.uint32]
    boxes: npt.NDArray[np.float32]
    places: npt.NDArray[np.int64]


class TextPage:
    """The text of one page.

    Args:
        text_page: PDFium's own.
        rotation: Degrees by which the page is turned clockwise to be seen: 0, 90, 180, 270.
    """

    def __init__(self, text_page: pypdfium2.PdfTextPage, rotation: int) -> None:
        self.rotation = rotation
        self._handle = ctypes.cast(text_page.raw, _POINTER).value
        self._count = max(0, pdfium_c.FPDFText_CountChars(text_page.raw))
        self._name = ctypes.create_string_buffer(LONGEST_FONT_NAME)
        self._number = ctypes.c_int()
        self._point = (_DOUBLE * 2)()

    def glyphs(self, most: int) -> Glyphs:
        """Read the glyphs.

        Args:
            most: Glyphs that are looked at, 0 or more; what comes after them is left out.
        """
        count, handle = min(self._count, most), self._handle
        boxes = np.empty((count, 4), np.float32)
        start, step = boxes.ctypes.data, boxes.strides[0]
        for place in range(count):
            _box_of(handle, place, start + place * step)
        codes = np.fromiter((_code_of(handle, place) for place in range(count)), np.uint32, count)
        # What PDFium adds has no height.
        places = np.flatnonzero(boxes[:, 1] > boxes[:, 3])
        return Glyphs(codes[places], boxes[places], places)

    def baseline(self, place: int) -> float:
        """Tell the height of a glyph's baseline, in points from below."""
        first = ctypes.addressof(self._point)
        _origin_of(self._handle, place, first, first + ctypes.sizeof(_DOUBLE))
        return self._point[1]

    def angle(self, place: int) -> float:
        """Tell how far a glyph is turned, in radians."""
        return float(_angle_of(self._handle, place))

    def font(self, place: int) -> str:
        """Tell the name of a glyph's font, in small letters; empty where it has none."""
        address, number = ctypes.addressof(self._name), ctypes.addressof(self._number)
        length = _font_of(self._handle, place, address, LONGEST_FONT_NAME, number)
        return self._name.value.decode("utf-8", "replace").lower() if 0 < length <= LONGEST_FONT_NAME else ""


@contextmanager
def open_document(data: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """Open a file for as long as the block runs.

    Raises:
        pypdfium2.PdfiumError: It cannot be opened, such as for want of a password.
    """
    with closing(pypdfium2.PdfDocument(data)) as document:
        yield document


def text_pages(document: pypdfium2.PdfDocument) -> Iterator[TextPage]:
    """Open the text of each page in turn; it is gone when the next one is asked for."""
    for index in range(len(document)):
        with closing(document[index]) as page, closing(page.get_textpage()) as text_page:
            yield TextPage(text_page, page.get_rotation())
