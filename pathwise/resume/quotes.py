"""What to quote of a line: the whole statement or sentence that it is part of, where that is short enough to read."""

import re
from collections.abc import Iterator, Sequence

from pathwise.documents.model import Line
from pathwise.resume.model import Experience, Section, SectionKind
from pathwise.resume.sections import own_lines

_LONGEST_QUOTE = 400
_SENTENCE = re.compile(r"\S.*?(?:[.!?](?=\s)|$)")


def quotes_of(lines: Sequence[Line], sections: Sequence[Section], positions: Sequence[Experience]) -> dict[int, str]:
    """Find what each line of a position or of a summary is part of.

    Args:
        lines: All lines of the document.
        sections: Its sections.
        positions: The positions that were read.

    Returns:
        By index of the line: the statement, or the sentences that the line has a part in; a line that stands alone,
        or whose statement is too long to be quoted, is left out.
    """
    quotes = {index: quote for position in positions for index, quote in _of_position(lines, position)}
    return quotes | summary_quotes_of(lines, sections)


def summary_quotes_of(lines: Sequence[Line], sections: Sequence[Section]) -> dict[int, str]:
    """Find the sentences that each line of a summary has a part in; arguments and result as those of `quotes_of`."""
    summaries = [section for section in sections if section.kind is SectionKind.SUMMARY]
    return {index: quote for section in summaries for index, quote in _of_summary(lines, section)}


def joined(first: str, second: str) -> str:
    """Put the quotes of two lines that follow each other together, a sentence that both have a part in once."""
    for sentence in _SENTENCE.finditer(first):
        if second.startswith(first[sentence.start() :]):
            return first[: sentence.start()] + second
    return f"{first} {second}"


def _of_position(lines: Sequence[Line], position: Experience) -> Iterator[tuple[int, str]]:
    bullets = [bullet for bullet in position.bullets if len(bullet) <= _LONGEST_QUOTE]
    current = 0
    for index in range(position.first_line, position.last_line + 1):
        for number in range(current, min(current + 2, len(bullets))):
            if lines[index].text in bullets[number]:
                current = number
                yield index, bullets[number]
                break


def _of_summary(lines: Sequence[Line], section: Section) -> Iterator[tuple[int, str]]:
    text, spans = "", []
    for index, line in own_lines(lines, section):
        if text and not text.endswith("-"):
            text += " "
        spans.append((index, len(text), len(text) + len(line)))
        text += line
    sentences = [match.span() for match in _SENTENCE.finditer(text)]
    for index, begin, end in spans:
        own = [span for span in sentences if span[0] < end and begin < span[1]]
        quote = text[own[0][0] : own[-1][1]] if own else ""
        if quote and len(quote) <= _LONGEST_QUOTE:
            yield index, quote
