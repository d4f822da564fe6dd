"""From scores to advice: applies the rules, and tells by scoring again what each piece of advice would bring."""

from dataclasses import replace
from itertools import islice
from textwrap import shorten

from pathwise.documents.model import DocumentText
from pathwise.feedback.document_conditions import DOCUMENT_CONDITIONS
from pathwise.feedback.job_conditions import JOB_CONDITIONS
from pathwise.feedback.model import FeedbackItem
from pathwise.feedback.rules import FeedbackRule, load_rules
from pathwise.feedback.sighting import Case, Sighting
from pathwise.feedback.writing_conditions import WRITING_CONDITIONS
from pathwise.job.model import Requirements
from pathwise.resume.model import ResumeProfile
from pathwise.scoring.assessment import Assessment, assess
from pathwise.scoring.model import Scorecard
from pathwise.scoring.scorecard import overall_of
from pathwise_models.enums import FeedbackSeverity

FEEDBACK_VERSION = load_rules().version

MOST_ITEMS = 12
_MOST_PRAISE = 2
_TITLE_CHARACTERS = 60
_CONDITIONS = {**DOCUMENT_CONDITIONS, **WRITING_CONDITIONS, **JOB_CONDITIONS}
_SEVERITIES = tuple(FeedbackSeverity)


def write_feedback(
    document: DocumentText, profile: ResumeProfile, scorecard: Scorecard, requirements: Requirements | None
) -> tuple[FeedbackItem, ...]:
    """Write the feedback of a scored resume.

    Args:
        document: The text.
        profile: What was read from it.
        scorecard: Its scores, by the packaged rubric.
        requirements: What the job asks for; None where there is no job.

    Returns:
        At most a dozen items, the next step first: missing must-haves, then by points and severity, then praise.
        Points are of the overall score: beside a job, advice about the document alone brings none.
    """
    return advise(document, assess(document, profile, requirements), scorecard)


def advise(document: DocumentText, assessment: Assessment, scorecard: Scorecard) -> tuple[FeedbackItem, ...]:
    """Write the feedback of a resume that was judged before. See `write_feedback`."""
    case = Case(document, assessment)
    advice: list[tuple[bool, FeedbackItem]] = []
    praise: list[FeedbackItem] = []
    for rule in load_rules().rules:
        sightings = (each for each in _CONDITIONS[rule.condition](case) if _is_worth_telling(each, case, scorecard))
        for sighting in islice(sightings, rule.most):
            item = _item(rule, sighting, scorecard)
            praise.append(item) if rule.is_praise else advice.append((rule.is_first, item))
    praise = praise[:_MOST_PRAISE]
    advice.sort(key=lambda entry: _urgency(*entry))
    return (*(item for _, item in advice[: MOST_ITEMS - len(praise)]), *praise)


def _is_worth_telling(sighting: Sighting, case: Case, scorecard: Scorecard) -> bool:
    """Leave out advice about the document that would hardly change it, beside a job as well as without one."""
    mended = sighting.mended
    if mended is None or mended.facts is case.assessment.facts:
        return True
    quality = overall_of(replace(mended, findings=None))
    return (quality or 0.0) - (scorecard.document_quality or 0.0) >= load_rules().least_points


def _urgency(is_first: bool, item: FeedbackItem) -> tuple[bool, float, int]:
    return not is_first, -item.points_available, -_SEVERITIES.index(item.severity)


def _item(rule: FeedbackRule, sighting: Sighting, scorecard: Scorecard) -> FeedbackItem:
    values = sighting.values
    short = {name: shorten(str(value), _TITLE_CHARACTERS, placeholder=" …") for name, value in values.items()}
    return FeedbackItem(
        category=rule.category,
        severity=rule.severity,
        title=rule.title.format_map(short),
        message=rule.message.format_map(values),
        recommendation=rule.recommendation.format_map(values) if rule.recommendation else None,
        quote=sighting.quote,
        line=None if sighting.line is None else sighting.line + 1,
        points_available=_points(sighting, scorecard),
    )


def _points(sighting: Sighting, scorecard: Scorecard) -> float:
    if sighting.mended is None:
        return 0.0
    mended = overall_of(sighting.mended)
    return 0.0 if mended is None else round(max(0.0, mended - (scorecard.overall or 0.0)), 1)
