"""What is told of positions, statement by statement. Knows no job and gives no points."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pathwise.documents.model import DocumentText
from pathwise.resume.model import Experience, ResumeProfile
from pathwise.resume.results import tells_result
from pathwise.scoring.openings import Tense, opens_strongly, tense_of

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_LONG_WORD = 7
_BEGINNING = 20


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence or list item about a position.

    Attributes:
        text: As written.
        line: Index in the document's lines of the line it begins in.
        words: How many words it has.
        has_result: It tells a measurable result.
        opens_weakly: It opens with a phrase that hides what was done; None where the language is not English.
        tense: What it is told in, for a position that has ended; None where that cannot be told, and for positions
            that go on: those are told in either.
    """

    text: str
    line: int
    words: int
    has_result: bool
    opens_weakly: bool | None
    tense: Tense | None


def statements_of(document: DocumentText, profile: ResumeProfile) -> tuple[Statement, ...]:
    """Give all statements about positions, in the order of the document."""
    is_english = document.language in (None, "en")
    return tuple(_statements(document, profile.experience, is_english))


def _statements(document: DocumentText, roles: tuple[Experience, ...], is_english: bool) -> Iterator[Statement]:
    for role in roles:
        line = role.first_line
        has_ended = role.end is not None and not role.is_current
        for bullet in role.bullets:
            line = line_of(bullet, document, line, role.last_line)
            yield Statement(
                text=bullet,
                line=line,
                words=count_words(bullet),
                has_result=tells_result(bullet),
                opens_weakly=not opens_strongly(bullet) if is_english else None,
                tense=tense_of(bullet) if is_english and has_ended else None,
            )


def line_of(statement: str, document: DocumentText, first: int, last: int) -> int:
    """Find the line in which a statement begins.

    Args:
        statement: Its words.
        document: The text.
        first: Index of the first line to look at.
        last: Index of the last one.

    Returns:
        Index of the line; `first` where none is found.
    """
    start = statement[:_BEGINNING]
    for index in range(first, min(last + 1, len(document.lines))):
        text = document.lines[index].text
        if start in text or statement.startswith(text):
            return index
    return first


def count_words(text: str) -> int:
    """Count the words of a text."""
    return len(_WORD.findall(text))


def sentences_of(text: str) -> list[str]:
    """Cut a text into sentences."""
    return [sentence for sentence in _SENTENCE_END.split(text) if sentence]


def readability_of(statements: tuple[Statement, ...]) -> float | None:
    """Tell how hard statements are to read: words of a sentence, on average, and long words in a hundred, added up.

    Returns:
        LIX, about 20 (a children's book) to 90; None without words.

    Source:
        C. H. Björnsson, Läsbarhet, 1968: a long word has seven letters or more. It needs no syllables, so it is the
        same in every language.
    """
    sentences = sum(len(sentences_of(each.text)) for each in statements)
    words = [word for each in statements for word in _WORD.findall(each.text)]
    if not words:
        return None
    return len(words) / sentences + 100 * sum(len(word) >= _LONG_WORD for word in words) / len(words)
