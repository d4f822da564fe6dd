"""The rows of a job text become clauses, each with the part of the text it stands in. Knows no requirement."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pathwise.job.rows import Row, row_of
from pathwise.job.vocabulary import Vocabulary

_EDGES = " .;,!"
_LABEL = re.compile(r"^(?P<label>[^:.!?]{2,50}?)\s?:\s+(?P<rest>\S.*)$")
_SENTENCE_END = re.compile(
    r"(?<=[a-zà-ÿ\d)+#\"'”’/][.!?;])(?<!e\.g\.)(?<!i\.e\.)(?<!etc\.)(?<!incl\.)(?<!approx\.)(?<!min\.)(?<!max\.)"
    r"(?<!\bNo\.)(?<!\bDr\.)(?<!\bSt\.)(?<!\bvs\.)(?<!\bca\.)(?<!z\.B\.)(?<!bzw\.)(?<!inkl\.)(?<!p\.ex\.)(?<!p\. ex\.)"
    r"(?<!mind\.)(?<!ggf\.)(?<!evtl\.)(?<!p\.ej\.)(?<!bijv\.)\s+(?=[\"“(]?[A-ZÀ-Þ¿¡\d])"
    r"|(?<=[.!?])\s*[*•]\s+|;\s+"
)
_HEADING_WORDS = 8
_TITLE_WORDS = 10
_LONG_LINE = 240
# "(m/f/d)" and its kin: the law wants it beside a title.
_TITLE_NOTE = re.compile(
    r"\s*[(\[]\s*(?:[mwfdhvx]|all genders|gn)\s*(?:[/|,*]\s*(?:[mwfdhvxa-z]+\.?)?\s*)*[)\]]"
    r"|\s+[mwfh]/[mwfh](?:/[dx])?\b",
    re.IGNORECASE,
)
_QUALIFIER = re.compile(
    r"\b(?:key|main|necessary|required|minimum|basic|core|technical|professional|personal|soft|hard|other|job|role|position|primary|essential|general|specific|"
    r"additional|further|your|our|the|for|this|and|und|et|y|e|en|of|we|you|are|is|have|has|be|s|ll|will|would|to|a|in|with|it|if|an|also|these|following|"
    r"ihr|ihre|dein|deine|das|die|der|sie|du|uns|mit|sind|ist|wir|fachliche|persönliche|vous|votre|vos|les|la|le|des|de|du|l|tu|su|los|las|el|con|"
    r"da|do|das|dos|os|as|o|il|la|i|gli|del|della|di|jouw|je|van|het|voor)\b"
)


class Part(StrEnum):
    """Parts of a job text. A clause never stands in a summary: it is a duty or prose there."""

    REQUIRED = "required"
    NICE = "nice"
    DUTIES = "duties"
    IGNORED = "ignored"
    SUMMARY = "summary"
    PROSE = "prose"


@dataclass(frozen=True, slots=True)
class Clause:
    """A list item or sentence.

    Attributes:
        text: Without bullet and emphasis.
        part: Where it stands.
        quotes: The lines it was cut from, one or more; of a very long line, itself.
        is_item: It stands in a list, or alone on a short line.
    """

    text: str
    part: Part
    quotes: tuple[str, ...]
    is_item: bool

    def quote_of(self, words: str) -> str:
        """Give the line that holds some of its words; the first one where they run over two."""
        return next((quote for quote in self.quotes if words in quote), self.quotes[0])


def title_of(lines: Sequence[str], vocabulary: Vocabulary) -> tuple[str | None, int]:
    """Find the job's title, where a text names one.

    Args:
        lines: The text's lines, none empty.
        vocabulary: The words to read by.

    Returns:
        The title, without remarks such as "(m/f/d)", and the index of its line; None and -1 without one.
    """
    for index, line in enumerate(lines[:6]):
        label = _LABEL.match(row_of(line).text)
        if label and vocabulary.headings["title"].fullmatch(label["label"].strip("*# ")):
            return _bare_title(label["rest"]), index
    if not lines:
        return None, -1
    first = row_of(lines[0])
    text = first.heading or first.text
    is_plain = not first.is_bullet and len(text.split()) <= _TITLE_WORDS and not text.endswith((".", ",", ";", ":"))
    if not is_plain or part_named(first, vocabulary) or part_labelled(first.text, vocabulary):
        return None, -1
    rest = [row_of(line) for line in lines[1:]]
    if first.heading or _TITLE_NOTE.search(text) or any(_is_unlike_title(row, vocabulary) for row in rest):
        return _bare_title(text), 0
    return None, -1


def without_title_note(text: str) -> str:
    """Take off what the law wants beside a title: it asks for nothing.

    Example:
        >>> without_title_note("Baker (m/f/d) with experience")
        'Baker with experience'
    """
    return _TITLE_NOTE.sub("", text)


def _bare_title(text: str) -> str:
    return without_title_note(text).strip("*#_ :-–") or text.strip()


def _is_unlike_title(row: Row, vocabulary: Vocabulary) -> bool:
    is_heading = part_named(row, vocabulary) or part_labelled(row.text, vocabulary)
    return row.is_bullet or is_heading is not None or len(row.text.split()) > _TITLE_WORDS


def clauses_of(rows: Sequence[Row], vocabulary: Vocabulary) -> Iterator[Clause]:
    """Cut the rows of a job text into clauses, headings left out.

    Args:
        rows: Without the title's.
        vocabulary: The words to read by.
    """
    bare = not any(part_named(row, vocabulary) or part_labelled(row.text, vocabulary) for row in rows)
    current, depth = Part.PROSE, 0
    for row in rows:
        named = part_named(row, vocabulary)
        if named:
            current, depth = named, row.depth
        elif row.heading and row.depth:
            # A heading below one that is known parts its list; one beside it ends the part.
            current = current if 0 < depth < row.depth else Part.PROSE
        elif row.is_bullet or not row.heading:
            yield from _clauses_of_row(row, current, bare, vocabulary)


def _clauses_of_row(row: Row, current: Part, bare: bool, vocabulary: Vocabulary) -> Iterator[Clause]:
    is_item = row.is_bullet or len(row.text.split()) <= _TITLE_WORDS
    is_long = len(row.quotes) == 1 and len(row.quotes[0]) > _LONG_LINE
    for sentence in _SENTENCE_END.split(row.text):
        current, text = _labelled(sentence, current, vocabulary)
        part = _settled(current, text, row, vocabulary)
        if bare and is_item and part is Part.PROSE:
            part = Part.REQUIRED
        if text:
            yield Clause(text, part, (sentence.strip(),) if is_long else row.quotes, is_item)


def _labelled(sentence: str, current: Part, vocabulary: Vocabulary) -> tuple[Part, str]:
    label, named = _LABEL.match(sentence), part_labelled(sentence, vocabulary)
    if label and named:
        # "Skills: SQL" is a heading and its item; "Communication skills: you write well" is an item.
        says_more = named is not Part.IGNORED and _says_more(label["label"].casefold(), named, vocabulary)
        return named, (sentence if says_more else label["rest"]).strip(_EDGES)
    return current, sentence.strip(_EDGES)


def _settled(part: Part, text: str, row: Row, vocabulary: Vocabulary) -> Part:
    if part is Part.SUMMARY:
        return Part.DUTIES if row.is_bullet or vocabulary.opens_with_verb(text) else Part.PROSE
    # Sentences about the place stand between those about the work.
    return Part.PROSE if part is not Part.IGNORED and vocabulary.wording["tells"].match(text) else part


def part_named(row: Row, vocabulary: Vocabulary) -> Part | None:
    """Tell the part that a row is the heading of; None where it is none that is known."""
    if row.heading:
        return _part_of(row.heading, vocabulary, is_marked=True)
    return None if row.is_bullet else _part_of(row.text, vocabulary, is_marked=False)


def part_labelled(text: str, vocabulary: Vocabulary) -> Part | None:
    """Tell the part that the label in front of a row's content names; None without such a label."""
    label = _LABEL.match(text)
    return _part_of(label["label"], vocabulary, is_marked=True) if label else None


def _part_of(heading: str, vocabulary: Vocabulary, is_marked: bool) -> Part | None:
    text = heading.strip(" :-–*#?!¿¡.…").casefold()
    if not text or len(text.split()) > _HEADING_WORDS or (not is_marked and heading.rstrip().endswith(".")):
        return None
    whole = next((part for part in _ORDER if vocabulary.headings[part].fullmatch(text)), None)
    if whole:
        return whole
    for part in _ORDER:
        words = vocabulary.headings[part]
        # "Skills required" is a heading by itself; "SQL skills" is an item, unless it is marked.
        if words.search(text) and (is_marked or not _says_more(text, part, vocabulary)):
            # "Essential duties" are duties: what only tells of which kind they are heads no part of its own.
            is_of_duties = part is Part.REQUIRED and _only_qualifies(text, vocabulary)
            return Part.DUTIES if is_of_duties else part
    return Part.IGNORED if _is_about_somebody(heading.strip(" :#*"), is_marked, vocabulary) else None


def _is_about_somebody(heading: str, is_marked: bool, vocabulary: Vocabulary) -> bool:
    opening = vocabulary.headings["about"].match(heading)
    name = heading[opening.end() :].split() if opening else []
    return bool(name) and (is_marked or (len(name) < _TITLE_WORDS / 2 and all(word[0].isupper() for word in name)))


_ORDER = (Part.NICE, Part.REQUIRED, Part.DUTIES, Part.SUMMARY, Part.IGNORED)


def _only_qualifies(text: str, vocabulary: Vocabulary) -> bool:
    rest = vocabulary.headings[Part.REQUIRED].sub(_unless_qualifier, text)
    return vocabulary.headings[Part.DUTIES].search(text) is not None and rest == text


def _unless_qualifier(found: re.Match[str]) -> str:
    return found.group() if _QUALIFIER.fullmatch(found.group()) else ""


def _says_more(text: str, part: Part, vocabulary: Vocabulary) -> bool:
    rest = vocabulary.headings[part].sub(" ", text)
    for other in (Part.REQUIRED, Part.DUTIES, Part.SUMMARY, Part.IGNORED):
        rest = vocabulary.headings[other].sub(" ", rest)
    return bool(_QUALIFIER.sub(" ", rest).strip(" &/,()'’:-–"))
