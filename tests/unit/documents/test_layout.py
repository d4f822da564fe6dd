"""Fragments joined to lines."""

import pytest

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


def beside(*, size: float, drop: float) -> list[str]:
    """Read a page with headings in a column of their own, and list items and a date beside them."""
    return texts(
        *(
            piece
            for number, (heading, place) in enumerate((("Work", 30), ("Education", 30), ("SKILLS", 36)))
            for piece in (
                fragment(heading, 0, 200 - 60 * number - drop, size=size, is_bold=True),
                fragment("Head of things", place + 70, 200 - 60 * number, is_bold=number == 0),
                fragment("2019 - 2021", 400, 200 - 60 * number),
                fragment("a line of the text", 100, 185 - 60 * number),
                fragment("one of its items", 115, 170 - 60 * number),
            )
        )
    )


@pytest.mark.parametrize(("size", "drop"), [(10, 0), (10.5, 1.5), (13, 2)])
def test_headings_in_a_column_of_their_own_are_lines(size: float, drop: float) -> None:
    text = ["Head of things 2019 - 2021", "a line of the text", "one of its items"]
    assert beside(size=size, drop=drop) == ["Work", *text, "Education", *text, "SKILLS", *text]


def test_bold_words_with_their_value_far_to_the_right_stay_on_its_line() -> None:
    rows = [
        piece
        for number, language in enumerate(("English", "German", "Dutch"))
        for piece in (
            fragment(language, 0, 100 - 15 * number, is_bold=True),
            fragment("good", 300, 100 - 15 * number),
        )
    ]
    assert texts(*rows, fragment("Baked bread for years", 0, 40)) == [
        "English good",
        "German good",
        "Dutch good",
        "Baked bread for years",
    ]
