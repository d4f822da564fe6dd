"""What each stage works on: uploads, analyses or batches, and the columns that tell its state."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import InstrumentedAttribute

from pathwise_models.analyses import ResumeAnalysis
from pathwise_models.comparisons import ComparisonBatch
from pathwise_models.enums import ComparisonBatchStatus, ResumeAnalysisStatus, ResumeUploadStatus, Stage
from pathwise_models.stages import StageRun
from pathwise_models.uploads import ResumeUpload

Claimable = type[ResumeUpload] | type[ResumeAnalysis] | type[ComparisonBatch]


@dataclass(frozen=True, slots=True)
class Subject:
    """A table whose rows stages work on.

    Attributes:
        model: The table.
        stage_run_key: Column of `stage_runs` that names a row of it.
        status: Its column that tells how far work has come.
        pending: Value of that column while the row waits for a run.
        working: Value of that column while a run works on the row.
        failed: Value of that column when the work failed.
        claimable: Values of that column at which work may begin; empty for any: an upload that was read is
            read again when the reader got better, while a completed analysis stays as it is.
        started_at: Column with the time at which work began; None where there is none.
        ended_at: Column with the time at which work ended.
    """

    model: Claimable
    stage_run_key: InstrumentedAttribute[UUID | None]
    status: str
    pending: str
    working: str
    failed: str
    claimable: tuple[str, ...]
    started_at: str | None
    ended_at: str


UPLOAD = Subject(
    ResumeUpload,
    StageRun.resume_upload_id,
    status="upload_status",
    pending=ResumeUploadStatus.PENDING,
    working=ResumeUploadStatus.PROCESSING,
    failed=ResumeUploadStatus.FAILED,
    claimable=(),
    started_at=None,
    ended_at="processed_at",
)
ANALYSIS = Subject(
    ResumeAnalysis,
    StageRun.resume_analysis_id,
    status="status",
    pending=ResumeAnalysisStatus.PENDING,
    working=ResumeAnalysisStatus.RUNNING,
    failed=ResumeAnalysisStatus.FAILED,
    claimable=(ResumeAnalysisStatus.PENDING, ResumeAnalysisStatus.RUNNING),
    started_at="started_at",
    ended_at="completed_at",
)
BATCH = Subject(
    ComparisonBatch,
    StageRun.comparison_batch_id,
    status="status",
    pending=ComparisonBatchStatus.PENDING,
    working=ComparisonBatchStatus.PROCESSING,
    failed=ComparisonBatchStatus.FAILED,
    claimable=(ComparisonBatchStatus.PENDING, ComparisonBatchStatus.PROCESSING),
    started_at="started_at",
    ended_at="completed_at",
)
SUBJECTS = {
    Stage.EXTRACT: UPLOAD,
    Stage.SCORE: ANALYSIS,
    Stage.FEEDBACK: ANALYSIS,
    Stage.COMPARE: BATCH,
}

FREE: dict[str, None] = {"flow_run_id": None, "claimed_until": None}
"""Values of a row that nobody claims."""
