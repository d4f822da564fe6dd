"""The pieces of text a PDF page is drawn from, with their places on the page."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

# Words in the names of fonts that hold pictures, whatever letters their glyphs are called by.
_ICONS = ("fontawesome", "marvosym", "phosphor", "materialicons", "materialdesign", "icomoon", "ionicon", "academicons")
_DINGBATS = ("wingdings", "webdings", "dingbats")
_BULLET_OF_MARVOSYM = "{"
# The unused codes of WinAnsiEncoding mean a bullet, this one in practice: ISO 32000-1, annex D.2, note 3.
_OTHER_BULLET = "\x7f"
_ORNAMENT = re.compile(r"\S")


@dataclass(frozen=True, slots=True)
class Fragment:
    """One piece of text as it is drawn.

    Attributes:
        text: Without line breaks; may be blank.
        x: Left end, in points.
        y: Baseline, in points from below; None where only the text is known.
        size: Height of the type, in points.
        is_bold: The font's name says so.
        starts_line: pypdf saw a new line before it.
    """

    text: str
    x: float
    y: float | None
    size: float
    is_bold: bool
    starts_line: bool


class FragmentCollector:
    """Collects the fragments of one page: pypdf calls it for every piece of text it draws."""

    def __init__(self) -> None:
        self.fragments: list[Fragment] = []
        self._starts_line = True

    def __call__(
        self,
        text: str,
        page_matrix: Sequence[float],
        text_matrix: Sequence[float],
        font: dict[str, Any] | None,
        font_size: float,
    ) -> None:
        """Take one piece, as pypdf's `visitor_text` hands it over."""
        x, y, scale = _place(text_matrix, page_matrix)
        font_name = str(font.get("/BaseFont", "")).lower() if font else ""
        known_y: float | None = y
        for index, piece in enumerate(text.replace(_OTHER_BULLET, "•").split("\n")):
            if index:
                self._starts_line = True
                known_y = None
            if shown := _without_icons(piece, font_name):
                size = abs(font_size) * scale
                self.fragments.append(Fragment(shown, x, known_y, size, _is_bold(font_name), self._starts_line))
                self._starts_line = False


def _place(text_matrix: Sequence[float], page_matrix: Sequence[float]) -> tuple[float, float, float]:
    """Multiply the two matrices; give the origin and the vertical scale."""
    c, d, e, f = text_matrix[2:6]
    m = page_matrix
    x = e * m[0] + f * m[2] + m[4]
    y = e * m[1] + f * m[3] + m[5]
    return x, y, math.hypot(c * m[0] + d * m[2], c * m[1] + d * m[3])


def _is_bold(font_name: str) -> bool:
    return any(word in font_name for word in ("bold", "black", "heavy"))


def _without_icons(text: str, font_name: str) -> str:
    """Leave out the icons of icon fonts; make the ornaments of dingbat fonts the bullets they are used as."""
    if any(word in font_name for word in _DINGBATS) or (
        text.strip() == _BULLET_OF_MARVOSYM and "marvosym" in font_name
    ):
        return _ORNAMENT.sub("•", text)
    return _ORNAMENT.sub("", text) if any(word in font_name for word in _ICONS) else text
