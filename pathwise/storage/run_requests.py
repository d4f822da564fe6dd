"""Runs that were promised for analyses and batches, until they are settled. Functions here never commit."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import InstrumentedAttribute, Session

from pathwise.storage.batches import ENDED
from pathwise.storage.membership import is_among
from pathwise_models.analyses import ResumeAnalysis
from pathwise_models.comparisons import ComparisonBatch
from pathwise_models.enums import ComparisonBatchStatus, ResumeAnalysisStatus, StageTrigger
from pathwise_models.requests import RunRequest
from pathwise_models.uploads import ResumeUpload

UPLOAD_DEPLOYMENT = "process-upload/on-event"
BATCH_DEPLOYMENT = "compare-batch/on-event"
TRIGGER_TAGS = {
    StageTrigger.COMMAND_LINE: "trigger:command-line",
    StageTrigger.UI: "trigger:ui",
    StageTrigger.SCHEDULE: "trigger:schedule",
    StageTrigger.WEBHOOK: "trigger:event",
    StageTrigger.BATCH: "trigger:batch",
}
"""Tag of a run by what started it."""

ENDED_ANALYSES = (ResumeAnalysisStatus.COMPLETED, ResumeAnalysisStatus.FAILED)


@dataclass(frozen=True, slots=True)
class Promise:
    """A run that was promised and is not settled.

    Attributes:
        request_id: The promise.
        deployment: What is to run, `flow/deployment`.
        upload_id: Upload of the analysis; None for a batch.
        analysis_id: Analysis to be made; None for a batch.
        batch_id: Batch to be compared; None for an analysis.
        trigger: What asked for it.
        attempt: Which run it is, from 1.
        flow_run_id: The run that Prefect answered with; None while it was not asked, or did not answer.
        accepted_at: When it answered.
    """

    request_id: UUID
    deployment: str
    upload_id: UUID | None
    analysis_id: UUID | None
    batch_id: UUID | None
    trigger: StageTrigger
    attempt: int
    flow_run_id: UUID | None
    accepted_at: datetime | None

    @property
    def subject_id(self) -> UUID:
        """The analysis or the batch."""
        return self.batch_id or self.analysis_id  # type: ignore[return-value] # one of them is set: a CHECK sees to it

    @property
    def key(self) -> str:
        """The idempotency key of this attempt: the same for whoever starts it."""
        return f"{self.request_id}-{self.attempt}"

    @property
    def run_name(self) -> str:
        """The name of the run in Prefect."""
        return f"batch-{self.batch_id}" if self.batch_id else f"upload-{self.upload_id}"

    @property
    def tag(self) -> str:
        """The tag that tells what asked for it."""
        return TRIGGER_TAGS[self.trigger]

    @property
    def parameters(self) -> Mapping[str, Any]:
        """The run's parameters: ids alone."""
        if self.batch_id:
            return {"request": {"batch_id": str(self.batch_id)}}
        return {"request": {"upload_id": str(self.upload_id), "analysis_id": str(self.analysis_id)}}


def promise_analyses(session: Session, analysis_ids: Collection[UUID], trigger: StageTrigger) -> None:
    """Promise a run for each analysis; one that is promised already stays as it is."""
    _promise(session, "resume_analysis_id", analysis_ids, UPLOAD_DEPLOYMENT, trigger)


def promise_batches(session: Session, batch_ids: Collection[UUID], trigger: StageTrigger) -> None:
    """Promise a run for each batch; one that is promised already stays as it is."""
    _promise(session, "comparison_batch_id", batch_ids, BATCH_DEPLOYMENT, trigger)


def load_promises(session: Session, condition: ColumnElement[bool], limit: int | None = None) -> list[Promise]:
    """Load promises that are not settled, oldest first."""
    rows = session.execute(
        select(
            RunRequest.id,
            RunRequest.deployment,
            ResumeAnalysis.resume_upload_id,
            RunRequest.resume_analysis_id,
            RunRequest.comparison_batch_id,
            RunRequest.trigger,
            RunRequest.attempt,
            RunRequest.flow_run_id,
            RunRequest.accepted_at,
        )
        .outerjoin(ResumeAnalysis, ResumeAnalysis.id == RunRequest.resume_analysis_id)
        .where(RunRequest.settled_at.is_(None), condition)
        .order_by(RunRequest.created_at, RunRequest.id)
        .limit(limit)
    )
    return [Promise(*row) for row in rows]


def promises_for(session: Session, subject_ids: Collection[UUID]) -> list[Promise]:
    """Load the open promises for analyses or batches."""
    return load_promises(
        session,
        or_(
            is_among(RunRequest.resume_analysis_id, subject_ids), is_among(RunRequest.comparison_batch_id, subject_ids)
        ),
    )


def overdue_promises(session: Session, age: timedelta, most: int) -> list[Promise]:
    """Load promises that Prefect was not given, oldest first.

    Args:
        age: Those touched within this time are left out: whoever made them is about to start them.
        most: How many at most.
    """
    return load_promises(
        session, and_(RunRequest.accepted_at.is_(None), RunRequest.updated_at < func.now() - age, _is_waiting()), most
    )


def unheard_promises(session: Session, age: timedelta, most: int) -> list[Promise]:
    """Load promises that Prefect accepted while their subject is still pending and nobody works on it, oldest first."""
    return load_promises(
        session,
        and_(RunRequest.accepted_at.is_not(None), RunRequest.updated_at < func.now() - age, _is_waiting()),
        most,
    )


def lock_waiting(session: Session, promises: Collection[Promise]) -> list[Promise]:
    """Lock the subjects of promises until the transaction ends; gives those that still wait.

    One that a run has claimed or ended since the promise was loaded is left out.
    """
    waiting: set[UUID] = set()
    for model, pending, ids in (
        (ResumeAnalysis, ResumeAnalysisStatus.PENDING, {each.analysis_id for each in promises if each.analysis_id}),
        (ComparisonBatch, ComparisonBatchStatus.PENDING, {each.batch_id for each in promises if each.batch_id}),
    ):
        free = [is_among(model.id, ids), model.status == pending, model.flow_run_id.is_(None)]
        waiting.update(
            session.scalars(select(model.id).where(*free).order_by(model.id).with_for_update(skip_locked=True))
        )
    return [each for each in promises if each.subject_id in waiting]


def note_accepted(session: Session, promise: Promise, flow_run_id: UUID) -> None:
    """Note the run that Prefect answered with, unless another attempt has begun meanwhile."""
    session.execute(
        update(RunRequest)
        .where(RunRequest.id == promise.request_id, RunRequest.attempt == promise.attempt)
        .values(flow_run_id=flow_run_id, accepted_at=func.now())
    )


def begin_next_attempt(session: Session, promise: Promise) -> bool:
    """Give up the run of a promise that died, so that another one may be started.

    Returns:
        Whether it was this attempt that stood; False where somebody else has done the same.
    """
    changed = session.scalar(
        update(RunRequest)
        .where(RunRequest.id == promise.request_id, RunRequest.attempt == promise.attempt)
        .values(attempt=promise.attempt + 1, flow_run_id=None, accepted_at=None)
        .returning(RunRequest.id)
    )
    return changed is not None


def settle_ended(session: Session, user_id: UUID | None = None) -> int:
    """Settle the promises whose analysis or batch has ended.

    Args:
        session: The transaction.
        user_id: Whose promises; None for everybody's.

    Returns:
        How many there were.
    """
    analysis = select(ResumeAnalysis.id).where(
        ResumeAnalysis.id == RunRequest.resume_analysis_id, ResumeAnalysis.status.in_(ENDED_ANALYSES)
    )
    batch = select(ComparisonBatch.id).where(
        ComparisonBatch.id == RunRequest.comparison_batch_id, ComparisonBatch.status.in_(ENDED)
    )
    if user_id:
        analysis, batch = (
            analysis.where(ResumeAnalysis.user_id == user_id),
            batch.where(ComparisonBatch.user_id == user_id),
        )
    ended = or_(analysis.exists(), batch.exists())
    settled: Sequence[UUID] = session.scalars(
        update(RunRequest)
        .where(RunRequest.settled_at.is_(None), ended)
        .values(settled_at=func.now())
        .returning(RunRequest.id)
        .execution_options(synchronize_session=False)
    ).all()
    return len(settled)


def _is_waiting() -> ColumnElement[bool]:
    """Say in SQL: the subject of a promise is pending, and no run has it, or its upload, in hand."""
    is_read = and_(ResumeUpload.claimed_until.is_not(None), ResumeUpload.claimed_until >= func.now())
    analysis = (
        select(ResumeAnalysis.id)
        .join(ResumeUpload, ResumeUpload.id == ResumeAnalysis.resume_upload_id)
        .where(
            ResumeAnalysis.id == RunRequest.resume_analysis_id,
            ResumeAnalysis.status == ResumeAnalysisStatus.PENDING,
            ResumeAnalysis.flow_run_id.is_(None),
            ~is_read,
        )
        .correlate(RunRequest)
    )
    batch = select(ComparisonBatch.id).where(
        ComparisonBatch.id == RunRequest.comparison_batch_id,
        ComparisonBatch.status == ComparisonBatchStatus.PENDING,
        ComparisonBatch.flow_run_id.is_(None),
    )
    return or_(analysis.exists(), batch.exists())


def _promise(session: Session, subject: str, ids: Collection[UUID], deployment: str, trigger: StageTrigger) -> None:
    rows = [{subject: each, "deployment": deployment, "trigger": trigger} for each in sorted(set(ids))]
    if rows:
        column: InstrumentedAttribute[UUID | None] = getattr(RunRequest, subject)
        session.execute(
            insert(RunRequest)
            .values(rows)
            .on_conflict_do_nothing(index_elements=[column], index_where=RunRequest.settled_at.is_(None))
        )
