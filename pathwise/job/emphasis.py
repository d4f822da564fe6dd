"""Whether a job insists on what a clause says, by the clause's own words; cuts a clause where they change."""

import re
from collections.abc import Iterator

from pathwise.job.experience import experience_asked
from pathwise.job.model import Importance
from pathwise.job.vocabulary import Vocabulary
from pathwise.job.words import content_words

_SEGMENT = re.compile(r"\s*[;()]\s*|,\s+|\s+[-–—]\s+|\.\s+")
# "Three years in kitchens, of which ideally one as a head chef".
_OF_THESE = re.compile(r",?\s+(?:of which|davon|dont|de los cuales|waarvan)$", re.IGNORECASE)
_SINGULAR = re.compile(r"\b(?:is|ist|wäre|est|serait|es|sería|será|é|è|sarà|would be|as)(?: an?)?\s*$", re.IGNORECASE)


def parted_by_emphasis(text: str, vocabulary: Vocabulary) -> Iterator[tuple[str, Importance | None]]:
    """Cut a clause where its words change from insisting to wishing.

    Args:
        text: The clause.
        vocabulary: The words to read by.

    Yields:
        Pieces in their order, each with what its own words say, None where they say nothing. A wish behind
        a list speaks of the whole list: "Docker, Kafka a plus"; one in front, of what follows.
    """
    ahead = vocabulary.wording["nice_ahead"].search(text)
    if ahead and not content_words(text[ahead.end() :]):
        # "Mechanical bias is a bonus": the wish stands behind what it speaks of.
        ahead = None
    if ahead and ahead.start() > 0 and (before := text[: ahead.start()].rstrip(" ,;:(–-")):
        yield from parted_by_emphasis(_OF_THESE.sub("", before), vocabulary)
        yield text[ahead.start() :].rstrip(" )"), Importance.NICE
        return
    cut = None if ahead else _cut(text, vocabulary)
    if cut:
        yield from parted_by_emphasis(text[: cut[0]], vocabulary)
        yield from parted_by_emphasis(text[cut[1] :], vocabulary)
        return
    yield text, importance_said(text, vocabulary)


def importance_said(text: str, vocabulary: Vocabulary) -> Importance | None:
    """Tell what the words of a clause say of its importance; a wish counts before a must ("not required")."""
    if vocabulary.says("nice", text):
        return Importance.NICE
    return Importance.MUST if vocabulary.says("must", text) else None


def _is_of_its_own(text: str, joint: str, vocabulary: Vocabulary) -> bool:
    """Tell whether a wish speaks of its own piece alone: "(Kafka a plus)", ", Kafka is a plus"."""
    said = vocabulary.wording["nice"].search(text)
    named = text[: said.start()] if said else ""
    if not content_words(vocabulary.wording["tails"].sub("", named)):
        return False
    return "(" in joint or _SINGULAR.search(named) is not None


def _is_of_another_kind(before: str, after: str, vocabulary: Vocabulary) -> bool:
    """Tell whether a wish behind a measure is another one: "2 years of X, Y preferred", "good Czech, Danish a plus"."""
    said = vocabulary.wording["nice"].search(after)
    if not said or not content_words(vocabulary.wording["tails"].sub("", after[: said.start()])):
        return False
    if vocabulary.languages_in(before) and vocabulary.languages_in(after):
        return vocabulary.language_level_in(before) is not None
    return experience_asked(before, vocabulary.years) is not None or vocabulary.level_in(before) is not None


def _cut(text: str, vocabulary: Vocabulary) -> tuple[int, int] | None:
    """Find the joint between a piece that insists and one that wishes."""
    joints = list(_SEGMENT.finditer(text))
    said = [
        importance_said(text[start:end], vocabulary)
        for start, end in zip(
            [0, *(joint.end() for joint in joints)], [*(joint.start() for joint in joints), len(text)], strict=True
        )
    ]
    for joint, before, after in zip(joints, said, said[1:], strict=False):
        is_remark = not text[joint.end() :].strip(" )") or not text[: joint.start()].strip()
        if is_remark:
            continue
        if {before, after} == {Importance.NICE, Importance.MUST}:
            return joint.start(), joint.end()
        if (
            after is Importance.NICE
            and before is None
            and (
                _is_of_its_own(text[joint.end() :], joint.group(), vocabulary)
                or _is_of_another_kind(text[: joint.start()], text[joint.end() :], vocabulary)
            )
        ):
            return joint.start(), joint.end()
        if ";" in joint.group() and Importance.NICE in {before, after} and before is not after:
            return joint.start(), joint.end()
    return None
