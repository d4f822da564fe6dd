"""The JSON of stored results that scripts rely on, for `process --json`. Its keys are in docs/cli.md, and stay."""

from typing import Any

from pathwise.documents.model import Refusal
from pathwise.storage.results import AnalysisResult


def analysis_object(file: str, result: AnalysisResult, *, known: bool) -> dict[str, Any]:
    """Describe one stored analysis, for `process --json`."""
    return {
        "file": file,
        "upload_id": str(result.upload_id),
        "analysis_id": str(result.analysis_id),
        "status": result.status.value,
        "known": known,
        "overall": result.overall,
        "document_quality": result.document_quality,
        "job_match": result.job_match,
        "coverage": result.coverage,
        "summary": result.summary,
    }


def failed_object(file: str, failure: Refusal, result: AnalysisResult | None, *, known: bool) -> dict[str, Any]:
    """Describe a file that has no result, for `process --json`."""
    return {
        "file": file,
        "upload_id": str(result.upload_id) if result else None,
        "analysis_id": str(result.analysis_id) if result else None,
        "known": known,
        "reason": failure.reason.value,
        "message": failure.message,
    }
