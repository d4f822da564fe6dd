"""A clause that asks for things of several kinds is cut where the kind changes."""

from collections.abc import Iterator
from enum import Enum, auto

from pathwise.job.experience import experience_asked
from pathwise.job.phrasing import pieces_of
from pathwise.job.vocabulary import Vocabulary
from pathwise.job.words import content_words


class _Topic(Enum):
    EDUCATION = auto()
    YEARS = auto()
    LANGUAGE = auto()
    CERTIFICATE = auto()
    CIRCUMSTANCE = auto()
    OTHER = auto()


def segments_of(text: str, vocabulary: Vocabulary) -> Iterator[str]:
    """Cut a clause: "a degree in law, three years in court and fluent French" asks for three things.

    Yields:
        Pieces in their order. What names no topic of its own stays with the piece before it: the subjects of a
        degree, what years are in.
    """
    segment, topic = "", _Topic.OTHER
    for joint, piece in pieces_of(text):
        found = _topic_of(piece, vocabulary)
        if segment and _parts(topic, found, segment, piece, vocabulary):
            yield segment
            segment, topic = piece, found
        else:
            segment, topic = segment + joint + piece, found if found is not _Topic.OTHER else topic
    yield segment


def _parts(topic: _Topic, found: _Topic, segment: str, piece: str, vocabulary: Vocabulary) -> bool:
    if found is topic:
        if topic is _Topic.YEARS and vocabulary.years.span.search(segment) is None:
            # "Several years in court, at least three": the number says how many they are.
            return False
        return topic in {_Topic.CIRCUMSTANCE, _Topic.YEARS}
    if found is not _Topic.OTHER:
        # "Spoken and written English" is one thing.
        is_manner = found is _Topic.LANGUAGE and vocabulary.language_context.search(segment) is not None
        return not (topic is _Topic.OTHER and is_manner)
    if topic is _Topic.LANGUAGE:
        return bool(content_words(piece)) and not vocabulary.language_context.search(piece)
    is_measured = topic in {_Topic.YEARS, _Topic.EDUCATION}
    return topic is _Topic.CIRCUMSTANCE or (is_measured and vocabulary.wording["asks_anew"].match(piece) is not None)


def _topic_of(text: str, vocabulary: Vocabulary) -> _Topic:
    if experience_asked(text, vocabulary.years):
        return _Topic.YEARS
    if vocabulary.says("certificates", text):
        return _Topic.CERTIFICATE
    if vocabulary.level_in(text):
        return _Topic.EDUCATION
    if vocabulary.languages_in(text):
        return _Topic.LANGUAGE
    return _Topic.CIRCUMSTANCE if vocabulary.says("circumstances", text) else _Topic.OTHER
