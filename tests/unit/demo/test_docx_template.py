from io import BytesIO
from zipfile import ZipFile

from docx import Document

from pathwise.demo.docx_template import HEADER_TEXT, template_parts, zip_parts
from pathwise.demo.outline import Typeface


def test_a_template_is_a_document_that_opens_and_is_empty() -> None:
    document = Document(BytesIO(zip_parts(template_parts(Typeface.SANS, has_header=False))))
    assert not document.paragraphs
    assert document.styles["Normal"].font.name == "Calibri"


def test_the_header_waits_for_its_text() -> None:
    document = Document(BytesIO(zip_parts(template_parts(Typeface.WIDE, has_header=True))))
    assert document.sections[0].header.paragraphs[0].text == HEADER_TEXT


def test_an_archive_tells_no_time_of_its_making() -> None:
    data = zip_parts({"a.xml": "<a/>"})
    assert {entry.date_time for entry in ZipFile(BytesIO(data)).infolist()} == {(2026, 9, 1, 9, 0, 0)}
    assert data == zip_parts({"a.xml": "<a/>"})
