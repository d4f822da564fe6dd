"""What is kept of a resume, as rows written by the process that worked it out. Knows no database.

The process that sends them reads nothing of them: what a resume becomes is written as JSON once, and taken apart by
Postgres.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pathwise.feedback.model import FeedbackItem
from pathwise.inspection import Inspection
from pathwise.scoring.model import Scorecard
from pathwise.storage.characters import JsonRows

MAX_POINTS = 100.0


@dataclass(frozen=True, slots=True)
class InspectionRecord:
    """What was read from an upload, a row each.

    Attributes:
        upload: Columns of `resume_uploads`.
        document: A row of `resume_documents`.
        profile: A row of `resume_profiles`, but for the document's key.
    """

    upload: JsonRows
    document: JsonRows
    profile: JsonRows


@dataclass(frozen=True, slots=True)
class ScoreRecord:
    """The scores of an analysis.

    Attributes:
        analysis: Columns of `resume_analyses`, one row.
        metrics: Rows of `analysis_scores`.
    """

    analysis: JsonRows
    metrics: JsonRows


@dataclass(frozen=True, slots=True)
class FeedbackRecord:
    """The feedback of an analysis.

    Attributes:
        analysis: Columns of `resume_analyses`, one row.
        items: Rows of `feedback_items`.
    """

    analysis: JsonRows
    items: JsonRows


def record_inspection(upload_id: UUID, inspection: Inspection) -> InspectionRecord:
    """Write down what was read from an upload."""
    document, profile = inspection.document, inspection.profile
    key = {"resume_upload_id": upload_id, "reader_version": document.reader_version}
    return InspectionRecord(
        upload=JsonRows.write([{"id": upload_id, "content_type": document.content_type}]),
        document=JsonRows.write(
            [
                key
                | {
                    "content_type": document.content_type,
                    "language": document.language,
                    "page_count": document.page_count,
                    "text": document.text,
                    "lines": document.lines,
                    "links": document.links,
                    "integrity": {"hidden_text": document.hidden_text, "scanned_pages": document.scanned_pages},
                }
            ]
        ),
        profile=JsonRows.write(
            [
                key
                | {
                    "profile_version": profile.profile_version,
                    "lexicon_version": profile.lexicon_version,
                    "profile": profile,
                }
            ]
        ),
    )


def record_scorecard(analysis_id: UUID, card: Scorecard, manifest: dict[str, Any]) -> ScoreRecord:
    """Write down the scores of an analysis."""
    analysis = {
        "id": analysis_id,
        "model_version": card.rubric_version,
        "overall_score": card.overall,
        "document_quality": card.document_quality,
        "job_match": card.job_match,
        "coverage": card.coverage,
        "requirements": card.requirements,
        "manifest": manifest,
    }
    metrics = [
        {
            "analysis_id": analysis_id,
            "position": position,
            "metric_key": metric.key,
            "metric_label": metric.label,
            "category": metric.category,
            "score_value": metric.value,
            "max_score": MAX_POINTS,
            "weight": metric.weight,
            "explanation": metric.explanation,
            "evidence": metric.evidence,
        }
        for position, metric in enumerate(card.metrics)
    ]
    return ScoreRecord(JsonRows.write([analysis]), JsonRows.write(metrics))


def record_feedback(analysis_id: UUID, feedback: Sequence[FeedbackItem], summary: str) -> FeedbackRecord:
    """Write down the feedback of an analysis."""
    items = [
        {
            "analysis_id": analysis_id,
            "position": position,
            "category": item.category,
            "severity": item.severity,
            "title": item.title,
            "message": item.message,
            "recommendation": item.recommendation,
            "reference_context": item.quote,
            "reference_line": item.line,
            "points_available": item.points_available,
        }
        for position, item in enumerate(feedback)
    ]
    return FeedbackRecord(JsonRows.write([{"id": analysis_id, "summary": summary}]), JsonRows.write(items))
