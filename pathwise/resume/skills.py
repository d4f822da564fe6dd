"""Finds the skills a resume shows and tells where and how each is shown."""

from collections.abc import Mapping, Sequence

from pathwise.documents.model import Line
from pathwise.resume.entries import Entry, entries_of
from pathwise.resume.lexicon import Lexicon
from pathwise.resume.model import Experience, Mention, Section, SectionKind, Skill
from pathwise.resume.quotes import quotes_of
from pathwise.resume.results import tells_result


def skills_of(
    lines: Sequence[Line], sections: Sequence[Section], positions: Sequence[Experience], lexicon: Lexicon
) -> tuple[Skill, ...]:
    """Find the skills of all lines.

    Args:
        lines: All lines of the document.
        sections: Its sections, covering every line.
        positions: The positions that were read.
        lexicon: What counts as a skill.

    Returns:
        Ordered by canonical name; each line counts once for a skill, however often it names it.
    """
    kinds = {index: section.kind for section in sections for index in range(section.first_line, section.last_line + 1)}
    dated_roles = _dated_roles(lines, sections, positions)
    quotes = quotes_of(lines, sections, positions)
    names: dict[str, str] = {}
    mentions: dict[str, dict[int, Mention]] = {}
    for index, line in enumerate(lines):
        matches = lexicon.find(line.text)
        quote = quotes.get(index, line.text)
        mention = _mention(quote, index, kinds.get(index, SectionKind.OTHER), dated_roles) if matches else None
        for match in matches:
            names.setdefault(match.canonical, match.name)
            if mention:
                mentions.setdefault(match.canonical, {})[index] = mention
    return tuple(
        Skill(name=names[canonical], canonical=canonical, mentions=tuple(mentions[canonical].values()))
        for canonical in sorted(mentions)
    )


def _mention(quote: str, line: int, kind: SectionKind, dated_roles: Mapping[int, bool]) -> Mention:
    return Mention(
        quote=quote,
        line=line,
        section=kind,
        in_role=line in dated_roles,
        is_dated=dated_roles.get(line, False),
        has_result=tells_result(quote),
    )


def _dated_roles(
    lines: Sequence[Line], sections: Sequence[Section], positions: Sequence[Experience]
) -> dict[int, bool]:
    """Map each line within a position or project to whether that carries dates."""
    roles = {
        index: position.months is not None
        for position in positions
        for index in range(position.first_line, position.last_line + 1)
    }
    for section in sections:
        if section.kind is SectionKind.PROJECTS:
            for entry in entries_of(lines, section.first_line + bool(section.title), section.last_line):
                roles |= _roles(entry)
    return roles


def _roles(entry: Entry) -> dict[int, bool]:
    return dict.fromkeys(range(entry.first_line, entry.last_line + 1), entry.period is not None)
