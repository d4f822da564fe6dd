"""What a job text asks for and the law forbids to ask for: found, told, and cut out of what is read on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pathwise.job.model import Ground, ProtectedCriterion
from pathwise.job.parts import Clause, Part
from pathwise.job.vocabulary import Vocabulary

_PIECE = re.compile(r"[,;]\s+|\s+(?:and|und|et|y|en|e)\s+|\s+[-–]\s+")


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
    pieces = _pieces(clause.text)
    found = {piece: ground for piece in pieces if (ground := _ground_of(piece, is_asked, vocabulary))}
    if not found:
        whole = _ground_of(clause.text, is_asked, vocabulary)
        found = dict.fromkeys(pieces, whole) if whole else {}
    if not found:
        return Lawful(clause.text)
    protected = tuple(ProtectedCriterion(_trimmed(piece), ground, clause.quote_of(piece)) for piece, ground in found.items())
    native = next((piece for piece in found if words.native.search(piece)), "")
    return Lawful(_without(clause.text, list(found)), protected, native)


def _pieces(text: str) -> list[str]:
    return [piece for piece in _PIECE.split(text) if piece.strip()]


def _ground_of(text: str, is_asked: bool, vocabulary: Vocabulary) -> Ground | None:
    words = vocabulary.protected
    plain = next((ground for ground, pattern in words.plain.items() if pattern.search(text)), None)
    if plain or not is_asked or words.work.search(text):
        return plain
    return next((ground for ground, pattern in words.asked.items() if pattern.search(text)), None)


def _trimmed(text: str) -> str:
    return text.strip(" .,;:-–")


def _without(text: str, pieces: list[str]) -> str:
    kept = "".join(_kept(text, pieces))
    return _trimmed(kept)


def _kept(text: str, pieces: list[str]) -> Iterator[str]:
    start = 0
    for piece in pieces:
        at = text.find(piece, start)
        yield text[start:at]
        start = at + len(piece)
        joint = _PIECE.match(text, start)
        start = joint.end() if joint else start
    yield text[start:]
