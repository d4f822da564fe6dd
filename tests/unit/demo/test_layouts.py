from io import BytesIO
from random import Random
from zipfile import BadZipFile, ZipFile

import pytest
from docx import Document
from lxml import etree
from pypdf import PdfReader

from pathwise.demo.layouts import HIDDEN_TEXT, PASSWORD, layout_of, make_file
from pathwise.demo.model import Layout, Special
from pathwise.demo.people import invent_person

PERSON = invent_person(21, 3)


def words_of(data: bytes, layout: Layout) -> str:
    """Read a file with a library of its format; white space and case are levelled."""
    if layout.suffix == ".pdf":
        text = " ".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)
    elif layout.suffix == ".docx":
        document = Document(BytesIO(data))
        text = " ".join(etree.tostring(document.element.body, encoding="unicode", method="text").split("\n"))
    else:
        text = data.decode()
    return " ".join(text.split()).casefold()


@pytest.mark.parametrize("layout", Layout)
def test_each_layout_names_the_person_and_the_organisations(layout: Layout) -> None:
    words = words_of(make_file(PERSON, layout, Special.NOTHING, Random(1)), layout)
    assert PERSON.name.casefold() in words
    assert all(position.organisation.casefold() in words for position in PERSON.positions)


@pytest.mark.parametrize(
    ("layout", "special"),
    [*((layout, Special.NOTHING) for layout in Layout), *((layout_of(kind, Layout.TEXT), kind) for kind in Special)],
)
def test_the_same_arguments_give_the_same_bytes(layout: Layout, special: Special) -> None:
    first, second = (make_file(PERSON, layout, special, Random(7)) for _ in range(2))
    assert first == second


def test_an_empty_file_is_empty() -> None:
    assert make_file(PERSON, Layout.TEXT, Special.EMPTY, Random(1)) == b""


def test_an_encrypted_file_opens_with_the_password_alone() -> None:
    reader = PdfReader(BytesIO(make_file(PERSON, Layout.TEXT, Special.ENCRYPTED, Random(1))))
    assert not reader.decrypt("")
    assert reader.decrypt(PASSWORD)


def test_hidden_text_is_there_for_programs() -> None:
    words = words_of(make_file(PERSON, Layout.TEXT, Special.HIDDEN_TEXT, Random(1)), Layout.PDF_ONE_COLUMN)
    assert HIDDEN_TEXT.casefold() in words


def test_a_stuffed_resume_says_the_same_word_many_times() -> None:
    words = words_of(make_file(PERSON, Layout.DOCX_PLAIN, Special.STUFFED, Random(1)), Layout.DOCX_PLAIN)
    assert words.count("kubernetes") >= 8


def test_a_corrupt_document_is_no_archive() -> None:
    layout = layout_of(Special.CORRUPT, Layout.TEXT)
    with pytest.raises(BadZipFile):
        ZipFile(BytesIO(make_file(PERSON, layout, Special.CORRUPT, Random(1))))


@pytest.mark.parametrize("special", [Special.SCANNED, Special.ENCRYPTED, Special.HIDDEN_TEXT])
def test_some_kinds_exist_as_pdf_only(special: Special) -> None:
    layout = layout_of(special, Layout.MARKDOWN)
    assert layout is Layout.PDF_ONE_COLUMN
    assert make_file(PERSON, layout, special, Random(1)).startswith(b"%PDF-")
