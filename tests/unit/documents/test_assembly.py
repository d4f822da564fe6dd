"""The rules that all formats share."""

from pathwise.documents.assembly import assemble
from pathwise.documents.draft import Draft
from pathwise.documents.model import DocumentText, HiddenText, Line, Link, ReadingLimits


def assembled(draft: Draft) -> DocumentText:
    document = assemble(draft, "text/plain", "1", ReadingLimits())
    assert document is not None
    return document


def test_a_link_is_kept_once_with_the_words_it_has_anywhere() -> None:
    links = (Link("https://example.org"), Link("https://example.org", "my site", 2), Link(" "))
    assert assembled(Draft(2, (Line("Ada"),), links)).links == (Link("https://example.org", "my site", 1),)


def test_a_heading_is_no_list_item_whatever_stands_before_it() -> None:
    assert assembled(Draft(1, (Line("• Skills", is_heading=True),))).lines == (Line("Skills", is_heading=True),)


def test_a_soft_hyphen_at_a_line_end_is_a_cut_words() -> None:
    lines = (Line("Led the develop\u00ad"), Line("ment"))
    assert assembled(Draft(1, lines, has_set_lines=True)).text == "Led the development"


def test_paragraphs_are_never_joined() -> None:
    assert assembled(Draft(1, (Line("Baked pre-"), Line("sold bread")))).text == "Baked pre-\nsold bread"


def test_hidden_text_is_cleaned_and_dropped_where_empty() -> None:
    hidden = (HiddenText(" hire \x00me ", "vanished_run"), HiddenText(" ", "vanished_run"))
    assert assembled(Draft(1, (Line("Ada"),), hidden_text=hidden)).hidden_text == (
        HiddenText("hire me", "vanished_run"),
    )


def test_a_draft_without_letters_is_no_document() -> None:
    assert assemble(Draft(1, (Line("•"), Line("---"))), "text/plain", "1", ReadingLimits()) is None
