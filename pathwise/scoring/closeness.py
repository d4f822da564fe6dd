"""What lies close in meaning to what a job asks for: words that stand for others, and places that speak of it.

Knows no points, and nothing of how meanings are told.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pathwise.job.model import Requirement, RequirementKind
from pathwise.job.words import stem, told_words
from pathwise.scoring.evidence import Rung, best
from pathwise.scoring.findings import ResumeEvidence
from pathwise.scoring.matching import Finding, is_circumstance, quoted, shown
from pathwise.scoring.passages import Passage, pieces_of
from pathwise.scoring.rubric import MeaningBounds, Rubric
from pathwise.scoring.semantics import Semantics
from pathwise.scoring.wording import places_meaning

_WORDED = frozenset({RequirementKind.TITLE, RequirementKind.DOMAIN, RequirementKind.DUTY})
"""Not certificates: one that means nearly the same is another one. Not skills: no name stands for another."""
_SPOKEN_OF = _WORDED | {RequirementKind.SKILL, RequirementKind.CERTIFICATION}


@dataclass(frozen=True, slots=True)
class _Spoken:
    share: float
    quote: str | None


def with_closeness(
    findings: Sequence[Finding], evidence: ResumeEvidence, semantics: Semantics, rubric: Rubric
) -> tuple[Finding, ...]:
    """Add to judged requirements what lies close to them in meaning.

    Args:
        findings: The requirements, judged by names and words.
        evidence: What the resume may show.
        semantics: Tells how near texts lie.
        rubric: From where something is close; without bounds for meaning nothing is added.

    Returns:
        One each, in the same order. What was not found and is said in other words is found as only named; and each
        that can be told carries how much of the resume speaks of it. Nothing is taken away.
    """
    bounds = rubric.meaning
    if bounds is None:
        return tuple(findings)
    asked = [each.match.requirement.text for each in findings if each.share is not None and _can_be_spoken_of(each)]
    spoken = _spoken_of(asked, evidence.passages, semantics, bounds)
    unfound = [each.match.requirement for each in findings if each.share == 0.0]
    hinted = _hinted([each for each in unfound if each.kind in _WORDED], evidence, semantics, rubric, bounds)
    return tuple(_with_spoken(hinted.get(each.match.requirement, each), spoken) for each in findings)


def _can_be_spoken_of(finding: Finding) -> bool:
    requirement = finding.match.requirement
    return requirement.kind in _SPOKEN_OF and not is_circumstance(requirement)


def _with_spoken(finding: Finding, spoken: Mapping[str, _Spoken]) -> Finding:
    of_it = spoken.get(finding.match.requirement.text)
    if of_it is None or not _can_be_spoken_of(finding):
        return finding
    return replace(finding, spoken_of=of_it.share, nearest=of_it.quote)


def _hinted(
    unfound: Sequence[Requirement],
    evidence: ResumeEvidence,
    semantics: Semantics,
    rubric: Rubric,
    bounds: MeaningBounds,
) -> dict[Requirement, Finding]:
    synonyms = _synonyms([each.text for each in unfound], evidence.passages, semantics, bounds.word)
    traces = (
        (each, best(places_meaning(each.text, evidence.passages, synonyms, rubric.wording)))
        for each in unfound
        if synonyms
    )
    return {each: quoted(shown(each, trace, rubric), evidence) for each, trace in traces if trace}


def _synonyms(
    texts: Sequence[str], passages: Sequence[Passage], semantics: Semantics, least: float
) -> dict[str, frozenset[str]]:
    """Find, for each stem of some texts, the stems of a resume that stand for it."""
    wanted = sorted({word for text in texts for word, _ in told_words(text)})
    if not wanted:
        return {}
    found = sorted({word for passage in passages if not passage.is_pair for word, _ in told_words(passage.text)})
    synonyms: dict[str, frozenset[str]] = {}
    for word, row in zip(wanted, semantics.nearness(wanted, found), strict=True):
        near = {stem(found[index]) for index, value in enumerate(row) if value >= least}
        synonyms[stem(word)] = synonyms.get(stem(word), frozenset()) | near
    return synonyms


def _spoken_of(
    texts: Sequence[str], passages: Sequence[Passage], semantics: Semantics, bounds: MeaningBounds
) -> dict[str, _Spoken]:
    if not texts:
        return {}
    places = pieces_of(passages)
    rows = semantics.nearness(texts, [place.text for place in places])
    return {text: _spoken(row, places, bounds) for text, row in zip(texts, rows, strict=True)}


def _spoken(row: Sequence[float], places: Sequence[Passage], bounds: MeaningBounds) -> _Spoken:
    near = [index for index, value in enumerate(row) if value >= bounds.place]
    in_roles = [index for index in near if places[index].trace.rung >= Rung.IN_ROLE]
    # What stands elsewhere only names a thing: a list of names, however long, is one place.
    count = len(in_roles) + (len(in_roles) < len(near))
    nearest = max(in_roles or near, key=lambda index: (row[index], -index), default=None)
    quote = None if nearest is None else places[nearest].trace.quote
    return _Spoken(min(count, bounds.places) / bounds.places, quote)
