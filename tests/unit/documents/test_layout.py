"""Fragments joined to lines."""

from pathwise.documents.fragments import Fragment
from pathwise.documents.layout import page_lines


def fragment(text: str, left: float = 0, y: float = 0, *, size: float = 10, is_bold: bool = False) -> Fragment:
    return Fragment(text, left, left + len(text) * size / 2, y, size, is_bold)


def texts(*fragments: Fragment) -> list[str]:
    return [line.text for line in page_lines([fragments])]


def test_pieces_on_one_baseline_are_one_line() -> None:
    assert texts(fragment("Baker", 0, 100), fragment(", Example", 25, 100), fragment("2010", 300, 100)) == [
        "Baker, Example 2010"
    ]


def test_what_stands_in_the_margin_is_read_behind_its_row_even_where_it_is_drawn_first() -> None:
    assert texts(fragment("2010", 300, 100), fragment("Bakery", 0, 100)) == ["Bakery", "2010"]


def test_a_clear_step_down_begins_a_line() -> None:
    assert texts(fragment("Bakery", 0, 100), fragment("2020", 300, 93)) == ["Bakery", "2020"]


def test_raised_type_stays_on_its_line() -> None:
    assert texts(fragment("1", 0, 100), fragment("st", 5, 103, size=6)) == ["1st"]


def test_text_beside_a_heading_is_no_part_of_it() -> None:
    assert texts(fragment("Profile", 0, 100, size=14), fragment("Baker since 2010", 120, 100)) == [
        "Profile",
        "Baker since 2010",
    ]


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
