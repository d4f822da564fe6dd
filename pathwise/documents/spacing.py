"""White between the glyphs of a page: where lines and cells end, and where words do. Knows boxes and codes alone.

All measures are shares of the height of the type.
"""

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

Codes = npt.NDArray[np.uint32]
Floats = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]
Box = tuple[float, float, float, float]
"""Left, bottom, right, top in points."""
Side = TypeVar("Side", float, Floats)

WORD_GAP = 0.10
"""White beyond that between letters parts words. Spaces take 0.13 (squeezed) to 0.3, kerning up to 0.08."""

_STEP = 0.3  # Another baseline.
_OTHER_SIZE, _OFF = 0.02, 0.1  # Another height, and another baseline.
_INK = 0.4  # What the ink of a hyphen or a point is lower than.
_RUN = 4  # Glyphs on either side that are of one height each.
_BACK = 0.5  # The pen goes back: a new line, not a kerned or a doubled letter.
_APART = 1.0  # White that no justified line has between two words: another cell.
_WIDEST_SPACING = 0.6  # Letters set wider apart are words.
_TOO_WIDE = 0.1  # A letter whose followers stand that much closer than usual may be stated wider than it is.
_DRAWS_SPACES = 0.05  # Share of spaces among the glyphs of a page that draws them; text has one in six.
_SPELT_OUT = 1.6  # Of the white between letters of letter-spaced type: white between its words.

QUARTER_TURN, HALF_TURN, FULL_TURN = 90, 180, 360
_FEW_GAPS = 6
"""From this many on, the median gap of a piece says how far its letters stand apart."""

_RIGHT_TO_LEFT = ((0x590, 0x8FF), (0xFB1D, 0xFDFF), (0xFE70, 0xFEFC))
_LOW = np.array([ord(sign) for sign in "-.,·•'’‘\"“”‐‑‒–—_~=+"], np.uint32)
_SPACES = np.array([0x09, 0x0A, 0x0D, 0x20, 0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], np.uint32)


@dataclass(frozen=True, slots=True)
class Spacing:
    """The glyphs of a page, upright, with the white behind each but the last.

    Attributes:
        left: Left ends in points, n.
        right: Right ends in points, n.
        bottom: Feet in points from below, n.
        height: Heights of the type in points, above 0, n.
        is_space: Glyphs that are spaces, n.
        gap: White from each glyph to the next, below 0 where they overlap, n - 1.
        between_letters: Gaps within a line with a letter on either side, n - 1.
        usual: Median gap between letters.
    """

    left: Floats
    right: Floats
    bottom: Floats
    height: Floats
    is_space: Flags
    gap: Floats
    between_letters: Flags
    usual: float

    @property
    def runs_back(self) -> bool:
        """Most glyphs stand to the left of the one before them."""
        return bool(np.median(np.diff(self.left)) < 0) if len(self.left) > 1 else False

    def starts_of_pieces(self) -> list[int]:
        """Give the glyphs that begin another line or cell, from the second glyph on."""
        step = np.abs(np.diff(self.bottom)) / np.maximum(self.height[1:], self.height[:-1])
        width = (self.right - self.left)[:-1] / self.height[:-1]
        parts = (
            self._starts_of_sizes(step)
            | (step > _STEP)
            | (self.gap < -np.maximum(_BACK, 1.5 * width))
            | (self.gap > _APART)
        )
        return _behind(parts, 0)

    def _starts_of_sizes(self, step: npt.NDArray[np.floating]) -> Flags:
        """Tell where a run in another size begins, off the baseline: text that a heading just fits beside.

        In some fonts each letter is stated as high as its ink: a few of one height are none of another size.
        """
        changes = np.abs(np.diff(self.height)) > _OTHER_SIZE * self.height[:-1]
        until = np.concatenate(([0], np.cumsum(changes)))
        place = np.arange(len(changes))
        near = until[np.minimum(place + _RUN, len(changes))] - until[np.maximum(place - _RUN + 1, 0)]
        starts: Flags = changes & (step > _OFF) & (near == 1)
        return starts

    def starts_of_words(self, start: int, end: int) -> list[int]:
        """Give the glyphs of a piece that begin a word with no space before it, from its second glyph on."""
        gaps = self.gap[start : end - 1]
        is_pair = self.between_letters[start : end - 1]
        own = gaps[is_pair]
        spacing = min(_median(own) if len(own) >= _FEW_GAPS else self.usual, _WIDEST_SPACING)
        return _behind(is_pair & (gaps > spacing + WORD_GAP), start)

    def words_of_spaced_letters(self, start: int, end: int) -> list[list[int]] | None:
        """Put letter-spaced type together, which draws spaces between letters and wider ones between words.

        Returns:
            The glyphs of each word, without spaces; None where it cannot be told.
        """
        inked = np.flatnonzero(~self.is_space[start:end]) + start
        white = self.left[inked[1:]] - self.right[inked[:-1]]
        usual = _median(white)
        if usual <= 0 or len(inked) < _FEW_GAPS:
            return None
        return [word.tolist() for word in np.split(inked, np.flatnonzero(white > _SPELT_OUT * usual) + 1)]


def measure(codes: Codes, boxes: Floats, rotation: int) -> Spacing:
    """Measure the white between glyphs.

    Args:
        codes: Code points of one or more glyphs.
        boxes: Their places, as `Glyphs` has them.
        rotation: Degrees by which the page is turned clockwise for them to stand upright.
    """
    drawn_left, drawn_top, drawn_right, drawn_bottom = boxes.T
    left, bottom, right, top = upright(drawn_left, drawn_bottom, drawn_right, drawn_top, rotation)
    bottom, top = _as_high_as_letters(codes, left, right, bottom, top)
    height = top - bottom
    is_space = np.isin(codes, _SPACES)
    gap = _gaps(left, right, _runs_left(codes)) / np.maximum(height[1:], height[:-1])
    between_letters = ~(is_space[1:] | is_space[:-1]) & (np.abs(gap) < _APART)
    usual = _median(gap[between_letters])
    if np.count_nonzero(is_space) < _DRAWS_SPACES * len(codes):
        # The height tells most fonts and sizes apart.
        kinds = codes[:-1].astype(np.int64) * 65536 + np.rint(height[:-1] * 16).astype(np.int64)
        _mend_widths(gap, between_letters, kinds, usual)
    return Spacing(left, right, bottom, height, is_space, gap, between_letters, usual)


def _as_high_as_letters(
    codes: Codes, left: Floats, right: Floats, bottom: Floats, top: Floats
) -> tuple[Floats, Floats]:
    """Give hyphens and the like the height of the letter that they follow, where they are stated as high as their ink.

    Returns:
        Lower and upper sides.
    """
    height = top - bottom
    is_low = np.isin(codes[1:], _LOW) & (height[1:] < _INK * height[:-1])
    is_low &= (bottom[1:] >= bottom[:-1]) & (top[1:] <= top[:-1])
    is_low &= np.abs(left[1:] - right[:-1]) < _BACK * height[:-1]
    places = np.flatnonzero(is_low) + 1
    if len(places):
        bottom, top = bottom.copy(), top.copy()
        bottom[places], top[places] = bottom[places - 1], top[places - 1]
    return bottom, top


def _gaps(left: Floats, right: Floats, runs_left: Flags) -> Floats:
    goes_left = (runs_left[1:] | runs_left[:-1]) & (left[1:] < left[:-1])
    gaps: Floats = np.where(goes_left, left[:-1] - right[1:], left[1:] - right[:-1])
    return gaps


def _mend_widths(gap: Floats, between_letters: Flags, kinds: npt.NDArray[np.int64], usual: float) -> None:
    """Put the white right behind letters that are stated wider than they are, such as the f of many Qt fonts.

    Behind such a letter the white between words is no wider than that within words behind others. It shows in two
    heaps of gaps, as far apart as words are elsewhere on the page.
    """
    word = _median(gap[between_letters & (gap > usual + WORD_GAP)]) - usual
    close = between_letters & (gap < usual - _TOO_WIDE)
    for kind in np.unique(kinds[close]) if word > 0 else ():
        behind = between_letters & (kinds == kind)
        within = _lower_heap(gap[behind], word)
        if within is not None:
            gap[behind] += usual - within


def _lower_heap(gaps: Floats, word: float) -> float | None:
    """Tell the middle of the lower of two heaps that lie about `word` apart; None where there are no such two."""
    lowest = float(np.quantile(gaps, 0.1))
    low, high = gaps[gaps <= lowest + 0.4 * word], gaps[gaps >= lowest + 0.7 * word]
    if not len(high) or len(gaps) - len(low) - len(high) > 0.1 * len(gaps):
        return None
    middle = _median(low)
    return middle if 0.75 * word <= _median(high) - middle <= 1.4 * word else None


def upright(left: Side, bottom: Side, right: Side, top: Side, rotation: int) -> tuple[Side, Side, Side, Side]:
    """Turn a box, or the boxes of many glyphs, around the origin, as a page is turned to be seen.

    Args:
        left: In points, as all sides; from the lower left.
        bottom: Lower side.
        right: Right side.
        top: Upper side.
        rotation: Degrees clockwise: 0, 90, 180, 270.

    Returns:
        Left, bottom, right, top as they are seen.

    Example:
        >>> upright(0, 700, 100, 710, 90), upright(700, -100, 710, 0, 270)
        ((700, -100, 710, 0), (0, 700, 100, 710))
    """
    if rotation == QUARTER_TURN:
        return bottom, -right, top, -left
    if rotation == HALF_TURN:
        return -right, -top, -left, -bottom
    if rotation == 3 * QUARTER_TURN:
        return -top, left, -bottom, right
    return left, bottom, right, top


def share(box: Box, of: Box) -> float:
    """Tell how much of a box lies within another, 0 to 1; 0 for one without an extent."""
    width = min(box[2], of[2]) - max(box[0], of[0])
    height = min(box[3], of[3]) - max(box[1], of[1])
    area = (box[2] - box[0]) * (box[3] - box[1])
    return max(0.0, width) * max(0.0, height) / area if area > 0 else 0.0


def _runs_left(codes: Codes) -> Flags:
    """Tell letters of scripts that are written from right to left: Hebrew, Arabic and their kin."""
    flags = np.zeros(len(codes), np.bool_)
    for first, last in _RIGHT_TO_LEFT:
        flags |= (codes >= first) & (codes <= last)
    return flags


def _behind(parts: Flags, start: int) -> list[int]:
    found: list[int] = (np.flatnonzero(parts) + start + 1).tolist()
    return found


def _median(values: Floats) -> float:
    # The library's own takes thirty times as long on the few values of a line.
    return float(np.sort(values)[len(values) // 2]) if len(values) else 0.0
