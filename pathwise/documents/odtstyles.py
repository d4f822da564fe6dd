"""What the styles of an OpenDocument text say of its words: hidden, white, bold, a title."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pathwise.documents.xmlnames import attribute, child, local_name
from pathwise.documents.xmlpackage import Element

_DEEPEST_STYLE = 20
_TITLES = ("Title", "Subtitle")
_WHITE = "#ffffff"
_NO_GROUND = (None, "transparent", _WHITE)
_FILLS = ("solid", "bitmap", "gradient", "hatch")
# A shape whose style does not say so is filled.
_PICTURES = ("image", "background-image", "custom-shape", "rect", "ellipse", "circle", "path", "polygon")
_BOLD = ("bold", "600", "700", "800", "900")


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says; None where it leaves the answer to the one it is based on."""

    name: str
    parent: str | None
    is_hidden: bool | None
    is_white: bool | None
    is_bold: bool | None
    has_level: bool


class OdtStyles:
    """The styles of one document, those of its parts together.

    Args:
        parts: Roots of the files that hold styles; of two with the same name the later one counts.
    """

    def __init__(self, parts: Iterable[Element]) -> None:
        self._styles: dict[tuple[str, str], Style] = {}
        self.page_names: set[str] = set()
        self._has_grounds = False
        for part in parts:
            for element in part.iter():
                if local_name(element) == "style":
                    self._keep(element)
                elif _is_ground(element):
                    self._has_grounds = True

    def why_hidden(self, paragraph: str | None, spans: Iterable[str]) -> str:
        """Name what hides words.

        Args:
            paragraph: Style of the paragraph.
            spans: Styles of the spans around the words, the inner ones first.

        Returns:
            `vanished_run`, `white_text` where nothing in the document has a ground to be seen on, or nothing.
        """
        chain = [*self._text_chain(spans), *self._chain("paragraph", paragraph)]
        if next((style.is_hidden for style in chain if style.is_hidden is not None), False):
            return "vanished_run"
        is_white = next((style.is_white for style in chain if style.is_white is not None), False)
        return "white_text" if is_white and not self._has_grounds else ""

    def is_bold(self, paragraph: str | None, spans: Iterable[str]) -> bool:
        """Tell whether words are set bold."""
        chain = [*self._text_chain(spans), *self._chain("paragraph", paragraph)]
        return next((style.is_bold for style in chain if style.is_bold is not None), False) is True

    def is_heading(self, paragraph: str | None) -> bool:
        """Tell whether a paragraph's style is that of a title, or has a place in the outline."""
        return any(style.has_level or style.name in _TITLES for style in self._chain("paragraph", paragraph))

    def _keep(self, element: Element) -> None:
        family, name = attribute(element, "family") or "", attribute(element, "name") or ""
        self._styles[family, name] = _style(element)
        if page := attribute(element, "master-page-name"):
            self.page_names.add(page)

    def _text_chain(self, spans: Iterable[str]) -> Iterator[Style]:
        for span in spans:
            yield from self._chain("text", span)

    def _chain(self, family: str, name: str | None) -> Iterator[Style]:
        for _ in range(_DEEPEST_STYLE):
            style = self._styles.get((family, name or ""))
            if style is None:
                return
            yield style
            name = style.parent


def _style(element: Element) -> Style:
    words = child(element, "text-properties")
    display, colour, weight = (attribute(words, name) for name in ("display", "color", "font-weight"))
    if attribute(words, "use-window-font-color") == "true":  # Black on white, white on black.
        colour = "auto"
    return Style(
        name=attribute(element, "name") or "",
        parent=attribute(element, "parent-style-name"),
        is_hidden=None if display is None else display == "none",
        is_white=None if colour is None else colour.lower() == _WHITE,
        is_bold=None if weight is None else weight in _BOLD,
        has_level=(attribute(element, "default-outline-level") or "0") not in ("0", ""),
    )


def _is_ground(element: Element) -> bool:
    """Tell whether an element puts something behind words that white ones can be seen on."""
    name = local_name(element)
    if not name.endswith("-properties"):
        return name in _PICTURES
    colour = attribute(element, "background-color")
    return (colour and colour.lower()) not in _NO_GROUND or attribute(element, "fill") in _FILLS
