"""How the elements of a web page are laid out, as far as it tells which words stand apart though no space parts them.

Only that much is taken from style sheets. Of a selector its last part is matched in full, what stands before it
wherever an element around is meant.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from enum import Enum, auto

_RULE = re.compile(r"([^{}]{1,500})\{([^{}]{0,2000})\}")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_COMPOUND = re.compile(r"[a-z][\w-]*|[.#][\w-]+")
_PLAIN = re.compile(r"(?:[a-z][\w-]*)?(?:[.#][\w-]+)*")
_PROPERTY = re.compile(r"(?:^|;)\s*(display|float|flex-direction)\s*:\s*([\w-]+)")
_MOST_RULES = 2_000
_MOST_NAMES = 50
_MOST_RULES_A_NAME = 50
# What the common sets of ready-made classes call it.
_BY_NAME = {
    **dict.fromkeys((".flex", ".d-flex", ".inline-flex", ".d-inline-flex", ".grid", ".d-grid"), "flex"),
    **dict.fromkeys((".float-right", ".pull-right", ".float-left", ".pull-left", ".float-end"), "float"),
    **dict.fromkeys((".block", ".d-block"), "block"),
    ".badge": "inline-block",
}
_CELLS = frozenset(("inline-block", "table-cell", "float"))


class Display(Enum):
    """What the layout of an element does to the words in it."""

    INLINE = auto()
    """They go on with the words around it."""
    BOX = auto()
    """They stand in a box of their own, on the line of those around it."""
    ROW = auto()
    """Each element in it is a box; they stand side by side."""
    STACK = auto()
    """Each element in it is a line."""
    LINE = auto()
    """They are a line."""


class Displays:
    """The rules of layout that a page holds."""

    def __init__(self) -> None:
        self._rules: dict[str, list[tuple[frozenset[str], frozenset[str], str]]] = {}
        self._count = 0

    def add(self, sheet: str) -> None:
        """Take the rules of a style sheet: two thousand of a page, the last fifty of a name."""
        for selectors, declarations in _RULE.findall(_COMMENT.sub("", sheet.lower())):
            found = _layout(declarations)
            for selector in selectors.split(",") if found else ():
                if self._count >= _MOST_RULES:
                    return
                *around, last = selector.replace(">", " ").split() or [""]
                names = _COMPOUND.findall(last)
                if names and _PLAIN.fullmatch(last) and all(map(_PLAIN.fullmatch, around)):
                    context = frozenset(name for part in around for name in _COMPOUND.findall(part))
                    rules = self._rules.setdefault(names[-1], [])
                    rules[: 1 - _MOST_RULES_A_NAME] = []
                    rules.append((frozenset(names), context, found))
                    self._count += 1

    def of(self, tag: str, attributes: Mapping[str, str], around: Collection[str]) -> tuple[Display, frozenset[str]]:
        """Tell how an element is laid out.

        Args:
            tag: Its name.
            attributes: Its attributes.
            around: What selectors may call the elements that it stands in.

        Returns:
            Its layout, and what selectors may call it.
        """
        classes = attributes.get("class", "").lower().split()[:_MOST_NAMES]
        names = frozenset((tag, *(f".{name}" for name in classes)))
        if "id" in attributes:
            names |= {f"#{attributes['id'].lower()}"}
        own = _layout(attributes.get("style", "").lower()) if "style" in attributes else ""
        found = (
            own or next(self._matching(names, around), "") or next((_BY_NAME[n] for n in names if n in _BY_NAME), "")
        )
        return _display(found), names

    def _matching(self, names: frozenset[str], around: Collection[str]) -> Iterator[str]:
        for name in names:
            for wanted, context, found in reversed(self._rules.get(name, ())):
                if wanted <= names and context <= frozenset(around):
                    yield found


def _layout(declarations: str) -> str:
    """Give the layout that declarations ask for; empty where they ask for none."""
    values = dict(_PROPERTY.findall(declarations))
    if values.get("float", "none") != "none":
        return "float"
    display: str = values.get("display", "")
    return "stack" if display.endswith("flex") and "column" in values.get("flex-direction", "") else display


def _display(layout: str) -> Display:
    if layout == "stack":
        return Display.STACK
    if layout.endswith(("flex", "grid")):
        return Display.ROW
    if layout in _CELLS:
        return Display.BOX
    return Display.LINE if layout in ("block", "list-item", "table", "table-row") else Display.INLINE
