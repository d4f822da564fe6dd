"""Word documents (.docx): everything a person sees, in order, once.

python-docx leaves out text boxes, headers, footers and content controls, and opens every picture; this
walks the XML itself.
"""

from collections.abc import Iterable, Iterator, Sequence

from pathwise.documents.draft import Draft
from pathwise.documents.model import Line, ReadingLimits, Refusal
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
        limits: What it may grow to, and the number of characters.

    Returns:
        The draft; `unsafe_archive` where it would grow beyond the limit, `encrypted` or `corrupt`.
    """
    try:
        return _read(WordPackage(data, limits))
    except UnreadablePartError as error:
        return error.refusal
    except RecursionError:
        return refuse(ReasonCode.CORRUPT)


def _read(package: WordPackage) -> Draft:
    document = package.document()
    styles = WordStyles(_root(package, document, "styles"), _root(package, document, "numbering"))
    return draft_of([WordBody(part, styles).walk() for part in _parts(package, document)], document)


def draft_of(bodies: Sequence[WordBody], document: Part) -> Draft:
    """Put the parts of a document together.

    Args:
        bodies: All parts, walked through, in reading order.
        document: The one among them that is no header, footer or note.
    """
    return Draft(
        page_count=1,
        lines=tuple(_lines(bodies, document)),
        links=tuple(link for body in bodies for link in body.links),
        hidden_text=tuple(hidden for body in bodies for hidden in body.hidden_text),
    )


def _lines(bodies: Iterable[WordBody], document: Part) -> Iterator[Line]:
    """Give the lines of all parts; what every header or footer of the document repeats only once."""
    seen: set[str] = set()
    for body in bodies:
        for line in body.lines:
            if body.part is document or line.text not in seen:
                yield line
            if body.part is not document:
                seen.add(line.text)


def _root(package: WordPackage, document: Part, kind: str) -> Element | None:
    parts = package.related(document, kind)
    return parts[0].root if parts else None


def _parts(package: WordPackage, document: Part) -> Iterator[Part]:
    yield from package.related(document, "header")
    yield document
    for kind in ("footer", "footnotes", "endnotes"):
        yield from package.related(document, kind)
