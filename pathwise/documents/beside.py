"""Headings that stand in a column of their own, beside the text they head."""

from collections import Counter
from collections.abc import Iterator, Sequence

from pathwise.documents.fragments import Fragment

_APART = 0.8
"""Of the height: white that the column of headings keeps from that of the text, where it keeps any."""
_OVERLAP = 0.8
"""Of the height: how far a heading that is too long for its column may reach into the text."""
_LARGER = 1.02
_LONGEST = 40
_NEAR, _SET_IN = 2, 10
"""Points: what left edges of one column differ by, and how far a box in it may begin behind them."""
_ROWS_A_HEADING = 2


def part_headings(rows: Sequence[list[Fragment]]) -> Iterator[list[Fragment]]:
    """Part rows that begin with a heading beside its text.

    Such a heading is bold, larger than its text or in capitals, and short. The text beside it begins where other
    rows do: at least one for each heading, and two with those that are set in, such as list items.

    Args:
        rows: The rows of a page, each of one fragment or more.

    Yields:
        The rows; the heading and what stands beside it are two.
    """
    begins = Counter(round(row[0].left) for row in rows)
    cuts = {place: cut for place, row in enumerate(rows) if (cut := _cut(row))}
    wanted = Counter(round(rows[place][cut].left) for place, cut in cuts.items())
    for place, row in enumerate(rows):
        cut = cuts.get(place)
        edge = round(row[cut].left) if cut else 0
        if cut and _is_column(begins, edge, _near(wanted, edge)):
            yield row[:cut]
            yield row[cut:]
        else:
            yield row


def _is_column(begins: Counter[int], edge: int, headings: int) -> bool:
    set_in = sum(rows for left, rows in begins.items() if left >= edge - _SET_IN)
    return _near(begins, edge) >= headings and set_in >= _ROWS_A_HEADING * headings


def _near(counts: Counter[int], edge: int) -> int:
    return sum(counts[place] for place in range(edge - _SET_IN, edge + _NEAR + 1))


def _cut(row: Sequence[Fragment]) -> int | None:
    """Tell before which fragment the text beside a heading begins; None where the row begins with none."""
    for index in range(1, len(row)):
        last, first = row[index - 1], row[index]
        is_off = last.size != first.size and abs(last.y - first.y) > (_LARGER - 1) * last.size
        gap = (first.left - last.right) / max(last.size, first.size)
        if gap > _APART or (is_off and gap > -_OVERLAP):
            return index if _is_heading(row[:index], first) else None
    return None


def _is_heading(left: Sequence[Fragment], beside: Fragment) -> bool:
    text = "".join(fragment.text for fragment in left).strip()
    if len(text) > _LONGEST or not any(map(str.isalpha, text)) or any(map(str.isdigit, text)):
        return False
    is_bold = all(fragment.is_bold for fragment in left)
    return is_bold or text.isupper() or min(fragment.size for fragment in left) > _LARGER * beside.size
