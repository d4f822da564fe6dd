"""The lines of a PDF: fragments joined to lines, words joined across line ends, running lines dropped."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from pathwise.documents.fragments import Fragment
from pathwise.documents.glyphs import are_blanks_ligatures, fill_blank_ligatures, spell_glyph_names
from pathwise.documents.model import Line
from pathwise.documents.order import Box, box_of, reading_order

_SAME_ROW = 0.3
_OTHER_ROW = 0.5
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
        for row in _in_reading_order(list(_rows(fragments))):
            text = fill_blank_ligatures(spell_glyph_names(_joined(row)), blanks_are_ligatures=are_ligatures)
            lines.append(Line(text, number, _is_heading(row, text, body_size, body_is_bold)))
    return lines


def _in_reading_order(rows: Sequence[list[Fragment]]) -> Iterator[list[Fragment]]:
    """Order the rows of a page; one without a place stays behind the row it was drawn after."""
    boxes: list[Box] = []
    followers: dict[int, list[list[Fragment]]] = {}
    for index, row in enumerate(rows):
        first = row[0]
        if first.y is None and boxes:
            followers.setdefault(boxes[-1].rows[0], []).append(row)
        else:
            boxes.append(box_of(index, _joined(row), first.x, first.y or 0.0, first.size))
    for index in reading_order(boxes):
        yield rows[index]
        yield from followers.get(index, ())


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
    """Tell whether a fragment begins a line: pypdf says so and it is not to the right on the same baseline.

    Where pypdf sees no new line, only a clear step up or down makes one: raised and lowered type is none.
    """
    if last.y is None or fragment.y is None:
        return fragment.starts_line
    step = abs(last.y - fragment.y) / max(last.size, fragment.size, 1.0)
    if fragment.starts_line:
        return step > _SAME_ROW or fragment.x < last.x
    return step > _OTHER_ROW


def _joined(row: Sequence[Fragment]) -> str:
    text = ""
    for fragment in row:
        needs_space = fragment.starts_line and text and not re.match(r"[\s,.;:!?)]", fragment.text)
        text += f" {fragment.text}" if needs_space else fragment.text
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
