"""The walk through one part of a Word document, from its XML to lines."""

import re
from collections.abc import Callable, Iterable
from typing import Self

from pathwise.documents.model import HiddenText, Line, Link
from pathwise.documents.wordpackage import Element, Part
from pathwise.documents.wordstyles import WordStyles, attribute, child, local_name

# Passed through: what wraps blocks or runs without changing whether they are seen.
_STORIES = ("body", "hdr", "ftr", "footnotes", "footnote", "endnotes", "endnote", "txbxContent")
_WRAPPERS = frozenset(
    (*_STORIES, "sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "fldSimple", "bdo", "dir", "rubyBase")
)
_MARKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_FIELD_TARGET = re.compile(r'HYPERLINK\s+"([^"]+)"')
_NOTE_LINES = ("separator", "continuationSeparator", "continuationNotice")


class WordBody:
    """Collects lines, links and hidden text of one part."""

    def __init__(self, part: Part, styles: WordStyles) -> None:
        self.lines: list[Line] = []
        self.links: list[Link] = []
        self.hidden_text: list[HiddenText] = []
        self.part = part
        self._styles = styles
        self._text: list[str] = []
        self._hidden: list[str] = []
        self._boxes: list[Element] = []
        self._paragraph: Element | None = None
        self._handlers: dict[str, Callable[[Element], None]] = {
            "p": self._read_paragraph,
            "tbl": self._read_table,
            "r": self._read_run,
            "hyperlink": self._read_hyperlink,
            "AlternateContent": self._read_alternatives,
            "drawing": self._find_boxes,
            "pict": self._find_boxes,
            "object": self._find_boxes,
            "ruby": self._read,
        }

    def walk(self) -> Self:
        """Walk the part from its first element to its last."""
        self._read(self.part.root)
        return self

    def _read(self, element: Element) -> None:
        for inner in element:
            name = local_name(inner)
            if handler := self._handlers.get(name):
                handler(inner)
            elif name in _WRAPPERS and attribute(inner, "type") not in _NOTE_LINES:
                self._read(inner)

    def _read_paragraph(self, paragraph: Element) -> None:
        outer = (self._text, self._hidden, self._boxes, self._paragraph)
        self._text, self._hidden, self._boxes, self._paragraph = [], [], [], paragraph
        self._read(paragraph)
        self._keep_lines(paragraph, "".join(self._text))
        if self._hidden:
            self.hidden_text.append(HiddenText("".join(self._hidden), "vanished_run"))
        boxes = self._boxes
        self._text, self._hidden, self._boxes, self._paragraph = outer
        for box in boxes:
            self._read(box)

    def _keep_lines(self, paragraph: Element, text: str) -> None:
        is_heading = self._styles.is_heading(paragraph)
        is_bullet = not is_heading and self._styles.is_list_item(paragraph)
        for line in filter(str.strip, text.split("\n")):
            self.lines.append(Line(line, is_heading=is_heading, is_bullet=is_bullet))
            is_bullet = False

    def _read_table(self, table: Element) -> None:
        for row in _through_wrappers(table, "tr"):
            for cell in _through_wrappers(row, "tc"):
                # The lower cells of a merged one are not shown, whatever they hold.
                merge = child(cell, "tcPr", "vMerge")
                if merge is None or attribute(merge, "val") == "restart":
                    self._read(cell)

    def _read_run(self, run: Element) -> None:
        is_hidden = self._styles.is_hidden(run, self._paragraph)
        words = self._hidden if is_hidden else self._text
        for inner in run:
            name = local_name(inner)
            if name == "t":
                words.append(inner.text or "")
            elif name == "sym":
                words.append(_symbol(inner))
            elif name == "instrText":
                self._keep_field_target(inner.text or "")
            elif name in self._handlers:
                self._handlers[name](inner)
            else:
                words.append(_MARKS.get(name, ""))

    def _read_hyperlink(self, link: Element) -> None:
        start = len(self._text)
        self._read(link)
        self._keep_link(attribute(link, "id"), "".join(self._text[start:]))

    def _keep_link(self, relation_id: str | None, text: str) -> None:
        relation = self.part.relations.get(relation_id or "")
        if relation is not None and relation.is_external:
            self.links.append(Link(relation.target, text))

    def _keep_field_target(self, instruction: str) -> None:
        if match := _FIELD_TARGET.search(instruction):
            self.links.append(Link(match[1]))

    def _read_alternatives(self, alternatives: Element) -> None:
        """Read one of the forms of the same content: the first that holds anything readable."""
        for branch in alternatives:
            before = self._amount()
            self._read(branch)
            if self._amount() == before:
                self._find_boxes(branch)
            if self._amount() != before:
                return

    def _amount(self) -> int:
        return len(self.lines) + len(self.hidden_text) + len(self._text) + len(self._hidden) + len(self._boxes)

    def _find_boxes(self, drawing: Element) -> None:
        """Put the text boxes of a drawing aside until the paragraph that holds it ends."""
        for inner in drawing:
            name = local_name(inner)
            if name == "txbxContent":
                self._boxes.append(inner)
            elif name == "AlternateContent":
                self._read_alternatives(inner)
            else:
                if name == "hlinkClick":
                    self._keep_link(attribute(inner, "id"), "")
                self._find_boxes(inner)


def _through_wrappers(element: Element, wanted: str) -> Iterable[Element]:
    """Give the children of a name, also those inside content controls and insertions."""
    for inner in element:
        if local_name(inner) == wanted:
            yield inner
        elif local_name(inner) in _WRAPPERS:
            yield from _through_wrappers(inner, wanted)


def _symbol(element: Element) -> str:
    code = attribute(element, "char") or ""
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
