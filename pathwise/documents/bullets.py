"""The marks that start a list item, as characters and as the glyph codes that files carry for them."""

import re

# Private use: the codes under which Symbol and Wingdings keep their bullets.
_GLYPH_CODES = "\uf0b7\uf0a7\uf0a8\uf0d8\uf076\uf0fc\uf071\uf06c\uf06e\uf075\uf0be\uf02d\uf0f0"
_MARKS = "•●○◦∙▪▫■□◆◇◊❖♦►▶▸▹➢➤➔→⇒‣⁃✓✔✗✦★☆»›·*∗⁎" + _GLYPH_CODES
_CLEAR = re.compile(f"^[{re.escape(_MARKS)}]+\\s*")
# A dash or the letter o (Word's second level) marks an item only where a space and a word follow.
_DASH = re.compile(r"^[-–—‐‑−]\s+(?=\w)")
_LETTER_O = re.compile(r"^o\s+(?=[A-Z])")
_PRIVATE_USE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]+")


def strip_bullet(text: str) -> tuple[str, bool]:
    """Take the bullet off a line.

    Args:
        text: One line.

    Returns:
        The line without bullet and without the private-use glyphs of icon fonts; whether there was
        a bullet. The text is empty where the line was nothing but a bullet.

    Example:
        >>> strip_bullet("• Led a team")
        ('Led a team', True)
        >>> strip_bullet("2019 - 2021")
        ('2019 - 2021', False)
    """
    for pattern in (_CLEAR, _DASH, _LETTER_O):
        if match := pattern.match(text):
            return _without_icons(text[match.end() :]), True
    return _without_icons(text), False


def _without_icons(text: str) -> str:
    return " ".join(_PRIVATE_USE.sub(" ", text).split())
