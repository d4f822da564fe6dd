"""PDF files: pypdf knows the document, its locks, pages and links; PDFium gives the text."""

import io
import logging
import struct
import zlib
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from pypdf import PageObject, PasswordType, PdfReader
from pypdf.errors import DependencyError, PyPdfError

from pathwise.documents.draft import Draft
from pathwise.documents.fragments import Fragment, page_fragments
from pathwise.documents.glyphs import letters_of
from pathwise.documents.layout import page_lines
from pathwise.documents.model import HiddenText, Link, ReadingLimits, Refusal
from pathwise.documents.ocr import announce, pages_read
from pathwise.documents.pdfium import PdfiumError, TextPage, open_document, page_picture, text_pages
from pathwise.documents.recognition import LONGEST_SIDE
from pathwise.documents.refusals import refuse, refuse_length, refuse_scan
from pathwise.documents.scans import scanned_fragments
from pathwise.documents.visibility import part_hidden
from pathwise_models.enums import ReasonCode

# A parser of hostile input: besides its own errors, pypdf lets through what its decoders raise when
# objects are missing (LookupError), of another type than they should be (AttributeError, TypeError,
# AssertionError), out of range (ValueError, ArithmeticError), nested without end (RecursionError,
# which is a RuntimeError; NotImplementedError too), cut (struct.error, zlib.error, EOFError, OSError),
# or need a codec or package that is not here (DependencyError, ImportError).
_DECODER_FAILURES = (
    PdfiumError,
    PyPdfError,
    DependencyError,
    LookupError,
    AttributeError,
    TypeError,
    AssertionError,
    ValueError,
    ArithmeticError,
    RuntimeError,
    struct.error,
    zlib.error,
    EOFError,
    OSError,
    ImportError,
    StopIteration,
)

_FEWEST_LETTERS = 20
"""What a page has at least that is no scan; scanners put a stamp or a page number on theirs."""

# pypdf tells of every oddity of a file on its logger; what matters ends in the refusal.
logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)


def read(data: bytes, limits: ReadingLimits) -> Draft | Refusal:
    """Read the text layer of a PDF, in the order the file holds it.

    Args:
        data: The whole file.
        limits: The number of pages, which is asked before any page is read, and of characters.

    Returns:
        The draft; `encrypted` where the file opens with a password only, `too_many_pages`, `corrupt`.
    """
    try:
        return _read(data, PdfReader(io.BytesIO(data)), limits)
    except _DECODER_FAILURES:
        return refuse(ReasonCode.CORRUPT)


def _read(data: bytes, reader: PdfReader, limits: ReadingLimits) -> Draft | Refusal:
    if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
        return refuse(ReasonCode.ENCRYPTED)
    pages = len(reader.pages)
    if not pages:
        return refuse(ReasonCode.CORRUPT)
    if pages > limits.pages:
        return refuse(ReasonCode.TOO_MANY_PAGES, pages=pages, limit=limits.pages)
    links = [link for number, page in enumerate(reader.pages, start=1) for link in _links(page, number)]
    room = limits.characters
    visible: list[list[Fragment]] = []
    hidden: list[HiddenText] = []
    scans: list[int] = []
    with open_document(data) as document:
        for number, page in enumerate(text_pages(document)):
            fragments = page_fragments(page, room + 1, partial(_named_letters, reader, number))
            room -= sum(len(fragment.text) for fragment in fragments)
            if room < 0:
                return refuse_length(limits)
            seen, unseen = part_hidden(page, fragments, number + 1)
            visible.append(seen)
            hidden += unseen
            if _is_scan(page, _letters_of(seen)):
                scans.append(number)
        to_read = _scans_to_read(scans, limits, is_all=not any(map(_letters_of, visible)))
        if isinstance(to_read, Refusal):
            return to_read
        for number in to_read:
            announce()
            picture, height = page_picture(document, number, LONGEST_SIDE)
            visible[number] = scanned_fragments(picture, height) or visible[number]
    lines, read = tuple(page_lines(visible)), tuple(number + 1 for number in to_read)
    return Draft(pages, lines, tuple(links), tuple(hidden), has_set_lines=True, scanned_pages=read)


def _is_scan(page: TextPage, letters: int) -> bool:
    """Tell a page that has to be looked at: a picture of it with a stamp at most, or no words and anything drawn."""
    if letters:
        return letters < _FEWEST_LETTERS and any(map(page.is_scan, page.covers))
    return page.shows_more_than_text


def _letters_of(fragments: Iterable[Fragment]) -> int:
    return sum(character.isalnum() for fragment in fragments for character in fragment.text)


def _scans_to_read(scans: Sequence[int], limits: ReadingLimits, *, is_all: bool) -> Sequence[int] | Refusal:
    """Choose the pages that are recognised.

    Where other pages have text, those beyond the limit are left as they are: a portfolio's pictures are no resume.

    Args:
        scans: Pages to choose from, from 0; may be empty.
        limits: How many are recognised.
        is_all: No page has text.

    Returns:
        The pages; or why the document is not read: there is no text, and its pictures are not or may not be read.
    """
    most = pages_read(limits.scanned_pages)
    if is_all and scans and not most:
        return refuse_scan()
    if is_all and len(scans) > most:
        return refuse(ReasonCode.TOO_MANY_PAGES, pages=len(scans), limit=most)
    return scans[:most]


def _named_letters(reader: PdfReader, number: int) -> dict[str, dict[int, str]]:
    """Tell what the codes of a page's fonts stand for where the file names their glyphs.

    Args:
        reader: The document.
        number: The page, from 0.

    Returns:
        Letters by code, by the name of the font in small letters and without the mark of a subset.
    """
    fonts: Any = reader.pages[number].get("/Resources", {}).get_object().get("/Font", {}).get_object()
    found: dict[str, dict[int, str]] = {}
    for reference in fonts.values():
        font = reference.get_object()
        name = str(font.get("/BaseFont", "")).lstrip("/").rpartition("+")[2].lower()
        encoding = font.get("/Encoding")
        differences = getattr(encoding and encoding.get_object(), "get", lambda _: None)("/Differences")
        found.setdefault(name, {}).update(_letters(differences.get_object() if differences is not None else ()))
    return found


def _letters(differences: Iterable[Any]) -> dict[int, str]:
    """Read a list of codes, each followed by the names of the glyphs from there on: ISO 32000-1, 9.6.6.1."""
    found: dict[int, str] = {}
    code = 0
    for entry in differences:
        if isinstance(entry, str):
            found[code] = letters_of(entry.removeprefix("/"))
            code += 1
        else:
            code = int(entry)
    return found


def _links(page: PageObject, number: int) -> Iterator[Link]:
    annotations: Any = page.get("/Annots")
    for reference in annotations.get_object() if annotations is not None else ():
        annotation = reference.get_object()
        action = annotation.get("/A") if hasattr(annotation, "get") else None
        target = action.get_object().get("/URI") if action is not None else None
        if target is not None:
            yield Link(_as_text(target.get_object()), page=number)


def _as_text(target: object) -> str:
    return target.decode("utf-8", "replace") if isinstance(target, bytes) else str(target)
