"""From the text of a job to what it asks for. Knows no resume."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from pathwise.job.criteria import Reading, languages_in, requirements_in
from pathwise.job.emphasis import parted_by_emphasis
from pathwise.job.length import MOST_CHARACTERS
from pathwise.job.model import Importance, ProtectedCriterion, Requirement, RequirementKind, Requirements
from pathwise.job.parts import Clause, Part, clauses_of, title_of, without_title_note
from pathwise.job.protection import lawful_part_of
from pathwise.job.rows import rows_of
from pathwise.job.vocabulary import Vocabulary, load_vocabulary
from pathwise.job.words import content_words
from pathwise.resume.lexicon import Lexicon, load_lexicon

JOB_RULES_VERSION = "2026.11.6"
"""Goes up with every change that may alter what is read from any text."""

_INVISIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u2060\ufeff\u00ad\ud800-\udfff]")
_ARTICLE = re.compile(
    r"^(?:an?|eine?n?|une?|una?|een|someone) (?:enthusiastic |motivated |passionate |dedicated |talented )?",
    re.IGNORECASE,
)
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
        text: Plain text or Markdown of an advertisement, or a bare list; may be empty. Of a longer one than
            `MOST_CHARACTERS` the end is left unread.
        lexicon: Skills to recognise; the packaged one by default.

    Returns:
        The requirements in the order of the text. No items where the text asks for nothing.
    """
    vocabulary, lexicon = load_vocabulary(), lexicon or load_lexicon()
    normal = normalise_job_text(text)
    lines = normal[:MOST_CHARACTERS].splitlines()
    title, index = title_of(lines, vocabulary)
    rows = list(rows_of((line for number, line in enumerate(lines) if number != index), vocabulary))
    items: list[Requirement] = []
    protected: list[ProtectedCriterion] = []
    for clause in clauses_of(rows, vocabulary):
        lawful = lawful_part_of(clause, vocabulary)
        protected.extend(lawful.protected)
        items.extend(_asked(replace(clause, text=lawful.text), vocabulary, lexicon))
        if vocabulary.says("substitutes", clause.text):
            _or_by_experience(items)
        if lawful.native:
            native = replace(clause, text=lawful.native)
            items.extend(languages_in(Reading(native, _importance(native, None), vocabulary, lexicon)))
    return Requirements(
        title=title,
        items=_without_choices_named(_without_repeats(items)),
        protected=tuple(dict.fromkeys(protected)),
        rules_version=JOB_RULES_VERSION,
        lines=tuple(lines),
        unread_characters=max(0, len(normal) - MOST_CHARACTERS),
    )


def _asked(clause: Clause, vocabulary: Vocabulary, lexicon: Lexicon) -> Iterator[Requirement]:
    if clause.part is Part.IGNORED or not clause.text or vocabulary.says("boilerplate", clause.text):
        return
    if vocabulary.says("substitutes", clause.text):
        return
    if clause.part is Part.PROSE:
        if not clause.is_item and vocabulary.says("offers", clause.text):
            return
        if vocabulary.says("does", clause.text):
            clause = replace(clause, part=Part.DUTIES)
        elif not vocabulary.says("asks", clause.text):
            return
        else:
            clause = replace(clause, text=_person_sought(clause.text, vocabulary))
    for text, said in parted_by_emphasis(without_title_note(clause.text), vocabulary):
        if vocabulary.says("unasked", text):
            continue
        piece = replace(clause, text=text)
        yield from requirements_in(Reading(piece, _importance(piece, said), vocabulary, lexicon))


def _person_sought(text: str, vocabulary: Vocabulary) -> str:
    """Leave out who looks for somebody, and for what: "Example Ltd seeks a baker to join our team" asks for a baker."""
    sought = vocabulary.wording["seeks"].search(text)
    if not sought or not content_words(text[sought.end() :]):
        return text
    return _ARTICLE.sub("", vocabulary.wording["purposes"].sub(" ", text[sought.end() :]).strip())


def _or_by_experience(items: list[Requirement]) -> None:
    """Take experience for the degree asked for last."""
    for index in reversed(range(len(items))):
        if items[index].kind is RequirementKind.EDUCATION:
            items[index] = replace(items[index], or_experience=True)
            return


def _importance(clause: Clause, said: Importance | None) -> Importance:
    return said or (Importance.NICE if clause.part is Part.NICE else Importance.MUST)


def _without_choices_named(items: tuple[Requirement, ...]) -> tuple[Requirement, ...]:
    """Leave out the tool of a duty that is one of a choice asked for: "Salesforce or HubSpot" asks for neither."""
    duties = {item.quote for item in items if item.kind is RequirementKind.DUTY}
    choices = [set(item.any_of) for item in items if item.kind is RequirementKind.SKILL and len(item.any_of) > 1]

    def is_open(item: Requirement) -> bool:
        is_tool = item.kind is RequirementKind.SKILL and item.quote in duties and bool(item.any_of)
        return is_tool and any(set(item.any_of) < choice for choice in choices)

    return tuple(item for item in items if not is_open(item))


def _without_repeats(items: Iterable[Requirement]) -> tuple[Requirement, ...]:
    kept: dict[tuple[object, ...], Requirement] = {}
    for item in items:
        is_said_by_level = item.kind in {RequirementKind.YEARS, RequirementKind.EDUCATION}
        key = (item.kind, item.normalised if item.any_of or is_said_by_level else item.text.casefold())
        # The same asked for twice is asked for once, and as a must where it is one anywhere.
        if key not in kept or (kept[key].importance is Importance.NICE and item.importance is Importance.MUST):
            kept[key] = item
    return tuple(kept.values())
