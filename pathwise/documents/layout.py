"""The lines of a PDF: fragments joined to rows, rows put into reading order, headings told by their type."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from pathwise.documents.beside import part_headings
from pathwise.documents.fragments import Fragment
from pathwise.documents.glyphs import are_blanks_ligatures, fill_blank_ligatures
from pathwise.documents.model import Line
from pathwise.documents.order import Box, reading_order
from pathwise.documents.spacing import WORD_GAP, upright

# Shares of the height of the type.
_OTHER_ROW = 0.5
_OVERLAP = 0.3  # What letters of two fonts may lap over each other.
_APART = 1.0  # Another cell.
_LARGER = 1.15
_LONGEST_BOLD_HEADING = 40


def page_lines(pages: Sequence[Sequence[Fragment]]) -> list[Line]:
    """Make lines of the fragments of all pages.

    Args:
        pages: The fragments of each page, in the order the file draws them.

    Returns:
        Lines in reading order. A line is a heading where all of it is clearly larger than most of the
        document, or bold and short where most of the document is not bold.
    """
    body_size, body_is_bold = _body_type(fragment for page in pages for fragment in page)
    are_ligatures = are_blanks_ligatures("".join(fragment.text for page in pages for fragment in page))
    lines: list[Line] = []
    for number, fragments in enumerate(pages, start=1):
        rows = list(part_headings(list(_rows(fragments))))
        turn = _usual_turn(fragments)
        for index in reading_order([row_box(place, row, turn) for place, row in enumerate(rows)]):
            text = fill_blank_ligatures(_joined(rows[index]), blanks_are_ligatures=are_ligatures)
            lines.append(Line(text, number, _is_heading(rows[index], text, body_size, body_is_bold)))
    return lines


def _usual_turn(fragments: Iterable[Fragment]) -> int:
    """Tell how the page must be turned for most letters to stand upright, in degrees; a table may lie on its side."""
    letters: Counter[int] = Counter()
    for fragment in fragments:
        letters[fragment.turn] += len(fragment.text)
    return letters.most_common(1)[0][0] if letters else 0


def row_box(place: int, row: Sequence[Fragment], turn: int = 0) -> Box:
    """Tell where a row stands.

    Args:
        place: Its place in the order of drawing.
        row: One fragment or more.
        turn: Degrees by which most of the page is turned.
    """
    size = max(each.size for each in row)
    has_figures = any(character.isdigit() for each in row for character in each.text)
    if row[0].turn == turn:
        left, right = min(each.left for each in row), max(each.right for each in row)
        return Box((place,), left, right, row[0].y, row[0].y, size, has_figures)
    lefts, _, rights, tops = zip(*(upright(*each.seen(), turn) for each in row), strict=True)
    y = max(tops)
    return Box((place,), min(lefts), max(rights), y, y, size, has_figures, is_turned=True)


def _rows(fragments: Iterable[Fragment]) -> Iterator[list[Fragment]]:
    row: list[Fragment] = []
    for fragment in fragments:
        if row and _breaks(row[-1], fragment):
            yield row
            row = []
        row.append(fragment)
    if row:
        yield row


def _breaks(last: Fragment, fragment: Fragment) -> bool:
    """Tell whether a fragment begins a row: clearly above or below, or to the left of where the last one ends.

    So does type of another size in another cell, such as text beside a heading, and type set in another direction.
    Raised and lowered type stays.
    """
    if last.turn != fragment.turn:
        return True
    size = max(last.size, fragment.size)
    gap = (fragment.left - last.right) / size
    is_other_cell = gap > _APART and size > _LARGER * min(last.size, fragment.size)
    return is_other_cell or abs(last.y - fragment.y) > _OTHER_ROW * size or gap < -_OVERLAP


def _joined(row: Sequence[Fragment]) -> str:
    text = row[0].text
    for last, fragment in pairwise(row):
        is_apart = fragment.left - last.right > WORD_GAP * max(last.size, fragment.size)
        text += f" {fragment.text}" if is_apart else fragment.text
    return text


def _body_type(fragments: Iterable[Fragment]) -> tuple[float, bool]:
    """Give the size and weight that most characters have."""
    sizes: Counter[float] = Counter()
    weights: Counter[bool] = Counter()
    for fragment in fragments:
        letters = len(fragment.text.strip())
        sizes[round(fragment.size, 1)] += letters
        weights[fragment.is_bold] += letters
    return (sizes.most_common(1)[0][0], weights.most_common(1)[0][0]) if sizes else (0.0, False)


def _is_heading(row: Sequence[Fragment], text: str, body_size: float, body_is_bold: bool) -> bool:
    letters = [fragment for fragment in row if any(character.isalpha() for character in fragment.text)]
    if not letters:
        return False
    is_larger = min(fragment.size for fragment in letters) > _LARGER * body_size
    is_bolder = not body_is_bold and all(fragment.is_bold for fragment in letters)
    return is_larger or (is_bolder and len(text.strip()) <= _LONGEST_BOLD_HEADING)
