"""Reads the languages that a person speaks: names in many languages, with the level written beside them."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from pathwise.documents.model import Line
from pathwise.resume.model import Section, SectionKind, SpokenLanguage
from pathwise.resume.sections import content_behind, own_lines
from pathwise.resume.wording import fold, without_bullet

# Folded; in English, French, German, Spanish, Portuguese, Italian, Dutch, and as its speakers write it.
_NAMES = {
    "Albanian": "albanian|albanais|albanisch|albanes|albanese|albanees|shqip",
    "Arabic": "arabic|arabe|arabisch|arabo",
    "Bengali": "bengali|bangla",
    "Bosnian": "bosnian|bosniaque|bosnisch|bosnio|bosniaco|bosanski",
    "Bulgarian": "bulgarian|bulgare|bulgarisch|bulgaro|bulgaars",
    "Catalan": "catalan|katalanisch|catala|catalao|catalano|catalaans",
    "Chinese": "chinese|mandarin|chinois|chinesisch|mandarinchinesisch|chino|mandarino|chines|cinese|chinees|cantonese",
    "Croatian": "croatian|croate|kroatisch|croata|croato|hrvatski",
    "Czech": "czech|tcheque|tschechisch|checo|tcheco|ceco|tsjechisch|cestina",
    "Danish": "danish|danois|danisch|danes|dinamarques|danese|deens|dansk",
    "Dutch": "dutch|neerlandais|niederlandisch|neerlandes|holandes|olandese|nederlands|flemish|flamand",
    "English": "english|anglais|englisch|ingles|inglese|engels",
    "Estonian": "estonian|estonien|estnisch|estonio|estone|ests|eesti",
    "Finnish": "finnish|finnois|finnisch|finlandes|finlandese|fins|suomi",
    "French": "french|francais|franzosisch|frances|francese|frans",
    "German": "german|allemand|deutsch|aleman|alemao|tedesco|duits",
    "Greek": "greek|grec|griechisch|griego|grego|greco|grieks|ελληνικα",
    "Gujarati": "gujarati",
    "Hebrew": "hebrew|hebreu|hebraisch|hebreo|hebraico|ebraico|hebreeuws",
    "Hindi": "hindi",
    "Hungarian": "hungarian|hongrois|ungarisch|hungaro|ungherese|hongaars|magyar",
    "Indonesian": "indonesian|indonesien|indonesisch|indonesio|indonesiano|bahasa indonesia",
    "Irish": "irish|irlandais|irisch|gaeilge|gaelic",
    "Italian": "italian|italien|italienisch|italiano|italiaans",
    "Japanese": "japanese|japonais|japanisch|japones|giapponese|japans",
    "Kannada": "kannada",
    "Korean": "korean|coreen|koreanisch|coreano|koreaans",
    "Latvian": "latvian|letton|lettisch|leton|lettone|lets",
    "Lithuanian": "lithuanian|lituanien|litauisch|lituano|litouws",
    "Malayalam": "malayalam",
    "Marathi": "marathi",
    "Norwegian": "norwegian|norvegien|norwegisch|noruego|noruegues|norvegese|noors|norsk",
    "Persian": "persian|farsi|persan|persisch|persa|persiano|perzisch",
    "Polish": "polish|polonais|polnisch|polaco|polacco|pools|polski",
    "Portuguese": "portuguese|portugais|portugiesisch|portugues|portoghese|portugees",
    "Punjabi": "punjabi|panjabi",
    "Romanian": "romanian|roumain|rumanisch|rumano|romeno|rumeno|roemeens|romana",
    "Russian": "russian|russe|russisch|ruso|russo|русскии",
    "Serbian": "serbian|serbe|serbisch|serbio|servio|serbo|servisch|srpski",
    "Slovak": "slovak|slovaque|slowakisch|eslovaco|slovacco|slowaaks|slovencina",
    "Slovenian": "slovenian|slovene|slowenisch|esloveno|sloveno|sloveens|slovenscina",
    "Spanish": "spanish|espagnol|spanisch|espanol|castellano|espanhol|spagnolo|spaans",
    "Swedish": "swedish|suedois|schwedisch|sueco|svedese|zweeds|svenska",
    "Tamil": "tamil",
    "Telugu": "telugu",
    "Turkish": "turkish|turc|turkisch|turco|turks|turkce",
    "Ukrainian": "ukrainian|ukrainien|ukrainisch|ucraniano|ucraino|oekraiens|українська",
    "Urdu": "urdu",
    "Vietnamese": "vietnamese|vietnamien|vietnamesisch|vietnamita|vietnamees",
}
_PARTS = re.compile(r"\s*[,;|•·/]\s*(?![^()]*\))|\t+|\s{3,}|\s+(?:and|und|et|y|e|en)\s+(?![^()]*\))")
_LEVEL = re.compile(
    r"^[\s:(–—-]*(?P<level>(?:[ABC][12]\b|native|mother|first language|bilingual|fluent|advanced|proficient|proficiency"
    r"|professional|business|full|working|intermediate|upper|good|very good|excellent|basic|beginner|elementary"
    r"|conversational|limited|maternelle|courant|bilingue|lu|intermédiaire|notions|avancé|muttersprach|flie(?:ß|ss)end"
    r"|verhandlungssicher|sehr gut|gut|grundkenntnisse|nativ|materna|fluido|avanzado|alto|medio|básico|intermedio"
    r"|fluente|avançado|madrelingua|ottimo|buono|fluente|scolastico|moedertaal|vloeiend|goed|gevorderd|basis)[^,;|]*)",
    re.IGNORECASE,
)
_LONGEST_PART = 60


def languages_of(lines: Sequence[Line], sections: Sequence[Section]) -> tuple[SpokenLanguage, ...]:
    """Read the languages under headings and behind labels that speak of languages.

    Args:
        lines: All lines of the document.
        sections: Its sections.

    Returns:
        Each language once, at its first mention with a level, else at its first.

    Example:
        >>> languages_of([Line("Langues"), Line("Français (C2), anglais courant")],
        ...     [Section(SectionKind.LANGUAGES, "Langues", "", 0, 1)])[1]
        SpokenLanguage(name='English', level='courant', line=1)
    """
    found: dict[str, SpokenLanguage] = {}
    for section in sections:
        for language in _in_section(lines, section):
            known = found.get(language.name)
            if known is None or (language.level and not known.level):
                found[language.name] = language
    return tuple(found.values())


def _in_section(lines: Sequence[Line], section: Section) -> Iterator[SpokenLanguage]:
    for index, text in own_lines(lines, section):
        if section.kind is SectionKind.LANGUAGES:
            follows = lines[index + 1].text if index < section.last_line else ""
            yield from _in_line(text, follows, index)
        else:
            labelled = content_behind(SectionKind.LANGUAGES, without_bullet(text))
            yield from _in_line(labelled or "", "", index)


def _in_line(text: str, follows: str, index: int) -> Iterator[SpokenLanguage]:
    parts = _PARTS.split(without_bullet(text))
    for part in parts:
        if len(part) <= _LONGEST_PART:
            name, rest = _named(part)
            if name:
                # A name alone on its line may have its level below it.
                level = _LEVEL.match(rest) or (None if rest or len(parts) > 1 else _LEVEL.match(follows))
                yield SpokenLanguage(name, level["level"].strip(" .)") if level else None, index)


def _named(part: str) -> tuple[str | None, str]:
    """Tell the language that a part begins with, and what follows."""
    words = part.split()
    for count in (2, 1):
        head = words[:count]
        name = _by_name().get(fold(" ".join(head)).replace("/", " "))
        if len(head) == count and name:
            return name, part[part.index(head[-1]) + len(head[-1].rstrip(":,;(-–")) :]
    return None, ""


@cache
def _by_name() -> dict[str, str]:
    return {spelling: name for name, spellings in _NAMES.items() for spelling in spellings.split("|")}
