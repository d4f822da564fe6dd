"""What a job text asks for and the law forbids to ask for: found, told, and cut out of what is read on."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pathwise.job.model import Ground, ProtectedCriterion
from pathwise.job.parts import Clause, Part
from pathwise.job.vocabulary import Vocabulary
from pathwise.job.words import content_words

_PIECE = re.compile(r"[,;]\s+|\s+(?:and|und|et|y|en|e)\s+|\s+[-–]\s+")
_MORE = 2  # Words with a meaning of their own that are worth reading on.


@dataclass(frozen=True, slots=True)
class Lawful:
    """A clause without what may not be asked for.

    Attributes:
        text: What is left; empty where nothing is.
        protected: What was cut out.
        native: The words that asked for an origin where a level of a language is meant; empty where none did.
    """

    text: str
    protected: tuple[ProtectedCriterion, ...] = ()
    native: str = ""


def lawful_part_of(clause: Clause, vocabulary: Vocabulary) -> Lawful:
    """Cut out of a clause what may not be asked for.

    Args:
        clause: Of any part, those that ask for nothing included: a wish is a wish wherever it stands.
        vocabulary: The words to read by.
    """
    words = vocabulary.protected
    if words.excused.search(clause.text):
        return Lawful(clause.text)
    is_asked = clause.part in {Part.REQUIRED, Part.NICE} or (
        clause.part is Part.PROSE and vocabulary.says("asks", clause.text)
    )
    found = _found(clause.text, is_asked, vocabulary)
    cuts = list(_merged(_wide_enough(start, end, clause.text, ground) for start, end, ground in found))
    protected = tuple(
        ProtectedCriterion(_trimmed(clause.text[start:end]), ground, clause.quote_of(clause.text[start:end]))
        for start, end, ground in cuts
    )
    native = next((text for start, end, _ in cuts if words.native.search(text := clause.text[start:end])), "")
    return Lawful(_without(clause.text, cuts), protected, native)


_Cut = tuple[int, int, Ground]


def _found(text: str, is_asked: bool, vocabulary: Vocabulary) -> Iterator[_Cut]:
    words = vocabulary.protected
    tables = [words.plain] if not is_asked or words.work.search(text) else [words.plain, words.asked]
    for table in tables:
        for ground, pattern in table.items():
            yield from ((match.start(), match.end(), ground) for match in pattern.finditer(text))


def _wide_enough(start: int, end: int, text: str, ground: Ground) -> _Cut:
    """Widen what was found to its pieces of the clause, unless they say more."""
    joints = [0, *(place for joint in _PIECE.finditer(text) for place in joint.span()), len(text)]
    first = max(place for place in joints[0::2] if place <= start)
    last = min(place for place in joints[1::2] if place >= end)
    start = first if len(content_words(text[first:start])) < _MORE else start
    end = last if len(content_words(text[end:last])) < _MORE else end
    return start, end, ground


def _merged(cuts: Iterable[_Cut]) -> Iterator[_Cut]:
    waiting: _Cut | None = None
    for cut in sorted(cuts, key=lambda cut: cut[:2]):
        if waiting and cut[0] < waiting[1]:
            waiting = (waiting[0], max(waiting[1], cut[1]), waiting[2])
            continue
        if waiting:
            yield waiting
        waiting = cut
    if waiting:
        yield waiting


def _trimmed(text: str) -> str:
    return text.strip(" .,;:-–")


def _without(text: str, cuts: list[_Cut]) -> str:
    kept, at = "", 0
    for start, end, _ in cuts:
        joint = _PIECE.match(text, end)
        kept, at = kept + text[at:start], joint.end() if joint else end
    left = _trimmed(kept + text[at:])
    return left if content_words(left) else ""
