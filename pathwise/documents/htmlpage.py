"""The walk through a web page, from its elements to lines."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pathwise.documents.draft import Draft
from pathwise.documents.htmldisplays import Display, Displays
from pathwise.documents.htmlstyles import Look, gives_grounds, look_of
from pathwise.documents.model import HiddenText, Line, Link, ReadingLimits

_NEVER_SHOWN = frozenset(
    re.findall(
        r"\w+",
        "audio button canvas datalist defs desc dialog head iframe metadata noembed noframes noscript object option"
        " rp script select style symbol template title video",
    )
)
_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body br caption center dd details dir div dl dt fieldset figcaption figure"
        " footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre search section summary table"
        " tbody td tfoot th thead tr ul",
    )
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BOLD = frozenset(("b", "strong"))
_LONGEST_BOLD_HEADING = 40
_LINE, _CELL, _BOX = "line", "cell", "box"
_MOST_NAMES = 200  # Of the elements around one; no rule of layout asks for more.
_TARGET = re.compile(r"(https?:|mailto:|tel:|www\.)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Element:
    """An element while it is open, with what holds for all that is within it."""

    look: Look
    is_shown: bool = True
    is_style: bool = False
    is_heading: bool = False
    is_bold: bool = False
    keeps_lines: bool = False
    display: Display = Display.INLINE
    edge: str = ""
    names: frozenset[str] = frozenset()
    first_piece: int = 0


class EnoughError(Exception):
    """More was met than is taken: the rest of the page need not be gone through."""


class HtmlPage:
    """Collects lines, links and hidden text; the parser calls it as it goes through the page.

    Args:
        limits: Most lines and characters that are taken.
        has_dark_grounds: White words are known to be seen, or cannot be told from those that are.
    """

    def __init__(self, limits: ReadingLimits, *, has_dark_grounds: bool = False) -> None:
        self._room = limits.characters
        self._most_lines = limits.lines
        self._lines: list[Line] = []
        self._links: list[Link] = []
        self._hidden: list[HiddenText] = []
        self._open = [_Element(Look())]
        self._text: list[str] = []
        self._concealed: list[str] = []
        self._concealed_by = ""
        self._is_all_bold = True
        self._starts_item = False
        # Style sheets are not applied: where one colours any ground, white text may stand on it.
        self._has_dark_grounds = has_dark_grounds
        self._displays = Displays()
        self._target = ""
        self._target_text: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Open an element."""
        outer = self._open[-1]
        if tag in _BLOCKS:
            self._end_line()
        display, names = self._displays.of(tag, attributes, outer.names)
        edge = "" if tag in _BLOCKS else _edge_of(display, outer.display)
        self._part(edge if edge != _BOX else "")
        if tag == "li":
            self._starts_item = True
        if tag == "a" and outer.is_shown:
            self._end_link()
            self._target = attributes.get("href", "").strip()
        if tag == "link" and "stylesheet" in attributes.get("rel", "").lower():
            self._has_dark_grounds = True
        self._open.append(
            _Element(
                look_of(attributes, outer.look),
                outer.is_shown and tag not in _NEVER_SHOWN,
                tag == "style",
                outer.is_heading or tag in _HEADINGS,
                outer.is_bold or tag in _BOLD,
                outer.keeps_lines or tag == "pre",
                display,
                edge,
                outer.names if len(outer.names) > _MOST_NAMES or names <= outer.names else outer.names | names,
                len(self._text),
            )
        )

    def end(self, tag: str) -> None:
        """Close an element."""
        if tag in _BLOCKS:
            self._end_line()
        if tag == "a":
            self._end_link()
        if tag == "li":
            self._starts_item = False
        # The parser closes what the page leaves open, and what is never closed, such as a line break.
        if len(self._open) > 1:
            self._end_inline(self._open.pop())

    def _end_inline(self, element: _Element) -> None:
        if element.edge != _BOX:
            self._part(element.edge)
        # Letters that move one by one are boxes as well.
        elif len("".join(self._text[element.first_piece :]).strip()) > 1:
            self._text.insert(element.first_piece, " ")
            self._text.append(" ")

    def data(self, text: str) -> None:
        """Take the words between two tags.

        Raises:
            EnoughError: There are more than the limits allow.
        """
        element = self._open[-1]
        if element.is_style:
            self._has_dark_grounds = self._has_dark_grounds or gives_grounds(text)
            self._displays.add(text)
        if not element.is_shown:
            return
        if not text.isspace():
            self._room -= len(text)
        if self.is_full:
            raise EnoughError
        why = element.look.why_hidden
        if why and not (why == "white_text" and self._has_dark_grounds):
            self._conceal(text, why)
        elif element.keeps_lines:
            self._add_set_lines(text)
        else:
            self._add(text)

    def close(self) -> Draft:
        """Hand over what was collected; the same when asked again."""
        self._end_line()
        self._end_link()
        return Draft(1, tuple(self._lines), tuple(self._links), tuple(self._hidden))

    @property
    def is_full(self) -> bool:
        """More was met than is taken."""
        return self._room < 0 or len(self._lines) > self._most_lines

    def _part(self, edge: str) -> None:
        """Keep what follows apart from what stands before: on a line of its own, or by a space."""
        if edge == _LINE:
            self._end_line()
        elif edge and self._text:
            self._text.append(" ")

    def _add_set_lines(self, text: str) -> None:
        first, *others = text.split("\n")
        self._add(first)
        for line in others:
            self._end_line()
            self._add(line)

    def _add(self, text: str) -> None:
        if text:
            self._text.append(text)
            if self._target:
                self._target_text.append(text)
            self._is_all_bold = self._is_all_bold and (self._open[-1].is_bold or not text.strip())

    def _conceal(self, text: str, why: str) -> None:
        if why != self._concealed_by:
            self._end_concealed()
        self._concealed_by = why
        self._concealed.append(text)

    def _end_concealed(self) -> None:
        if text := "".join(self._concealed).strip():
            self._hidden.append(HiddenText(text, self._concealed_by))
        self._concealed = []

    def _end_line(self) -> None:
        self._end_concealed()
        text = "".join(self._text).strip()
        if text:
            is_bold = self._is_all_bold and not self._starts_item and len(text) <= _LONGEST_BOLD_HEADING
            self._lines.append(Line(text, 1, self._open[-1].is_heading or is_bold, self._starts_item))
            self._starts_item = False
        self._text = []
        self._is_all_bold = True

    def _end_link(self) -> None:
        if _TARGET.match(self._target):
            self._links.append(Link(self._target, "".join(self._target_text)))
        self._target = ""
        self._target_text = []


def _edge_of(own: Display, outer: Display) -> str:
    """Tell what parts an element, which is no block by its name, from the words around it."""
    if outer is Display.STACK or (outer is not Display.ROW and own in (Display.LINE, Display.ROW, Display.STACK)):
        return _LINE
    if outer is Display.ROW:
        return _CELL
    return _BOX if own is Display.BOX else ""
