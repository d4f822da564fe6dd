"""PDFium, as this reader uses it: the glyphs of a page with their places. Nothing else calls its functions."""

import ctypes
import math
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pypdfium2
import pypdfium2.raw as pdfium_c
from pypdfium2 import PdfiumError

from pathwise.documents import pdfiumcalls as calls
from pathwise.documents.spacing import FULL_TURN, QUARTER_TURN, share, upright

__all__ = ["Glyphs", "PdfiumError", "TextPage", "open_document", "page_picture", "text_pages"]

LONGEST_FONT_NAME = 128
LINE_END_HYPHEN = 0x02
_HYPHEN_IN_TEXT = 0xFFFE
PIXELS_A_POINT = 3
# A page as large as a poster is drawn smaller: 25 million pixels take 75 MB.
_MOST_PIXELS = 25_000_000
_LONGEST_SIDE = 20_000
# Of 255.
NEAR_WHITE = 200
BARELY_OPAQUE = 64
_OPAQUE = 230
_MOST_OF_PAGE = 0.5
_ASKEW = 10.0  # Degrees.

_COVERS = (pdfium_c.FPDF_PAGEOBJ_IMAGE, pdfium_c.FPDF_PAGEOBJ_PATH)
_NOT_DRAWN = (pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium_c.FPDF_TEXTRENDERMODE_CLIP)


Colour = tuple[int, int, int]
"""Red, green and blue, each 0 to 255."""


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

    def some(self, which: npt.NDArray[np.bool_]) -> "Glyphs":
        """Take some of them; one flag each."""
        return Glyphs(self.codes[which], self.boxes[which], self.places[which])


@dataclass(frozen=True, slots=True)
class Ink:
    """How a glyph is drawn.

    Attributes:
        colour: Red, green and blue, each 0 to 255.
        alpha: 0 (cannot be seen) to 255.
        is_drawn: It is filled or outlined; False for text that only clips or only carries words.
    """

    colour: Colour
    alpha: int
    is_drawn: bool


@dataclass(frozen=True, slots=True)
class Cover:
    """A picture or a filled shape that hides what was drawn before it.

    Attributes:
        place: Its place in the order of drawing.
        box: Left, bottom, right, top in points, before the page is turned to be seen.
        colour: What it is filled with; None for a picture, which may itself show words.
    """

    place: int
    box: tuple[float, float, float, float]
    colour: Colour | None

    @property
    def is_picture(self) -> bool:
        """It is a picture."""
        return self.colour is None


class TextPage:
    """The text of one page.

    Args:
        page: PDFium's own.
        text_page: PDFium's own, of the same page.
    """

    def __init__(self, page: pypdfium2.PdfPage, text_page: pypdfium2.PdfTextPage) -> None:
        self.rotation: int = page.get_rotation()
        self._crop: tuple[float, float, float, float] = page.get_cropbox()
        self._page = page
        self._page_handle = ctypes.cast(page.raw, calls.POINTER).value
        self._children: int = max(0, pdfium_c.FPDFPage_CountObjects(page.raw))
        self._parts = (ctypes.c_uint * 4)()
        first, size = ctypes.addressof(self._parts), ctypes.sizeof(ctypes.c_uint)
        self._places_of_parts = tuple(range(first, first + 4 * size, size))
        self._text_page = text_page
        self._handle = ctypes.cast(text_page.raw, calls.POINTER).value
        self._count = max(0, pdfium_c.FPDFText_CountChars(text_page.raw))
        self._name = ctypes.create_string_buffer(LONGEST_FONT_NAME)
        self._number = ctypes.c_int()
        self._point = (calls.DOUBLE * 2)()

    def glyphs(self, most: int) -> Glyphs:
        """Read the glyphs.

        Args:
            most: Glyphs that are looked at, 0 or more; what comes after them is left out.
        """
        count, handle = min(self._count, most), self._handle
        boxes, box_of = np.empty((count, 4), np.float32), calls.box_of
        start, step = boxes.ctypes.data, boxes.strides[0]
        for place in range(count):
            box_of(handle, place, start + place * step)
        codes = self._codes(count)
        # PDFium's own mark for the hyphen of a cut word has a place of no use: it stands right behind the word.
        marks = np.flatnonzero(codes[1:] == LINE_END_HYPHEN) + 1
        boxes[marks] = boxes[marks - 1][:, [2, 1, 2, 3]]
        # What PDFium adds has no height.
        places = np.flatnonzero(boxes[:, 1] > boxes[:, 3])
        return Glyphs(codes[places], boxes[places], places)

    def _codes(self, count: int) -> npt.NDArray[np.uint32]:
        # One call for all, where its answer is as long as the list: glyphs without a character are left out of it.
        units = np.empty(count + 1, np.uint16)
        target = units.ctypes.data_as(ctypes.POINTER(ctypes.c_ushort))
        if pdfium_c.FPDFText_GetText(self._text_page.raw, 0, count, target) == count + 1:
            return np.where(units == _HYPHEN_IN_TEXT, LINE_END_HYPHEN, units)[:count].astype(np.uint32)
        return np.fromiter((calls.code_of(self._handle, place) for place in range(count)), np.uint32, count)

    def origin(self, place: int) -> tuple[float, float]:
        """Tell where on its baseline a glyph begins, in points from the lower left."""
        first = ctypes.addressof(self._point)
        calls.origin_of(self._handle, place, first, first + ctypes.sizeof(calls.DOUBLE))
        return self._point[0], self._point[1]

    def turn(self, place: int) -> int:
        """Tell by how much the page must be turned for a glyph to stand upright.

        Returns:
            Degrees clockwise: 0, 90, 180, 270. For type set aslant, what it takes for most of the page.
        """
        slope = -math.degrees(calls.angle_of(self._handle, place))
        quarter = round(slope / QUARTER_TURN) * QUARTER_TURN
        return quarter % FULL_TURN if abs(slope - quarter) <= _ASKEW else self.rotation

    @property
    def upright_box(self) -> tuple[float, float, float, float]:
        """Left, bottom, right, top of what is shown, in points, turned as it is seen."""
        left, bottom, right, top = upright(*self._crop, self.rotation)
        return left, bottom, right, top

    def ink(self, place: int) -> Ink:
        """Tell how a glyph is drawn."""
        if not calls.colour_of(self._handle, place, *self._places_of_parts):
            return Ink((0, 0, 0), 255, is_drawn=True)
        red, green, blue, alpha = self._parts
        owner = calls.object_of(self._handle, place)
        return Ink((red, green, blue), alpha, is_drawn=not owner or calls.mode_of(owner) not in _NOT_DRAWN)

    def is_odd(self, place: int) -> bool:
        """Tell whether a glyph is drawn so that it may not be seen: near white, hardly opaque, or not at all."""
        # Asked for every word: without the object that `ink` makes.
        if calls.colour_of(self._handle, place, *self._places_of_parts):
            red, green, blue, alpha = self._parts
            if alpha < BARELY_OPAQUE or (red >= NEAR_WHITE and green >= NEAR_WHITE and blue >= NEAR_WHITE):
                return True
        owner = calls.object_of(self._handle, place)
        return bool(owner) and calls.mode_of(owner) in _NOT_DRAWN

    def drawn_at(self, place: int) -> int | None:
        """Tell the place in the order of drawing at which a glyph is drawn; None within a form."""
        return self._order.get(calls.object_of(self._handle, place))

    @property
    def shows_more_than_text(self) -> bool:
        """Tell whether anything but text is drawn: a picture, a shape, a form that may hold either."""
        return any(kind != pdfium_c.FPDF_PAGEOBJ_TEXT for kind in self._kinds())

    def is_scan(self, cover: Cover) -> bool:
        """Tell whether something that is drawn is a picture of the page: it takes most of it."""
        return cover.is_picture and share(self._crop, cover.box) > _MOST_OF_PAGE

    @cached_property
    def covers(self) -> Sequence[Cover]:
        """What may hide something: pictures and opaquely filled shapes of the page itself."""
        handle = self._page_handle
        others = [(place, kind) for place, kind in enumerate(self._kinds()) if kind in _COVERS]
        found = (_cover(place, kind, calls.child_of(handle, place)) for place, kind in others)
        return [cover for cover in found if cover is not None]

    def _kinds(self) -> Iterator[int]:
        return (calls.type_of(calls.child_of(self._page_handle, place)) for place in range(self._children))

    @cached_property
    def picture(self) -> npt.NDArray[np.uint8]:
        """The page as a person sees it: rows from above, columns, colours; `pixels_a_point` pixels a point."""
        return np.asarray(self._page.render(scale=self.pixels_a_point, draw_annots=False).to_numpy())

    @cached_property
    def pixels_a_point(self) -> float:
        """How large the page is drawn."""
        width, height = (max(1.0, float(side)) for side in self._page.get_size())
        return min(PIXELS_A_POINT, math.sqrt(_MOST_PIXELS / (width * height)), _LONGEST_SIDE / max(width, height))

    @cached_property
    def _order(self) -> dict[int, int]:
        return {calls.child_of(self._page_handle, place): place for place in range(self._children)}

    def font(self, place: int) -> str:
        """Tell the name of a glyph's font, in small letters; empty where it has none."""
        address, number = ctypes.addressof(self._name), ctypes.addressof(self._number)
        length = calls.font_of(self._handle, place, address, LONGEST_FONT_NAME, number)
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
            yield TextPage(page, text_page)


def page_picture(document: pypdfium2.PdfDocument, index: int, longest: int) -> tuple[npt.NDArray[np.uint8], float]:
    """Draw a page as a person sees it.

    Args:
        document: The document.
        index: The page, from 0.
        longest: Pixels of its longer side.

    Returns:
        Rows from above, columns, colours (blue, green, red); and the page's height in points.
    """
    with closing(document[index]) as page:
        width, height = page.get_size()
        drawn = page.render(scale=longest / max(width, height), draw_annots=False).to_numpy()
        return np.ascontiguousarray(drawn[:, :, :3]), height


def _cover(place: int, kind: int, item: int) -> Cover | None:
    """Describe a picture or a filled shape; None for a shape that something shines through."""
    if kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
        return Cover(place, _bounds(item), None)
    numbers = (ctypes.c_uint * 4)()
    first, size = ctypes.addressof(numbers), ctypes.sizeof(ctypes.c_uint)
    if not calls.draw_mode_of(item, first, first + size) or not numbers[0]:
        return None
    is_known = calls.fill_of(item, *range(first, first + 4 * size, size))
    red, green, blue, alpha = numbers
    return Cover(place, _bounds(item), (red, green, blue)) if is_known and alpha >= _OPAQUE else None


def _bounds(item: int) -> tuple[float, float, float, float]:
    sides = (ctypes.c_float * 4)()
    first, size = ctypes.addressof(sides), ctypes.sizeof(ctypes.c_float)
    calls.bounds_of(item, *range(first, first + 4 * size, size))
    return sides[0], sides[1], sides[2], sides[3]
