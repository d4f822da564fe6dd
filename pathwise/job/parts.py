"""A job text cut into clauses, each with the part of the text it stands in. Knows no requirement."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from pathwise.job.vocabulary import Vocabulary

_BULLET = re.compile(r"^(?:[-*+•·▪●○◦‣⁃–—o>✓✔➢]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+")
_MARKED = re.compile(r"^(?:#{1,6}\s+(?P<hashed>.+?)\s*#*|\*\*(?P<starred>[^*]+)\*\*:?|__(?P<underscored>[^_]+)__:?)$")
_LABEL = re.compile(r"^(?P<label>[^:]{2,50}):\s+(?P<rest>\S.*)$")
_SENTENCE_END = re.compile(
    r"(?<=[a-zà-ÿ\d)][.!?;])(?<!e\.g\.)(?<!i\.e\.)(?<!etc\.)(?<!incl\.)(?<!z\.B\.)(?<!approx\.)(?<!min\.)\s+(?=[A-ZÀ-Þ])"
)
_EMPHASIS = re.compile(r"\*\*|__|`")
_HEADING_WORDS = 8
_TITLE_WORDS = 10
_QUALIFIER = re.compile(
    r"\b(?:key|main|necessary|minimum|basic|core|technical|professional|soft|hard|other|job|role|position|primary|essential|general|specific|"
    r"additional|your|our|the|for|this|and|und|et|y|en|of|we|you|are|is|have|has|s|ll|will)\b"
)


class Part(StrEnum):
    """Parts of a job text."""

    REQUIRED = "required"
    NICE = "nice"
    DUTIES = "duties"
    IGNORED = "ignored"
    PROSE = "prose"


@dataclass(frozen=True, slots=True)
class Clause:
    """A list item or sentence.

    Attributes:
        text: Without bullet and emphasis.
        part: Where it stands.
        quote: The whole line it was cut from.
        is_item: It stands in a list, or alone on a short line.
    """

    text: str
    part: Part
    quote: str
    is_item: bool


@dataclass(frozen=True, slots=True)
class _Row:
    text: str
    is_bullet: bool
    heading: str | None


def title_of(lines: list[str], vocabulary: Vocabulary) -> str | None:
    """Give the job's title, where a text names one.

    Args:
        lines: The text's lines, none empty.
        vocabulary: The words to read by.
    """
    for line in lines[:6]:
        label = _LABEL.match(line)
        if label and vocabulary.headings["title"].fullmatch(label["label"].strip("*# ")):
            return label["rest"].strip("* ")
    if not lines or _part_named(first := _row(lines[0]), vocabulary):
        return None
    text = first.heading or first.text
    if first.is_bullet or len(text.split()) > _TITLE_WORDS or text.endswith((".", ",", ";")):
        return None
    rest = [_row(line) for line in lines[1:]]
    return text if first.heading or any(_is_unlike_title(row, vocabulary) for row in rest) else None


def _is_unlike_title(row: _Row, vocabulary: Vocabulary) -> bool:
    is_heading = _part_named(row, vocabulary) or _part_labelled(row.text, vocabulary)
    return row.is_bullet or is_heading is not None or len(row.text.split()) > _TITLE_WORDS


def clauses_of(lines: list[str], vocabulary: Vocabulary) -> Iterator[Clause]:
    """Cut a job text into clauses, headings left out.

    Args:
        lines: The text's lines without its title, none empty.
        vocabulary: The words to read by.
    """
    part = None if _has_headings(lines, vocabulary) else Part.PROSE
    current = part or Part.PROSE
    bare = part is not None
    for line in lines:
        row = _row(line)
        named = _part_named(row, vocabulary)
        if named:
            current = named
        elif row.heading and line.startswith("#"):
            current = Part.PROSE
        elif row.is_bullet or not row.heading:
            yield from _clauses_of_row(row, line, current, bare, vocabulary)


def _clauses_of_row(row: _Row, line: str, current: Part, bare: bool, vocabulary: Vocabulary) -> Iterator[Clause]:
    text, part = row.text, current
    label = _LABEL.match(text)
    named = _part_labelled(text, vocabulary)
    if label and named:
        text, part = label["rest"], named
    is_item = row.is_bullet or len(text.split()) <= _TITLE_WORDS
    if bare and is_item and part is Part.PROSE:
        part = Part.REQUIRED
    for sentence in _SENTENCE_END.split(text):
        yield Clause(sentence.strip(" .;,"), part, line, is_item)


def _has_headings(lines: list[str], vocabulary: Vocabulary) -> bool:
    rows = [_row(line) for line in lines]
    return any(_part_named(row, vocabulary) or _part_labelled(row.text, vocabulary) for row in rows)


def _row(line: str) -> _Row:
    marked = _MARKED.match(line)
    if marked:
        return _Row(line, False, (marked["hashed"] or marked["starred"] or marked["underscored"]).strip("*_: "))
    text = _BULLET.sub("", line)
    is_bullet = text != line
    text = _EMPHASIS.sub("", text).strip()
    ends_as_heading = text.endswith((":", " -", " –", "–")) and len(text.split()) <= _HEADING_WORDS
    return _Row(text, is_bullet, text.rstrip(":-– ") if ends_as_heading else None)


def _part_named(row: _Row, vocabulary: Vocabulary) -> Part | None:
    if row.heading:
        return _part_of(row.heading, vocabulary, is_marked=True)
    return None if row.is_bullet else _part_of(row.text, vocabulary, is_marked=False)


def _part_labelled(text: str, vocabulary: Vocabulary) -> Part | None:
    label = _LABEL.match(text)
    return _part_of(label["label"], vocabulary, is_marked=True) if label else None


def _part_of(heading: str, vocabulary: Vocabulary, is_marked: bool) -> Part | None:
    text = heading.strip(" :-–*#?!").casefold()
    if not text or len(text.split()) > _HEADING_WORDS or (not is_marked and text.endswith(".")):
        return None
    for part in (Part.NICE, Part.REQUIRED, Part.DUTIES, Part.IGNORED):
        words = vocabulary.headings[part]
        # "Skills required" is a heading by itself; "SQL skills" is an item, unless it is marked.
        if words.search(text) and (is_marked or not _says_more(text, part, vocabulary)):
            return part
    return None


def _says_more(text: str, part: Part, vocabulary: Vocabulary) -> bool:
    rest = vocabulary.headings[part].sub(" ", text)
    for other in (Part.REQUIRED, Part.DUTIES, Part.IGNORED):
        rest = vocabulary.headings[other].sub(" ", rest)
    return bool(_QUALIFIER.sub(" ", rest).strip(" &/,()'’:-–"))
