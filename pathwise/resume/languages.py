"""Reads the languages that a person speaks, with the level written beside them."""

import re
from collections.abc import Iterator, Sequence

from pathwise.documents.model import Line
from pathwise.resume.language_names import language_called
from pathwise.resume.model import Section, SectionKind, SpokenLanguage
from pathwise.resume.sections import content_behind, own_lines
from pathwise.resume.wording import without_bullet

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
        name = language_called(" ".join(head).replace("/", " "))
        if len(head) == count and name:
            return name, part[part.index(head[-1]) + len(head[-1].rstrip(":,;(-–")) :]
    return None, ""
