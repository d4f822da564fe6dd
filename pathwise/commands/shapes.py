"""The JSON that scripts rely on. Keys are documented in docs/cli.md; a key is never renamed or left out."""

from collections.abc import Sequence
from typing import Any

from pathwise.candidates import Timed
from pathwise.documents.model import Line, Refusal
from pathwise.feedback.model import FeedbackItem
from pathwise.inspection import Inspection
from pathwise.job.model import ProtectedCriterion
from pathwise.judgement import Judgement
from pathwise.orders import Answer
from pathwise.resume.model import Education, Experience, ResumeProfile, Skill, Source
from pathwise.scoring.model import MetricScore, RequirementMatch
from pathwise.workers.failure import ItemFailure

Failure = Refusal | ItemFailure

NOTHING_READ: dict[str, Any] = {
    "content_type": None,
    "pages": None,
    "language": None,
    "text": None,
    "hidden_text": [],
    "scanned_pages": [],
    "profile": None,
}
NOTHING_JUDGED: dict[str, Any] = {
    "overall": None,
    "document_quality": None,
    "job_match": None,
    "coverage": None,
    "metrics": [],
    "requirements": [],
    "refused_criteria": [],
    "feedback": [],
}


def inspection_object(file: str, timed: Timed[Inspection | Refusal] | ItemFailure) -> dict[str, Any]:
    """Describe what was read in one file, for `inspect --jsonl`."""
    result, seconds = _untimed(timed)
    read = _read(result) if isinstance(result, Inspection) else NOTHING_READ
    return _head(file, result, seconds) | read


def score_object(file: str, timed: Timed[Answer | Refusal] | ItemFailure) -> dict[str, Any]:
    """Describe what was read in one file and how it was judged, for `score --jsonl`."""
    result, seconds = _untimed(timed)
    if isinstance(result, Answer):
        return _head(file, result, seconds) | _read(result.inspection) | _judged(result.judgements[0])
    return _head(file, result, seconds) | NOTHING_READ | NOTHING_JUDGED


def _untimed(timed: Timed[Any] | ItemFailure) -> tuple[Any, float | None]:
    return (timed.result, round(timed.seconds, 3)) if isinstance(timed, Timed) else (timed, None)


def _head(file: str, result: object, seconds: float | None) -> dict[str, Any]:
    failure = result if isinstance(result, Failure) else None
    return {
        "file": file,
        "status": "failed" if failure else "ok",
        "reason": failure.reason.value if failure else None,
        "message": failure.message if failure else None,
        "seconds": seconds,
    }


def _read(inspection: Inspection) -> dict[str, Any]:
    document = inspection.document
    return {
        "content_type": document.content_type,
        "pages": document.page_count,
        "language": document.language,
        "text": document.text,
        "hidden_text": [{"text": each.text, "why": each.why, "page": each.page} for each in document.hidden_text],
        "scanned_pages": list(document.scanned_pages),
        "profile": _profile(inspection.profile, document.lines),
    }


def _profile(profile: ResumeProfile, lines: Sequence[Line]) -> dict[str, Any]:
    return {
        "name": profile.name,
        "emails": list(profile.emails),
        "phones": list(profile.phones),
        "links": list(profile.links),
        "location": profile.location,
        "sections": [{"kind": each.kind.value, "title": each.title, "text": each.text} for each in profile.sections],
        "experience": [_experience(each) for each in profile.experience],
        "education": [_education(each) for each in profile.education],
        "skills": [_skill(each) for each in profile.skills],
        "months_of_experience": profile.months_of_experience,
        "languages": [{"name": each.name, "level": each.level} for each in profile.languages],
        "certifications": [{"name": each.name, "month": each.month} for each in profile.certifications],
        "sources": [_source(each, lines) for each in profile.sources],
    }


def _source(each: Source, lines: Sequence[Line]) -> dict[str, Any]:
    line = None if each.line is None else lines[each.line]
    return {
        "field": each.field,
        "line": line.text if line else None,
        "page": line.page if line else None,
        "confidence": each.confidence.value,
    }


def _experience(each: Experience) -> dict[str, Any]:
    return {
        "title": each.title,
        "organisation": each.organisation,
        "start": each.start,
        "end": each.end,
        "is_current": each.is_current,
        "bullets": list(each.bullets),
    }


def _education(each: Education) -> dict[str, Any]:
    return {
        "institution": each.institution,
        "degree": each.degree,
        "level": each.level.value if each.level else None,
        "start": each.start,
        "end": each.end,
    }


def _skill(each: Skill) -> dict[str, Any]:
    return {"name": each.name, "canonical": each.canonical, "evidence": each.mentions[0].quote}


def _judged(judgement: Judgement) -> dict[str, Any]:
    card = judgement.scorecard
    return {
        "overall": card.overall,
        "document_quality": card.document_quality,
        "job_match": card.job_match,
        "coverage": card.coverage,
        "metrics": [_metric(each) for each in card.metrics],
        "requirements": [_requirement(each) for each in card.requirements],
        "refused_criteria": [criterion_object(each) for each in judgement.protected],
        "feedback": [_feedback(each) for each in judgement.feedback],
    }


def _metric(each: MetricScore) -> dict[str, Any]:
    return {
        "key": each.key,
        "label": each.label,
        "category": each.category.value,
        "value": each.value,
        "weight": each.weight,
        "explanation": each.explanation,
        "evidence": list(each.evidence),
    }


def _requirement(each: RequirementMatch) -> dict[str, Any]:
    return {
        "text": each.requirement.text,
        "kind": each.requirement.kind.value,
        "importance": each.requirement.importance.value,
        "normalised": each.requirement.normalised,
        "quote": each.requirement.quote,
        "strength": each.strength,
        "evidence": each.evidence,
        "matched_by": each.matched_by.value if each.matched_by else None,
        "through": each.through,
    }


def criterion_object(each: ProtectedCriterion) -> dict[str, Any]:
    """Describe something that a job asks for and the law forbids to ask for."""
    return {"text": each.text, "ground": each.ground.value, "quote": each.quote}


def _feedback(each: FeedbackItem) -> dict[str, Any]:
    return {
        "category": each.category,
        "severity": each.severity.value,
        "title": each.title,
        "message": each.message,
        "recommendation": each.recommendation,
        "quote": each.quote,
        "line": each.line,
        "points_available": each.points_available,
    }
