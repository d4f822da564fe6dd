"""Reading order of the rows of a page, where the order in which the file draws them is none."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_LETTER_WIDTH = 0.45  # of the height: what letters of common fonts take on average.
_GUTTER = 0.8  # of the height: less white is a space between words.
_FEWEST_IN_COLUMN = 3
_DISORDER = 0.75  # Heights of the text; entries drawn cell by cell go up a little each, columns drawn in turn once.


@dataclass(frozen=True, slots=True)
class Box:
    """Where a row stands, in points from the lower left.

    Attributes:
        index: Its place in the order of drawing.
        left: Left end.
        right: Right end, estimated.
        y: Baseline.
        size: Height of its type.
    """

    index: int
    left: float
    right: float
    y: float
    size: float


def box_of(index: int, text: str, left: float, y: float, size: float) -> Box:
    """Make the box of a row; its width is estimated from its letters."""
    return Box(index, left, left + len(text.strip()) * size * _LETTER_WIDTH, y, size)


def reading_order(boxes: Sequence[Box]) -> list[int]:
    """Tell in which order to read the rows of a page.

    The order of drawing is kept unless it goes up the page clearly more than reading by columns does.

    Args:
        boxes: The rows in the order of drawing.

    Returns:
        Indexes of the rows.
    """
    if not boxes or _way_up(boxes) < _DISORDER:
        return [box.index for box in boxes]
    by_columns = _by_columns(sorted(boxes, key=lambda box: (-box.y, box.left)))
    is_better = _way_up(boxes) - _way_up(by_columns) >= _DISORDER
    return [box.index for box in (by_columns if is_better else boxes)]


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
    if min(len(left), len(right)) < _FEWEST_IN_COLUMN:
        return False
    few, many = sorted((left, right), key=len)
    baselines = {round(box.y) for box in many}
    return sum(round(box.y) in baselines for box in few) <= len(few) / 2
