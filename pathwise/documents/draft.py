"""What a format's reader hands on, before the rules that all formats share."""

from dataclasses import dataclass

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
    """

    page_count: int
    lines: tuple[Line, ...]
    links: tuple[Link, ...] = ()
    hidden_text: tuple[HiddenText, ...] = ()
    has_set_lines: bool = False
