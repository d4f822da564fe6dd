"""How words are compared: case, accents, spacing and decoration make no difference. Knows no meanings."""

import re
import unicodedata
from functools import lru_cache

BULLET = re.compile(r"^\s*(?:[•◦▪▫■□●○◆◇►▸▶‣⁃∙·⋅➢➤✓✔❖*␣-]|[-–—]|o(?=\s))\s+")
_NOT_WORD = re.compile(r"(?:[^\w+#&/]|_)+")
_LETTER_SPACED = re.compile(r"(?:[^\W\d_] ){3,}[^\W\d_](?!\S)")
# Letters that have no accent to lose.
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i"})


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Reduce text to what two spellings of the same words share. Folding twice is folding once.

    Args:
        text: Any text, may be empty.

    Returns:
        Lower case, no accents, single spaces, no punctuation but `+ # & /`.

    Example:
        >>> fold("  **Expérience**  professionnelle: ")
        'experience professionnelle'
    """
    if text.isascii():
        return _NOT_WORD.sub(" ", text.lower()).strip()
    plain = unicodedata.normalize("NFKD", text).casefold().translate(_PLAIN)
    letters = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return _NOT_WORD.sub(" ", letters).strip()


def word_set(words: str) -> frozenset[str]:
    """Turn words parted by spaces, as tables of data hold them, into a set."""
    return frozenset(words.split())


def words_of(text: str) -> list[str]:
    """Split text into folded words, in order; empty for text without words."""
    return fold(text).split()


def without_bullet(text: str) -> str:
    """Take away the bullet that starts a list item, where there is one."""
    return BULLET.sub("", text, count=1)


def unspaced(text: str) -> str:
    """Close up words whose letters are set apart.

    Returns:
        The text with letter-spaced words closed; two or more spaces part words. Other text unchanged.

    Example:
        >>> unspaced("W O R K  E X P E R I E N C E")
        'WORK EXPERIENCE'
        >>> unspaced("Vitamin C and D")
        'Vitamin C and D'
    """
    if not _LETTER_SPACED.search(text):
        return text
    return " ".join(
        part.replace(" ", "") if _LETTER_SPACED.fullmatch(part) or _is_spaced_out(part) else part
        for part in re.split(r"\s{2,}", text)
    )


def _is_spaced_out(part: str) -> bool:
    letters = part.split(" ")
    return len(letters) > 1 and all(len(letter) == 1 and letter.isalpha() for letter in letters)
