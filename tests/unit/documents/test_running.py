"""Running lines and page numbers."""

import pytest

from pathwise.documents.model import Line
from pathwise.documents.running import drop_running_lines


def kept(pages: list[list[str]]) -> list[str]:
    lines = [Line(text, number) for number, texts in enumerate(pages, start=1) for text in texts]
    return [line.text for line in drop_running_lines(lines, len(pages))]


@pytest.mark.parametrize("form", ["{}", "Page {}", "Seite {} von 2", "- {} -", "{}/2", "{} | Page", "page {} of 2"])
def test_page_numbers_are_dropped(form: str) -> None:
    expected = ["one", "two"] if "| Page" not in form else ["one", "1 | Page", "two"]
    assert kept([["one", form.format(1)], ["two", form.format(2)]]) == expected


def test_of_a_repeated_header_the_first_is_kept() -> None:
    assert kept([["Ada Example, page 1", "one"], ["Ada Example, page 2", "two"]]) == [
        "Ada Example, page 1",
        "one",
        "two",
    ]


def test_what_repeats_within_pages_is_kept() -> None:
    page = ["a", "b", "c", "Baker", "d", "e", "f"]
    other = ["g", "h", "i", "Baker", "j", "k", "l"]
    assert kept([page, other]) == page + other


def test_numbers_that_are_no_page_numbers_are_kept() -> None:
    assert kept([["one", "42"], ["two", "7"]]) == ["one", "42", "two", "7"]


def test_lines_that_differ_in_more_than_the_page_number_are_kept() -> None:
    pages = [["3 years at Example Ltd", "one"], ["5 years at Example Ltd", "two"]]
    assert kept(pages) == pages[0] + pages[1]


def test_a_single_page_keeps_a_bare_number() -> None:
    assert kept([["Children", "1"]]) == ["Children", "1"]
