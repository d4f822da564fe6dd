"""Word documents (.docx): everything a person sees, in order, once.

python-docx leaves out text boxes, headers, footers and content controls, and opens every picture; this
walks the XML itself.
"""

from collections.abc import Iterator, Sequence

from pathwise.documents.draft import Draft, draft_of
from pathwise.documents.model import ReadingLimits, Refusal
from pathwise.documents.refusals import refuse
from pathwise.documents.wordbody import WordBody
from pathwise.documents.wordpackage import Part, WordPackage
from pathwise.documents.wordstyles import WordStyles
from pathwise.documents.xmlpackage import Element, UnreadablePartError
from pathwise_models.enums import ReasonCode


def read(data: bytes, limits: ReadingLimits) -> Draft | Refusal:
    """Read a Word document: headers, body, footers, notes.

    Args:
        data: The whole file.
        limits: What it may grow to, and the number of lines.

    Returns:
        The draft; `unsafe_archive` where it would grow beyond the limit, `too_many_pages`, `encrypted` or `corrupt`.
    """
    try:
        return _read(WordPackage(data, limits), limits)
    except UnreadablePartError as error:
        return error.refusal
    except RecursionError:
        return refuse(ReasonCode.CORRUPT)


def _read(package: WordPackage, limits: ReadingLimits) -> Draft:
    document = package.document()
    styles = WordStyles(_root(package, document, "styles"), _root(package, document, "numbering"))
    return word_draft([WordBody(part, styles, limits).walk() for part in _parts(package, document)], document)


def word_draft(bodies: Sequence[WordBody], document: Part) -> Draft:
    """Put the parts of a Word document together.

    Args:
        bodies: All parts, walked through, in reading order.
        document: The one among them that is no header, footer or note.
    """
    return draft_of(bodies, next(body for body in bodies if body.part is document))


def _root(package: WordPackage, document: Part, kind: str) -> Element | None:
    parts = package.related(document, kind)
    return parts[0].root if parts else None


def _parts(package: WordPackage, document: Part) -> Iterator[Part]:
    yield from package.related(document, "header")
    yield document
    for kind in ("footer", "footnotes", "endnotes"):
        yield from package.related(document, kind)
