"""A job text cut into rows: headings, list items, paragraphs. Puts wrapped lines together and takes flat text apart.

Knows what headings look like, not what they mean for a requirement.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from pathwise.job.vocabulary import Vocabulary

_BULLET = re.compile(r"^(?:[-*+•·▪●○◦‣⁃–—o>✓✔➢►■□➤]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+")
_MARKED = re.compile(r"^(?:#{1,6}\s+(?P<hashed>.+?)\s*#*|\*\*(?P<starred>[^*]+)\*\*:?|__(?P<underscored>[^_]+)__:?)$")
_EMPHASIS = re.compile(r"\*\*|__|`")
_HEADING_WORDS = 8
_SENTENCE_END = re.compile(r"[.:;!?]\W*$")
_JOINING = re.compile(
    r"(?:,|\b(?:and|or|of|in|with|to|the|an?|for|on|by|as|from|und|oder|mit|von|für|im|in|der|die|das|den|dem|zur|zum|et|ou|de|des|du|la|le|"
    r"les|avec|en|dans|y|o|con|del|el|los|las|para|e|com|da|do|das|dos|di|della|nel|nella|van|met|voor|het|een))$",
    re.IGNORECASE,
)
_LONG_ENOUGH = 30  # A shorter list item was not cut by the edge of a page.
_EDGE = 0.85  # Share of the widest line that a line cut by the edge fills, with the word that did not fit.
_WIDEST = 140  # Wider lines are paragraphs: nothing cut them.
_FLAT_WORDS = 40
_INLINE_BULLET = re.compile(r"(?:(?<=[\w.;:!?)])|^)\s+[-–•*·▪●]\s+(?=[\"“A-ZÀ-Þ\d])")
_LEAST_BULLETS = 3
# "Required Skills (all of them):", its words written with capitals.
_INLINE_LABEL = re.compile(
    r"(?P<label>(?:[A-ZÀ-Þ][\w'’/&.-]*[ ,]+(?:\([^)]*\)[ ]*)?(?:(?:and|of|for|the|in|this|de|und|et|y|e|&)[ ]+)*){0,7}"
    r"[A-ZÀ-Þ][\w'’/&-]*(?: ?\([^)]{1,30}\))?)\s*(?::|\s[-–])\s"
)
# What opens an item where no mark does.
_OPENER = re.compile(
    r"(?<=[\wà-ÿ)+#]) (?=(?:Experience[d]?|Proficien\w+|Expert\w*|Must|Ability|Able|Strong|Excellent|Hands|Knowledge|"
    r"Familiar\w*|Good|Great|Effective|Demonstrated|Proven|Understand\w*|Have|Relevant|Bachelor\W?s?|Master\W?s|"
    r"Associate|Minimum|Solid|Working|Basic|Advanced|Comfortable|Willing\w*|Self|Proactive|High|Fluen\w+|Proof|"
    r"(?<!inimum )(?<! of )(?<!least )\d+\+? years?)\b(?! (?:School|Data|Dynamics)\b))"
)
_CAPITAL = re.compile(r"(?<=[a-zà-ÿ\d)]) (?=[A-Z][a-z]+ )")
_SMALL = frozenset({"a", "and", "for", "in", "of", "on", "or", "the", "this", "to", "with"})
_BEGINS = re.compile(r"\s+(?:[-–•*:]\s*)?[\"“A-ZÀ-Þ\d]")


@dataclass(frozen=True, slots=True)
class Row:
    """A heading, list item or paragraph.

    Attributes:
        text: Without bullet and emphasis.
        quotes: The lines it was made of; of flat text, the row itself.
        is_bullet: It starts a list item.
        heading: What it says where it is marked as a heading, else None.
        depth: Of a heading marked as such in Markdown, 1 or more; 0 otherwise.
    """

    text: str
    quotes: tuple[str, ...]
    is_bullet: bool = False
    heading: str | None = None
    depth: int = 0


def row_of(line: str) -> Row:
    """Take the marks off a line."""
    marked = _MARKED.match(line)
    if marked:
        heading = (marked["hashed"] or marked["starred"] or marked["underscored"]).strip("*_: ")
        return Row(line, (line,), heading=heading, depth=len(line) - len(line.lstrip("#")))
    text = _BULLET.sub("", line)
    is_bullet = text != line
    text = _EMPHASIS.sub("", text).strip()
    ends_as_heading = text.endswith((":", " -", " –", "–")) and len(text.split()) <= _HEADING_WORDS
    return Row(text, (line,), is_bullet, text.rstrip(":-– ") if ends_as_heading else None)


def rows_of(lines: Iterable[str], vocabulary: Vocabulary) -> Iterator[Row]:
    """Cut a text into rows.

    Args:
        lines: None empty.
        vocabulary: The words to read by.

    Yields:
        Rows in the order of the text: lines that a page's edge cut are one, and a line that holds a whole
        advertisement is as many as it has parts, items and labels.
    """
    for row in _joined(list(lines)):
        yield from _taken_apart(row, vocabulary)


def _joined(lines: list[str]) -> Iterator[Row]:
    width = max(map(len, lines), default=0)
    waiting: Row | None = None
    for line in lines:
        row = row_of(line)
        if waiting and _goes_on(waiting, row, width):
            waiting = replace(waiting, text=f"{waiting.text} {row.text}", quotes=(*waiting.quotes, line))
            continue
        if waiting:
            yield waiting
        waiting = row
    if waiting:
        yield waiting


def _goes_on(before: Row, row: Row, width: int) -> bool:
    last = before.quotes[-1]
    if before.heading or row.heading or row.is_bullet or len(last) < _LONG_ENOUGH or _SENTENCE_END.search(last):
        return False
    if not (row.text[:1].islower() or _JOINING.search(last)):
        return False
    did_not_fit = len(last) + 1 + len(row.text.split()[0]) >= _EDGE * width
    return before.is_bullet or (did_not_fit and width <= _WIDEST)


def _taken_apart(row: Row, vocabulary: Vocabulary) -> Iterator[Row]:
    if row.heading or len(row.text.split()) <= _FLAT_WORDS:
        yield row
        return
    marks = _marks(row.text, vocabulary)
    if not marks:
        yield row
        return
    marks = [_Mark(0, 0), *marks]
    for mark, following in pairwise([*marks, _Mark(len(row.text), len(row.text))]):
        if mark.heading:
            yield Row(mark.heading, (mark.heading,), heading=mark.heading)
        is_work = mark.heading is not None and vocabulary.headings["duties"].search(mark.heading) is not None
        for item in _items(row.text[mark.end : following.start], is_work, vocabulary):
            bare = _BULLET.sub("", item)
            yield Row(bare, (bare,), mark.is_bullet or bare != item)


def _items(text: str, is_work: bool, vocabulary: Vocabulary) -> Iterator[str]:
    """Cut a flat list where the next item opens: with what is asked for or, among duties, with what is done."""
    starts = {0, *(found.end() for found in _OPENER.finditer(text))}
    if is_work:
        starts |= {found.end() for found in _CAPITAL.finditer(text) if vocabulary.opens_with_verb(text[found.end() :])}
    ordered = [*sorted(starts), len(text)]
    yield from filter(None, (text[start:end].strip() for start, end in pairwise(ordered)))


@dataclass(frozen=True, slots=True, order=True)
class _Mark:
    """Where a part of flat text begins, and where its content does."""

    start: int
    end: int
    heading: str | None = None
    is_bullet: bool = False


def _marks(text: str, vocabulary: Vocabulary) -> list[_Mark]:
    found = sorted([*_labels(text, vocabulary), *_bullets(text)], key=lambda mark: (mark.start, -mark.end))
    kept: list[_Mark] = []
    for mark in found:
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return kept


def _labels(text: str, vocabulary: Vocabulary) -> Iterator[_Mark]:
    for found in _INLINE_LABEL.finditer(text):
        named = vocabulary.part_named_at(found["label"])
        if named is not None:
            yield _Mark(found.start() + named, found.end(), found["label"][named:])
    for words in vocabulary.headings.values():
        for found in words.finditer(text):
            told = found.group().split()
            if (
                len(told) > 1
                and all(word[0].isupper() or word in _SMALL for word in told)
                and _BEGINS.match(text, found.end())
            ):
                yield _Mark(found.start(), found.end(), found.group())


def _bullets(text: str) -> list[_Mark]:
    marks = [_Mark(found.start(), found.end(), is_bullet=True) for found in _INLINE_BULLET.finditer(text)]
    return marks if len(marks) >= _LEAST_BULLETS else []
