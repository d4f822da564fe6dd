"""Words of web pages that only the layout keeps apart."""

import pytest

from pathwise.documents.model import DocumentText
from pathwise.documents.reading import read_document


def lines(body: str, sheet: str = "") -> list[str]:
    document = read_document(f"<!DOCTYPE html><html><style>{sheet}</style><body>{body}</body></html>".encode())
    assert isinstance(document, DocumentText), document
    return document.text.split("\n")


ROW = "<div class=row><span>Head Baker</span><span class=when>Mar 2021 - Present</span></div>"


@pytest.mark.parametrize(
    "sheet",
    [
        ".row{display:flex;justify-content:space-between}",
        "@media screen { div.row { display: grid } }",
        ".row .when{float:right}",
        ".when{display:inline-block}",
    ],
)
def test_what_the_layout_keeps_apart_is_no_one_word(sheet: str) -> None:
    assert lines(ROW, sheet) == ["Head Baker Mar 2021 - Present"]


def test_elements_that_are_shown_as_blocks_are_lines() -> None:
    body = "<div class=job><span>Head Baker</span><span>Grand Hotel</span></div><p>in <span>Ghent</span></p>"
    assert lines(body, ".job span{display:block}") == ["Head Baker", "Grand Hotel", "in Ghent"]
    assert lines(body, ".job{display:flex;flex-direction:column}") == ["Head Baker", "Grand Hotel", "in Ghent"]


def test_the_common_names_of_classes_tell_the_layout_where_no_style_sheet_is_at_hand() -> None:
    assert lines("<div class='flex justify-between'><b>Bakery</b><b>Ghent</b></div>") == ["Bakery Ghent"]


def test_a_word_in_several_pieces_stays_one() -> None:
    assert lines("<p><span class=c1>Engin</span><span class=c2>eer</span></p>", ".c1{color:red}") == ["Engineer"]
    letters = "".join(f"<span style='display:inline-block'>{letter}</span>" for letter in "Baker")
    assert lines(f"<h1>{letters}</h1>") == ["Baker"]


def test_an_attribute_beats_a_style_sheet_and_a_later_rule_an_earlier_one() -> None:
    assert lines("<p><b style='display:inline'>Bak</b>er</p>", "b{display:block}") == ["Baker"]
    assert lines("<p><b>Bak</b>er</p>", "b{display:block} b{display:inline}") == ["Baker"]


def test_a_sheet_of_very_many_rules_is_read_in_no_time() -> None:
    sheet = "".join(f".a .b{number} span{{display:block}}" for number in range(20_000))
    assert lines("<p>" + "<span>Rye </span>" * 2_000 + "</p>", sheet) == [("Rye " * 2_000).strip()]
