"""The pieces of text a PDF page is drawn from: glyphs on one baseline, put together to words by the white between them.

PDFium's own spaces are a guess that fails where a program draws each letter by itself, so they are not used: the
places of the glyphs tell where words end.
"""

import re
import sys
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from pathwise.documents.pdfium import Glyphs, TextPage

Floats = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]
Unmapped = Callable[[], Mapping[str, Mapping[int, str]]]
"""Gives letters by code, by the name of the font in small letters and without the mark of a subset."""

# All of these are shares of the height of the type.
_STEP = 0.3  # Another baseline.
_BACK = 0.5  # The pen goes back: a new line, not a kerned or a doubled letter.
_APART = 1.0  # White that no justified line has between two words: another cell.
WORD_GAP = 0.10  # White beyond that between letters. Spaces take 0.13 (squeezed) to 0.3, kerning up to 0.08.
_WIDEST_SPACING = 0.6  # Letters set wider apart are words.

_TOO_WIDE = 0.1  # A letter whose followers stand that much closer than usual may be stated wider than it is.

_DRAWS_SPACES = 0.05  # Share of spaces among the glyphs of a page that draws them; text has one in six.

_FEW_GAPS = 6
"""From this many on, the median gap of a piece says how far its letters stand apart."""

_RIGHT_TO_LEFT = ((0x590, 0x8FF), (0xFB1D, 0xFDFF), (0xFE70, 0xFEFC))
_SPACES = np.array([0x09, 0x0A, 0x0D, 0x20, 0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], np.uint32)
# Words in the names of fonts that hold pictures, whatever letters their glyphs are called by.
_ICONS = ("fontawesome", "marvosym", "phosphor", "materialicons", "materialdesign", "icomoon", "ionicon", "academicons")
_DINGBATS = ("wingdings", "webdings", "dingbats")
_BULLET_OF_MARVOSYM = "{"
_BOLD = ("bold", "black", "heavy")
_SURROGATES = range(0xD800, 0xE000)
_SPELT_OUT = re.compile(r"(?:\w ){4,}\w")

_FIRST_CHARACTER, _LINE_END_HYPHEN = 0x20, 0x02
# PDFium writes 2 for a hyphen at the end of a line. The others are what TeX fonts without a map leave: their codes in
# the Cork encoding (T1). The unused codes of WinAnsiEncoding mean a bullet: ISO 32000-1, annex D.2, note 3.
_CODES = {
    0x02: "-",
    0x10: "“",
    0x11: "”",
    0x12: "„",
    0x13: "«",
    0x14: "»",
    0x15: "–",
    0x16: "—",
    0x1B: "ff",
    0x1C: "fi",
    0x1D: "fl",
    0x1E: "ffi",
    0x1F: "ffl",
    0x7F: "•",
}
# Accents that TeX draws as glyphs of their own over the next letter.
_ACCENTS = {
    "´": "\u0301", "`": "\u0300", "ˆ": "\u0302", "^": "\u0302", "¨": "\u0308", "˜": "\u0303", "~": "\u0303",
    "˚": "\u030a", "ˇ": "\u030c", "¸": "\u0327", "˛": "\u0328", "˘": "\u0306", "¯": "\u0304", "˙": "\u0307",
    "˝": "\u030b",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fragment:
    """One piece of text: glyphs that follow each other on one baseline, in one font.

    Attributes:
        text: Without line breaks, with spaces between its words.
        left: Left end, in points.
        right: Right end, in points.
        y: Baseline, in points from below.
        size: Height of the type, in points.
        is_bold: The font's name says so.
    """

    text: str
    left: float
    right: float
    y: float
    size: float
    is_bold: bool = False


def page_fragments(page: TextPage, most: int, unmapped: Unmapped = dict) -> list[Fragment]:
    """Put the glyphs of a page together.

    Args:
        page: The page.
        most: Glyphs that are looked at, 0 or more.
        unmapped: Asked where the page uses codes that are no characters: what they stand for in each font.

    Returns:
        Its fragments in the order the file draws them; none is blank.
    """
    glyphs = page.glyphs(most)
    return list(_Setting(page, glyphs, unmapped).fragments()) if len(glyphs.codes) else []


class _Setting:
    """The glyphs of one page, and the white between each and the next."""

    def __init__(self, page: TextPage, glyphs: Glyphs, unmapped: Unmapped) -> None:
        self._page = page
        self._places = glyphs.places
        self._letters = [_CODES.get(code) or _character(code) for code in glyphs.codes.tolist()]
        self._left, top, self._right, self._bottom = _upright(glyphs.boxes, page.rotation).T
        self._height = top - self._bottom
        self._is_space = np.isin(glyphs.codes, _SPACES)
        self._name_letters(glyphs.codes, unmapped)
        self._higher = np.maximum(self._height[1:], self._height[:-1])
        self._gap = self._gaps(_runs_left(glyphs.codes))
        are_letters = ~(self._is_space[1:] | self._is_space[:-1])
        self._between_letters = are_letters & (np.abs(self._gap) < _APART)
        self._usual_gap = _median(self._gap[self._between_letters])
        if self._is_space.mean() < _DRAWS_SPACES:
            self._mend_widths(glyphs.codes)

    def fragments(self) -> Iterator[Fragment]:
        for start, end in self._pieces():
            yield from self._in_fonts(start, end)

    def _name_letters(self, codes: npt.NDArray[np.uint32], unmapped: Unmapped) -> None:
        """Put letters where the file has codes of its own, with names but no characters."""
        own = np.flatnonzero((codes < _FIRST_CHARACTER) & (codes != _LINE_END_HYPHEN) & ~self._is_space)
        letters = unmapped() if len(own) else {}
        for index in own.tolist():
            known = letters.get(self._font(index).rpartition("+")[2], {})
            self._letters[index] = known.get(int(codes[index]), self._letters[index])

    def _gaps(self, runs_left: Flags) -> Floats:
        """Measure the white behind each glyph but the last, in heights; below zero where they overlap."""
        forward = self._left[1:] - self._right[:-1]
        backward = self._left[:-1] - self._right[1:]
        goes_left = (runs_left[1:] | runs_left[:-1]) & (self._left[1:] < self._left[:-1])
        gap: Floats = np.where(goes_left, backward, forward) / self._higher
        return gap

    def _mend_widths(self, codes: npt.NDArray[np.uint32]) -> None:
        """Put the white right behind letters that are stated wider than they are, such as the f of many Qt fonts.

        Behind such a letter the white between words is no wider than that within words behind others. It shows
        in two heaps of gaps, as far apart as words are elsewhere on the page.
        """
        word = _median(self._gap[self._between_letters & (self._gap > self._usual_gap + WORD_GAP)]) - self._usual_gap
        close = self._between_letters & (self._gap < self._usual_gap - _TOO_WIDE)
        # The height tells most fonts and sizes apart.
        kinds = codes[:-1].astype(np.int64) * 65536 + np.rint(self._height[:-1] * 16).astype(np.int64)
        for kind in np.unique(kinds[close]) if word > 0 else ():
            behind = self._between_letters & (kinds == kind)
            within = _lower_heap(self._gap[behind], word)
            if within is not None:
                self._gap[behind] += self._usual_gap - within

    def _pieces(self) -> Iterator[tuple[int, int]]:
        """Part the glyphs where another baseline, line or cell begins."""
        step = np.abs(np.diff(self._bottom)) / self._higher
        width = (self._right - self._left)[:-1] / self._higher
        parts = (step > _STEP) | (self._gap < -np.maximum(_BACK, 1.5 * width)) | (self._gap > _APART)
        bounds = [0, *(np.flatnonzero(parts) + 1).tolist(), len(self._places)]
        yield from pairwise(bounds)

    def _in_fonts(self, start: int, end: int) -> Iterator[Fragment]:
        """Part a piece where its font changes; found by halving, as hardly any piece has two."""
        first, last = self._font(start), self._font(end - 1)
        if first != last and end - start > 1:
            low, high = start, end - 1
            while high - low > 1:
                middle = (low + high) // 2
                low, high = (middle, high) if self._font(middle) == first else (low, middle)
            yield from self._in_fonts(start, high)
            yield from self._in_fonts(high, end)
        elif fragment := self._fragment(start, end, first):
            yield fragment

    def _font(self, index: int) -> str:
        return self._page.font(int(self._places[index]))

    def _fragment(self, start: int, end: int, font: str) -> Fragment | None:
        text = _without_icons(self._text(start, end), font)
        if not text.strip():
            return None
        return Fragment(
            text,
            float(self._left[start:end].min()),
            float(self._right[start:end].max()),
            self._baseline(start),
            float(self._height[start]),
            any(word in font for word in _BOLD),
        )

    def _baseline(self, index: int) -> float:
        # Turned pages have their baselines along the other axis; the feet of the glyphs are near enough.
        if self._page.rotation:
            return float(self._bottom[index] + 0.2 * self._height[index])
        return self._page.baseline(int(self._places[index]))

    def _text(self, start: int, end: int) -> str:
        """Write a piece with spaces where the white between letters is wider than theirs."""
        gaps = self._gap[start : end - 1]
        is_pair = self._between_letters[start : end - 1]
        spacing = self._spacing(gaps[is_pair])
        cuts = (np.flatnonzero(is_pair & (gaps > spacing + WORD_GAP)) + start + 1).tolist()
        bounds = [start, *cuts, end]
        text = " ".join("".join(self._joined(low, high)) for low, high in pairwise(bounds))
        return self._closed_up(text, start, end) if _SPELT_OUT.search(text) else text

    def _spacing(self, gaps: Floats) -> float:
        """Tell how far the letters of a piece stand apart."""
        own = _median(gaps) if len(gaps) >= _FEW_GAPS else self._usual_gap
        return min(own, _WIDEST_SPACING)

    def _joined(self, start: int, end: int) -> Iterator[str]:
        """Give the letters, with accents that were drawn over the next letter put on it."""
        index = start
        while index < end:
            letter = self._letters[index]
            mark = _ACCENTS.get(letter)
            if mark and index + 1 < end and self._lies_over_next(index):
                yield unicodedata.normalize("NFC", self._letters[index + 1] + mark)
                index += 2
            else:
                yield letter
                index += 1

    def _lies_over_next(self, index: int) -> bool:
        middle = (self._left[index] + self._right[index]) / 2
        follows = self._letters[index + 1].isalpha()
        return follows and bool(self._left[index + 1] <= middle <= self._right[index + 1])

    def _closed_up(self, text: str, start: int, end: int) -> str:
        """Write letter-spaced type as words: its spaces are drawn between letters, wider ones between words."""
        inked = [index for index in range(start, end) if not self._is_space[index]]
        white = [float(self._left[b] - self._right[a]) for a, b in pairwise(inked)]
        usual = _median(np.array(white, np.float32))
        if usual <= 0 or len(inked) < _FEW_GAPS:
            return text
        letters = [self._letters[index] for index in inked]
        return letters[0] + "".join(
            f" {letter}" if gap > 1.6 * usual else letter for gap, letter in zip(white, letters[1:], strict=True)
        )


def _upright(boxes: Floats, rotation: int) -> Floats:
    """Turn boxes as the page is turned to be seen."""
    left, top, right, bottom = boxes.T
    turned = {
        0: (left, top, right, bottom),
        90: (bottom, -left, top, -right),
        180: (-right, -bottom, -left, -top),
        270: (-top, right, -bottom, left),
    }
    return np.stack(turned[rotation % 360], axis=1)


def _runs_left(codes: npt.NDArray[np.uint32]) -> Flags:
    """Tell letters of scripts that are written from right to left: Hebrew, Arabic and their kin."""
    flags = np.zeros(len(codes), np.bool_)
    for first, last in _RIGHT_TO_LEFT:
        flags |= (codes >= first) & (codes <= last)
    return flags


def _lower_heap(gaps: Floats, word: float) -> float | None:
    """Tell the middle of the lower of two heaps that lie about `word` apart; None where there are no such two."""
    lowest = float(np.quantile(gaps, 0.1))
    low, high = gaps[gaps <= lowest + 0.4 * word], gaps[gaps >= lowest + 0.7 * word]
    if not len(high) or len(gaps) - len(low) - len(high) > 0.1 * len(gaps):
        return None
    middle = _median(low)
    return middle if 0.75 * word <= _median(high) - middle <= 1.4 * word else None


def _median(values: Floats) -> float:
    return float(np.median(values)) if len(values) else 0.0


def _character(code: int) -> str:
    return chr(code) if code <= sys.maxunicode and code not in _SURROGATES else ""


def _without_icons(text: str, font: str) -> str:
    """Leave out the icons of icon fonts; make the ornaments of dingbat fonts the bullets they are used as."""
    if any(word in font for word in _DINGBATS) or (text.strip() == _BULLET_OF_MARVOSYM and "marvosym" in font):
        return re.sub(r"\S", "•", text)
    return "" if any(word in font for word in _ICONS) else text
