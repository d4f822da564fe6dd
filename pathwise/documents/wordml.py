"""Word documents in the XML of Word 2003, one file without a zip: often named .doc or .xml."""

import re
from collections.abc import Iterator

from pathwise.documents.docx import word_draft
from pathwise.documents.draft import Draft
from pathwise.documents.model import ReadingLimits, Refusal
from pathwise.documents.refusals import in_megabytes, refuse
from pathwise.documents.wordbody import WordBody
from pathwise.documents.wordpackage import Part
from pathwise.documents.wordstyles import WordStyles
from pathwise.documents.xmlnames import child, local_name
from pathwise.documents.xmlpackage import LARGEST_PART, Element, UnreadablePartError, parse_xml
from pathwise_models.enums import ReasonCode

_PICTURES = re.compile(rb"(<w:binData\b[^>]*>)[^<]*(?=</w:binData>)")


def read(data: bytes, limits: ReadingLimits) -> Draft | Refusal:
    """Read a Word 2003 document: headers, body, footers.

    Args:
        data: The whole file.
        limits: Only the number of lines is used: the format is not packed, so it cannot grow.

    Returns:
        The draft; `too_large` beyond what any resume needs, `too_many_pages`, or `corrupt`.
    """
    xml = _PICTURES.sub(rb"\1", data)
    if len(xml) > LARGEST_PART:
        return refuse(ReasonCode.TOO_LARGE, limit=in_megabytes(LARGEST_PART))
    try:
        return _read(parse_xml(xml), limits)
    except UnreadablePartError as error:
        return error.refusal
    except RecursionError:
        return refuse(ReasonCode.CORRUPT)


def _read(root: Element, limits: ReadingLimits) -> Draft | Refusal:
    body = child(root, "body")
    if body is None:
        return refuse(ReasonCode.CORRUPT)
    document = Part(body)
    parts = [*_margins(body, "hdr"), document, *_margins(body, "ftr")]
    styles = WordStyles(child(root, "styles"), None)
    return word_draft([WordBody(part, styles, limits).walk() for part in parts], document)


def _margins(body: Element, name: str) -> Iterator[Part]:
    return (Part(margin) for margin in body.iter() if local_name(margin) == name)
