"""The walk through one part of a Word document, from its XML to lines."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Self

from pathwise.documents.model import HiddenText, Line, Link, ReadingLimits
from pathwise.documents.refusals import refuse_length
from pathwise.documents.wordpackage import Part
from pathwise.documents.wordstyles import WordStyles, is_bold
from pathwise.documents.xmlnames import attribute, child, local_name
from pathwise.documents.xmlpackage import Element, UnreadablePartError

# Passed through: what wraps blocks or runs without changing whether they are seen.
_STORIES = ("body", "hdr", "ftr", "footnotes", "footnote", "endnotes", "endnote", "txbxContent")
_STORIES_2003 = ("sect", "sub-section", "pBdrGroup")
_INLINE = ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "fldSimple", "bdo", "dir", "rubyBase")
_WRAPPERS = frozenset((*_STORIES, *_STORIES_2003, *_INLINE))
_MARKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_FIELD_TARGET = re.compile(r'HYPERLINK\s+"([^"]+)"')
_LONGEST_BOLD_HEADING = 40
_NOTE_LINES = ("separator", "continuationSeparator", "continuationNotice")


@dataclass(slots=True)
class _Paragraph:
    """A paragraph while it is walked through. `element` is None for what stands outside of any."""

    element: Element | None = None
    text: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    is_bold: bool = True


class WordBody:
    """Collects lines, links and hidden text of one part."""

    def __init__(self, part: Part, styles: WordStyles, limits: ReadingLimits) -> None:
        self.lines: list[Line] = []
        self.links: list[Link] = []
        self.hidden_text: list[HiddenText] = []
        self.part = part
        self._styles = styles
        self._limits = limits
        self._open = _Paragraph()
        self._handlers: dict[str, Callable[[Element], None]] = {
            "p": self._read_paragraph,
            "tbl": self._read_table,
            "r": self._read_run,
            "hyperlink": self._read_hyperlink,
            "hlink": self._read_hyperlink,
            "annotation": self._read_annotation,
            "AlternateContent": self._read_alternatives,
            "drawing": self._find_boxes,
            "pict": self._find_boxes,
            "object": self._find_boxes,
            "ruby": self._read,
        }

    def walk(self) -> Self:
        """Walk the part from its first element to its last.

        Raises:
            UnreadablePartError: It has more lines than are read.
        """
        self._read(self.part.root)
        self._close(self._open)
        return self

    def _read(self, element: Element) -> None:
        for inner in element:
            name = local_name(inner)
            if handler := self._handlers.get(name):
                handler(inner)
            elif name in _WRAPPERS and attribute(inner, "type") not in _NOTE_LINES:
                self._read(inner)

    def _read_paragraph(self, element: Element) -> None:
        outer, self._open = self._open, _Paragraph(element)
        self._read(element)
        paragraph, self._open = self._open, outer
        self._close(paragraph)

    def _close(self, paragraph: _Paragraph) -> None:
        """Keep what a paragraph held, then what stands in its text boxes."""
        self._keep_lines(paragraph)
        if len(self.lines) > self._limits.lines:
            raise UnreadablePartError(refuse_length(self._limits))
        if paragraph.hidden:
            self.hidden_text.append(HiddenText("".join(paragraph.hidden), "vanished_run"))
        for box in paragraph.boxes:
            self._read(box)

    def _keep_lines(self, paragraph: _Paragraph) -> None:
        lines = [line for line in "".join(paragraph.text).split("\n") if line.strip()]
        is_item = self._styles.is_list_item(paragraph.element)
        looks_so = paragraph.is_bold and not is_item and len(lines) == 1 and len(lines[0]) <= _LONGEST_BOLD_HEADING
        is_heading = looks_so or self._styles.is_heading(paragraph.element)
        for index, line in enumerate(lines):
            self.lines.append(Line(line, is_heading=is_heading, is_bullet=is_item and not is_heading and not index))

    def _read_table(self, table: Element) -> None:
        for row in _through_wrappers(table, "tr"):
            for cell in _through_wrappers(row, "tc"):
                # The lower cells of a merged one are not shown, whatever they hold.
                merge = child(cell, "tcPr", "vMerge")
                if merge is None or attribute(merge, "val") == "restart":
                    self._read(cell)

    def _read_run(self, run: Element) -> None:
        paragraph = self._open
        is_hidden = self._styles.is_hidden(run, paragraph.element)
        words = paragraph.hidden if is_hidden else paragraph.text
        for inner in run:
            name = local_name(inner)
            if name == "t":
                words.append(_text_of(inner))
                paragraph.is_bold = paragraph.is_bold and (is_bold(run) or not words[-1].strip())
            elif name == "sym":
                words.append(_symbol(inner))
            elif name == "instrText":
                self._keep_field_target(inner.text or "")
            elif name in self._handlers:
                self._handlers[name](inner)
            else:
                words.append(_MARKS.get(name, ""))

    def _read_hyperlink(self, link: Element) -> None:
        start = len(self._open.text)
        self._read(link)
        text = "".join(self._open.text[start:])
        if target := attribute(link, "dest"):
            self.links.append(Link(target, text))
        self._keep_link(attribute(link, "id"), text)

    def _read_annotation(self, annotation: Element) -> None:
        """Read what was inserted, in the form of Word 2003."""
        if attribute(annotation, "type") == "Word.Insertion":
            for content in annotation:
                self._read(content)

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
        return (
            len(self.lines)
            + len(self.hidden_text)
            + len(self._open.text)
            + len(self._open.hidden)
            + len(self._open.boxes)
        )

    def _find_boxes(self, drawing: Element) -> None:
        """Put the text boxes of a drawing aside until the paragraph that holds it ends."""
        for inner in drawing:
            name = local_name(inner)
            if name == "txbxContent":
                self._open.boxes.append(inner)
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


def _text_of(element: Element) -> str:
    """Give the words of a run; programs that imitate Word put breaks between them."""
    marks = (_MARKS.get(local_name(mark), "") + (mark.tail or "") for mark in element)
    return "".join([element.text or "", *marks])


def _symbol(element: Element) -> str:
    code = attribute(element, "char") or ""
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
