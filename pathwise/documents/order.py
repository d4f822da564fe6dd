"""Reading order of the rows of a page, where the order in which the file draws them is none."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import pairwise
from statistics import median

_GUTTER = 0.8  # of the height: less white is a space between words.
_FEWEST_IN_COLUMN = 3
_MOST_BLOCKS = 400  # No page a person made has more, and the search for gutters grows with their cube.
_MOST_BESIDE = 200  # Rows at about one height: no table a person made has more cells in a line.
_LARGER = 1.15
_LONGEST_NOTE = 3
_AT_MARGIN = 1.5  # Points.
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
        has_figures: A digit is among the text.
        is_turned: The text runs up, down or upside down; it stands where the box begins from above.
    """

    rows: tuple[int, ...]
    left: float
    right: float
    y: float
    bottom: float
    size: float
    has_figures: bool = False
    is_turned: bool = False


def reading_order(boxes: Sequence[Box]) -> list[int]:
    """Tell in which order to read the rows of a page.

    Dates and places in the margin are read behind the row they stand beside. Of all else the order of drawing is kept
    unless it goes up the page clearly more than reading by columns does.

    Args:
        boxes: The rows in the order of drawing.

    Returns:
        Places of the rows in the order of drawing, each once.
    """
    places = {box.rows[0]: box for box in boxes}
    notes = _notes([box for box in boxes if not box.is_turned])
    noted = {row for note in notes.values() for row in note}
    ordered = _ordered([box for box in boxes if box.rows[0] not in noted], places)
    return [place for row in ordered for place in (row, *notes.get(row, ()))]


def order_by_place(boxes: Sequence[Box]) -> list[int]:
    """Tell in which order to read rows of which only the places are known, as on a scan.

    Args:
        boxes: The rows from above, those on one line from the left.

    Returns:
        Places of the rows, each once: columns one after the other, labels and dates beside their text line by line.
    """
    ordered = _by_columns(boxes) if len(boxes) <= _MOST_BLOCKS else boxes
    return [box.rows[0] for box in ordered]


def _ordered(boxes: Sequence[Box], places: Mapping[int, Box]) -> list[int]:
    drawn = [box.rows[0] for box in boxes]
    if len(boxes) <= 1 or _way_up(boxes) < _DISORDER:
        return drawn
    blocks = sorted(_blocks(boxes), key=lambda box: (-box.y, box.left))
    if len(blocks) > _MOST_BLOCKS:
        return drawn
    by_columns = [row for box in _by_columns(blocks) for row in box.rows]
    gain = _way_up(boxes) - _way_up([places[row] for row in by_columns])
    return by_columns if gain >= _DISORDER else drawn


def _notes(boxes: Sequence[Box]) -> dict[int, list[int]]:
    """Find dates and places in the margin.

    Returns:
        Rows of notes, from above, by the row that they stand beside.
    """
    if not boxes:
        return {}
    margin = max(box.right for box in boxes)
    by_height = sorted(boxes, key=lambda box: box.y)
    heights = [box.y for box in by_height]
    candidates = [rows for rows in _rows_of_blocks(boxes) if _may_be_note(rows, margin)]
    may_be = {row.rows[0] for rows in candidates for row in rows}
    others = [box for box in boxes if box.rows[0] not in may_be]
    columns = Counter(round(box.left) for box in others)
    last_column = nlargest(_FEWEST_IN_COLUMN, (box.left for box in others))
    notes: dict[int, list[int]] = {}
    for rows in candidates:
        if any(columns[round(row.left)] >= _FEWEST_IN_COLUMN for row in rows):
            continue
        hosts = [_host(row, by_height, heights) for row in rows]
        if hosts[0] is not None and _is_in_column(rows, hosts[0], last_column):
            continue
        if hosts[0] is not None and None not in hosts:
            notes.setdefault(hosts[0].rows[0], []).extend(row.rows[0] for row in rows)
    noted = {row for note in notes.values() for row in note}
    return {host: rows for host, rows in notes.items() if host not in noted}


def _is_in_column(note: Sequence[Box], host: Box, last_column: Sequence[float]) -> bool:
    """Tell whether words without a date stand in a column of their own, such as a sidebar: others stand there too.

    Args:
        note: Rows beside the host.
        host: The row to their left.
        last_column: Where the rows begin that stand farthest to the right, as few as make a column.
    """
    if any(row.has_figures for row in note):
        return False
    return len(last_column) == _FEWEST_IN_COLUMN and last_column[-1] >= host.right


def _rows_of_blocks(boxes: Sequence[Box]) -> Iterator[list[Box]]:
    places = {box.rows[0]: box for box in boxes}
    for block in _blocks(boxes):
        yield [places[row] for row in block.rows]


def _may_be_note(rows: Sequence[Box], margin: float) -> bool:
    """Tell a short block that is set to the right margin, or one of a row or two with a date in it."""
    if all(margin - row.right < _AT_MARGIN for row in rows):
        return len(rows) <= _LONGEST_NOTE
    return len(rows) < _LONGEST_NOTE and any(row.has_figures for row in rows)


def _host(note: Box, by_height: Sequence[Box], heights: Sequence[float]) -> Box | None:
    """Find the row that a row of a note stands beside; None where it stands beside none.

    Of the rows to its left at about its height the nearest is meant, if it stands on the same line.
    """
    low, high = bisect_left(heights, note.y - note.size), bisect_right(heights, note.y + note.size)
    if high - low > _MOST_BESIDE:
        return None
    beside = [row for row in by_height[low:high] if row.right <= note.left]
    if not beside:
        return None
    nearest = max(beside, key=lambda row: (row.right, -abs(row.y - note.y)))
    return nearest if abs(nearest.y - note.y) < note.size / 2 else None


def _blocks(boxes: Sequence[Box]) -> Iterator[Box]:
    """Put rows together that are drawn one after the other, close below each other: cells, paragraphs."""
    block: list[Box] = []
    left = right = 0.0
    for box in boxes:
        is_below = block and 0 < block[-1].bottom - box.y <= _CLOSE * max(box.size, block[0].size)
        if is_below and box.left < right and box.right > left:
            left, right = min(left, box.left), max(right, box.right)
        else:
            if block:
                yield _joined(block, left, right)
            block, left, right = [], box.left, box.right
        block.append(box)
    if block:
        yield _joined(block, left, right)


def _joined(block: Sequence[Box], left: float, right: float) -> Box:
    rows = tuple(row for box in block for row in box.rows)
    return Box(rows, left, right, block[0].y, block[-1].bottom, block[0].size)


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
    """Tell columns from labels beside their text: a row each, on the same baselines or in clearly larger type."""
    if min(sum(len(box.rows) for box in side) for side in (left, right)) < _FEWEST_IN_COLUMN:
        return False
    few, many = sorted((left, right), key=len)
    baselines = {round(box.y) for box in many}
    large = _LARGER * median(box.size for box in many)
    labels = [box for box in few if len(box.rows) == 1 and (round(box.y) in baselines or box.size > large)]
    return len(labels) <= len(few) / 2
