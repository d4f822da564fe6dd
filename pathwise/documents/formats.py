"""Which format a file has, told from its bytes, and who reads it.

A new format is one module with a function `read(data, limits)` and one row in `FORMATS`.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import cast

from pathwise.documents.archives import is_zip, member_names, small_member
from pathwise.documents.draft import Draft
from pathwise.documents.encodings import decode
from pathwise.documents.model import ReadingLimits, Refusal
from pathwise.documents.refusals import refuse
from pathwise_models.enums import ReasonCode

Reader = Callable[[bytes, ReadingLimits], Draft | Refusal]
Test = Callable[[bytes], bool]

_PDF_START = re.compile(rb"%PDF-\d")
_PDF_START_WITHIN = 1024  # Readers accept that much in front: ISO 32000-1, annex H.3.4.1.
_HTML_START = re.compile(
    rb"^(\xef\xbb\xbf)?\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_WORDML = b"http://schemas.microsoft.com/office/word/2003/wordml"
_WORDML_WITHIN = 8192  # It stands in the first tag, among two dozen others.
_TEX_START = re.compile(rb"^\s*\\document(class|style)\b", re.MULTILINE)
_JSON_START = re.compile(rb"^(\xef\xbb\xbf)?\s*(\{\s*\"|\[\s*\{\s*\")")
_MARKDOWN_SIGNS = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        r"^#{1,6} +\S",
        r"\[[^\]\n]+\]\([^)\s]+\)",
        r"\*\*[^\s*][^*\n]*\*\*",
        r"^\S[^\n]*\n(={3,}|-{3,})[ \t]*$",
    )
)
# Marks that are never closed cost the parser the square of their number; no resume comes near this size.
_LARGEST_MARKDOWN = 128 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file.

    Attributes:
        content_type: MIME type.
        kind: What a person calls it, with its article.
        matches: Tells it from the bytes; asked only when no row above it matched.
        module: Who reads it, below `pathwise.documents`; None for what is only recognised.
        reason: Why a format without a module is refused.
    """

    content_type: str
    kind: str
    matches: Test
    module: str | None = None
    reason: ReasonCode = ReasonCode.UNSUPPORTED_TYPE

    def reader(self) -> Reader:
        """Load the reader: only now are the libraries imported that this format needs."""
        return cast("Reader", import_module(f"pathwise.documents.{self.module}").read)


def recognise(data: bytes) -> Format | Refusal:
    """Tell the format of a file from its bytes.

    Args:
        data: The whole file, not empty.

    Returns:
        A format that is read, or the refusal of one that is not.
    """
    for row in FORMATS:
        if row.matches(data):
            return row if row.module else refuse(row.reason, kind=row.kind)
    return refuse(ReasonCode.UNSUPPORTED_TYPE, kind="of a type that is not known here")


def _starts(*signatures: bytes) -> Test:
    return lambda data: data.startswith(signatures)


def _at(offset: int, *signatures: bytes) -> Test:
    return lambda data: data[offset:].startswith(signatures) if len(data) > offset else False


def _is_pdf(data: bytes) -> bool:
    return _PDF_START.search(data[:_PDF_START_WITHIN]) is not None


def _is_html(data: bytes) -> bool:
    start = data[:4096]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        start = start.decode("utf-16", "ignore").encode()
    return _HTML_START.match(start) is not None


def _is_wordml(data: bytes) -> bool:
    return data.lstrip(b"\xef\xbb\xbf").startswith(b"<?xml") and _WORDML in data[:_WORDML_WITHIN]


def _is_tex(data: bytes) -> bool:
    return _TEX_START.search(data[:4096]) is not None


def _is_json(data: bytes) -> bool:
    return _JSON_START.match(data[:4096]) is not None


def _ole_with(stream: str) -> Test:
    marker = stream.encode("utf-16-le")
    return lambda data: data.startswith(_OLE) and marker in data


def _zip_naming(content: bytes, member: str) -> Test:
    return lambda data: is_zip(data) and content in small_member(data, member)


def _zip_with(prefix: str) -> Test:
    return lambda data: is_zip(data) and any(name.startswith(prefix) for name in member_names(data))


def _is_broken_zip(data: bytes) -> bool:
    return data.startswith(b"PK\x03\x04") and not member_names(data)


def _is_markdown(data: bytes) -> bool:
    text = decode(data) if len(data) <= _LARGEST_MARKDOWN else None
    return text is not None and any(sign.search(text) for sign in _MARKDOWN_SIGNS)


def _is_text(data: bytes) -> bool:
    return decode(data) is not None


FORMATS = (
    Format("application/pdf", "a PDF", _is_pdf, "pdf"),
    Format(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "a Word document",
        _zip_naming(b"wordprocessingml", "[Content_Types].xml"),
        "docx",
    ),
    Format(
        "application/vnd.oasis.opendocument.text",
        "an OpenDocument text",
        _zip_naming(b"opendocument.text", "mimetype"),
        "odt",
    ),
    Format(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "a spreadsheet",
        _zip_naming(b"spreadsheetml", "[Content_Types].xml"),
    ),
    Format(
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "a presentation",
        _zip_naming(b"presentationml", "[Content_Types].xml"),
    ),
    Format("application/zip", "a damaged archive", _is_broken_zip, reason=ReasonCode.CORRUPT),
    Format("application/vnd.apple.pages", "a Pages document", _zip_with("Index/")),
    Format("application/zip", "an archive", is_zip),
    # A Word document with a password is no zip: it lies encrypted in a compound file.
    Format("application/x-ole-storage", "locked", _ole_with("EncryptedPackage"), reason=ReasonCode.ENCRYPTED),
    Format("application/msword", "a Word document of the old kind (.doc)", _ole_with("WordDocument"), "doc"),
    Format("application/x-ole-storage", "an old Office file", _starts(_OLE)),
    Format("application/rtf", "a rich text file (.rtf)", _starts(b"{\\rtf"), "rtf"),
    Format("text/html", "a web page (HTML)", _is_html, "html"),
    Format("application/msword", "a Word document in XML", _is_wordml, "wordml"),
    Format("application/xml", "an XML file", _starts(b"<?xml", b"\xef\xbb\xbf<?xml")),
    Format("application/x-tex", "a TeX source", _is_tex),
    Format("application/json", "a data file (JSON)", _is_json),
    Format("image/png", "a picture (PNG)", _starts(b"\x89PNG\r\n\x1a\n"), "picture"),
    Format("image/jpeg", "a picture (JPEG)", _starts(b"\xff\xd8\xff"), "picture"),
    Format("image/gif", "a picture (GIF)", _starts(b"GIF87a", b"GIF89a")),
    Format("image/tiff", "a picture (TIFF)", _starts(b"II*\x00", b"MM\x00*"), "picture"),
    Format("image/webp", "a picture (WebP)", _at(8, b"WEBPVP8"), "picture"),
    Format("image/heic", "a picture (HEIC)", _at(4, b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif")),
    Format("application/postscript", "a PostScript file", _starts(b"%!PS")),
    Format("application/gzip", "an archive", _starts(b"\x1f\x8b\x08")),
    Format("application/x-7z-compressed", "an archive", _starts(b"7z\xbc\xaf\x27\x1c")),
    Format("application/vnd.rar", "an archive", _starts(b"Rar!\x1a\x07")),
    Format("text/markdown", "a Markdown text", _is_markdown, "markdown"),
    Format("text/plain", "a plain text", _is_text, "text"),
)
