"""Documents as anydoc gives them, from its blocks to lines: RTF, and Word before 2007."""

from collections.abc import Iterable, Iterator, Sequence

import anydoc

from pathwise.documents.draft import Draft
from pathwise.documents.model import Line, Link, Refusal
from pathwise.documents.refusals import refuse
from pathwise_models.enums import ReasonCode

_LONGEST_BOLD_HEADING = 40
_REASONS = {anydoc.EncryptedError: ReasonCode.ENCRYPTED, anydoc.ResourceLimitError: ReasonCode.UNSAFE_ARCHIVE}


def read_blocks(data: bytes, form: anydoc.Format) -> Draft | Refusal:
    """Read a file with anydoc. Nothing that the file refers to is fetched or run.

    Args:
        data: The whole file.
        form: Its format, as anydoc calls it.

    Returns:
        The draft, notes after the text; `encrypted`, `unsafe_archive` where it would grow beyond the
        library's limits, or `corrupt`.
    """
    try:
        document = anydoc.to_document(data, form)
    except anydoc.ConvertError as error:
        return refuse(_REASONS.get(type(error), ReasonCode.CORRUPT))
    blocks = [*document.blocks, *(block for note in document.notes for block in note.blocks)]
    links: list[Link] = []
    return Draft(1, tuple(_lines(blocks, links)), tuple(links))


def _lines(blocks: Iterable[anydoc.Block], links: list[Link]) -> Iterator[Line]:
    for block in blocks:
        if block.content is not None:
            yield from _lines_of(block.content, block.kind == "heading")
            links.extend(_links(block.content))
        elif block.list is not None:
            for item in block.list.items:
                yield from _item_lines(item.blocks, links)
        elif block.table is not None:
            yield from _lines(_cell_blocks(block.table), links)
        else:
            yield from (Line(line) for line in (block.text or "").splitlines())
            yield from _lines(block.blocks or (), links)


def _item_lines(blocks: Iterable[anydoc.Block], links: list[Link]) -> Iterator[Line]:
    """Give an item's lines; the first that is its own starts it."""
    is_start = True
    for line in _lines(blocks, links):
        yield Line(line.text, is_heading=line.is_heading and not is_start, is_bullet=is_start or line.is_bullet)
        is_start = False


def _cell_blocks(table: anydoc.Table) -> Iterator[anydoc.Block]:
    """Give what stands in a table, row by row; of merged cells only the first holds anything."""
    for row in table.grid:
        for slot in row:
            if slot.cell is not None:
                yield from slot.cell.blocks


def _lines_of(content: Sequence[anydoc.Inline], is_marked: bool) -> Iterator[Line]:
    lines = [line for line in "".join(_words(content)).split("\n") if line.strip()]
    is_short = len(lines) == 1 and len(lines[0]) <= _LONGEST_BOLD_HEADING
    is_heading = is_marked or (is_short and _is_all_bold(content))
    yield from (Line(line, is_heading=is_heading) for line in lines)


def _words(content: Iterable[anydoc.Inline]) -> Iterator[str]:
    for inline in content:
        if inline.kind == "link":
            yield from _words(inline.content or ())
        elif inline.kind == "line_break":
            yield "\n"
        elif inline.kind in ("text", "math"):
            yield inline.text or ""


def _is_all_bold(content: Iterable[anydoc.Inline]) -> bool:
    words = [inline for inline in content if inline.kind != "text" or (inline.text or "").strip()]
    return all(inline.style is not None and inline.style.bold for inline in words)


def _links(content: Iterable[anydoc.Inline]) -> Iterator[Link]:
    for inline in content:
        if inline.kind == "link" and inline.target is not None and inline.target.kind == "external":
            yield Link(inline.target.value, "".join(_words(inline.content or ())))
