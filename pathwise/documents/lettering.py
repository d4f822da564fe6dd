"""Letters for the codes of glyphs: what files leave without a character, and accents that are drawn by themselves."""

import sys
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np

from pathwise.documents.pdfium import LINE_END_HYPHEN
from pathwise.documents.spacing import Codes, Spacing

Unmapped = Callable[[], Mapping[str, Mapping[int, str]]]
"""Gives letters by code, by the name of the font in small letters and without the mark of a subset."""

_SURROGATES = range(0xD800, 0xE000)
_FIRST_CHARACTER, _UNUSED = 0x20, 0x7F
# PDFium writes 2 for a hyphen at the end of a line. The others are what TeX fonts without a map leave: their codes in
# the Cork encoding (T1). The unused codes of WinAnsiEncoding mean a bullet: ISO 32000-1, annex D.2, note 3.
_CODES = {
    LINE_END_HYPHEN: "-",
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
    _UNUSED: "•",
}
_ACCENTS = {
    "´": "\u0301",
    "`": "\u0300",
    "ˆ": "\u0302",
    "^": "\u0302",
    "¨": "\u0308",
    "˜": "\u0303",
    "~": "\u0303",
    "˚": "\u030a",
    "ˇ": "\u030c",
    "¸": "\u0327",
    "˛": "\u0328",
    "˘": "\u0306",
    "¯": "\u0304",
    "˙": "\u0307",
    "˝": "\u030b",
}


def letters_for(codes: Codes, spacing: Spacing, font_of: Callable[[int], str], unmapped: Unmapped) -> list[str]:
    """Give the letters of glyphs.

    Args:
        codes: Their code points.
        spacing: Tells which of them are spaces.
        font_of: Tells the font of a glyph; asked for those alone whose code is no character.
        unmapped: What codes stand for that are no characters; asked only where there are such.

    Returns:
        One string a glyph: a letter, the letters of a ligature, or nothing.
    """
    letters = list(_characters(codes))
    own = np.flatnonzero(((codes < _FIRST_CHARACTER) | (codes == _UNUSED)) & ~spacing.is_space).tolist()
    named = unmapped() if any(codes[index] != LINE_END_HYPHEN for index in own) else {}
    for index in own:
        code = int(codes[index])
        known = named.get(font_of(index).rpartition("+")[2], {}) if code != LINE_END_HYPHEN else {}
        letters[index] = known.get(code) or _CODES.get(code, "")
    return letters


def joined(glyphs: Sequence[int], letters: Sequence[str], spacing: Spacing) -> str:
    """Write a word, with accents that were drawn over the next letter put on it: TeX does so.

    Args:
        glyphs: Places of the word's glyphs, in their order.
        letters: The letters of all glyphs of the page.
        spacing: Their places on the page.
    """
    word = [letters[glyph] for glyph in glyphs]
    return "".join(word) if _ACCENTS.keys().isdisjoint(word) else "".join(_with_accents(glyphs, letters, spacing))


def _with_accents(glyphs: Sequence[int], letters: Sequence[str], spacing: Spacing) -> Iterator[str]:
    mark = ""
    for index, glyph in enumerate(glyphs):
        letter = letters[glyph]
        following = glyphs[index + 1] if index + 1 < len(glyphs) else None
        if letter in _ACCENTS and following is not None and _lies_over(glyph, following, letters, spacing):
            mark = _ACCENTS[letter]
        else:
            yield unicodedata.normalize("NFC", letter + mark) if mark else letter
            mark = ""


def _lies_over(accent: int, following: int, letters: Sequence[str], spacing: Spacing) -> bool:
    middle = (spacing.left[accent] + spacing.right[accent]) / 2
    return letters[following].isalpha() and bool(spacing.left[following] <= middle <= spacing.right[following])


def _characters(codes: Codes) -> str:
    """Write code points as a string, one character each; those that are none as NUL."""
    is_none = (codes > sys.maxunicode) | ((codes >= _SURROGATES.start) & (codes < _SURROGATES.stop))
    return np.where(is_none, 0, codes).astype("<u4").tobytes().decode("utf-32-le")
