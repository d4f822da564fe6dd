"""Text of a PDF that a program extracts and nobody sees. Told by looking at the page as it is drawn.

Drawing a page costs more than reading it, so it is done only where something cheaper gives a reason: the colour and
mode of the text, its size and place, and what is drawn over it.
"""

from collections.abc import Iterable, Sequence

from pathwise.documents.fragments import Fragment
from pathwise.documents.model import HiddenText
from pathwise.documents.pdfium import BARELY_OPAQUE, Cover, TextPage
from pathwise.documents.spacing import HALF_TURN, Box, share

_TINY = 3.0
"""Points: nobody reads type that small. Footnotes in resumes have 6 and more."""
_CONTRAST = 24
"""Difference of the brightest from the darkest pixel that an eye still sees; of 255."""
_INKED = 0.25
"""Share of a text's width that shows some ink, where the text is seen: letters fill two thirds of it and more."""
_MOSTLY = 0.6


def part_hidden(page: TextPage, fragments: Iterable[Fragment], number: int) -> tuple[list[Fragment], list[HiddenText]]:
    """Part what a person sees from what is only extracted.

    Args:
        page: The page.
        fragments: Its text.
        number: The page's number, from 1.

    Returns:
        The visible fragments in their order; the others with the reason: `tiny_text`, `off_page`, `covered`,
        `invisible_mode`, `transparent`, `white_text`, `ground_colour`.
    """
    visible: list[Fragment] = []
    hidden: list[HiddenText] = []
    # Where a page is turned, the places of shapes are not: nearly none is, and the other signs remain.
    covers = page.covers if not page.rotation else ()
    for fragment in fragments:
        why = _why_hidden(page, fragment, covers)
        if why is None:
            visible.append(fragment)
        else:
            hidden.append(HiddenText(fragment.text, why, number))
    return visible, hidden


def _why_hidden(page: TextPage, fragment: Fragment, covers: Sequence[Cover]) -> str | None:
    box = fragment.seen(below=0.2, above=0.7)
    if fragment.size < _TINY:
        return "tiny_text"
    if _is_apart(box, page.upright_box):
        return "off_page"
    suspect = _suspicion(page, fragment)
    if suspect is None:
        suspect = _suspicion_by_shapes(page, fragment, box, covers)
    return suspect if suspect and not _can_be_seen(page, fragment) else None


def _suspicion(page: TextPage, fragment: Fragment) -> str | None:
    if not fragment.is_odd:
        return None
    ink = page.ink(fragment.place)
    if not ink.is_drawn:
        return "invisible_mode"
    return "transparent" if ink.alpha < BARELY_OPAQUE else "white_text"


def _suspicion_by_shapes(page: TextPage, fragment: Fragment, box: Box, covers: Sequence[Cover]) -> str | None:
    """Tell text that something was drawn over, or that has the colour of the shape beneath it.

    Words that lie beneath a scan are its own.
    """
    around = [cover for cover in covers if share(box, cover.box) > _MOSTLY]
    if not around:
        return None
    drawn_at, colour = page.drawn_at(fragment.place), page.ink(fragment.place).colour
    for cover in around:
        is_above = drawn_at is None or cover.place > drawn_at
        if is_above and not page.is_scan(cover):
            return "covered"
        if cover.colour and max(abs(one - other) for one, other in zip(colour, cover.colour, strict=True)) < _CONTRAST:
            return "ground_colour"
    return None


def _can_be_seen(page: TextPage, fragment: Fragment) -> bool:
    """Tell whether letters stand out where the text stands.

    Looked at is where all small letters have ink, and the lines above and below have little.
    """
    box = fragment.seen(below=0.0, above=0.5)
    left, bottom, right, top = (round(each * page.pixels_a_point) for each in _from_upper_left(page, box))
    pixels = page.picture[max(0, top) : max(0, bottom), max(0, left) : max(0, right)].astype(int)
    if not pixels.size:
        return False
    across = 1 if fragment.turn % HALF_TURN else 0
    contrasts = (pixels.max(axis=across) - pixels.min(axis=across)).max(axis=-1)
    return float((contrasts > _CONTRAST).mean()) > _INKED


def _from_upper_left(page: TextPage, box: Box) -> Box:
    """Give the sides of a box as seen: left and right from the left, bottom and top from above."""
    left, bottom, right, top = box
    page_left, _, _, page_top = page.upright_box
    return left - page_left, page_top - bottom, right - page_left, page_top - top


def _is_apart(box: Box, other: Box) -> bool:
    return box[2] <= other[0] or box[0] >= other[2] or box[3] <= other[1] or box[1] >= other[3]
