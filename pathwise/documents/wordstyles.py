"""What a Word document's styles and lists say of its paragraphs: headings, list items, hidden runs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pathwise.documents.xmlnames import attribute, child, local_name
from pathwise.documents.xmlpackage import Element

_HEADING_NAME = re.compile(r"^(heading \d|title|subtitle)$")
_LIST_NAME = re.compile(r"^list (bullet|number)( \d)?$")
_BODY_LEVEL = 9
_OFF = ("0", "false", "off", "none")
_DEEPEST_STYLE = 20


def is_on(switch: Element | None) -> bool | None:
    """Read a switch such as `w:vanish`; None where it is not set."""
    return None if switch is None else attribute(switch, "val") not in _OFF


def is_bold(run: Element) -> bool:
    """Tell whether a run is set bold by itself."""
    return is_on(child(run, "rPr", "b")) is True


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says; None where it leaves the answer to the one it is based on."""

    based_on: str | None
    name: str
    is_heading: bool
    list_id: str | None
    list_level: str | None
    is_hidden: bool | None


class WordStyles:
    """The styles and lists of one document."""

    def __init__(self, styles: Element | None, numbering: Element | None) -> None:
        rows = [] if styles is None else [row for row in styles if local_name(row) == "style"]
        self._styles = {attribute(row, "styleId") or "": _style(row) for row in rows}
        self._default = next(
            (
                attribute(row, "styleId") or ""
                for row in rows
                if attribute(row, "default") not in (None, *_OFF) and attribute(row, "type") == "paragraph"
            ),
            "",
        )
        self._list_formats = _list_formats(numbering)

    def is_heading(self, paragraph: Element | None) -> bool:
        """Tell whether a paragraph has a heading's style or a place in the outline."""
        properties = child(paragraph, "pPr")
        return _has_outline_level(properties) or any(style.is_heading for style in self._chain(properties))

    def is_list_item(self, paragraph: Element | None) -> bool:
        """Tell whether a paragraph is an item of a list with bullets or numbers."""
        properties = child(paragraph, "pPr")
        list_id, level = _list_of(properties)
        for style in self._chain(properties):
            list_id = list_id if list_id is not None else style.list_id
            level = level if level is not None else style.list_level
            if list_id is None and _LIST_NAME.match(style.name):
                return True
        if list_id in (None, "0"):
            return False
        return self._list_formats.get((list_id or "", level or "0"), "bullet") != "none"

    def is_hidden(self, run: Element, paragraph: Element | None) -> bool:
        """Tell whether a run is formatted as hidden, by itself or by its style."""
        properties = child(run, "rPr")
        switch = is_on(child(properties, "vanish"))
        if switch is not None:
            return switch
        chains = (self._named(attribute(child(properties, "rStyle"), "val")), self._chain(child(paragraph, "pPr")))
        return next((style.is_hidden for chain in chains for style in chain if style.is_hidden is not None), False)

    def _chain(self, properties: Element | None) -> Iterator[Style]:
        return self._named(attribute(child(properties, "pStyle"), "val") or self._default)

    def _named(self, name: str | None) -> Iterator[Style]:
        for _ in range(_DEEPEST_STYLE):
            style = self._styles.get(name or "")
            if style is None:
                return
            yield style
            name = style.based_on


def _style(row: Element) -> Style:
    properties = child(row, "pPr")
    name = (attribute(child(row, "name"), "val") or "").lower()
    list_id, level = _list_of(properties)
    return Style(
        based_on=attribute(child(row, "basedOn"), "val"),
        name=name,
        is_heading=_HEADING_NAME.match(name) is not None or _has_outline_level(properties),
        list_id=list_id,
        list_level=level,
        is_hidden=is_on(child(row, "rPr", "vanish")),
    )


def _list_of(properties: Element | None) -> tuple[str | None, str | None]:
    numbering = child(properties, "numPr")
    if numbering is None:  # Word 2003 calls both by other names.
        numbering = child(properties, "listPr")
        return attribute(child(numbering, "ilfo"), "val"), attribute(child(numbering, "ilvl"), "val")
    return attribute(child(numbering, "numId"), "val"), attribute(child(numbering, "ilvl"), "val")


def _has_outline_level(properties: Element | None) -> bool:
    level = attribute(child(properties, "outlineLvl"), "val")
    return level is not None and level.isdigit() and int(level) < _BODY_LEVEL


def _list_formats(numbering: Element | None) -> dict[tuple[str, str], str]:
    """Give the number format by list and level: `bullet`, `decimal`, `none` and so on."""
    if numbering is None:
        return {}
    levels: dict[str, dict[str, str]] = {}
    formats: dict[tuple[str, str], str] = {}
    for row in numbering:
        if local_name(row) == "abstractNum":
            levels[attribute(row, "abstractNumId") or ""] = {
                attribute(level, "ilvl") or "0": attribute(child(level, "numFmt"), "val") or "decimal"
                for level in row
                if local_name(level) == "lvl"
            }
    for row in numbering:
        if local_name(row) == "num":
            abstract = levels.get(attribute(child(row, "abstractNumId"), "val") or "", {})
            formats.update({(attribute(row, "numId") or "", level): form for level, form in abstract.items()})
    return formats
