"""From a resume, and a job where there is one, to its scores. The same input gives the same numbers, in any order."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from math import fsum
from textwrap import shorten

from pathwise.documents.model import DocumentText
from pathwise.job.model import Importance, Requirement, RequirementKind, Requirements
from pathwise.resume.model import ResumeProfile
from pathwise.scoring.assessment import Assessment, Knowledge, assess
from pathwise.scoring.matching import Finding
from pathwise.scoring.model import Matched, MetricScore, Scorecard, ScoreCategory, Way
from pathwise.scoring.quality import Facts, measure
from pathwise.scoring.rubric import Metric, Rubric, load_rubric

_QUOTES = 3
_MOST_LISTED = 5
_SHOWN_CHARACTERS = 60
_POINTS = 100.0
_RELEVANCE = "relevance"
_OFTEN = 0.5


def score_resume(
    document: DocumentText,
    profile: ResumeProfile,
    requirements: Requirements | None,
    rubric: Rubric | None = None,
    knowledge: Knowledge | None = None,
) -> Scorecard:
    """Score a resume.

    Args:
        document: The text.
        profile: What was read from it.
        requirements: What the job asks for; None to judge the document alone.
        rubric: How points are given; the packaged one by default.
        knowledge: What is broader than what and what means the same; by default what comes with the program.

    Returns:
        The scores. A job that asks for nothing, and a resume without anything to judge, have no match.
    """
    return add_up(assess(document, profile, requirements, rubric, knowledge))


def is_enough_to_judge(matched: Matched, rubric: Rubric | None = None) -> bool:
    """Tell whether enough of what a job asks for could be judged for the match to be shown as one.

    Returns:
        False below the rubric's coverage, and where there is no match at all.
    """
    if matched.job_match is None or matched.coverage is None:
        return False
    return matched.coverage >= (rubric or load_rubric()).enough_coverage


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


def overall_of(assessment: Assessment) -> float | None:
    """Give the overall score alone: what `add_up` gives, without the words."""
    if assessment.findings is None:
        return _total(_quality_metrics(assessment))
    asked = _asked(assessment)
    total = fsum(metric.weight for metric, _ in asked)
    return _weighted([(metric.weight / total, _points(_mean_share(found))) for metric, found in asked])


def _quality_metrics(assessment: Assessment) -> tuple[MetricScore, ...]:
    facts = assessment.facts
    if facts is None:
        return ()
    return tuple(_quality_metric(metric, facts) for metric in assessment.rubric.of(ScoreCategory.DOCUMENT_QUALITY))


def _quality_metric(metric: Metric, facts: Facts) -> MetricScore:
    measured = measure(metric.key, facts, metric.bounds)
    value = _points(measured.share)
    return MetricScore(
        metric.key, metric.label, metric.category, value, metric.weight, measured.explanation, measured.evidence
    )


def _match_metrics(assessment: Assessment) -> tuple[tuple[MetricScore, ...], float | None]:
    asked = _asked(assessment)
    if not asked:
        return (), None
    total = fsum(metric.weight for metric, _ in asked)
    scores = tuple(_match_metric(metric, found, metric.weight / total) for metric, found in asked)
    return scores, _coverage([(metric.weight, found) for metric, found in asked if metric.key != _RELEVANCE])


def _coverage(asked: Sequence[tuple[float, Sequence[Finding]]]) -> float:
    total = fsum(weight for weight, _ in asked)
    return round(fsum(weight / total * _known_share(found) for weight, found in asked), 3)


def _asked(assessment: Assessment) -> list[tuple[Metric, list[Finding]]]:
    """Sort the findings into the metrics that have any: the weight of the others is shared out."""
    found: dict[str, list[Finding]] = {}
    for finding in assessment.findings or ():
        found.setdefault(metric_key_of(finding.match.requirement), []).append(finding)
    metrics = assessment.rubric.of(ScoreCategory.JOB_MATCH)
    found[_RELEVANCE] = [
        replace(finding, share=finding.spoken_of)
        for finding in assessment.findings or ()
        if finding.spoken_of is not None
    ]
    return [(metric, found[metric.key]) for metric in metrics if found.get(metric.key)]


def _known_share(found: Sequence[Finding]) -> float:
    return sum(finding.share is not None for finding in found) / len(found)


def _mean_share(found: Sequence[Finding]) -> float | None:
    known = [(finding.weight, finding.share) for finding in found if finding.share is not None]
    total = fsum(weight for weight, _ in known)
    return fsum(weight * share for weight, share in known) / total if known else None


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
    places = (finding.nearest if metric.key == _RELEVANCE else finding.match.evidence for finding in found)
    quotes = tuple(dict.fromkeys(place for place in places if place))
    explanation = _EXPLANATIONS.get(metric.key, _explain_shown)(found)
    value = _points(_mean_share(found))
    return MetricScore(metric.key, metric.label, metric.category, value, weight, explanation, quotes[:_QUOTES])


def _explain_shown(found: Sequence[Finding]) -> str:
    shown = [finding for finding in found if finding.share]
    missing = [finding.match.requirement.text for finding in found if finding.share == 0]
    text = f"{len(shown)} of {len(found)} asked for {'is' if len(shown) == 1 else 'are'} shown."
    return text + (f" Not found: {_listed(missing)}." if missing else "") + _explain_ways(found)


def _explain_ways(found: Sequence[Finding]) -> str:
    narrower = [f"{each.match.requirement.text} by {each.match.through}" for each in found if each.match.through]
    hinted = [each.match.requirement.text for each in found if each.match.matched_by is Way.MEANING]
    text = f" Shown by something narrower: {_listed(narrower)}." if narrower else ""
    return text + (f" Only close in meaning: {_listed(hinted)}." if hinted else "")


def _explain_spoken_of(found: Sequence[Finding]) -> str:
    often = sum((finding.share or 0.0) >= _OFTEN for finding in found)
    return f"Several places lie close in meaning to {often} of {len(found)} asked for."


def _explain_measured(found: Sequence[Finding]) -> str:
    return f"{'; '.join(dict.fromkeys(finding.match.how for finding in found)).capitalize()}."


_EXPLANATIONS: dict[str, Callable[[Sequence[Finding]], str]] = {
    "experience_years": _explain_measured,
    "education_level": _explain_measured,
    _RELEVANCE: _explain_spoken_of,
}


def _listed(texts: Sequence[str]) -> str:
    shown = ", ".join(shorten(text, _SHOWN_CHARACTERS, placeholder=" …") for text in texts[:_MOST_LISTED])
    return shown if len(texts) <= _MOST_LISTED else f"{shown} and {len(texts) - _MOST_LISTED} more"


def _total(metrics: Sequence[MetricScore]) -> float | None:
    return _weighted([(metric.weight, metric.value) for metric in metrics])


def _weighted(values: Sequence[tuple[float, float | None]]) -> float | None:
    known = [(weight, value) for weight, value in values if value is not None]
    total = fsum(weight for weight, _ in known)
    return round(fsum(weight * value for weight, value in known) / total, 1) if known else None


def _points(share: float | None) -> float | None:
    return None if share is None else round(_POINTS * share, 1)
