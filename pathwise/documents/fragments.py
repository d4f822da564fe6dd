"""The pieces of text a PDF page is drawn from: glyphs on one baseline, put together to words by the white between them.

PDFium's own spaces are a guess that fails where a program draws each letter by itself, so they are not used: the
places of the glyphs tell where words end.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from pathwise.documents.lettering import Unmapped, joined, letters_for
from pathwise.documents.pdfium import Glyphs, TextPage
from pathwise.documents.spacing import FULL_TURN, HALF_TURN, Box, measure, upright

# Words in the names of fonts that hold pictures, whatever letters their glyphs are called by.
_ICONS = ("fontawesome", "marvosym", "phosphor", "materialicons", "materialdesign", "icomoon", "ionicon", "academicons")
_DINGBATS = ("wingdings", "webdings", "dingbats")
_BULLET_OF_MARVOSYM = "{"
_BOLD = ("bold", "black", "heavy")
_SPELT_OUT = re.compile(r"\b(?:\w ){4,}\w\b")
DESCENT, ASCENT = 0.2, 0.8
"""Of the height: what common fonts reach below and above the baseline."""


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
        turn: Degrees clockwise, 0, 90, 180, 270, by which the page as it is seen must be turned for the text to stand
            upright: 90 for a title that runs up the margin. All places are those on the page so turned.
    """

    text: str
    left: float
    right: float
    y: float
    size: float
    is_bold: bool = False
    is_odd: bool = False
    place: int = 0
    turn: int = 0

    def seen(self, below: float = DESCENT, above: float = ASCENT) -> Box:
        """Give left, bottom, right and top on the page as it is seen, in points.

        Args:
            below: How far the box reaches below the baseline, in sizes; what the letters do by default.
            above: How far above it.
        """
        box = self.left, self.y - below * self.size, self.right, self.y + above * self.size
        return upright(*box, -self.turn % FULL_TURN)


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
    if not len(glyphs.codes):
        return []
    whole = _Setting(page, glyphs, page.rotation, unmapped)
    if whole.is_upright:
        return list(whole.fragments())
    turns = np.array([page.turn(place) for place in glyphs.places.tolist()])
    found = (
        fragment
        for turn in np.unique(turns).tolist()
        for fragment in _Setting(page, glyphs.some(turns == turn), turn, unmapped).fragments()
    )
    return sorted(found, key=lambda fragment: fragment.place)


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
    """Glyphs of one page that are set in one direction, on their way to fragments."""

    def __init__(self, page: TextPage, glyphs: Glyphs, rotation: int, unmapped: Unmapped) -> None:
        self._page = page
        self._codes = glyphs.codes
        self._places: list[int] = glyphs.places.tolist()
        self._rotation = rotation
        self._spacing = measure(glyphs.codes, glyphs.boxes, rotation)
        if rotation != page.rotation and self._spacing.runs_back:
            # A size below 0 turns the type by itself.
            self._rotation = (rotation + HALF_TURN) % FULL_TURN
            self._spacing = measure(glyphs.codes, glyphs.boxes, self._rotation)
        self._starts = [0, *self._spacing.starts_of_pieces()]
        self._unmapped = unmapped

    @property
    def is_upright(self) -> bool:
        """All of it is set in the direction that the page is read in; asked of the first glyph of each piece."""
        return all(self._page.turn(self._places[start]) == self._rotation for start in self._starts)

    @cached_property
    def _letters(self) -> Sequence[str]:
        return letters_for(self._codes, self._spacing, self._font, self._unmapped)

    def fragments(self) -> Iterator[Fragment]:
        for start, end in pairwise([*self._starts, len(self._places)]):
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
            (self._rotation - self._page.rotation) % FULL_TURN,
        )

    def _baseline(self, index: int) -> float:
        across, up = self._page.origin(self._places[index])
        return upright(across, up, across, up, self._rotation)[1]

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
