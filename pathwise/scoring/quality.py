"""The quality of the document, for the person whose resume it is. Knows no job."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import fmean

from pathwise.documents.model import DocumentText
from pathwise.resume.model import Experience, ResumeProfile, SectionKind
from pathwise.resume.results import tells_result
from pathwise.scoring.rubric import Bounds
from pathwise.scoring.statements import count_words, opens_strongly, sentences_of, statements_of

_EXPECTED = (SectionKind.EXPERIENCE, SectionKind.EDUCATION, SectionKind.SKILLS, SectionKind.SUMMARY)
_QUOTES = 3


@dataclass(frozen=True, slots=True)
class Facts:
    """What is measured of a document, before any points.

    Attributes:
        contact: For each detail a reader needs, whether it was found.
        sections: For each section a reader expects, whether it was found.
        statements: What is told of positions.
        lengths: Words of each statement.
        results: Statements that tell a measurable result.
        weak_openings: Statements that open with a phrase hiding what was done; None where the language is not English.
        sentence_words: Words of a sentence, on average; None without statements.
        roles: Positions held.
        undated: Those without dates that can be read and follow each other.
        words: Words of the whole document.
    """

    contact: Mapping[str, bool]
    sections: Mapping[str, bool]
    statements: tuple[str, ...]
    lengths: tuple[int, ...]
    results: tuple[str, ...]
    weak_openings: tuple[str, ...] | None
    sentence_words: float | None
    roles: tuple[Experience, ...]
    undated: tuple[Experience, ...]
    words: int


@dataclass(frozen=True, slots=True)
class Measure:
    """A metric, measured.

    Attributes:
        share: Share of full points, 0.0 to 1.0; None where it cannot be told.
        explanation: One or two sentences.
        evidence: Quotes of the resume.
    """

    share: float | None
    explanation: str
    evidence: tuple[str, ...] = ()


def facts_of(document: DocumentText, profile: ResumeProfile) -> Facts:
    """Measure a document."""
    statements = statements_of(profile)
    sentences = [sentence for statement in statements for sentence in sentences_of(statement)]
    kinds = {section.kind for section in profile.sections if section.text.strip()}
    is_english = document.language in (None, "en")
    return Facts(
        contact={
            "a name": profile.name is not None,
            "an e-mail address": bool(profile.emails),
            "a phone number": bool(profile.phones),
            "a place or a link": bool(profile.location or profile.links),
        },
        sections={kind.value: kind in kinds for kind in _EXPECTED},
        statements=statements,
        lengths=tuple(count_words(statement) for statement in statements),
        results=tuple(statement for statement in statements if tells_result(statement)),
        weak_openings=tuple(text for text in statements if not opens_strongly(text)) if is_english else None,
        sentence_words=fmean(count_words(sentence) for sentence in sentences) if sentences else None,
        roles=profile.experience,
        undated=tuple(role for role in profile.experience if not _has_sound_dates(role)),
        words=count_words(document.text),
    )


def _has_sound_dates(role: Experience) -> bool:
    return role.months is not None and not (role.start and role.end and role.end < role.start)


def measure(key: str, facts: Facts, bounds: Mapping[str, Bounds]) -> Measure:
    """Judge one metric of document quality.

    Raises:
        KeyError: If the rubric names a metric that nobody can measure.
    """
    return _MEASURES[key](facts, bounds)


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _found(found: Mapping[str, bool], bounds: Bounds, what: str) -> Measure:
    missing = [name for name, is_there in found.items() if not is_there]
    count = len(found) - len(missing)
    rest = f"; missing: {_listed(missing)}" if missing else ""
    return Measure(bounds.share(count), f"{count} of {len(found)} {what} found{rest}.")


def _contact(facts: Facts, bounds: Mapping[str, Bounds]) -> Measure:
    return _found(facts.contact, bounds["found"], "contact details")


def _sections(facts: Facts, bounds: Mapping[str, Bounds]) -> Measure:
    return _found(facts.sections, bounds["found"], "sections that readers look for")


def _results(facts: Facts, bounds: Mapping[str, Bounds]) -> Measure:
    total = len(facts.statements)
    if not total:
        return Measure(0.0, "No statement about a position was found, so none tells a result.")
    share = len(facts.results) / total
    wanted = f"{bounds['share'].full:.0%}".replace("%", " %")
    return Measure(
        bounds["share"].share(share),
        f"{len(facts.results)} of {total} statements about positions tell a measurable result; "
        f"{wanted} bring all points.",
        facts.results[:_QUOTES],
    )


def _clarity(facts: Facts, bounds: Mapping[str, Bounds]) -> Measure:
    total = len(facts.statements)
    if not total or facts.sentence_words is None:
        return Measure(None, "No statement about a position was found whose wording could be judged.")
    short, long = bounds["short_statement"], bounds["long_statement"]
    fits = [min(short.share(words), long.share(words)) for words in facts.lengths]
    parts = [fmean(fits), bounds["sentence_words"].share(facts.sentence_words)]
    text = f"Statements have {fmean(facts.lengths):.0f} words and sentences {facts.sentence_words:.0f} on average"
    if facts.weak_openings is not None:
        strong = total - len(facts.weak_openings)
        parts.append(bounds["strong_openings"].share(strong / total))
        text += f"; {strong} of {total} open with what was done"
    return Measure(fmean(parts), f"{text}.", (facts.weak_openings or ())[:_QUOTES])


def _structure(facts: Facts, bounds: Mapping[str, Bounds]) -> Measure:
    words = min(bounds["too_short_words"].share(facts.words), bounds["too_long_words"].share(facts.words))
    if not facts.roles:
        return Measure(words, f"The resume has {facts.words} words; no positions were found.")
    dated = len(facts.roles) - len(facts.undated)
    share = fmean([bounds["dated"].share(dated / len(facts.roles)), words])
    text = f"{dated} of {len(facts.roles)} positions carry dates that can be read; the resume has {facts.words} words."
    return Measure(share, text)


_MEASURES: dict[str, Callable[[Facts, Mapping[str, Bounds]], Measure]] = {
    "contact": _contact,
    "sections": _sections,
    "evidence_of_results": _results,
    "clarity": _clarity,
    "structure": _structure,
}


def measured_metrics() -> frozenset[str]:
    """Name the metrics that can be measured."""
    return frozenset(_MEASURES)
