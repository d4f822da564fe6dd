"""Cuts a section into its entries: the lines that name a position or a project, and what is told of it.

Works on the order of dated lines, short lines and list items. Knows five habits: dates above the name, in its
line, below it, below the whole entry, and no dates at all.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from pathwise.documents.model import Line
from pathwise.resume.lines import is_continuation, is_page_mark, is_task, names_position
from pathwise.resume.periods import Period, PeriodMatch, periods_in
from pathwise.resume.places import is_place, split_place
from pathwise.resume.positions import read_naming
from pathwise.resume.towns import is_town
from pathwise.resume.wording import without_bullet

MOST_NAMING_LINES = 4
LONGEST_NAMING_LINE = 110
LONGEST_DATED_LINE = 140


class Role(Enum):
    """What a line does in its section."""

    DATED = auto()
    NAMING = auto()
    PLACE = auto()
    BODY = auto()
    MARK = auto()


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a section.

    Attributes:
        naming: The lines that name it, dates taken out; may be empty.
        period: When it was; None where no date is written.
        body: What is told of it, wrapped lines joined.
        first_line: Index in the document's lines.
        last_line: Index in the document's lines, included.
    """

    naming: tuple[str, ...]
    period: Period | None
    body: tuple[str, ...]
    first_line: int
    last_line: int


@dataclass(frozen=True, slots=True)
class _Marked:
    """A line, what it does, and its period with the text around it where it is dated."""

    text: str
    role: Role
    is_item: bool
    period: Period | None = None
    rest: str = ""
    starts_with_date: bool = False
    goes_on: bool = False


def entries_of(lines: Sequence[Line], first: int, last: int) -> tuple[Entry, ...]:
    """Cut the lines of a section into entries.

    Args:
        lines: All lines of the document.
        first: Index of the section's first line after its heading.
        last: Index of its last line, included; below `first` for an empty section.

    Returns:
        In order, without overlap; lines before the first entry belong to none.
    """
    marked = _marked(lines[first : last + 1])
    dated = [index for index, line in enumerate(marked) if line.role is Role.DATED]
    if not dated:
        spans = _undated_spans(marked)
    elif _dates_come_last(marked, dated):
        spans = _spans_ending_at(marked, dated)
    else:
        spans = _spans_around(marked, dated)
    return tuple(_entry(marked, span, first) for span in spans)


def _marked(lines: Sequence[Line]) -> list[_Marked]:
    """Give each line its role."""
    widest = max((len(line.text) for line in lines), default=0)
    items = _items(lines)
    marked: list[_Marked] = []
    for index, line in enumerate(lines):
        text = without_bullet(line.text)
        follower_is_item = index + 1 >= len(lines) or items[index + 1]
        mark = _mark(text, items[index], marked[-1] if marked else None, widest, follower_is_item)
        # Where bullets are, a statement without one is none; where there are none, its first word tells.
        marked.append(replace(mark, goes_on=mark.goes_on and (any(items) or not is_task(text))))
    return marked


def _items(lines: Sequence[Line]) -> list[bool]:
    """Tell which lines are list items that tell something.

    Where every line is a list item, bullets mean nothing; where only list items carry dates, those name entries.
    """
    items = [line.is_bullet or without_bullet(line.text) != line.text for line in lines]
    if all(items):
        return [False] * len(items)
    if any(_anchor(line.text) for line, is_item in zip(lines, items, strict=True) if not is_item):
        return items
    return [
        is_item and _leading_range(without_bullet(line.text)) is None
        for line, is_item in zip(lines, items, strict=True)
    ]


def _mark(text: str, is_item: bool, previous: _Marked | None, widest: int, follower_is_item: bool) -> _Marked:
    if is_page_mark(text):
        return _Marked(text, Role.MARK, is_item=False)
    if is_item:
        return _Marked(text, Role.BODY, is_item=True)
    anchor = _anchor(text)
    if anchor:
        return _Marked(text, Role.DATED, False, anchor.period, _around(text, anchor), anchor.begin == 0)
    if is_place(text):
        return _Marked(text, Role.PLACE, is_item=False)
    follows_body = previous is not None and previous.role is Role.BODY
    if previous and follows_body and is_continuation(previous.text, text, widest, follower_is_item):
        return _Marked(text, Role.BODY, is_item=False, goes_on=True)
    return _Marked(text, _role_alone(text), is_item=False)


def _role_alone(text: str) -> Role:
    if is_town(text):
        return Role.PLACE
    is_naming = len(text) <= LONGEST_NAMING_LINE and not is_task(text)
    return Role.NAMING if is_naming else Role.BODY


def _anchor(text: str) -> PeriodMatch | None:
    """Find the period that dates an entry, not one that a sentence mentions."""
    if len(text) > LONGEST_DATED_LINE:
        return _leading_range(text)
    found = periods_in(text)
    ranges = [match for match in found if match.period.is_range]
    if ranges:
        rest = _around(text, ranges[-1])
        return ranges[-1] if ranges[-1].begin <= 2 or not _is_sentence(rest) else None  # noqa: PLR2004 - a bracket
    if len(found) == 1 and _stands_at_edge(text, found[0]) and not _is_sentence(_around(text, found[0])):
        return found[0]
    return None


def _leading_range(text: str) -> PeriodMatch | None:
    found = periods_in(text[:LONGEST_NAMING_LINE])
    return found[0] if found and found[0].begin == 0 and found[0].period.is_range else None


def _stands_at_edge(text: str, match: PeriodMatch) -> bool:
    return not text[: match.begin].strip(" (") or not text[match.end :].strip(" ).,:")


def _is_sentence(text: str) -> bool:
    return is_task(text) or (text.endswith(".") and len(text) > LONGEST_NAMING_LINE // 2)


def _around(text: str, match: PeriodMatch) -> str:
    before, after = text[: match.begin].rstrip(" (-–—,|·:"), text[match.end :].lstrip(" )-–—,|·:")
    return " | ".join(
        part for part in (before, re.sub(r"^\(?\d+ (?:years?|yrs?|months?|mos?)\b[^|]*\)?$", "", after)) if part
    )


def _dates_come_last(marked: list[_Marked], dated: list[int]) -> bool:
    """Tell whether each date stands below the entry it dates."""
    after_last = {line.role for line in marked[dated[-1] + 1 :]}
    before_first = [line.role for line in marked[: dated[0]]]
    if not before_first or after_last & {Role.BODY, Role.NAMING} or marked[dated[0]].rest:
        return False
    return before_first[0] is Role.NAMING and Role.BODY in before_first


def _spans_ending_at(marked: list[_Marked], dated: list[int]) -> list[tuple[int, int, int | None]]:
    spans: list[tuple[int, int, int | None]] = []
    start = 0
    for anchor in dated:
        end = anchor
        while end + 1 < len(marked) and marked[end + 1].role in (Role.MARK, Role.PLACE):
            end += 1
        spans.append((start, end, anchor))
        start = end + 1
    return spans


def _spans_around(marked: list[_Marked], dated: list[int]) -> list[tuple[int, int, int | None]]:
    """Start each entry as many lines above its date as the first entry does."""
    lead = _run_above(marked, dated[0], 0, MOST_NAMING_LINES)
    starts: list[int] = []
    for number, anchor in enumerate(dated):
        floor = dated[number - 1] + 1 if number else 0
        starts.append(anchor - _lead_of(marked, anchor, floor, lead))
    ends = [start - 1 for start in starts[1:]] + [len(marked) - 1]
    return list(zip(starts, ends, dated, strict=True))


def _lead_of(marked: list[_Marked], anchor: int, floor: int, usual: int) -> int:
    """Count the naming lines above a date: as many as usual, and all that stand below list items."""
    whole = _run_above(marked, anchor, floor, MOST_NAMING_LINES)
    above = anchor - whole - 1
    follows_items = above >= 0 and marked[above].role is Role.BODY and any(line.is_item for line in marked)
    return whole if usual and follows_items else min(whole, usual)


def _run_above(marked: list[_Marked], anchor: int, floor: int, most: int) -> int:
    count = 0
    while count < most and anchor - count - 1 >= floor:
        if marked[anchor - count - 1].role not in (Role.NAMING, Role.PLACE):
            break
        count += 1
    return count


def _undated_spans(marked: list[_Marked]) -> list[tuple[int, int, int | None]]:
    """Start an entry at each run of naming lines that names a position."""
    starts = [
        index
        for index, line in enumerate(marked)
        if line.role is Role.NAMING
        and (index == 0 or marked[index - 1].role is not Role.NAMING)
        and any(names_position(other.text) for other in marked[index : index + 2] if other.role is Role.NAMING)
    ]
    ends = [start - 1 for start in starts[1:]] + [len(marked) - 1]
    return [(start, end, None) for start, end in zip(starts, ends, strict=True)] if starts else []


def _entry(marked: list[_Marked], span: tuple[int, int, int | None], offset: int) -> Entry:
    start, end, anchor = span
    head_end = start if anchor is None else max(start, anchor)
    naming: list[str] = []
    body: list[str] = []
    for index in range(start, end + 1):
        line = marked[index]
        if line.role is Role.DATED and index == anchor:
            naming += _beside_date(line, naming)
        elif line.role in (Role.NAMING, Role.PLACE) and not body and _still_names(naming, index, head_end):
            naming.append(line.text)
        elif line.role is not Role.MARK and (body or line.role is not Role.PLACE):
            _tell(body, line, is_apart=index > start and marked[index - 1].role is Role.MARK)
    period = None if anchor is None else marked[anchor].period
    return Entry(tuple(naming), period, tuple(body), offset + start, offset + end)


def _beside_date(line: _Marked, above: Sequence[str]) -> list[str]:
    """Give what stands beside the date; below a position and its place of work it is a remark."""
    if not line.rest:
        return []
    named = read_naming(above)
    if named.title and named.organisation and line.starts_with_date:
        return []
    return [line.rest]


def _still_names(naming: list[str], index: int, head_end: int) -> bool:
    """A line above the date names the entry; below it only while something is missing."""
    if index <= head_end:
        return True
    named = (split_place(piece)[0] for line in naming for piece in line.split(" | "))
    parts = [part for piece in named for part in re.split(r",| – | - ", piece) if part.strip()]
    return len(parts) < 2 and index - head_end <= MOST_NAMING_LINES  # noqa: PLR2004 - a position and its place of work


def _tell(body: list[str], line: _Marked, *, is_apart: bool) -> None:
    """Add a line to what is told: to its last statement where it goes on with that, and nothing stands between."""
    if (
        body
        and not is_apart
        and not line.is_item
        and (line.goes_on or line.text[:1].islower() or body[-1][-1:] in "-,&")
    ):
        body[-1] = body[-1] + line.text if body[-1].endswith("-") else f"{body[-1]} {line.text}"
    else:
        body.append(line.text)
