"""How strongly a resume shows one requirement. Knows no weights."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from pathwise.job.model import Requirement, RequirementKind
from pathwise.job.skills import alternatives_of
from pathwise.job.vocabulary import load_vocabulary
from pathwise.job.words import content_words, weight_of
from pathwise.resume.model import EducationLevel
from pathwise.scoring.evidence import Rung, Trace, best
from pathwise.scoring.findings import ResumeEvidence
from pathwise.scoring.model import RequirementMatch, Way
from pathwise.scoring.naming import is_spelled_in
from pathwise.scoring.papers import listed_lines, places_listing, trade_learned
from pathwise.scoring.rubric import Rubric
from pathwise.scoring.stays import months_with
from pathwise.scoring.traits import FOR_A_TALK, is_trait
from pathwise.scoring.wording import places_like, whole_only

_MONTHS_A_YEAR = 12
_LEVELS = tuple(EducationLevel)
_LANGUAGE_LEVELS = ("A1", "A2", "B1", "B2", "C1", "C2")
# Counted, known, or named otherwise.
_NEVER_CIRCUMSTANCES = frozenset(
    {
        RequirementKind.YEARS,
        RequirementKind.EDUCATION,
        RequirementKind.LANGUAGE,
        RequirementKind.TITLE,
        RequirementKind.DUTY,
    }
)


@dataclass(frozen=True, slots=True)
class Finding:
    """A requirement, judged.

    Attributes:
        match: As shown to a person.
        share: Share of full points, 0.0 to 1.0; finer than the step of `match` for years and education. None where
            it cannot be told.
        spoken_of: How much of the resume speaks of it, 0.0 to 1.0; None where that is not told, or `share` is not.
        nearest: The place that speaks of it most closely; None where none does.
    """

    match: RequirementMatch
    share: float | None
    spoken_of: float | None = None
    nearest: str | None = None

    @property
    def weight(self) -> float:
        """Weight within its metric, above 0: a requirement made of words that all trades use proves less."""
        return weight_of_requirement(self.match.requirement)


def mended(finding: Finding, share: float, rubric: Rubric) -> Finding:
    """Judge a requirement as scoring again would, once a resume shows it better.

    Args:
        finding: As judged now.
        share: Share of full points that is shown then.
        rubric: How points are given. What was only named before needs a statement, which is one more place that
            speaks of it.
    """
    spoken_of = finding.spoken_of
    if spoken_of is not None and rubric.meaning and (finding.share or 0.0) <= rubric.ladder.only_named:
        spoken_of = min(1.0, spoken_of + 1 / rubric.meaning.places)
    return replace(finding, share=share, spoken_of=spoken_of)


@lru_cache(maxsize=1024)
def weight_of_requirement(requirement: Requirement) -> float:
    """Tell what a requirement weighs within its metric, above 0; one made of words that all trades use proves less."""
    # Remembered: each resume of a batch is asked the same ones, many times while advice is sought.
    return max((weight_of(word) for word in content_words(requirement.text)), default=1.0)


def find(requirement: Requirement, evidence: ResumeEvidence, rubric: Rubric) -> Finding:
    """Judge one requirement."""
    found = _BY_KIND[requirement.kind](requirement, evidence, rubric)
    return quoted(found, evidence)


def quoted(finding: Finding, evidence: ResumeEvidence) -> Finding:
    """Quote whole sentences, where what shows a requirement is only a part of one."""
    match = finding.match
    if match.evidence is None or match.line is None:
        return finding
    return replace(finding, match=replace(match, evidence=evidence.quote_of(match.evidence, match.line)))


@lru_cache(maxsize=1024)
def is_circumstance(requirement: Requirement) -> bool:
    """Tell whether a resume need not say what is asked for: a permit to work, a driving licence, willingness to travel.

    A skill is a circumstance only where its words say nothing else: "background check" is one, "mobile apps" is none.
    """
    if requirement.kind in _NEVER_CIRCUMSTANCES:
        return False
    if requirement.kind is RequirementKind.SKILL and requirement.any_of:
        return load_vocabulary().says_only("circumstances", requirement.text)
    return load_vocabulary().says("circumstances", requirement.text)


def shown(requirement: Requirement, trace: Trace | None, rubric: Rubric) -> Finding:
    """Judge a requirement by the best place that shows it; None where none does."""
    rung = trace.rung if trace else Rung.NOT_FOUND
    strength = rung.strength(rubric.ladder)
    match = _match(requirement, strength, rung.words, trace)
    if trace:
        match = replace(match, matched_by=trace.way, through=trace.through)
    return Finding(match, strength)


def _measured(requirement: Requirement, share: float, how: str, rubric: Rubric, trace: Trace | None = None) -> Finding:
    step = max(rung.strength(rubric.ladder) for rung in Rung if rung.strength(rubric.ladder) <= share + 1e-9)
    return Finding(_match(requirement, step, how, trace), share)


def _unknown(requirement: Requirement, how: str) -> Finding:
    return Finding(_match(requirement, None, how, None), None)


def _match(requirement: Requirement, strength: float | None, how: str, trace: Trace | None) -> RequirementMatch:
    return RequirementMatch(requirement, strength, trace.quote if trace else None, trace.line if trace else None, how)


def _skill(requirement: Requirement, evidence: ResumeEvidence, rubric: Rubric) -> Finding:
    if is_trait(requirement):
        return _unknown(requirement, FOR_A_TALK)
    if not requirement.any_of or is_circumstance(requirement):
        return _wording(requirement, evidence, rubric)
    return shown(requirement, best(_named(requirement, evidence)), rubric)


def _named(requirement: Requirement, evidence: ResumeEvidence) -> Iterator[Trace]:
    for name in requirement.any_of:
        trace = evidence.skills.get(name)
        if trace:
            is_alias = trace.way is Way.EXACT and not is_spelled_in(
                name, requirement.text, trace.quote, evidence.lexicon
            )
            yield replace(trace, way=Way.ALIAS) if is_alias else trace


def _wording(requirement: Requirement, evidence: ResumeEvidence, rubric: Rubric) -> Finding:
    if is_circumstance(requirement):
        trace = best(_named(requirement, evidence))
        if trace is None:
            return _unknown(requirement, "a resume need not say it")
        return _measured(requirement, 1.0, "named; whether it holds is for a person to ask", rubric, trace)
    # One of two positions is enough; of a duty that says "or" all words count, or its halves would say too little.
    texts = alternatives_of(requirement.text) if requirement.kind is RequirementKind.TITLE else [requirement.text]
    said = (place for text in texts for place in places_like(text, evidence.passages, evidence.roles, rubric.wording))
    return shown(requirement, best([*_named(requirement, evidence), *said]), rubric)


def _certificate(requirement: Requirement, evidence: ResumeEvidence, rubric: Rubric) -> Finding:
    """Judge a certificate: what a resume lists among its certificates is held, as far as a resume can show it."""
    if is_circumstance(requirement):
        return _wording(requirement, evidence, rubric)
    # What is certified must be met, not that there is a certificate of something.
    own = load_vocabulary().wording["papers"].sub(" ", requirement.text)
    said = places_like(own, evidence.passages, evidence.roles, whole_only(rubric.wording))
    listed = listed_lines(evidence)
    traces = [*_named(requirement, evidence), *places_listing(requirement, listed, evidence), *said]
    held = best(trace for trace in traces if trace.line in listed)
    if held:
        return _measured(requirement, 1.0, "listed among the certificates", rubric, held)
    return shown(requirement, best(traces), rubric)


def _years(requirement: Requirement, evidence: ResumeEvidence, rubric: Rubric) -> Finding:
    asked = requirement.months or 1
    if not requirement.any_of:
        months, of_what = evidence.profile.months_of_experience, "in dated positions"
    elif not any(name in evidence.skills for name in requirement.any_of):
        return shown(requirement, None, rubric)
    else:
        months, of_what = months_with(requirement.any_of, evidence), f"with {' or '.join(requirement.any_of)}"
    if months is None:
        return _unknown(requirement, "no dates that could be read")
    share = rubric.metric("experience_years").bounds["share"].share(months / asked)
    return _measured(requirement, share, f"{in_years(months)} {of_what}, {in_years(asked)} asked for", rubric)


def in_years(months: int) -> str:
    """Write a span for a person.

    Example:
        >>> in_years(30), in_years(12), in_years(7)
        ('2.5 years', '1 year', '7 months')
    """
    if months < _MONTHS_A_YEAR:
        return f"{months} month{'' if months == 1 else 's'}"
    years = f"{months / _MONTHS_A_YEAR:.1f}".removesuffix(".0")
    return f"{years} year" if months == _MONTHS_A_YEAR else f"{years} years"


def _education(requirement: Requirement, evidence: ResumeEvidence, rubric: Rubric) -> Finding:
    found = _studied(requirement, evidence, rubric)
    if requirement.level is EducationLevel.VOCATIONAL and (found.share or 0.0) < 1.0:
        learned = trade_learned(evidence)
        if learned:
            return _measured(requirement, 1.0, "vocational found, vocational asked for", rubric, learned)
    worked = _worked_instead(requirement, evidence, rubric)
    return worked if worked and (worked.share or 0.0) > (found.share or 0.0) else found


def _worked_instead(requirement: Requirement, evidence: ResumeEvidence, rubric: Rubric) -> Finding | None:
    """Judge by experience what a job takes it for in place of a degree; None where it does not, or there is none."""
    bounds = rubric.metric("education_level").bounds.get("months_instead")
    months = evidence.profile.months_of_experience
    if not requirement.or_experience or bounds is None or not months:
        return None
    return _measured(requirement, bounds.share(months), f"{in_years(months)} of experience in its place", rubric)


def _studied(requirement: Requirement, evidence: ResumeEvidence, rubric: Rubric) -> Finding:
    courses = [course for course in evidence.profile.education if course.first_line not in evidence.copied]
    if not courses:
        return shown(requirement, None, rubric)
    known = [course for course in courses if course.level]
    if not known or requirement.level is None:
        return _unknown(requirement, "the level of the education could not be read")
    top = max(known, key=lambda course: _LEVELS.index(course.level or _LEVELS[0]))
    below = max(0, _LEVELS.index(requirement.level) - _LEVELS.index(top.level or _LEVELS[0]))
    share = rubric.metric("education_level").bounds["steps_below"].share(below)
    trace = Trace(Rung.ONLY_NAMED, " ".join(part for part in (top.degree, top.institution) if part), top.first_line)
    return _measured(requirement, share, f"{top.level} found, {requirement.level} asked for", rubric, trace)


def _language(requirement: Requirement, evidence: ResumeEvidence, rubric: Rubric) -> Finding:
    vocabulary = load_vocabulary()
    names = frozenset(requirement.any_of)
    named = (each for each in evidence.passages if not names.isdisjoint(vocabulary.languages_in(each.trace.quote)))
    place = next(named, None)
    if place:
        level = _level_spoken(names, evidence)
        if level is None or requirement.language_level is None:
            return _measured(requirement, 1.0, "named; the level is for a person to ask", rubric, place.trace)
        share = min(1.0, _step(level) / _step(requirement.language_level))
        how = f"{level} found, {requirement.language_level} asked for"
        return _measured(requirement, share, how, rubric, place.trace)
    if evidence.language and vocabulary.language_codes.get(evidence.language) in names:
        return _measured(requirement, 1.0, "the resume is written in it", rubric)
    return _unknown(requirement, "a resume need not name every language")


def _level_spoken(names: Collection[str], evidence: ResumeEvidence) -> str | None:
    """Give the best level of some languages, A1 to C2; None where one of them is spoken at a level that is not told."""
    spoken = [each for each in evidence.profile.languages if each.name in names and each.line not in evidence.copied]
    levels = [load_vocabulary().language_level_in(each.level or "") for each in spoken]
    return max(filter(None, levels), default=None) if all(levels) else None


def _step(level: str) -> int:
    return _LANGUAGE_LEVELS.index(level) + 1


_BY_KIND: dict[RequirementKind, Callable[[Requirement, ResumeEvidence, Rubric], Finding]] = {
    RequirementKind.SKILL: _skill,
    RequirementKind.YEARS: _years,
    RequirementKind.EDUCATION: _education,
    RequirementKind.CERTIFICATION: _certificate,
    RequirementKind.LANGUAGE: _language,
    RequirementKind.TITLE: _wording,
    RequirementKind.DOMAIN: _wording,
    RequirementKind.DUTY: _wording,
}
