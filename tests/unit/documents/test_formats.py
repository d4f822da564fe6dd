"""Telling formats by their bytes."""

from collections.abc import Callable, Mapping

import pytest

from pathwise.documents.formats import FORMATS, Format, recognise
from pathwise.documents.model import Refusal
from pathwise.documents.refusals import READABLE
from pathwise_models.enums import ReasonCode

MakeFile = Callable[..., bytes]


def content_type(data: bytes) -> str:
    found = recognise(data)
    assert isinstance(found, Format), found
    return found.content_type


def refusal(data: bytes) -> Refusal:
    found = recognise(data)
    assert isinstance(found, Refusal)
    return found


def test_files_are_told_by_their_bytes(make_pdf: MakeFile, make_docx: MakeFile) -> None:
    assert content_type(make_pdf(["Ada"])) == "application/pdf"
    assert content_type(b"junk a mail program left\r\n" + make_pdf(["Ada"])) == "application/pdf"
    assert content_type(make_docx()).endswith("wordprocessingml.document")
    assert content_type(b"<!-- saved --><HTML><body>Ada</body></html>") == "text/html"
    assert content_type(b"# Ada Example\n\nBaker") == "text/markdown"
    assert content_type(b"Ada Example\nBaker #1") == "text/plain"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1...." + "Workbook".encode("utf-16-le"),
            "an old Office file",
        ),
        (b'<?xml version="1.0"?><resume/>', "an XML file"),
        (b"% made by hand\n\\documentclass{article}", "a TeX source"),
        (b'{\n  "basics": {"name": "Ada"}}', "a data file (JSON)"),
        (b"\x00\x01\x02\x03" * 50, "of a type that is not known"),
    ],
)
def test_a_format_that_is_not_read_is_named_with_those_that_are(data: bytes, kind: str) -> None:
    found = refusal(data)
    assert found.reason is ReasonCode.UNSUPPORTED_TYPE
    assert kind in found.message
    assert READABLE in found.message


def test_a_text_too_long_for_the_markdown_parser_is_plain_text() -> None:
    assert content_type(b"# Ada Example\n" + b"[" * 200_000) == "text/plain"


def test_other_documents_in_zips_are_named(make_zip: Callable[[Mapping[str, bytes]], bytes]) -> None:
    sheet = make_zip({"[Content_Types].xml": b"application/vnd.x.spreadsheetml.sheet.main+xml"})
    assert "a spreadsheet" in refusal(sheet).message
    assert "an archive" in refusal(make_zip({"ada.txt": b"Ada"})).message


def test_a_cut_zip_is_damaged_and_a_locked_word_document_locked(make_docx: MakeFile) -> None:
    assert refusal(make_docx()[:500]).reason is ReasonCode.CORRUPT
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1...." + "EncryptedPackage".encode("utf-16-le")
    assert refusal(locked).reason is ReasonCode.ENCRYPTED


@pytest.mark.parametrize("row", [row for row in FORMATS if row.module], ids=lambda row: row.module)
def test_every_format_that_is_read_has_a_reader(row: Format) -> None:
    assert callable(row.reader())
