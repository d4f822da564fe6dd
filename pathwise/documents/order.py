"""Reading order of the rows of a page, where the order in which the file draws them is none."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest

_GUTTER = 0.8  # of the height: less white is a space between words.
_FEWEST_IN_COLUMN = 3
_MOST_BLOCKS = 400  # No page a person made has more, and the search for gutters grows with their cube.
_LONGEST_NOTE = 3
_LONGEST_ENTRY = 40
_CLOSE = 1.8  # Of the height, from baseline to baseline.
_DISORDER = 0.75  # Heights of the text; entries drawn cell by cell go up a little each, columns drawn in turn once.


@dataclass(frozen=True, slots=True)
class Box:
    """Where rows stand that belong together, in points from the lower left.

    Attributes:
        rows: Their places in the order of drawing; one or more.
        left: Left end.
        right: Right end.
        y: Baseline of the first row.
        bottom: Baseline of the last row.
        size: Height of the type.
    """

    rows: tuple[int, ...]
    left: float
    right: float
    y: float
    bottom: float
    size: float


def reading_order(boxes: Sequence[Box]) -> list[int]:
    """Tell in which order to read the rows of a page.

    The order of drawing is kept unless it goes up the page clearly more than reading by columns does.

    Args:
        boxes: The rows in the order of drawing.

    Returns:
        Places of the rows in the order of drawing, each once.
    """
    if boxes and _way_up(boxes) >= _DISORDER:
        blocks = sorted(_blocks(boxes), key=lambda box: (-box.y, box.left))
        by_columns = _by_columns(blocks) if len(blocks) <= _MOST_BLOCKS else list(boxes)
        places = {box.rows[0]: box for box in boxes}
        ordered = [places[row] for box in by_columns for row in box.rows]
        if _way_up(boxes) - _way_up(ordered) >= _DISORDER:
            boxes = ordered
    return [box.rows[0] for box in _with_notes_in_place(boxes)]


def _with_notes_in_place(boxes: Sequence[Box]) -> list[Box]:
    """Put dates and places that stand in the margin behind the row they stand beside.

    Programs that set an entry as two cells draw the margin after the whole entry. What is drawn next goes
    on below both, or it is a column of its own and stays where it is.
    """
    places = {box.rows[0]: box for box in boxes}
    ordered: list[Box] = []
    for block, following in zip_longest(blocks := list(_blocks(boxes)), blocks[1:]):
        rows = [places[row] for row in block.rows]
        host = _host(ordered, block)
        if host is not None and _goes_on_below(ordered[host:], block, following):
            ordered[host + 1 : host + 1] = rows
        else:
            ordered += rows
    return ordered


def _goes_on_below(entry: Sequence[Box], note: Box, following: Box | None) -> bool:
    return following is None or (following.left < note.left and following.y < min(box.y for box in entry))


def _host(ordered: Sequence[Box], note: Box) -> int | None:
    """Find the row that a short block stands beside, on its right; None where it goes on below."""
    if not ordered or len(note.rows) > _LONGEST_NOTE or note.y <= ordered[-1].y:
        return None
    for index in range(len(ordered) - 1, max(-1, len(ordered) - 1 - _LONGEST_ENTRY), -1):
        row = ordered[index]
        if abs(row.y - note.y) < note.size / 2 and row.left < note.left:
            return index
    return None


def _blocks(boxes: Sequence[Box]) -> Iterator[Box]:
    """Put rows together that are drawn one after the other, close below each other: cells, paragraphs."""
    if not boxes:
        return
    block = boxes[0]
    for box in boxes[1:]:
        is_below = 0 < block.bottom - box.y <= _CLOSE * max(box.size, block.size)
        if is_below and box.left < block.right and box.right > block.left:
            left, right = min(block.left, box.left), max(block.right, box.right)
            block = Box(block.rows + box.rows, left, right, block.y, box.bottom, block.size)
        else:
            yield block
            block = box
    yield block


def _way_up(boxes: Sequence[Box]) -> float:
    """Sum the ways that the reading goes up, in heights of the text."""
    height = max(box.y for box in boxes) - min(box.y for box in boxes)
    ways = (after.y - before.y for before, after in pairwise(boxes))
    return sum(way for way in ways if way > 0) / max(height, 1.0)


def _by_columns(boxes: Sequence[Box]) -> list[Box]:
    """Order rows, sorted from above: stretches of the page with a white gutter are read side by side."""
    ordered: list[Box] = []
    start = 0
    while start < len(boxes):
        end, gutter = _longest_stretch(boxes, start)
        stretch = boxes[start:end]
        left = [box for box in stretch if box.left < gutter]
        right = [box for box in stretch if box.left >= gutter]
        if _are_columns(left, right):
            ordered += _by_columns(left) + _by_columns(right)
        else:
            end = start + 1
            ordered.append(boxes[start])
        start = end
    return ordered


def _longest_stretch(boxes: Sequence[Box], start: int) -> tuple[int, float]:
    """Find how far down from a row one gutter reaches, and where its right edge is."""
    best = (start, 0.0)
    for edge in sorted({box.left for box in boxes[start:]})[1:]:
        end = start
        while end < len(boxes) and (boxes[end].left >= edge or boxes[end].right + _GUTTER * boxes[end].size <= edge):
            end += 1
        if end > best[0]:
            best = (end, edge)
    return best


def _are_columns(left: Sequence[Box], right: Sequence[Box]) -> bool:
    """Tell columns from labels beside their text: those stand on the same baselines and are few."""
    if min(sum(len(box.rows) for box in side) for side in (left, right)) < _FEWEST_IN_COLUMN:
        return False
    few, many = sorted((left, right), key=len)
    baselines = {round(box.y) for box in many}
    return sum(round(box.y) in baselines for box in few) <= len(few) / 2
