"""The names of spoken languages in many languages: one table for resumes and jobs. Knows no levels."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from pathwise.resume.moments import plain_letters
from pathwise.resume.wording import fold

# In English, French, German, Spanish, Portuguese, Italian, Dutch, and as its speakers write it; Latin letters without
# accents. `*` behind a name: with any ending. `=` in front: a word of another meaning as well, a name in lists alone.
_SPELLINGS = {
    "Albanian": "albanian|albanais*|albanisch*|albanes|albanese|albanees|shqip",
    "Arabic": "arabic|arabe|arabisch*|arabo",
    "Bengali": "bengali|bangla",
    "Bosnian": "bosnian|bosniaque|bosnisch*|bosnio|bosniaco|bosanski",
    "Bulgarian": "bulgarian|bulgare|bulgarisch*|bulgaro|bulgaars|български",
    "Cantonese": "cantonese|cantonais*|kantonesisch*|cantones|kantonees",
    "Catalan": "catalan|katalanisch*|catala|catalao|catalano|catalaans",
    "Chinese": "chinese|mandarin|mandarin chinese|chinois*|chinesisch*|mandarinchinesisch|chino|mandarino|mandarim"
    "|chines|cinese|chinees|中文|普通话",
    "Croatian": "croatian|croate|kroatisch*|croata|croato|hrvatski",
    "Czech": "czech|tcheque|tschechisch*|=checo|tcheco|=ceco|tsjechisch|cestina",
    "Danish": "danish|danois*|danisch*|danes|dinamarques|danese|deens|dansk",
    "Dutch": "dutch|neerlandais*|niederlandisch*|neerlandes|holandes|olandese|nederlands*|flemish|flamand",
    "English": "english|anglais*|englisch*|ingles|inglese|engels*",
    "Estonian": "estonian|estonien|estnisch*|estonio|estone|=ests|eesti",
    "Finnish": "finnish|finnois|finnisch*|finlandes|finlandese|=fins|suomi",
    "French": "french|francais*|franzosisch*|frances|francese|frans|franse",
    "German": "german|allemand*|deutsch*|aleman|alemao|tedesco|tedesca|duits*",
    "Greek": "greek|grec|griechisch*|griego|grego|greco|grieks|ελληνικά",
    "Gujarati": "gujarati",
    "Hebrew": "hebrew|hebreu|hebraisch*|hebreo|hebraico|ebraico|hebreeuws|עברית",
    "Hindi": "hindi",
    "Hungarian": "hungarian|hongrois|ungarisch*|hungaro|ungherese|hongaars|magyar",
    "Indonesian": "indonesian|indonesien|indonesisch*|indonesio|indonesiano|bahasa indonesia",
    "Irish": "irish|irlandais*|irisch*|gaeilge|gaelic",
    "Italian": "italian|italien|italienne|italienisch*|italiano|lingua italiana|italiaans*",
    "Japanese": "japanese|japonais*|japanisch*|japones|giapponese|japans|日本語",
    "Kannada": "kannada",
    "Korean": "korean|coreen|coreenne|koreanisch*|coreano|koreaans|한국어",
    "Latvian": "latvian|letton|lettisch*|leton|lettone|=lets",
    "Lithuanian": "lithuanian|lituanien|litauisch*|lituano|litouws",
    "Malayalam": "malayalam",
    "Marathi": "marathi",
    "Norwegian": "norwegian|norvegien|norvegienne|norwegisch*|noruego|noruegues|norvegese|noors|norsk",
    "Persian": "persian|farsi|persan|persisch*|=persa|persiano|perzisch",
    "Polish": "polish|polonais*|polnisch*|polaco|polacco|=pools|polski",
    "Portuguese": "portuguese|portugais*|portugiesisch*|portugues|portoghese|portugees*",
    "Punjabi": "punjabi|panjabi",
    "Romanian": "romanian|roumain|rumanisch*|rumano|romeno|rumeno|roemeens|=romana",
    "Russian": "russian|russe|russisch*|ruso|russo|русский",
    "Serbian": "serbian|serbe|serbisch*|serbio|=servio|serbo|servisch|srpski|српски",
    "Slovak": "slovak|slovaque|slowakisch*|eslovaco|slovacco|slowaaks|slovencina",
    "Slovenian": "slovenian|slovene|slowenisch*|esloveno|sloveno|sloveens|slovenscina",
    "Spanish": "spanish|espagnol*|spanisch*|espanol|castellano|espanhol|spagnolo|spaans*",
    "Swedish": "swedish|suedois*|schwedisch*|sueco|svedese|zweeds|svenska",
    "Tamil": "tamil",
    "Telugu": "telugu",
    "Turkish": "turkish|turc|turkisch*|turco|turks|turkce",
    "Ukrainian": "ukrainian|ukrainien|ukrainienne|ukrainisch*|ucraniano|ucraino|oekraiens|українська",
    "Urdu": "urdu",
    "Vietnamese": "vietnamese|vietnamien|vietnamesisch*|vietnamita|vietnamees|tieng viet",
}

LANGUAGES = frozenset(_SPELLINGS)
"""Their names in English."""


def language_called(words: str) -> str | None:
    """Tell the language that some words name, and nothing else.

    Example:
        >>> [language_called(words) for words in ("Українська", "Deutschkenntnisse", "English teacher")]
        ['Ukrainian', 'German', None]
    """
    folded = fold(words)
    exact, beginnings = _by_spelling()
    if folded in exact or " " in folded:
        return exact.get(folded)
    return next((name for beginning, name in beginnings if folded.startswith(beginning)), None)


def languages_named(text: str) -> Iterator[tuple[str, int, int]]:
    """Find the languages that running text names.

    Yields:
        Name and slice `[start:end]` of each mention, language by language; what is a name in lists alone is none.

    Example:
        >>> list(languages_named("Good French, and lets you work"))
        [('French', 5, 11)]
    """
    plain = plain_letters(text)
    for name, words in _patterns().items():
        yield from ((name, match.start(), match.end()) for match in words.finditer(plain))


@cache
def _by_spelling() -> tuple[Mapping[str, str], tuple[tuple[str, str], ...]]:
    each = [(spelling, name) for name, spellings in _SPELLINGS.items() for spelling in spellings.split("|")]
    exact = {fold(spelling.strip("=*")): name for spelling, name in each}
    return exact, tuple((fold(spelling), name) for spelling, name in each if spelling.endswith("*"))


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    return {name: _pattern(spellings.split("|")) for name, spellings in _SPELLINGS.items()}


def _pattern(spellings: list[str]) -> re.Pattern[str]:
    words = (plain_letters(each).replace("*", r"\w*") for each in spellings if not each.startswith("="))
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", re.IGNORECASE)
