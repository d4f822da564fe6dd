"""Word documents from before 2007 (.doc): the text with its headers, footers and text boxes.

Two libraries share the work. office-oxide gives all that is seen and leaves hidden runs out, but gives no
links and takes any first line for a heading; anydoc knows links, headings and list items and says what is
wrong with a file, but gives neither headers nor text boxes and does not tell hidden runs. So hidden words are
left out, and cannot be reported.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from office_oxide import Document, OfficeOxideError

from pathwise.documents.blocks import read_blocks
from pathwise.documents.draft import Draft
from pathwise.documents.html import read_page
from pathwise.documents.model import Line, ReadingLimits, Refusal
from pathwise.documents.refusals import refuse
from pathwise_models.enums import ReasonCode

# What pictures and objects are called: nobody sees that.
_CAPTION = re.compile(r"<figcaption>[^<]*</figcaption>")


def read(data: bytes, limits: ReadingLimits) -> Draft | Refusal:
    """Read an old Word document. Macros and embedded objects are passed over.

    Args:
        data: The whole file.
        limits: Only the number of characters is used: the format is not packed, so it cannot grow.

    Returns:
        The draft; `too_many_pages`, `encrypted` or `corrupt`.
    """
    linked = read_blocks(data, "doc")
    if isinstance(linked, Refusal):
        return linked
    try:
        page = Document.from_bytes(data, "doc").to_html()
    except OfficeOxideError:
        return refuse(ReasonCode.CORRUPT)
    # The page does not say what lies behind white words.
    seen = read_page(_CAPTION.sub("", page), limits, has_dark_grounds=True)
    if isinstance(seen, Refusal):
        return seen
    return replace(seen, lines=tuple(_marked(seen.lines, linked.lines)), links=linked.links)


def _marked(lines: Iterable[Line], known: Iterable[Line]) -> Iterator[Line]:
    """Take from the same lines as anydoc read them whether they are headings or items."""
    marks = {_plain(line): line for line in known}
    for line in lines:
        mark = marks.get(_plain(line), line)
        yield Line(line.text, is_heading=mark.is_heading, is_bullet=line.is_bullet or mark.is_bullet)


def _plain(line: Line) -> str:
    return " ".join(line.text.split())
