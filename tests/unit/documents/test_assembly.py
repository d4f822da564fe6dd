"""The rules that all formats share."""

from pathwise.documents.assembly import assemble
from pathwise.documents.draft import Draft
from pathwise.documents.model import DocumentText, HiddenText, Line, Link, ReadingLimits, Refusal
from pathwise_models.enums import ReasonCode


def assembled(draft: Draft) -> DocumentText:
    document = assemble(draft, "text/plain", "1", ReadingLimits())
    assert isinstance(document, DocumentText), document
    return document


def refused(draft: Draft, limits: ReadingLimits) -> Refusal:
    refusal = assemble(draft, "text/plain", "1", limits)
    assert isinstance(refusal, Refusal), refusal
    return refusal


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
    assert refused(Draft(1, (Line("•"), Line("---"))), ReadingLimits()).reason is ReasonCode.NO_TEXT


def test_more_lines_than_the_pages_hold_are_too_many_pages() -> None:
    limits = ReadingLimits(pages=2)
    full, blank = (Line("Ada"),) * limits.lines, (Line(" "),) * 9
    assert len(assembled(Draft(1, full)).lines) == limits.lines
    assert assemble(Draft(1, full + blank), "text/plain", "1", limits) == assemble(
        Draft(1, full), "text/plain", "1", limits
    )
    refusal = refused(Draft(1, (*full, Line("Ada"))), limits)
    assert refusal.reason is ReasonCode.TOO_MANY_PAGES
    assert "more text than 2 pages" in refusal.message


def test_more_characters_than_the_limit_are_too_many_pages() -> None:
    refusal = refused(Draft(1, (Line("Ada"), Line("Example"))), ReadingLimits(characters=10))
    assert refusal.reason is ReasonCode.TOO_MANY_PAGES


def test_countless_links_and_hidden_words_are_kept_to_what_a_resume_has() -> None:
    links = tuple(Link(f"https://example.org/{number}", "x" * 9_999) for number in range(20_000))
    hidden = tuple(HiddenText("hush " * 100, "white_text") for _ in range(20_000))
    document = assembled(Draft(1, (Line("Ada"),), (Link("https://" + "x" * 3_000), *links), hidden))
    assert (len(document.links), len(document.hidden_text)) == (1_000, 1_000)
    assert max(len(link.target) + len(link.text) for link in document.links) < 1_100
