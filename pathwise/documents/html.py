"""Web pages (HTML): what a browser shows of them, without their scripts, their styles and their net."""

import re
from contextlib import suppress
from typing import cast

from lxml import etree

from pathwise.documents.draft import Draft
from pathwise.documents.encodings import decode
from pathwise.documents.htmlpage import EnoughError, HtmlPage
from pathwise.documents.model import ReadingLimits, Refusal
from pathwise.documents.refusals import in_megabytes, refuse, refuse_length
from pathwise_models.enums import ReasonCode

# A page of sixty printed pages is a tenth of this; pictures within it do not count.
_LARGEST_PAGE = 8 * 1024 * 1024
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_DECLARED = re.compile(rb"<(?:meta\b[^>]*?\bcharset|\?xml\b[^>]*?\bencoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_DECLARED_WITHIN = 4096
_EMBEDDED = re.compile(r"data:[\w.+/;=-]{0,100};base64,[A-Za-z0-9+/=%\s]*")
# What browsers know, less the Unicode forms; Latin-1 means Windows-1252 to them (WHATWG Encoding, 4.2).
_LEGACY = re.compile(
    r"(windows-|cp)(874|125[0-8])|iso-8859-([2-9]|1[0-6])|koi8-[ru]|macintosh"
    r"|gbk|gb2312|gb18030|big5(-hkscs)?|shift_jis|euc-(jp|kr)|iso-2022-jp"
)


def read(data: bytes, limits: ReadingLimits) -> Draft | Refusal:
    """Read a web page in the order of its source. Nothing that it refers to is fetched.

    Args:
        data: The whole file.
        limits: What the text may come to, in lines and characters.

    Returns:
        The draft; `too_many_pages`, `too_large` beyond what any resume needs, `corrupt` where the bytes are no text.
    """
    text = _decode(data)
    if text is None:
        return refuse(ReasonCode.CORRUPT)
    text = _EMBEDDED.sub("", text.replace("\x00", ""))
    if len(text) > _LARGEST_PAGE:
        return refuse(ReasonCode.TOO_LARGE, limit=in_megabytes(_LARGEST_PAGE))
    return read_page(text, limits)


def read_page(text: str, limits: ReadingLimits, *, has_dark_grounds: bool = False) -> Draft | Refusal:
    """Go through the source of a page.

    Args:
        text: The source.
        limits: What the text may come to, in lines and characters.
        has_dark_grounds: As for `HtmlPage`.

    Returns:
        The draft, or `too_many_pages`.
    """
    page = HtmlPage(limits, has_dark_grounds=has_dark_grounds)
    # The parser hands over each element as it comes: no tree is built that could grow.
    target = cast("etree.ParserTarget", page)
    parser = etree.HTMLParser(target=target, encoding="utf-8", no_network=True, huge_tree=False)
    with suppress(etree.ParserError, etree.XMLSyntaxError, EnoughError):
        etree.fromstring(text.encode("utf-8", "replace"), parser)
    return refuse_length(limits) if page.is_full else page.close()


def _decode(data: bytes) -> str | None:
    """Decode a page: byte order marks first, then UTF-8, then the encoding that the page declares."""
    declared = _DECLARED.search(data[:_DECLARED_WITHIN])
    name = declared[1].decode("ascii", "replace").lower() if declared else ""
    if name in ("iso-8859-1", "latin1", "us-ascii"):
        name = "cp1252"
    if data.startswith(_MARKS) or not _LEGACY.fullmatch(name) or _is_utf8(data, name):
        return decode(data)
    return data.decode(name, "replace")


def _is_utf8(data: bytes, declared: str) -> bool:
    if declared == "iso-2022-jp":  # All of its bytes are ASCII's.
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
