"""Builders of the files the tests read: every file is made in code, of invented people."""

import io
from collections.abc import Callable, Mapping, Sequence
from functools import cache

import docx
import pytest
from docx.document import Document
from pypdf import PdfReader, PdfWriter
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from tests.zips import replace_member, zipped

MakePdf = Callable[..., bytes]
MakeDocx = Callable[..., bytes]
MakeZip = Callable[[Mapping[str, bytes]], bytes]

WORD_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@pytest.fixture(scope="session")
def make_pdf() -> MakePdf:
    """Give a function from pages, each a sequence of lines, to the bytes of a PDF."""
    return _make_pdf


def _make_pdf(
    *pages: Sequence[str],
    link: str | None = None,
    user_password: str | None = None,
    owner_password: str | None = None,
    heading: str | None = None,
) -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=A4)
    for lines in pages:
        for index, line in enumerate(lines):
            canvas.setFont("Helvetica", 18 if line == heading else 10)
            canvas.drawString(72, 760 - 20 * index, line)
        if link:
            canvas.linkURL(link, (72, 750, 200, 770))
        canvas.showPage()
    canvas.save()
    if user_password is None and owner_password is None:
        return target.getvalue()
    writer = PdfWriter(clone_from=PdfReader(target))
    writer.encrypt(user_password or "", owner_password, algorithm="AES-256")
    locked = io.BytesIO()
    writer.write(locked)
    return locked.getvalue()


@pytest.fixture(scope="session")
def make_docx() -> MakeDocx:
    """Give a function that has a Word document written by `write`, or puts raw XML in its body."""
    return _make_docx


def _make_docx(write: Callable[[Document], object] = lambda document: None, *, body: str = "") -> bytes:
    if body:
        return replace_member(_empty_docx(), "word/document.xml", word_xml(body))
    document = docx.Document()
    write(document)
    return _saved(document)


@cache
def _empty_docx() -> bytes:
    return _saved(docx.Document())


def _saved(document: Document) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def word_xml(body: str, *, before: str = "") -> bytes:
    """Write the main part of a Word document around a body."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}<w:document xmlns:w="{WORD_NAMESPACE}" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
        'xmlns:v="urn:schemas-microsoft-com:vml"'
        f"><w:body>{body}</w:body></w:document>"
    ).encode()


@pytest.fixture(scope="session")
def swap_member() -> Callable[[bytes, str, bytes], bytes]:
    """Give the function that replaces one member of a zip."""
    return replace_member


@pytest.fixture(scope="session")
def make_zip() -> MakeZip:
    """Give a function from names and contents to the bytes of a zip."""
    return zipped
