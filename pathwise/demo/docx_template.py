"""The parts of a DOCX file that do not change, made once a process with python-docx."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Cm, Pt, RGBColor

from pathwise.demo.outline import Typeface

BODY_PART = "word/document.xml"
RELATIONS_PART = "word/_rels/document.xml.rels"
HEADER_TEXT = "HEADER"
"""Stands for the contact details in the header part of a template with a header."""

_WRITTEN_AT = datetime(2026, 9, 1, 9, 0)  # noqa: DTZ001 - the format of the core properties knows no time zone
_ZIP_TIME = (2026, 9, 1, 9, 0, 0)
# What python-docx brings along and no resume needs: the preview picture of another document, a copy of the styles.
_LEFT_OUT = ("/metadata/thumbnail", "/stylesWithEffects")
_TABLE_STYLES = frozenset({"TableNormal", "TableGrid"})
_FONTS = {Typeface.SANS: "Calibri", Typeface.SERIF: "Georgia", Typeface.WIDE: "Verdana"}


@cache
def template_parts(typeface: Typeface, has_header: bool) -> Mapping[str, str]:
    """Make the parts of an empty document.

    Args:
        typeface: The look of the letters.
        has_header: With a header that holds `HEADER_TEXT`.

    Returns:
        Text of each part by its name in the archive, in the order of the archive.
    """
    document = Document()
    _slim(document)
    font = document.styles["Normal"].font
    font.name, font.size = _FONTS[typeface], Pt(10.5)
    for level in ("Title", "Heading 1", "Heading 2"):
        document.styles[level].font.name = font.name
        document.styles[level].font.color.rgb = RGBColor(0x26, 0x3A, 0x55)
    document.styles["Normal"].paragraph_format.space_after = Pt(2)
    document.styles["List Bullet"].paragraph_format.space_after = Pt(1)
    section = document.sections[0]
    section.left_margin = section.right_margin = Cm(2.0)
    section.top_margin = section.bottom_margin = Cm(1.8)
    if has_header:
        section.header.paragraphs[0].text = HEADER_TEXT
    document.core_properties.created = document.core_properties.modified = _WRITTEN_AT
    document.core_properties.author, document.core_properties.comments = "", ""
    stream = BytesIO()
    document.save(stream)
    with ZipFile(stream) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def _slim(document: DocxDocument) -> None:
    for relations in (document.part.rels, document.part.package.rels):
        for key in [key for key, relation in relations.items() if relation.reltype.endswith(_LEFT_OUT)]:
            del relations[key]
    for style in [style for style in document.styles if style.type is WD_STYLE_TYPE.TABLE]:
        if style.style_id not in _TABLE_STYLES:
            style.delete()


def zip_parts(parts: Mapping[str, str]) -> bytes:
    """Pack the parts into an archive with fixed times: the same parts give the same bytes."""
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED, compresslevel=3) as archive:
        for name, text in parts.items():
            entry = ZipInfo(name, _ZIP_TIME)
            entry.compress_type = ZIP_DEFLATED
            archive.writestr(entry, text.encode())
    return stream.getvalue()
