"""The walk through one part of an OpenDocument text, from its XML to lines."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Self

from pathwise.documents.model import HiddenText, Line, Link
from pathwise.documents.odtstyles import OdtStyles
from pathwise.documents.xmlnames import attribute, local_name
from pathwise.documents.xmlpackage import Element

# What is not on the page: deleted words, remarks, forms, declarations, how an index is made, other files.
_NEVER_SHOWN = frozenset(
    re.findall(
        r"\S+",
        "tracked-changes annotation forms note-citation ruby-text script object binary-data event-listeners math"
        " sequence-decls variable-decls user-field-decls image-map",
    )
)
# Titles and descriptions of drawings.
_ASIDE = "svg-compatible"
_BLOCKS = ("p", "h", "list", "table", "section", "table-of-content")
_LONGEST_BOLD_HEADING = 40
_MOST_SPACES = 100
_TARGET = re.compile(r"(https?:|mailto:|tel:|www\.)", re.IGNORECASE)


@dataclass(slots=True)
class _Paragraph:
    """A paragraph while it is walked through."""

    style: str | None = None
    spans: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    hidden: dict[str, list[str]] = field(default_factory=dict)
    boxes: list[Element] = field(default_factory=list)
    is_bold: bool = True


class OdtBody:
    """Collects lines, links and hidden text of one part."""

    def __init__(self, root: Element, styles: OdtStyles) -> None:
        self.lines: list[Line] = []
        self.links: list[Link] = []
        self.hidden_text: list[HiddenText] = []
        self._root = root
        self._styles = styles
        self._open: _Paragraph | None = None
        self._starts_item = False
        self._is_concealed = False
        self._handlers: dict[str, Callable[[Element], None]] = {
            "p": self._read_paragraph,
            "h": self._read_paragraph,
            "list-item": self._read_item,
            "section": self._read_section,
            "covered-table-cell": lambda _: None,
            "span": self._read_span,
            "a": self._read_link,
            "s": self._read_spaces,
            "tab": lambda _: self._add(" "),
            "line-break": lambda _: self._add("\n"),
            "hidden-text": self._read_hidden_field,
        }

    def walk(self) -> Self:
        """Walk the part from its first element to its last."""
        self._read(self._root)
        return self

    def _read(self, element: Element) -> None:
        for inner in element:
            name = local_name(inner)
            if self._open is not None and name in _BLOCKS:
                # A text box, a note: kept until the paragraph that holds it ends.
                self._open.boxes.append(inner)
            elif handler := self._handlers.get(name):
                handler(inner)
            elif _is_shown(inner):
                self._read_words(inner)
            self._add((inner.tail or "").replace("\n", " "))

    def _read_words(self, element: Element) -> None:
        self._add((element.text or "").replace("\n", " "))
        self._read(element)

    def _add(self, text: str) -> None:
        paragraph = self._open
        if paragraph is None or not text:
            return
        spans = paragraph.spans[::-1]
        why = "vanished_run" if self._is_concealed else self._styles.why_hidden(paragraph.style, spans)
        if why:
            paragraph.hidden.setdefault(why, []).append(text)
            return
        paragraph.text.append(text)
        is_bold = not text.strip() or self._styles.is_bold(paragraph.style, spans)
        paragraph.is_bold = paragraph.is_bold and is_bold

    def _read_paragraph(self, element: Element) -> None:
        was_concealed = self._is_concealed
        self._is_concealed = was_concealed or _is_hidden_paragraph(element)
        paragraph = self._open = _Paragraph(attribute(element, "style-name"))
        self._read_words(element)
        self._open = None
        self._keep_lines(paragraph, local_name(element) == "h")
        self.hidden_text += (HiddenText("".join(words), why) for why, words in paragraph.hidden.items())
        for box in paragraph.boxes:
            self._read_box(box)
        self._is_concealed = was_concealed

    def _read_box(self, box: Element) -> None:
        handler = self._handlers.get(local_name(box), self._read)
        handler(box)

    def _keep_lines(self, paragraph: _Paragraph, is_marked: bool) -> None:
        lines = [line for line in "".join(paragraph.text).split("\n") if line.strip()]
        is_item = self._starts_item and bool(lines)
        looks_so = paragraph.is_bold and not is_item and len(lines) == 1 and len(lines[0]) <= _LONGEST_BOLD_HEADING
        is_heading = is_marked or looks_so or self._styles.is_heading(paragraph.style)
        for index, line in enumerate(lines):
            self.lines.append(Line(line, is_heading=is_heading, is_bullet=is_item and not is_heading and not index))
        self._starts_item = self._starts_item and not lines

    def _read_item(self, item: Element) -> None:
        self._starts_item = True
        self._read(item)
        self._starts_item = False

    def _read_section(self, section: Element) -> None:
        was_concealed = self._is_concealed
        is_hidden = attribute(section, "display") == "none" or attribute(section, "is-hidden") == "true"
        self._is_concealed = was_concealed or is_hidden
        self._read(section)
        self._is_concealed = was_concealed

    def _read_span(self, span: Element) -> None:
        spans = self._open.spans if self._open is not None else []
        spans.append(attribute(span, "style-name") or "")
        self._read_words(span)
        spans.pop()

    def _read_link(self, link: Element) -> None:
        words = self._open.text if self._open is not None else []
        start = len(words)
        self._read_words(link)
        target = attribute(link, "href") or ""
        if _TARGET.match(target):
            self.links.append(Link(target, "".join(words[start:])))

    def _read_spaces(self, spaces: Element) -> None:
        count = attribute(spaces, "c") or "1"
        self._add(" " * (min(int(count), _MOST_SPACES) if count.isdecimal() and len(count) < len("10000") else 1))

    def _read_hidden_field(self, element: Element) -> None:
        """Take the words that a condition hides; where it does not, they are shown."""
        words = attribute(element, "string-value") or element.text or ""
        if attribute(element, "is-hidden") == "false":
            self._add(words)
        elif words:
            self.hidden_text.append(HiddenText(words, "vanished_run"))


def _is_shown(element: Element) -> bool:
    name = local_name(element)
    return name != "" and name not in _NEVER_SHOWN and not name.endswith("-source") and _ASIDE not in str(element.tag)


def _is_hidden_paragraph(paragraph: Element) -> bool:
    fields = (inner for inner in paragraph if local_name(inner) == "hidden-paragraph")
    return any(attribute(mark, "is-hidden") == "true" for mark in fields)
