"""The quality of the document, for the person whose resume it is. Knows no job."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from statistics import fmean

from pathwise.documents.model import DocumentText
from pathwise.resume.model import Experience, ResumeProfile, SectionKind
from pathwise.scoring.date_forms import stray_dates
from pathwise.scoring.openings import Tense
from pathwise.scoring.rubric import Bounds
from pathwise.scoring.spelling import Misspelling, misspellings_in
from pathwise.scoring.statements import Statement, count_words, readability_of, statements_of

_EXPECTED = (SectionKind.EXPERIENCE, SectionKind.EDUCATION, SectionKind.SKILLS, SectionKind.SUMMARY)
_QUOTES = 3


@dataclass(frozen=True, slots=True)
class Facts:
    """What is measured of a document, before any points.

    Attributes:
        contact: For each detail a reader needs, whether it was found.
        sections: For each section a reader expects, whether it was found.
        statements: What is told of positions.
        readability: LIX of the statements, as `readability_of` gives it; None without statements.
        roles: Positions held.
        undated: Those without dates that can be read and follow each other.
        stray_dates: Lines with dates of positions in another form than most; None where there is nothing to compare.
        words: Words of the whole document.
        misspellings: Words spelled wrong; None where no dictionary fits.
    """

    contact: Mapping[str, bool]
    sections: Mapping[str, bool]
    statements: tuple[Statement, ...]
    readability: float | None
    roles: tuple[Experience, ...]
    undated: tuple[Experience, ...]
    stray_dates: tuple[int, ...] | None
    words: int
    misspellings: tuple[Misspelling, ...] | None

    @property
    def results(self) -> tuple[str, ...]:
        """Statements that tell a measurable result."""
        return tuple(each.text for each in self.statements if each.has_result)

    @property
    def weak_openings(self) -> tuple[Statement, ...] | None:
        """Statements that open with a phrase hiding what was done; None where the language is not known."""
        if any(each.opens_weakly is None for each in self.statements):
            return None
        return tuple(each for each in self.statements if each.opens_weakly)

    @property
    def past(self) -> tuple[Statement, ...]:
        """Statements about positions that have ended, told in a tense that can be told."""
        return tuple(each for each in self.statements if each.tense)


@dataclass(frozen=True, slots=True)
class Measure:
    """A metric, measured.

    Attributes:
        share: Share of full points, 0.0 to 1.0; None where it cannot be told.
        explanation: One to three sentences.
        evidence: Quotes of the resume.
    """

    share: float | None
    explanation: str
    evidence: tuple[str, ...] = ()


def facts_of(document: DocumentText, profile: ResumeProfile) -> Facts:
    """Measure a document."""
    statements = statements_of(document, profile)
    kinds = {section.kind for section in profile.sections if section.text.strip()}
    return Facts(
        contact={
            "a name": profile.name is not None,
            "an e-mail address": bool(profile.emails),
            "a phone number": bool(profile.phones),
            "a place or a link": bool(profile.location or profile.links),
        },
        sections={kind.value: kind in kinds for kind in _EXPECTED},
        statements=statements,
        readability=readability_of(statements),
        roles=profile.experience,
        undated=tuple(role for role in profile.experience if not _has_sound_dates(role)),
        stray_dates=stray_dates(document, profile.experience),
        words=count_words(document.text),
        misspellings=misspellings_in(document, frozenset(each.line for each in statements)),
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
    total, results = len(facts.statements), facts.results
    if not total:
        return Measure(0.0, "No statement about a position was found, so none tells a result.")
    wanted = f"{bounds['share'].full:.0%}".replace("%", " %")
    return Measure(
        bounds["share"].share(len(results) / total),
        f"{len(results)} of {total} statements about positions tell a measurable result; {wanted} bring all points.",
        results[:_QUOTES],
    )


def _clarity(facts: Facts, bounds: Mapping[str, Bounds]) -> Measure:
    if not facts.statements:
        return Measure(None, "No statement about a position was found whose wording could be judged.")
    parts = list(_parts_of_clarity(facts, bounds))
    weak = facts.weak_openings or ()
    return Measure(
        fmean(part.share for part in parts if part.share is not None),
        f"{'; '.join(part.explanation for part in parts)}.",
        tuple(each.text for each in weak[:_QUOTES]),
    )


def _parts_of_clarity(facts: Facts, bounds: Mapping[str, Bounds]) -> Iterator[Measure]:
    total = len(facts.statements)
    short, long = bounds["short_statement"], bounds["long_statement"]
    fits = [min(short.share(each.words), long.share(each.words)) for each in facts.statements]
    yield Measure(fmean(fits), f"Statements have {fmean(each.words for each in facts.statements):.0f} words on average")
    if facts.readability is not None:
        share = bounds["readability"].share(facts.readability)
        yield Measure(share, f"their readability index (LIX) is {facts.readability:.0f}")
    if facts.weak_openings is not None:
        strong = total - len(facts.weak_openings)
        yield Measure(bounds["strong_openings"].share(strong / total), f"{strong} of {total} open with what was done")
    if facts.past:
        past = sum(each.tense is Tense.PAST for each in facts.past)
        share = bounds["past_tense"].share(past / len(facts.past))
        yield Measure(share, f"{past} of {len(facts.past)} about past positions are told in the past tense")


def _structure(facts: Facts, bounds: Mapping[str, Bounds]) -> Measure:
    words = min(bounds["too_short_words"].share(facts.words), bounds["too_long_words"].share(facts.words))
    if not facts.roles:
        return Measure(words, f"The resume has {facts.words} words; no positions were found.")
    total = len(facts.roles)
    dated = total - len(facts.undated)
    shares = [words, bounds["dated"].share(dated / total)]
    text = f"{dated} of {total} positions {'carries' if total == 1 else 'carry'} dates that can be read"
    if facts.stray_dates is not None:
        same = dated - len(facts.stray_dates)
        shares.append(bounds["date_forms"].share(same / max(1, dated)))
        text += f", {same} of these in one form"
    return Measure(fmean(shares), f"{text}; the resume has {facts.words} words.")


def _spelling(facts: Facts, bounds: Mapping[str, Bounds]) -> Measure:
    wrong = facts.misspellings
    if wrong is None:
        return Measure(None, "The spelling was not looked at: no dictionary for this text.")
    share = bounds["errors"].share(len(wrong))
    if not wrong:
        return Measure(share, "No misspelled word was found.")
    count = "1 word looks misspelled" if len(wrong) == 1 else f"{len(wrong)} words look misspelled"
    return Measure(share, f"{count}.", tuple(each.word for each in wrong[:_QUOTES]))


_MEASURES: dict[str, Callable[[Facts, Mapping[str, Bounds]], Measure]] = {
    "contact": _contact,
    "sections": _sections,
    "evidence_of_results": _results,
    "clarity": _clarity,
    "structure": _structure,
    "spelling": _spelling,
}


def measured_metrics() -> frozenset[str]:
    """Name the metrics that can be measured."""
    return frozenset(_MEASURES)
