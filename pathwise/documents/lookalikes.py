"""Letters that look like others: words that a person reads as Latin and a program as something else, read as seen.

Whole texts in Cyrillic or Greek are left alone, and so are units, formulas and words that truly mix scripts.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pathwise.documents.model import HiddenText, Line

WHY = "look_alike_letters"

# Letters of the same shape in upright type: Unicode Technical Standard 39, confusables.txt, its Cyrillic and Greek.
# Small Greek letters but omicron are left out: they stand in units, formulas and names of proteins.
_CYRILLIC = dict(
    zip("АВЕЅІЈКМНОРСТУХаеѕіјорсухһԁԛԝ", "ABESIJKMHOPCTYXaesijopcyxhdqw", strict=True),
)
_GREEK = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEZHIKMNOPTYXo", strict=True))
_TO_LATIN = {**_CYRILLIC, **_GREEK}
# Rare letters are nobody's slip of the keyboard, and no way back.
_TO_CYRILLIC = {latin: letter for letter, latin in _CYRILLIC.items() if letter not in "ЅЈѕјһԁԛԝ"}

_LATIN_LETTER = "A-Za-z\u00c0-\u024f"
_CYRILLIC_LETTER = "\u0400-\u052f"
_GREEK_LETTER = "\u0370-\u03ff"
_FULLWIDTH = "\uff10-\uff19\uff21-\uff3a\uff41-\uff5a"
_MATHEMATICAL = "\U0001d400-\U0001d7ff"
_SUSPECT = re.compile(f"[{_CYRILLIC_LETTER}{_GREEK_LETTER}{_FULLWIDTH}{_MATHEMATICAL}]")
_STYLED = re.compile(f"[{_FULLWIDTH}{_MATHEMATICAL}]+")
_WORD = re.compile(f"[{_LATIN_LETTER}{_CYRILLIC_LETTER}{_GREEK_LETTER}]{{2,}}")
_ONLY_CYRILLIC = re.compile(f"[{_CYRILLIC_LETTER}]{{3,}}")
_LATIN = re.compile(f"[{_LATIN_LETTER}]")
_FOREIGN = re.compile(f"[{_CYRILLIC_LETTER}{_GREEK_LETTER}]")
_EAST_ASIAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_ENDING = re.compile(f"[{_LATIN_LETTER}]{{2,}}[{_CYRILLIC_LETTER}]{{1,3}}")
_FEWEST_STYLED = 3


def read_look_alikes(lines: Sequence[Line]) -> tuple[list[Line], list[HiddenText]]:
    """Write words as a person reads them, whatever letters they are made of.

    Args:
        lines: All lines of a document, cleaned.

    Returns:
        The lines; and the words that were made of other letters than they show, with why `look_alike_letters`. Single
        styled letters (formulas), wide letters in East Asian texts and Latin slips in Cyrillic words are put right and
        not reported: they mislead nobody.

    Example:
        >>> lines, found = read_look_alikes([Line("P\u0443th\u043en and \u03bcm")])
        >>> lines[0].text, [each.text for each in found]
        ('Python and μm', ['Pуthоn'])
    """
    if not any(_SUSPECT.search(line.text) for line in lines):
        return list(lines), []
    writing = _Writing(line.text for line in lines)
    read: list[Line] = []
    found: list[HiddenText] = []
    for line in lines:
        text, words = writing.read(line.text)
        read.append(replace(line, text=text) if text != line.text else line)
        found += [HiddenText(word, WHY, line.page) for word in words]
    return read, found


class _Writing:
    """The scripts a document is written in, by which its doubtful words are read."""

    def __init__(self, texts: Iterable[str]) -> None:
        whole = "\n".join(texts)
        self._is_cyrillic = any(_is_of(_CYRILLIC, word) for word in _ONLY_CYRILLIC.findall(whole))
        self._is_east_asian = _EAST_ASIAN.search(whole) is not None

    def read(self, text: str) -> tuple[str, list[str]]:
        """Give a line as it is read, and the words in it that are worth telling."""
        told: list[str] = []

        def plain(styled: re.Match[str]) -> str:
            is_wide = unicodedata.east_asian_width(styled[0][0]) == "F"
            if len(styled[0]) >= _FEWEST_STYLED and not (is_wide and self._is_east_asian):
                told.append(styled[0])
            return unicodedata.normalize("NFKC", styled[0])

        def settled(match: re.Match[str]) -> str:
            word = self._settled(match[0])
            if word != match[0] and not _FOREIGN.search(word):
                told.append(match[0])
            return word

        return _WORD.sub(settled, _STYLED.sub(plain, text)), told

    def _settled(self, word: str) -> str:
        if not _FOREIGN.search(word):
            return word
        if not _LATIN.search(word):
            return self._settled_whole(word)
        others = [letter for letter in word if _FOREIGN.match(letter)]
        if all(letter in _TO_LATIN for letter in others):
            is_inflected = self._is_cyrillic and _ENDING.fullmatch(word)
            is_latin = any(letter not in _TO_CYRILLIC for letter in word if _LATIN.match(letter))
            if is_inflected or (not is_latin and self._is_cyrillic):
                return word
            return _swapped(word, _TO_LATIN)
        latin = [letter for letter in word if _LATIN.match(letter)]
        is_slip = all(letter in _TO_CYRILLIC for letter in latin) and len(latin) < len(others)
        return _swapped(word, _TO_CYRILLIC) if is_slip else word

    def _settled_whole(self, word: str) -> str:
        """Read a word without any Latin letter: Latin where it can be, and nothing else in the text is Cyrillic."""
        is_disguised = not self._is_cyrillic and _ONLY_CYRILLIC.fullmatch(word) and not word.isupper()
        return _swapped(word, _TO_LATIN) if is_disguised and not _is_of(_CYRILLIC, word) else word


def _is_of(table: dict[str, str], word: str) -> bool:
    """Tell whether a word holds a letter of its script that looks like no Latin one."""
    return any(letter not in table for letter in word)


def _swapped(word: str, table: dict[str, str]) -> str:
    return "".join(table.get(letter, letter) for letter in word)
