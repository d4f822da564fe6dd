"""Characters made plain: what every format's text passes before anyone reads it."""

import re
import unicodedata

from pathwise.documents.mojibake import mend_mojibake, restore_lost_bytes

_LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
    "\u0132": "IJ",
    "\u0133": "ij",
}
# Programs that take Windows-1252 for Latin-1 leave its punctuation in the C1 block.
_C1_PUNCTUATION = {code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}
_INVISIBLE = dict.fromkeys(
    (
        *(0xAD, 0x034F, 0x061C, 0x180E, 0x200B, 0x200E, 0x200F, 0xFEFF, 0xFFF9, 0xFFFA, 0xFFFB, 0xFFFD),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2070),
    )
)
_SPACES = dict.fromkeys([*range(0x09, 0x0E), 0x1C, 0x1D, 0x1E, 0x1F, 0x85, 0x2028, 0x2029], " ")
_CONTROLS = dict.fromkeys([*range(0x09), *range(0x0E, 0x1C), 0x7F])
_PLAIN = str.maketrans({**_LIGATURES}) | _C1_PUNCTUATION | _INVISIBLE | _CONTROLS | _SPACES
_SURROGATES = re.compile("[\ud800-\udfff]")
_NONCHARACTERS = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")
_TAGS = re.compile("[\U000e0000-\U000e007f]+")
_WHITESPACE = re.compile(r"\s+")


def plain_text(text: str) -> str:
    r"""Write text with the characters a person would type.

    Args:
        text: One line as a format's library gives it; may be empty, may hold anything.

    Returns:
        NFC, ligatures spelt out, misread UTF-8 put right, soft hyphens, zero-width marks, controls and lone
        surrogates gone, single spaces, none at the ends. Doing it twice changes nothing.

    Example:
        >>> plain_text("o\ufb03ce  co\u00adordinator\x00")
        'office coordinator'
    """
    text = restore_lost_bytes(_NONCHARACTERS.sub("", _SURROGATES.sub("", text))).translate(_PLAIN)
    return _WHITESPACE.sub(" ", mend_mojibake(unicodedata.normalize("NFC", text))).strip()


def take_out_tags(text: str) -> tuple[str, str]:
    """Part the visible text from Unicode tag characters, which show nothing and spell letters.

    Args:
        text: Any text.

    Returns:
        The text without tag characters; what they spell, empty where there are none.

    Example:
        >>> take_out_tags("Baker\U000e0068\U000e0069")
        ('Baker', 'hi')
    """
    if not _TAGS.search(text):
        return text, ""
    spelt = "".join(chr(ord(mark) - 0xE0000) for run in _TAGS.findall(text) for mark in run)
    return _TAGS.sub("", text), plain_text(spelt)
