"""What a format's reader hands on, before the rules that all formats share."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from pathwise.documents.model import HiddenText, Line, Link


@dataclass(frozen=True, slots=True)
class Draft:
    """A file's content in reading order, not yet cleaned.

    Attributes:
        page_count: 1 or more; 1 for formats without pages.
        lines: In reading order; their text may still be empty or hold marks, tags and controls.
        links: In order of appearance; repeats allowed.
        hidden_text: What the format itself marks as hidden.
        has_set_lines: Line ends come from the width of the page, so a hyphen there may be a cut word's.
        scanned_pages: Pages whose words were recognised from a picture, from 1.
    """

    page_count: int
    lines: tuple[Line, ...]
    links: tuple[Link, ...] = ()
    hidden_text: tuple[HiddenText, ...] = ()
    has_set_lines: bool = False
    scanned_pages: tuple[int, ...] = ()


class WalkedPart(Protocol):
    """A part of a document that was walked through, such as its body or a header."""

    lines: list[Line]
    links: list[Link]
    hidden_text: list[HiddenText]


def draft_of(parts: Sequence[WalkedPart], body: WalkedPart) -> Draft:
    """Put the parts of a document without pages together.

    Args:
        parts: All of them, in reading order.
        body: The one among them that is no header, footer or note.
    """
    return Draft(
        page_count=1,
        lines=tuple(_lines(parts, body)),
        links=tuple(link for part in parts for link in part.links),
        hidden_text=tuple(hidden for part in parts for hidden in part.hidden_text),
    )


def _lines(parts: Sequence[WalkedPart], body: WalkedPart) -> Iterator[Line]:
    """Give the lines of all parts; what every header or footer of the document repeats only once."""
    seen: set[str] = set()
    for part in parts:
        for line in part.lines:
            if part is body or line.text not in seen:
                yield line
            if part is not body:
                seen.add(line.text)
