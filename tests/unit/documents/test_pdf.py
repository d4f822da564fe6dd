"""PDF files."""

import io
from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from pathwise.documents.model import DocumentText, ReadingLimits, Refusal
from pathwise.documents.reading import read_document
from pathwise_models.enums import ReasonCode

MakePdf = Callable[..., bytes]
PDF = "application/pdf"


def read(data: bytes) -> DocumentText:
    document = read_document(data)
    assert isinstance(document, DocumentText), document
    return document


def reason(data: bytes, limits: ReadingLimits | None = None) -> ReasonCode:
    refusal = read_document(data, limits or ReadingLimits())
    assert isinstance(refusal, Refusal)
    return refusal.reason


def test_lines_come_in_order_with_their_pages(make_pdf: MakePdf) -> None:
    document = read(make_pdf(["Ada Example", "Baker"], ["Education"]))
    assert [(line.text, line.page) for line in document.lines] == [("Ada Example", 1), ("Baker", 1), ("Education", 2)]
    assert (document.content_type, document.page_count) == (PDF, 2)


def test_an_owner_password_alone_is_no_reason_to_refuse(make_pdf: MakePdf) -> None:
    assert read(make_pdf(["Ada Example"], owner_password="only-the-owner")).text == "Ada Example"


def test_a_file_that_asks_for_a_password_is_refused(make_pdf: MakePdf) -> None:
    assert reason(make_pdf(["Ada Example"], user_password="open-sesame")) is ReasonCode.ENCRYPTED


def test_a_scanned_resume_is_refused_with_a_reason() -> None:
    target = io.BytesIO()
    canvas = Canvas(target)
    pixel = b"P6 1 1 255 \x00\x00\x00"
    canvas.drawImage(ImageReader(io.BytesIO(pixel)), 0, 0, 100, 100)
    canvas.save()
    assert reason(target.getvalue()) is ReasonCode.NO_TEXT


def test_more_pages_than_the_limit_are_refused_with_both_numbers(make_pdf: MakePdf) -> None:
    refusal = read_document(make_pdf(["one"], ["two"], ["three"]), ReadingLimits(pages=2))
    assert isinstance(refusal, Refusal)
    assert refusal.reason is ReasonCode.TOO_MANY_PAGES
    assert "3 pages" in refusal.message
    assert "2 are read" in refusal.message


def test_links_are_kept_with_their_page(make_pdf: MakePdf) -> None:
    document = read(make_pdf(["Ada Example"], link="https://example.org/ada"))
    assert [(link.target, link.page) for link in document.links] == [("https://example.org/ada", 1)]


def test_clearly_larger_type_is_a_heading(make_pdf: MakePdf) -> None:
    document = read(make_pdf(["Education", "Baking school, 2010", "Diploma with honours"], heading="Education"))
    assert [line.is_heading for line in document.lines] == [True, False, False]


def test_bullets_are_recognised_and_taken_off(make_pdf: MakePdf) -> None:
    document = read(make_pdf(["Baker", "\u2022 Baked bread", "- Sold bread"]))
    assert [(line.text, line.is_bullet) for line in document.lines] == [
        ("Baker", False),
        ("Baked bread", True),
        ("Sold bread", True),
    ]


def test_page_numbers_and_repeated_headers_are_dropped(make_pdf: MakePdf) -> None:
    pages = [["Ada Example, baker", f"Chapter {word}", f"Page {n} of 3"] for n, word in enumerate("abc", 1)]
    assert read(make_pdf(*pages)).text.split("\n") == ["Ada Example, baker", "Chapter a", "Chapter b", "Chapter c"]


def test_words_cut_at_line_ends_are_whole_again(make_pdf: MakePdf) -> None:
    assert read(make_pdf(["Led the develop-", "ment of ovens"])).text == "Led the development\nof ovens"


def test_pieces_of_one_row_are_one_line() -> None:
    target = io.BytesIO()
    canvas = Canvas(target)
    canvas.drawString(72, 700, "Bakery Example")
    canvas.drawString(300, 700, "2010 - 2020")
    canvas.drawString(72, 680, "Head baker")
    canvas.save()
    assert read(target.getvalue()).text == "Bakery Example 2010 - 2020\nHead baker"


def test_no_cut_of_a_file_makes_reading_raise(make_pdf: MakePdf) -> None:
    whole = make_pdf(["Ada Example", "Baker"])
    for end in range(8, len(whole), 10):
        read_document(whole[:end])


@pytest.mark.parametrize("keep", [0.3, 0.6])
def test_half_a_file_is_refused_as_damaged(make_pdf: MakePdf, keep: float) -> None:
    whole = make_pdf(["Ada Example", "Baker"])
    assert reason(whole[: int(len(whole) * keep)]) is ReasonCode.CORRUPT


def test_what_pypdf_thinks_of_a_file_reaches_nobody(make_pdf: MakePdf, capfd: pytest.CaptureFixture[str]) -> None:
    read_document(make_pdf(["Ada Example"]).replace(b"startxref", b"startxxxx"))
    assert capfd.readouterr() == ("", "")


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_no_mutation_makes_reading_raise(make_pdf: MakePdf, data: st.DataObject) -> None:
    mutated = bytearray(make_pdf(["Ada Example"], link="https://example.org"))
    for _ in range(data.draw(st.integers(1, 12))):
        mutated[data.draw(st.integers(0, len(mutated) - 1))] = data.draw(st.integers(0, 255))
    assert isinstance(read_document(bytes(mutated)), DocumentText | Refusal)


simple_words = st.lists(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12), min_size=1, max_size=8)


@settings(max_examples=30, deadline=None)
# Five single letters in a row are a word that is spaced out: see the tests of fragments.
@given(
    simple_words.filter(
        lambda words: not any(all(len(word) == 1 for word in words[at : at + 5]) for at in range(len(words) - 4))
    )
)
@example(words=["a", "b", "c", "d", "ef"])
def test_simple_words_come_back_as_they_went_in(make_pdf: MakePdf, words: list[str]) -> None:
    assert read(make_pdf([" ".join(words)])).text == " ".join(words)
