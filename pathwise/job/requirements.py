"""From the text of a job to what it asks for. Knows no resume."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from pathwise.job.criteria import Reading, requirements_in
from pathwise.job.model import Importance, Requirement, Requirements
from pathwise.job.parts import Clause, Part, clauses_of, title_of
from pathwise.job.vocabulary import Vocabulary, load_vocabulary
from pathwise.resume.lexicon import Lexicon, load_lexicon

JOB_RULES_VERSION = "2026.11.1"

_INVISIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u2060\ufeff\u00ad\ud800-\udfff]")
_SPACES = re.compile(r"[^\S\n]+")


@lru_cache(maxsize=32)
def normalise_job_text(text: str) -> str:
    r"""Bring a job text into the form that tells whether two are the same.

    Unifies the forms of letters (NFKC), line ends and white space; leaves case, order and words alone.

    Returns:
        Lines without outer spaces, empty ones left out. Normalising it again changes nothing.

    Example:
        >>> normalise_job_text("Python,\r\n\r\n  SQL  ")
        'Python,\nSQL'
    """
    text = _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = unicodedata.normalize("NFKC", text)
    lines = (_SPACES.sub(" ", line).strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def read_requirements(text: str, lexicon: Lexicon | None = None) -> Requirements:
    """Read what a job asks for.

    Args:
        text: Plain text or Markdown of an advertisement, or a bare list; may be empty.
        lexicon: Skills to recognise; the packaged one by default.

    Returns:
        The requirements in the order of the text. No items where the text asks for nothing.
    """
    vocabulary, lexicon = load_vocabulary(), lexicon or load_lexicon()
    lines = normalise_job_text(text).splitlines()
    title = title_of(lines, vocabulary)
    body = lines[1:] if title and title == lines[0].strip("#*_ :") else lines
    clauses = [clause for clause in clauses_of(body, vocabulary) if clause.text]
    refused = [clause for clause in clauses if _is_refused(clause, vocabulary)]
    items = (item for clause in clauses if clause not in refused for item in _asked(clause, vocabulary, lexicon))
    return Requirements(
        title=title,
        items=_without_repeats(items),
        refused=tuple(dict.fromkeys(clause.text for clause in refused)),
        rules_version=JOB_RULES_VERSION,
        lines=tuple(lines),
    )


def _is_refused(clause: Clause, vocabulary: Vocabulary) -> bool:
    if clause.part is Part.IGNORED or not vocabulary.says("refused", clause.text):
        return False
    is_asked = clause.part is not Part.PROSE or vocabulary.says("asks", clause.text)
    return is_asked and not vocabulary.says("not_refused", clause.text)


def _asked(clause: Clause, vocabulary: Vocabulary, lexicon: Lexicon) -> Iterator[Requirement]:
    if clause.part is Part.IGNORED or vocabulary.says("boilerplate", clause.text):
        return
    if clause.part is Part.PROSE:
        if vocabulary.says("does", clause.text):
            clause = Clause(clause.text, Part.DUTIES, clause.quote, clause.is_item)
        elif not vocabulary.says("asks", clause.text):
            return
    yield from requirements_in(Reading(clause, _importance(clause, vocabulary), vocabulary, lexicon))


def _importance(clause: Clause, vocabulary: Vocabulary) -> Importance:
    if vocabulary.says("nice", clause.text):
        return Importance.NICE
    if vocabulary.says("must", clause.text):
        return Importance.MUST
    return Importance.NICE if clause.part is Part.NICE else Importance.MUST


def _without_repeats(items: Iterator[Requirement]) -> tuple[Requirement, ...]:
    kept: dict[tuple[object, ...], Requirement] = {}
    for item in items:
        about = frozenset(item.any_of) or (None if item.months else item.text.casefold())
        key = (item.kind, about, item.months, item.level)
        # The same skill asked for twice is asked for once, and as a must where it is one anywhere.
        if key not in kept or (kept[key].importance is Importance.NICE and item.importance is Importance.MUST):
            kept[key] = item
    return tuple(kept.values())
