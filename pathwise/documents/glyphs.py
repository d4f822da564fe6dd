"""Names of glyphs in place of characters: `/f_i` and `/four.lnum`, as pypdf leaves them where a font has no map."""

import re
import unicodedata

# Suffixes of OpenType features: small capitals, old-style and lining figures, alternates.
_FEATURES = "c2sc|smcp|sc|onum|lnum|pnum|tnum|osf|oldstyle|taboldstyle|liga|dlig|case|alt"
# The text goes on without a break after a name, so only ligatures that fonts really have are told: longest first.
_LIGATURES = "f_f_i|f_f_l|f_f_j|f_f_t|f_f|f_i|f_l|f_j|f_t|f_b|f_h|f_k|t_t|t_i|T_h|c_t|s_t"
_NAME = re.compile(rf"/(?:([A-Za-z]+(?:_[A-Za-z]+)*)\.(?:{_FEATURES})|({_LIGATURES}))")
_NAMES = {
    "zero": "0",
    "one": "1",
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "seven": "7",
    "eight": "8",
    "nine": "9",
    "hyphen": "-",
    "endash": "–",
    "emdash": "—",
    "period": ".",
    "comma": ",",
    "colon": ":",
    "semicolon": ";",
    "slash": "/",
    "plus": "+",
    "ampersand": "&",
    "parenleft": "(",
    "parenright": ")",
    "at": "@",
    "space": " ",
    "germandbls": "ß",
    "ae": "æ",
    "oe": "œ",
    "AE": "Æ",
    "OE": "Œ",
    "oslash": "ø",
    "Oslash": "Ø",
    "eth": "ð",
    "thorn": "þ",
    "lslash": "ł",
    "Lslash": "Ł",
    "dotlessi": "ı",
}
_ACCENTS = {
    "acute": "\u0301",
    "grave": "\u0300",
    "circumflex": "\u0302",
    "dieresis": "\u0308",
    "tilde": "\u0303",
    "ring": "\u030a",
    "caron": "\u030c",
    "cedilla": "\u0327",
    "ogonek": "\u0328",
    "breve": "\u0306",
    "macron": "\u0304",
    "dotaccent": "\u0307",
    "hungarumlaut": "\u030b",
}
_ACCENTED = re.compile(rf"^([A-Za-z])({'|'.join(_ACCENTS)})$")

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


def spell_glyph_names(text: str) -> str:
    """Put the characters in place of glyph names that carry a typographic suffix or name a ligature.

    Source: Adobe Glyph List Specification, section 2: drop what follows the first full stop, part at
    underscores, map each part.

    Args:
        text: Any text.

    Returns:
        The text; a name that is not known stays as it is.

    Example:
        >>> spell_glyph_names("Scienti/f_ic, /two.lnum/zero.lnum, K/Udieresis.c2sc/S.c2sc")
        'Scientific, 20, KÜS'
        >>> spell_glyph_names("and/or, CI/CD, /home/me")
        'and/or, CI/CD, /home/me'
    """
    return _NAME.sub(_spell, text)


def _spell(match: re.Match[str]) -> str:
    letters = [_character(name) for name in (match[1] or match[2]).split("_")]
    return match[0] if None in letters else "".join(letter or "" for letter in letters)


def _character(name: str) -> str | None:
    if len(name) == 1:
        return name
    if match := _ACCENTED.match(name):
        return unicodedata.normalize("NFC", match[1] + _ACCENTS[match[2]])
    return _NAMES.get(name)


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
