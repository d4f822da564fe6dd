"""Fragments joined to lines."""

from pathwise.documents.fragments import Fragment
from pathwise.documents.layout import page_lines


def fragment(
    text: str, x: float = 0, y: float | None = 0, *, size: float = 10, is_bold: bool = False, new: bool = True
) -> Fragment:
    return Fragment(text, x, y, size, is_bold, new)


def texts(*fragments: Fragment) -> list[str]:
    return [line.text for line in page_lines([fragments])]


def test_pieces_on_one_baseline_are_one_line() -> None:
    assert texts(fragment("Baker", 0, 100), fragment(", Example", 40, 100), fragment("2010", 300, 100)) == [
        "Baker, Example 2010"
    ]


def test_a_piece_to_the_left_begins_a_line() -> None:
    assert texts(fragment("right", 300, 100), fragment("left", 0, 100)) == ["right", "left"]


def test_a_clear_step_down_begins_a_line_though_the_library_saw_none() -> None:
    assert texts(fragment("Bakery", 0, 100), fragment(" 2020", 300, 93, new=False)) == ["Bakery", " 2020"]


def test_raised_type_stays_on_its_line() -> None:
    assert texts(fragment("1", 0, 100), fragment("st", 5, 103, size=6, new=False)) == ["1st"]


def test_pieces_without_a_place_go_where_the_library_puts_them() -> None:
    assert texts(fragment("a", y=None), fragment("b", y=None), fragment("c", y=None, new=False)) == ["a", "bc"]


def test_headings_are_larger_or_short_and_bolder_than_the_body() -> None:
    lines = page_lines(
        [
            [
                fragment("Ada Example", y=200, size=20),
                fragment("Experience", y=180, is_bold=True),
                fragment("Baked bread for many years in a small town by the sea", y=160),
                fragment("Bold words that go on for longer than any heading does", y=140, is_bold=True),
                fragment("and then some more of the usual body type of this page", y=120),
            ]
        ]
    )
    assert [line.is_heading for line in lines] == [True, True, False, False, False]
