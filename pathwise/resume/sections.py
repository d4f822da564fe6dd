"""Cuts a document into the parts that resumes are made of. Knows wordings and shapes, not layouts."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from pathwise.documents.model import Line
from pathwise.resume.heading_words import HEADINGS, JOINTS, QUALIFIERS
from pathwise.resume.model import Section, SectionKind
from pathwise.resume.wording import fold, unspaced

MOST_WORDS = 7
MOST_CHARACTERS = 60

_KINDS: dict[str, SectionKind] = {
    wording: kind for kind, wordings in reversed(HEADINGS.items()) for wording in wordings.split("|")
}
_NUMBERING = re.compile(r"^\s*(?:#+\s*|\(?(?:\d{1,2}|[IVX]{1,4}|[A-H])[.)]\s+|[^\w\s(]+\s*)+")
_DECORATION = re.compile(r"[\s:.\-–—_=*#|~·•…]+$")
_INLINE = re.compile(r"^(?P<label>[^:]{3,40}):\s*(?P<content>\S.*)$")
_NEVER_LABELS = frozenset(
    {
        SectionKind.EXPERIENCE,
        SectionKind.EDUCATION,
        SectionKind.LANGUAGES,
        SectionKind.REFERENCES,
        SectionKind.INTERESTS,
        SectionKind.SKILLS,
    }
)
# Sections that are often one line, their heading and a colon in front.
_INLINE_KINDS = frozenset(
    {SectionKind.SKILLS, SectionKind.LANGUAGES, SectionKind.INTERESTS, SectionKind.SUMMARY, SectionKind.CERTIFICATIONS}
)
_INLINE_AFTER = frozenset(
    {SectionKind.CONTACT, SectionKind.SUMMARY, SectionKind.OTHER, *_INLINE_KINDS} - {SectionKind.SKILLS}
)


def sections_of(lines: Sequence[Line]) -> tuple[Section, ...]:
    """Cut lines into sections.

    What stands above the first heading is one section of kind contact without a title.

    Args:
        lines: In reading order, may be empty.

    Returns:
        In order; together they cover every line exactly once. Empty for no lines.
    """
    if not lines:
        return ()
    starts = _starts(lines)
    ends = [first - 1 for first, _, _ in starts[1:]] + [len(lines) - 1]
    return tuple(
        _section(lines, kind, title, first, last) for (first, kind, title), last in zip(starts, ends, strict=True)
    )


def own_lines(lines: Sequence[Line], section: Section) -> Iterator[tuple[int, str]]:
    """Give what a section says, its heading left out.

    Args:
        lines: All lines of the document.
        section: One of its sections.

    Yields:
        Index and text of each line. Of a heading with its content behind it, such as "Languages: English", the
        content.

    Example:
        >>> list(own_lines([Line("Languages: English")], Section(SectionKind.LANGUAGES, "Languages", "", 0, 0)))
        [(0, 'English')]
    """
    first = section.first_line
    if section.title:
        inline = _INLINE.match(lines[first].text)
        if inline:
            yield first, inline["content"]
        first += 1
    yield from ((index, lines[index].text) for index in range(first, section.last_line + 1))


def content_behind(kind: SectionKind, text: str) -> str | None:
    """Give what stands behind a label that announces a kind of section; None without such a label.

    Example:
        >>> content_behind(SectionKind.LANGUAGES, "Languages: English, French")
        'English, French'
    """
    inline = _INLINE.match(text)
    return inline["content"] if inline and _kind_of(fold(inline["label"])) is kind else None


def heading_kind(text: str, *, is_set: bool = False) -> SectionKind | None:
    """Recognise a heading by its words and shape.

    Args:
        text: One line.
        is_set: Its type says that it is a heading: then it may begin with a small letter, as small capitals do.

    Returns:
        What the heading announces; None where the line is none of the known headings.

    Example:
        >>> heading_kind("2. WORK EXPERIENCE:")
        <SectionKind.EXPERIENCE: 'experience'>
        >>> heading_kind("Experience with large teams is what I bring.") is None
        True
    """
    if len(text) > 2 * MOST_CHARACTERS:
        return None
    bare = _DECORATION.sub("", _NUMBERING.sub("", unspaced(text)))
    if not bare or len(bare) > MOST_CHARACTERS or not (is_set or bare[0].isupper() or text.lstrip()[:1] in "#*"):
        return None
    return _kind_of(fold(bare))


@lru_cache(maxsize=4096)
def _kind_of(wording: str) -> SectionKind | None:
    if wording in _KINDS:
        return _KINDS[wording]
    words = wording.split()
    if not 1 < len(words) <= MOST_WORDS:
        return None
    return _kind_of_trimmed(words) or _kind_of_joined(words)


def _kind_of_trimmed(words: list[str]) -> SectionKind | None:
    first, last = 0, len(words)
    while first < last and words[first] in QUALIFIERS:
        first += 1
    while last > first and words[last - 1] in QUALIFIERS:
        last -= 1
    return _KINDS.get(" ".join(words[first:last]))


def _kind_of_joined(words: list[str]) -> SectionKind | None:
    """Recognise "Education and Training": each part must be a heading by itself."""
    for index, word in enumerate(words):
        if word in JOINTS and 0 < index < len(words) - 1:
            first, rest = _kind_of(" ".join(words[:index])), _kind_of(" ".join(words[index + 1 :]))
            if first and rest:
                return first
    return None


def _starts(lines: Sequence[Line]) -> list[tuple[int, SectionKind, str]]:
    starts: list[tuple[int, SectionKind, str]] = []
    current = SectionKind.CONTACT
    above: Line | None = None
    for index, line in enumerate(lines):
        found = _heading(line, current)
        if found and _is_loud_enough(line, found[0], above):
            starts.append((index, *found))
            current, above = found[0], line
        elif index == 0:
            starts.append((0, SectionKind.CONTACT, ""))
    return starts


def _is_loud_enough(line: Line, kind: SectionKind, above: Line | None) -> bool:
    """Tell a heading from a label within a section, such as "Achievements:" below a position.

    Kinds that are seldom labels always count; the others must look as much like a heading as the one above.
    """
    if above is None or kind in _NEVER_LABELS:
        return True
    return _loudness(line) >= _loudness(above)


def _loudness(line: Line) -> int:
    return 2 * line.is_heading + 2 * line.text.isupper() + (not line.text.rstrip().endswith(":"))


def _heading(line: Line, current: SectionKind) -> tuple[SectionKind, str] | None:
    kind = None if line.is_bullet else heading_kind(line.text, is_set=line.is_heading)
    if kind:
        return kind, _DECORATION.sub("", line.text)
    inline = _INLINE.match(line.text)
    if inline and current in _INLINE_AFTER and not line.is_bullet:
        kind = _kind_of(fold(inline["label"]))
        if kind in _INLINE_KINDS and kind is not current:
            return kind, inline["label"].strip()
    return None


def _section(lines: Sequence[Line], kind: SectionKind, title: str, first: int, last: int) -> Section:
    section = Section(kind=kind, title=title, text="", first_line=first, last_line=last)
    return replace(section, text="\n".join(text for _, text in own_lines(lines, section)))
