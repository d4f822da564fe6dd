"""Pages that are pictures: their words as lines, in the order in which a person reads them."""

from collections.abc import Iterable, Iterator, Sequence
from statistics import median

from pathwise.documents.fragments import DESCENT, Fragment
from pathwise.documents.layout import row_box
from pathwise.documents.order import order_by_place
from pathwise.documents.recognition import Picture, Piece, recognise

_SAME_ROW = 0.5  # Of the height, between the middles of two pieces.
_SAME_LINE = 0.15  # Of the height, between feet: rows of columns side by side seldom agree so well.
_NEXT_WORD = 1.0  # Of the height: more white parts two cells.
_LIKE_BODY = 0.3  # Recognised heights differ by that much within one size of type.


def scanned_fragments(picture: Picture, height: float) -> list[Fragment]:
    """Read the words of a page's picture.

    Args:
        picture: The page as it is seen.
        height: Of the page, in points.

    Returns:
        Its rows and cells in reading order; empty where it shows no words.
    """
    return arranged(recognise(picture), height, height / picture.shape[0])


def arranged(pieces: Sequence[Piece], height: float, scale: float) -> list[Fragment]:
    """Put the pieces of a page together.

    Args:
        pieces: In no order; may be empty.
        height: Of the page, in points.
        scale: Points a pixel.

    Returns:
        As for `scanned_fragments`.
    """
    if not pieces:
        return []
    body = median(piece.height for piece in pieces)
    cells = [cell for row in _rows(pieces) for cell in _cells(row, height, scale, body)]
    order = order_by_place([row_box(place, [cell]) for place, cell in enumerate(cells)])
    return [cells[place] for place in order]


def _rows(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """Put pieces on one line together, from above; each line from the left."""
    row: list[Piece] = []
    for piece in sorted(pieces, key=_middle):
        if row and _middle(piece) - _middle(row[0]) > _SAME_ROW * min(piece.height, row[0].height):
            yield sorted(row, key=lambda each: each.left)
            row = []
        row.append(piece)
    if row:
        yield sorted(row, key=lambda each: each.left)


def _middle(piece: Piece) -> float:
    return (piece.top + piece.bottom) / 2


def _cells(row: Sequence[Piece], page_height: float, scale: float, body: float) -> Iterator[Fragment]:
    """Join the pieces of a row that only a space parts; give those on one line the same baseline."""
    parts: list[list[Piece]] = []
    for piece in row:
        if parts and piece.left - parts[-1][-1].right <= _NEXT_WORD * max(piece.height, parts[-1][-1].height):
            parts[-1].append(piece)
        else:
            parts.append([piece])
    feet: list[float] = []
    for part in parts:
        foot = median(piece.bottom for piece in part)
        feet.append(next((other for other in feet if abs(other - foot) < _SAME_LINE * body), foot))
    for part, foot in zip(parts, feet, strict=True):
        yield _fragment(part, page_height - scale * (foot - DESCENT * body), scale, body)


def _fragment(cell: Sequence[Piece], y: float, scale: float, body: float) -> Fragment:
    height = median(piece.height for piece in cell)
    size = body if abs(height / body - 1) < _LIKE_BODY else height
    text = " ".join(piece.text.strip() for piece in cell)
    return Fragment(text, scale * cell[0].left, scale * cell[-1].right, y, scale * size)
