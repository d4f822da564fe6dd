"""What proving an analysis needs: all that is kept of it, and where its file lies. Reads only."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from pathwise.documents.model import DocumentText
from pathwise.manifest import job_sha256, scores_of
from pathwise.storage.assignments import StoredUpload, load_stored_uploads
from pathwise.storage.inspections import latest_documents
from pathwise.storage.results import AnalysisResult, load_results
from pathwise.verification import KeptAnalysis
from pathwise_models.analyses import ResumeAnalysis
from pathwise_models.enums import ResumeAnalysisStatus


@dataclass(frozen=True, slots=True)
class Exhibit:
    """An analysis to be proved.

    Attributes:
        status: How far it has come.
        kept: What is kept of it; None where it has no result, or one of the first service without a manifest.
        job_text: The job it was judged for.
        stored: Where its file lies.
        document: The text kept of the file, by the reader that the manifest names if that is there, else the newest;
            None where none is.
    """

    status: ResumeAnalysisStatus
    kept: KeptAnalysis | None
    job_text: str | None
    stored: StoredUpload
    document: DocumentText | None


def load_exhibit(session: Session, analysis_id: UUID) -> Exhibit | None:
    """Load what proving an analysis needs; None where there is no such analysis."""
    row = session.get(ResumeAnalysis, analysis_id)
    if row is None:
        return None
    (result,) = load_results(session, [analysis_id])
    reader = (row.manifest or {}).get("versions", {}).get("reader")
    is_whole = row.status is ResumeAnalysisStatus.COMPLETED and row.manifest and row.manifest.get("as_of")
    return Exhibit(
        status=row.status,
        kept=_kept(row, result) if is_whole else None,
        job_text=row.job_description,
        stored=load_stored_uploads(session, [row.resume_upload_id])[row.resume_upload_id],
        document=latest_documents(session, [row.resume_upload_id], preferred=reader).get(row.resume_upload_id),
    )


def _kept(row: ResumeAnalysis, result: AnalysisResult) -> KeptAnalysis:
    return KeptAnalysis(
        manifest=row.manifest or {},
        requirements=[_requirement(each) for each in row.requirements],
        metrics={metric.key: metric.value for metric in result.metrics},
        scores=scores_of(result),
        feedback=[
            (item.title, item.points_available, item.message, item.recommendation, item.quote)
            for item in result.feedback
        ],
        job_sha256=job_sha256(row.job_description),
    )


def _requirement(kept: dict[str, Any]) -> tuple[str, float | None]:
    return kept["requirement"]["text"], kept["strength"]
