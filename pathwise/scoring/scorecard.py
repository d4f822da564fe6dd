"""From a resume, and a job where there is one, to its scores. The same input gives the same numbers, in any order."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import fsum

from pathwise.documents.model import DocumentText
from pathwise.job.model import Importance, Requirement, RequirementKind, Requirements
from pathwise.resume.lexicon import load_lexicon
from pathwise.resume.model import ResumeProfile, SectionKind
from pathwise.scoring.copies import copied_lines
from pathwise.scoring.findings import gather_evidence
from pathwise.scoring.matching import Finding, find
from pathwise.scoring.model import MetricScore, Scorecard, ScoreCategory
from pathwise.scoring.quality import Facts, facts_of, measure
from pathwise.scoring.rubric import Metric, Rubric, load_rubric

_QUOTES = 3
_POINTS = 100.0


@dataclass(frozen=True, slots=True)
class Assessment:
    """A resume, judged but not yet given points: what scoring again with something mended starts from.

    Attributes:
        facts: What was measured of the document; None where there is nothing to judge.
        findings: One a requirement, in the order of the job; None without a job.
        rubric: How points are given.
        copied: Indices of lines that repeat the job's own: they show nothing.
    """

    facts: Facts | None
    findings: tuple[Finding, ...] | None
    rubric: Rubric
    copied: frozenset[int] = frozenset()


def score_resume(document: DocumentText, profile: ResumeProfile, requirements: Requirements | None, rubric: Rubric | None = None) -> Scorecard:
    """Score a resume.

    Args:
        document: The text.
        profile: What was read from it.
        requirements: What the job asks for; None to judge the document alone.
        rubric: How points are given; the packaged one by default.

    Returns:
        The scores. A job that asks for nothing, and a resume without anything to judge, have no match.
    """
    return add_up(assess(document, profile, requirements, rubric))


def assess(document: DocumentText, profile: ResumeProfile, requirements: Requirements | None, rubric: Rubric | None = None) -> Assessment:
    """Judge a resume without giving points."""
    rubric = rubric or load_rubric()
    facts = None if is_empty_profile(profile) else facts_of(document, profile)
    if requirements is None or facts is None:
        return Assessment(facts, None if requirements is None else (), rubric)
    job = requirements.lines or (*(item.quote for item in requirements.items), *requirements.refused)
    copied = copied_lines([line.text for line in document.lines], job)
    evidence = gather_evidence(document, profile, copied, frozenset(facts.results), load_lexicon())
    findings = tuple(find(item, evidence, rubric) for item in requirements.items)
    return Assessment(facts, findings, rubric, copied)


def is_empty_profile(profile: ResumeProfile) -> bool:
    """Tell whether a profile holds nothing that could be judged."""
    told = any(section.kind not in (SectionKind.CONTACT, SectionKind.OTHER) and section.text.strip() for section in profile.sections)
    return not (told or profile.experience or profile.education or profile.skills)


def is_enough_to_judge(scorecard: Scorecard, rubric: Rubric | None = None) -> bool:
    """Tell whether enough of what a job asks for could be judged for the match to be shown as one.

    Returns:
        False below the rubric's coverage, and where there is no match at all.
    """
    if scorecard.job_match is None or scorecard.coverage is None:
        return False
    return scorecard.coverage >= (rubric or load_rubric()).enough_coverage


def add_up(assessment: Assessment) -> Scorecard:
    """Give points to a judged resume."""
    quality = _quality_metrics(assessment)
    match, coverage = _match_metrics(assessment)
    document_quality, job_match = _total(quality), _total(match)
    return Scorecard(
        overall=document_quality if assessment.findings is None else job_match,
        document_quality=document_quality,
        job_match=job_match,
        coverage=coverage,
        metrics=(*quality, *match),
        requirements=tuple(finding.match for finding in assessment.findings or ()),
        rubric_version=assessment.rubric.version,
    )


def _quality_metrics(assessment: Assessment) -> tuple[MetricScore, ...]:
    if assessment.facts is None:
        return ()
    return tuple(_quality_metric(metric, assessment.facts) for metric in assessment.rubric.of(ScoreCategory.DOCUMENT_QUALITY))


def _quality_metric(metric: Metric, facts: Facts) -> MetricScore:
    measured = measure(metric.key, facts, metric.bounds)
    return MetricScore(
        metric.key, metric.label, metric.category, _points(measured.share), metric.weight, measured.explanation, measured.evidence
    )


def _match_metrics(assessment: Assessment) -> tuple[tuple[MetricScore, ...], float | None]:
    if assessment.findings is None:
        return (), None
    asked = [(metric, found) for metric in assessment.rubric.of(ScoreCategory.JOB_MATCH) if (found := _belonging(metric.key, assessment.findings))]
    if not asked:
        return (), None
    total = fsum(metric.weight for metric, _ in asked)
    scores = tuple(_match_metric(metric, found, metric.weight / total) for metric, found in asked)
    known = (score.weight * sum(f.share is not None for f in found) / len(found) for score, (_, found) in zip(scores, asked, strict=True))
    return scores, round(fsum(known), 3)


def _belonging(key: str, findings: Sequence[Finding]) -> list[Finding]:
    return [finding for finding in findings if metric_key_of(finding.match.requirement) == key]


def metric_key_of(requirement: Requirement) -> str:
    """Name the metric that a requirement counts in."""
    own = _OWN_METRIC.get(requirement.kind)
    if own and not (requirement.kind is RequirementKind.DUTY and requirement.importance is Importance.NICE):
        return own
    return "required_skills" if requirement.importance is Importance.MUST else "preferred_skills"


_OWN_METRIC = {
    RequirementKind.YEARS: "experience_years",
    RequirementKind.EDUCATION: "education_level",
    RequirementKind.DUTY: "duties",
}


def _match_metric(metric: Metric, found: Sequence[Finding], weight: float) -> MetricScore:
    shares = sorted(finding.share for finding in found if finding.share is not None)
    share = fsum(shares) / len(shares) if shares else None
    quotes = tuple(dict.fromkeys(finding.match.evidence for finding in found if finding.match.evidence))
    return MetricScore(metric.key, metric.label, metric.category, _points(share), weight, _explain(metric.key, found), quotes[:_QUOTES])


def _explain(key: str, found: Sequence[Finding]) -> str:
    return _EXPLANATIONS.get(key, _explain_shown)(found)


def _explain_shown(found: Sequence[Finding]) -> str:
    shown = [finding for finding in found if finding.share]
    missing = [finding.match.requirement.text for finding in found if finding.share == 0]
    text = f"{len(shown)} of {len(found)} asked for {'is' if len(shown) == 1 else 'are'} shown."
    return text + (f" Not found: {_shortened(missing)}." if missing else "")


def _explain_measured(found: Sequence[Finding]) -> str:
    return f"{'; '.join(dict.fromkeys(finding.match.how for finding in found)).capitalize()}."


_EXPLANATIONS: dict[str, Callable[[Sequence[Finding]], str]] = {
    "experience_years": _explain_measured,
    "education_level": _explain_measured,
}


def _shortened(texts: Sequence[str], most: int = 5) -> str:
    shown = ", ".join(texts[:most])
    return shown if len(texts) <= most else f"{shown} and {len(texts) - most} more"


def _total(metrics: Sequence[MetricScore]) -> float | None:
    known = [(metric.weight, metric.value) for metric in metrics if metric.value is not None]
    weight = fsum(weight for weight, _ in known)
    return round(fsum(weight * value for weight, value in known) / weight, 1) if known else None


def _points(share: float | None) -> float | None:
    return None if share is None else round(_POINTS * share, 1)
