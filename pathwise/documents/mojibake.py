"""UTF-8 that some program read as Windows-1252, put right where it cannot be anything else.

A dash becomes `â€“`, é becomes `Ã©`, a no-break space `Â` and a space. What a word of some language may hold is left
alone: capital words that end in Â or Ã and are followed by a mark, as in `MANHÃ…`.
"""

import re
import unicodedata

_PUNCTUATION = "\u2010\u2011\u2012–—―‘’‚‛“”„‟†‡•…‰′″‹›€™→−■□▪▫▶►●○◦★☎✆✉✓✔✗✦❖➔➢➤\uf0a7\uf0a8\uf0b7\uf0d8\uf0fc"
_INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\ufeff"
_SIGNS = "¡¢£¤¥¦§©ª«¬®¯°±²³µ¶·¹º¼½¾¿"
_LETTERS = "ÀÂÃÄÅÆÇÈÉÊËÌÎÑÒÓÔÕÖ×ØÙÚÛÜÞßáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ"
_FOLLOW_WORDS = "…’”–—•»›†™\xa0\xad"
"""Marks that may stand behind a capital Â or Ã that is meant."""
_LOST = {"ï¼": "-", "â—": "●", "â€": "”"}
"""What two of three bytes stand for where the third has no letter in Windows-1252 and shows as nothing."""


def _misread(character: str) -> str:
    """Spell a character as Windows-1252 shows its UTF-8; empty where a byte has no letter there."""
    try:
        return character.encode().decode("cp1252")
    except UnicodeDecodeError:
        return ""


def _table() -> dict[str, str]:
    spelt = {_misread(character): character for character in _PUNCTUATION + _SIGNS + _LETTERS}
    spelt |= {_misread(character): "" for character in _INVISIBLE}
    # What begins with another letter than Â or Ã needs three bytes, and no word goes on like that.
    return {
        wrong: right
        for wrong, right in spelt.items()
        if wrong and (wrong[0] not in "ÂÃ" or wrong[1] not in _FOLLOW_WORDS)
    }


_MEANT = _table()
_LOWER_CASE = "".join(chr(code) for code in range(0xA1, 0xC0))
_WRONG = re.compile(
    # In a capital word ³ or © is a mark of its own: only a word that goes on in small letters holds a small one.
    rf"(?<![A-ZÀ-Þ])Ã[{_LOWER_CASE}]|(?<![A-ZÀ-Þ]{{2}})Ã[{_LOWER_CASE}](?=[a-zß-ÿÃ])"
    rf"|(?!Ã[{_LOWER_CASE}])(?:{'|'.join(map(re.escape, _MEANT))})"
)
_LOST_BYTE = re.compile(r"(ï¼|â—|(?<=\S)â€)[\x81\x8d\x8f\x90\x9d\u200b]")
_SENTENCE_END = re.compile(r"[^\W_A-ZÀ-Þ][.:;!?/]\s+$")
_ORPHANS = re.compile(r"(?<![A-ZÀ-Þ])Â(?:\s*Â)*(?=\s|$)")


def restore_lost_bytes(text: str) -> str:
    r"""Put right what has lost a byte: only as long as controls and zero-width marks show where it stood.

    Example:
        >>> restore_lost_bytes("Example Bakery ï¼\u200b Springfield")
        'Example Bakery - Springfield'
    """
    return _LOST_BYTE.sub(lambda match: _LOST[match[1]], text)


def mend_mojibake(text: str) -> str:
    """Put right what was misread, as often as it was.

    Args:
        text: Any text, in NFC.

    Returns:
        NFC. Doing it twice changes nothing.

    Example:
        >>> mend_mojibake("cafÃ© in Orléans, 2019 â€“ 2021")
        'café in Orléans, 2019 – 2021'
    """
    while (mended := _mend_once(text)) != text:
        text = mended
    return text


def _mend_once(text: str) -> str:
    if not any(lead in text for lead in "ÂÃâï"):
        return text
    mended = _WRONG.sub(lambda match: _MEANT.get(match[0], match[0]), text)
    return unicodedata.normalize("NFC", _ORPHANS.sub(_without_orphans, mended))


def _without_orphans(match: re.Match[str]) -> str:
    """Drop what is left of no-break spaces; one that stands alone may be someone's initial."""
    before, after = match.string[: match.start()], match.string[match.end() :]
    stands_alone = match[0] == "Â" and (not before or before[-1].isspace())
    is_all = not before.strip() and not after.strip()
    is_certain = is_all or after.lstrip()[:1].islower() or _SENTENCE_END.search(before)
    return match[0] if stands_alone and not is_certain else ""
