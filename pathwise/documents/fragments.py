"""The pieces of text a PDF page is drawn from: glyphs on one baseline, put together to words by the white between them.

PDFium's own spaces are a guess that fails where a program draws each letter by itself, so they are not used: the
places of the glyphs tell where words end.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pathwise.documents.lettering import Unmapped, joined, letters_for
from pathwise.documents.pdfium import Glyphs, TextPage
from pathwise.documents.spacing import measure

# Words in the names of fonts that hold pictures, whatever letters their glyphs are called by.
_ICONS = ("fontawesome", "marvosym", "phosphor", "materialicons", "materialdesign", "icomoon", "ionicon", "academicons")
_DINGBATS = ("wingdings", "webdings", "dingbats")
_BULLET_OF_MARVOSYM = "{"
_BOLD = ("bold", "black", "heavy")
_SPELT_OUT = re.compile(r"\b(?:\w ){4,}\w\b")
_DESCENT = 0.2  # Of the height: what common fonts reach below the baseline.


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
        is_odd: Its colour or mode is one that may not be seen.
        place: Its first glyph's place on PDFium's list.
    """

    text: str
    left: float
    right: float
    y: float
    size: float
    is_bold: bool = False
    is_odd: bool = False
    place: int = 0


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


@dataclass(frozen=True, slots=True)
class _Piece:
    """Glyphs from `start` to before `end`; those in `words` begin a word, though no space is drawn before them."""

    start: int
    end: int
    words: Sequence[int]
    is_odd: bool

    def part(self, start: int, end: int, *, is_odd: bool) -> "_Piece":
        """Take some of the glyphs."""
        return _Piece(start, end, [word for word in self.words if start < word < end], is_odd)


class _Setting:
    """The glyphs of one page on their way to fragments."""

    def __init__(self, page: TextPage, glyphs: Glyphs, unmapped: Unmapped) -> None:
        self._page = page
        self._places: list[int] = glyphs.places.tolist()
        self._spacing = measure(glyphs.codes, glyphs.boxes, page.rotation)
        self._letters = letters_for(glyphs.codes, self._spacing, self._font, unmapped)

    def fragments(self) -> Iterator[Fragment]:
        for start, end in pairwise([0, *self._spacing.starts_of_pieces(), len(self._places)]):
            words = self._spacing.starts_of_words(start, end)
            for part in self._alike(_Piece(start, end, words, is_odd=False)):
                yield from self._in_fonts(part)

    def _alike(self, piece: _Piece) -> Iterator[_Piece]:
        """Part a piece where words that may not be seen begin or end; tell which they are."""
        behind_spaces = self._spacing.is_space[piece.start : piece.end - 1].nonzero()[0] + piece.start + 1
        begun, was_odd = piece.start, False
        for word in sorted({piece.start, *piece.words, *behind_spaces.tolist()}):
            is_odd = self._page.is_odd(self._places[word])
            if word > begun and is_odd != was_odd:
                yield piece.part(begun, word, is_odd=was_odd)
                begun = word
            was_odd = is_odd
        yield piece.part(begun, piece.end, is_odd=was_odd)

    def _in_fonts(self, piece: _Piece) -> Iterator[Fragment]:
        """Part a piece where its font changes; found by halving, as hardly any piece has two."""
        font, last = self._font(piece.start), self._font(piece.end - 1)
        if font != last and piece.end - piece.start > 1:
            low, high = piece.start, piece.end - 1
            while high - low > 1:
                middle = (low + high) // 2
                low, high = (middle, high) if self._font(middle) == font else (low, middle)
            yield from self._in_fonts(piece.part(piece.start, high, is_odd=piece.is_odd))
            yield from self._in_fonts(piece.part(high, piece.end, is_odd=piece.is_odd))
        elif (text := _without_icons(self._text(piece), font)).strip():
            yield self._fragment(piece, text, font)

    def _fragment(self, piece: _Piece, text: str, font: str) -> Fragment:
        glyphs = slice(piece.start, piece.end)
        return Fragment(
            text,
            float(self._spacing.left[glyphs].min()),
            float(self._spacing.right[glyphs].max()),
            self._baseline(piece.start),
            float(self._spacing.height[piece.start]),
            any(word in font for word in _BOLD),
            piece.is_odd,
            self._places[piece.start],
        )

    def _baseline(self, index: int) -> float:
        if self._page.rotation:
            # Its baselines lie along the other axis; the feet of the glyphs are near enough.
            return float(self._spacing.bottom[index] + _DESCENT * self._spacing.height[index])
        return self._page.baseline(self._places[index])

    def _text(self, piece: _Piece) -> str:
        """Write a piece with spaces where the white between letters is wider than theirs."""
        bounds = pairwise([piece.start, *piece.words, piece.end])
        text = " ".join(joined(range(*word), self._letters, self._spacing) for word in bounds)
        if not _SPELT_OUT.search(text):
            return text
        words = self._spacing.words_of_spaced_letters(piece.start, piece.end)
        return " ".join(joined(word, self._letters, self._spacing) for word in words) if words else text

    def _font(self, index: int) -> str:
        return self._page.font(self._places[index])


def _without_icons(text: str, font: str) -> str:
    """Leave out the icons of icon fonts; make the ornaments of dingbat fonts the bullets they are used as."""
    if any(word in font for word in _DINGBATS) or (text.strip() == _BULLET_OF_MARVOSYM and "marvosym" in font):
        return re.sub(r"\S", "•", text)
    return "" if any(word in font for word in _ICONS) else text
