"""Glyphs that a file gives no character for: told by their names, or by the letters around them."""

import re

from fontTools import agl

# Some programs give a ligature no character but NUL. Which one it was is told from the letters around it;
# fi is by far the most frequent.
_BLANK = "\x00"
_BLANK_LIGATURES = (
    (re.compile(r"(?<=[oO])\x00(?=ice|er)"), "ff"),
    (re.compile(r"(?<=[eE])\x00(?=ort|ect|ici)"), "ff"),
    (re.compile(r"(?<=di)\x00(?=er|ic)"), "ff"),
    (re.compile(r"(?<=ta)\x00(?!\w)|(?<=[aA])\x00(?=ili)"), "ff"),
    (re.compile(r"\x00(?=ow|uen|ex|oor|eet|ight|at\b|uid|agship|ask|utter)"), "fl"),
    (re.compile(r"\x00"), "fi"),
)


def letters_of(name: str) -> str:
    """Spell out the name of a glyph.

    Source: Adobe Glyph List Specification, section 2: drop what follows the first full stop, part at underscores,
    map each part.

    Args:
        name: As a font's encoding gives it, without slash.

    Returns:
        One or more characters; empty where the name means none.

    Example:
        >>> letters_of("f_i"), letters_of("four.lnum"), letters_of("Udieresis.c2sc"), letters_of("_407")
        ('fi', '4', 'Ü', '')
    """
    return str(agl.toUnicode(name))


def fill_blank_ligatures(text: str, *, blanks_are_ligatures: bool) -> str:
    r"""Put letters in place of NUL characters inside words.

    Args:
        text: Any text.
        blanks_are_ligatures: False where the document writes NUL for something else: it becomes a space.

    Returns:
        The text without NUL.

    Example:
        >>> fill_blank_ligatures("Certi\x00ed, work\x00ow", blanks_are_ligatures=True)
        'Certified, workflow'
    """
    if not blanks_are_ligatures:
        return text.replace(_BLANK, " ")
    for pattern, letters in _BLANK_LIGATURES:
        text = pattern.sub(letters, text)
    return text


def are_blanks_ligatures(text: str) -> bool:
    """Tell whether the NUL characters of a whole document stand for ligatures: rare, and within words."""
    blanks = text.count(_BLANK)
    within = len(re.findall(r"(?<=[^\W\d_])\x00(?=[a-z])", text))
    return within > blanks / 2 and text.count(" ") > 5 * blanks
