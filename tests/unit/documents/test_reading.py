"""Reading as a whole: bytes in, text or refusal out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathwise.documents.model import DocumentText, ReadingLimits, Refusal
from pathwise.documents.reading import READER_VERSION, read_document
from pathwise_models.enums import ReasonCode


@given(st.binary(max_size=2000))
def test_no_bytes_make_reading_raise(data: bytes) -> None:
    assert isinstance(read_document(data), DocumentText | Refusal)


def test_an_empty_file_is_refused() -> None:
    assert _reason(b"") is ReasonCode.EMPTY_FILE


def test_a_file_over_the_limit_is_refused_unread() -> None:
    assert _reason(b"Ada Example", ReadingLimits(file_bytes=10)) is ReasonCode.TOO_LARGE


@pytest.mark.parametrize("data", [b" \n\t\n", b"-----\n....", "\ufeff".encode()])
def test_a_file_without_a_single_letter_has_no_text(data: bytes) -> None:
    assert _reason(data) is ReasonCode.NO_TEXT


def test_the_document_names_the_version_of_its_reader() -> None:
    document = read_document(b"Ada Example")
    assert isinstance(document, DocumentText)
    assert document.reader_version == READER_VERSION


def test_a_text_of_more_characters_than_the_limit_is_refused_and_not_cut() -> None:
    text = b"one two\nthree four\nfive"
    assert _reason(text, ReadingLimits(characters=len(text))) is None
    assert _reason(text, ReadingLimits(characters=len(text) - 1)) is ReasonCode.TOO_MANY_PAGES


def _reason(data: bytes, limits: ReadingLimits | None = None) -> ReasonCode | None:
    document = read_document(data, limits or ReadingLimits())
    return document.reason if isinstance(document, Refusal) else None
