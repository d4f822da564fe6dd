"""Word documents of the old kind."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pathwise.documents.model import DocumentText, Refusal
from pathwise.documents.reading import read_document
from pathwise_models.enums import ReasonCode
from tests.unit.documents.word97 import compound_file, make_doc


def read(data: bytes) -> DocumentText:
    document = read_document(data)
    assert isinstance(document, DocumentText), document
    assert document.content_type == "application/msword"
    return document


def reason(data: bytes) -> ReasonCode:
    refusal = read_document(data)
    assert isinstance(refusal, Refusal)
    return refusal.reason


def test_paragraphs_and_breaks_are_read() -> None:
    text = "Ada Example\nHead\tbaker\x0bsince 2010\n• Baked <rye> & “Mischbrot”\nJože, Łódź"
    assert [(line.text, line.is_bullet) for line in read(make_doc(text)).lines] == [
        ("Ada Example", False),
        ("Head baker", False),
        ("since 2010", False),
        ("Baked <rye> & “Mischbrot”", True),
        ("Jože, Łódź", False),
    ]


def test_a_short_paragraph_all_in_bold_is_a_heading() -> None:
    lines = read(make_doc("Ada Example\nBaker in Ulm\nSkills\nOvens", bold="Skills")).lines
    assert [line.text for line in lines if line.is_heading] == ["Skills"]


def test_headers_come_first_and_text_boxes_last() -> None:
    data = make_doc("Baker\nsince 2010", header="ada@example.org", box="Speaks German")
    assert read(data).text.split("\n") == ["ada@example.org", "Baker", "since 2010", "Speaks German"]


def test_hidden_words_are_left_out() -> None:
    assert read(make_doc("Baker best of all since 2010\nUlm", hidden="best of all ")).text == "Baker since 2010\nUlm"


def test_links_are_kept_with_their_words() -> None:
    document = read(make_doc('See \x13 HYPERLINK "https://example.org/ada" \x14my site\x15 soon'))
    assert document.text == "See my site soon"
    assert [(link.target, link.text) for link in document.links] == [("https://example.org/ada", "my site")]


def test_a_document_with_a_password_is_locked() -> None:
    assert reason(make_doc("Ada Example", is_encrypted=True)) is ReasonCode.ENCRYPTED


def test_a_document_without_words_has_no_text() -> None:
    assert reason(make_doc("\n\x01\n")) is ReasonCode.NO_TEXT


def test_streams_that_hold_nothing_are_damaged() -> None:
    assert reason(compound_file({"WordDocument": b"", "1Table": b""})) is ReasonCode.CORRUPT


@pytest.mark.parametrize("tenth", range(1, 10))
def test_no_cut_of_a_file_makes_reading_raise(tenth: int) -> None:
    whole = make_doc("Ada Example\nBaker", header="Ulm")
    assert isinstance(read_document(whole[: len(whole) * tenth // 10]), DocumentText | Refusal)


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_no_mutation_makes_reading_raise(data: st.DataObject) -> None:
    mutated = bytearray(make_doc("Ada Example\nBaker\x07 in\x07\x07Ulm", hidden="Bake", header="x", box="y"))
    for _ in range(data.draw(st.integers(1, 12))):
        mutated[data.draw(st.integers(0, len(mutated) - 1))] = data.draw(st.integers(0, 255))
    assert isinstance(read_document(bytes(mutated)), DocumentText | Refusal)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text("abcdefghijklmnopqrstuvwxyz äöü", min_size=1, max_size=30).map(str.strip), min_size=1))
def test_simple_paragraphs_come_back_as_they_went_in(paragraphs: list[str]) -> None:
    expected = [" ".join(text.split()) for text in paragraphs if text]
    document = read_document(make_doc("\n".join(paragraphs)))
    assert (document.text.split("\n") if isinstance(document, DocumentText) else []) == expected
