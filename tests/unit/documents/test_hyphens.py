"""Words that a line end cut in two."""

import pytest

from pathwise.documents.hyphens import join_cut_words
from pathwise.documents.model import Line


def joined(*texts: str) -> list[str]:
    return [line.text for line in join_cut_words([Line(text) for text in texts])]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("Led the develop-", "ment, sales", ["Led the development,", "sales"]),
        ("A self-", "made baker", ["A self-made", "baker"]),
        ("State-of-", "the-art ovens", ["State-of-", "the-art ovens"]),
        ("Likes Sci-", "Fi films", ["Likes Sci-Fi", "films"]),
        ("From 2019 -", "present", ["From 2019 -", "present"]),
        ("Rows of num-", "", ["Rows of num-"]),
    ],
)
def test_the_rest_of_a_word_moves_up(first: str, second: str, expected: list[str]) -> None:
    assert joined(*filter(None, (first, second))) == expected


def test_a_hyphen_stays_where_the_document_writes_it_elsewhere() -> None:
    assert joined("A wood-fired oven", "and another wood-", "fired one") == [
        "A wood-fired oven",
        "and another wood-fired",
        "one",
    ]


def test_list_items_and_headings_are_never_joined_to_what_stands_above() -> None:
    lines = [Line("Baked pre-"), Line("sold bread", is_bullet=True), Line("Edu-"), Line("cation", is_heading=True)]
    assert join_cut_words(lines) == lines


@pytest.mark.parametrize(
    ("first", "second"), [("example.com/in/ada-", "example"), ("https://code.example.org/", "ada_example")]
)
def test_a_web_address_goes_on_with_all_its_signs(first: str, second: str) -> None:
    assert joined(f"Site: {first}", second, "Baker") == [f"Site: {first}{second}", "Baker"]


def test_a_plain_word_below_a_whole_web_address_is_no_part_of_it() -> None:
    assert joined("https://ada.example.org/", "ada") == ["https://ada.example.org/", "ada"]
