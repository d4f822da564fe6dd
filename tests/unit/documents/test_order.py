"""Reading order of the rows of a page."""

from math import log2
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathwise.documents.order import Box, reading_order


def box_of(row: int, text: str, left: float, y: float, size: float) -> Box:
    right = left + len(text) * size * 0.45
    return Box((row,), left, right, y, y, size, any(map(str.isdigit, text)))


def order(*places: tuple[str, float, float]) -> list[str]:
    """Read rows of (text, left, y), given in the order of drawing."""
    boxes = [box_of(index, text, left, y, 10) for index, (text, left, y) in enumerate(places)]
    return [places[index][0] for index in reading_order(boxes)]


def test_the_order_of_drawing_is_kept_where_it_goes_down_the_page() -> None:
    assert order(("a", 0, 700), ("b", 300, 600), ("c", 0, 500)) == ["a", "b", "c"]


def test_columns_drawn_in_turn_stay_as_they_are() -> None:
    left = [(f"l{n}", 0, 700 - 20 * n) for n in range(5)]
    right = [(f"r{n}", 300, 695 - 20 * n) for n in range(5)]
    assert order(*left, *right) == [text for text, _, _ in left + right]


def test_headings_drawn_before_everything_else_go_to_their_text() -> None:
    left = [("Skills", 0, 700), ("Oven", 0, 680), ("Dough", 0, 660), ("Projects", 0, 300), ("Bread book", 0, 280)]
    right = [("Summary", 300, 690), ("Baker", 300, 670), ("since 2010", 300, 650), ("Education", 300, 290)]
    headings = [left[0], left[3], right[0], right[3]]
    drawn = headings + [row for row in left + right if row not in headings]
    assert order(*drawn) == [text for text, _, _ in left + right]


def test_a_line_across_the_page_parts_what_is_above_from_what_is_below() -> None:
    across = ("a line of words that goes across the page from the left to the right of it", 0, 600)
    top = [(f"t{n}", 0, 700 - 20 * n) for n in range(3)] + [(f"u{n}", 300, 705 - 20 * n) for n in range(3)]
    low = [(f"v{n}", 0, 500 - 20 * n) for n in range(3)] + [(f"w{n}", 300, 505 - 20 * n) for n in range(3)]
    assert order(*low, across, *top) == [text for text, _, _ in [*top, across, *low]]


def test_labels_beside_their_text_are_read_with_it() -> None:
    rows = [(f"{2010 + n}", 0, 700 - 50 * n) for n in range(4)]
    texts = [(f"Bakery {n}", 100, 700 - 50 * n) for n in range(4)]
    expected = [text for pair in zip(rows, texts, strict=True) for text, _, _ in pair]
    assert order(*reversed(rows), *reversed(texts)) == expected


def test_dates_in_the_margin_are_read_with_the_row_they_stand_beside() -> None:
    drawn = [("Bakery", 0, 700), ("Baked bread", 0, 685), ("Sold bread", 0, 670), ("Exampletown", 400, 700)]
    drawn += [("2010 to 2020", 400, 685), ("School", 0, 640)]
    assert order(*drawn) == ["Bakery", "Exampletown", "2010 to 2020", "Baked bread", "Sold bread", "School"]


def test_a_short_block_at_the_head_of_another_column_stays_there() -> None:
    drawn = [("Skills", 0, 700), ("Oven", 0, 685), ("Dough", 0, 670), ("Ada", 300, 700), ("Summary", 300, 650)]
    assert order(*drawn, ("Baker", 300, 635)) == ["Skills", "Oven", "Dough", "Ada", "Summary", "Baker"]


PLACES = st.tuples(st.text("ab ", min_size=1, max_size=60), st.floats(0, 600), st.floats(0, 800), st.floats(0, 40))


@given(st.lists(PLACES, max_size=30))
def test_every_row_is_read_exactly_once(places: list[tuple[str, float, float, float]]) -> None:
    boxes: list[Box] = [box_of(index, *place) for index, place in enumerate(places)]
    assert sorted(reading_order(boxes)) == list(range(len(places)))


def test_words_of_a_sidebar_are_no_note_to_the_line_they_stand_beside() -> None:
    main = [
        (f"what was done in the year {letter} and more", 0, 700 - 20 * place) for place, letter in enumerate("abcdef")
    ]
    side = [(word, 300 + 7 * place, 703 - 20 * place) for place, word in enumerate(["Tools", "Oven", "Dough", "Yeast"])]
    drawn = [*main, *side, ("Terminal, Inkscape, Blender", 330, 620)]
    assert order(*drawn) == [text for text, _, _ in drawn]


class Counted(float):
    """A place that counts how often it is compared."""

    comparisons: ClassVar[int] = 0

    def __lt__(self, other: float) -> bool:
        Counted.comparisons += 1
        return super().__lt__(other)

    def __le__(self, other: float) -> bool:
        Counted.comparisons += 1
        return super().__le__(other)

    def __gt__(self, other: float) -> bool:
        Counted.comparisons += 1
        return super().__gt__(other)

    def __ge__(self, other: float) -> bool:
        Counted.comparisons += 1
        return super().__ge__(other)


ROWS = 20_000
MANY = {
    "words in the right margin beside lines": [
        ("note" if n % 2 else "line", 500.0 if n % 2 else 0.0, -20.0 * (n // 2)) for n in range(ROWS)
    ],
    "dates on one line": [("1999", 40.0 * n, 700.0) for n in range(ROWS)],
    "dates drawn from the right": [("1999", -40.0 * n, 700.0) for n in range(ROWS)],
    "lines that sink by a hair": [("line", 0.0, -0.001 * n) for n in range(ROWS)],
    "two columns": [("line", 300.0 * (n % 2), -20.0 * n) for n in range(ROWS)],
}


@pytest.mark.parametrize("rows", MANY.values(), ids=list(MANY))
def test_what_a_page_costs_grows_no_faster_than_sorting_its_rows(rows: list[tuple[str, float, float]]) -> None:
    boxes = [
        Box((n,), Counted(left), Counted(left + 20), Counted(y), Counted(y), Counted(10), text.isdigit())
        for n, (text, left, y) in enumerate(rows)
    ]
    Counted.comparisons = 0
    assert sorted(reading_order(boxes)) == list(range(ROWS))
    assert Counted.comparisons < 10 * ROWS * log2(ROWS)
