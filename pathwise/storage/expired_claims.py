"""Claims that ran out: found, weighed, given back or ended. Time is the server's. Functions here never commit."""

from collections.abc import Collection, Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select, union_all, update
from sqlalchemy.orm import Session, aliased

from pathwise.reconciliation.model import BULK_FROM, ExpiredClaim
from pathwise.storage.membership import is_among
from pathwise.storage.outbox import tell_analyses, tell_batches
from pathwise.storage.results import OPEN
from pathwise.storage.stage_runs import Failure, close_abandoned
from pathwise.storage.subjects import ANALYSIS, BATCH, FREE, UPLOAD, Subject
from pathwise_models.analyses import ResumeAnalysis
from pathwise_models.comparisons import BatchMember, ComparisonBatch
from pathwise_models.enums import ComparisonBatchStatus, ResumeAnalysisStatus, Stage
from pathwise_models.requests import RunRequest
from pathwise_models.stages import StageRun
from pathwise_models.uploads import ResumeUpload

OPEN_BATCHES = (ComparisonBatchStatus.PENDING, ComparisonBatchStatus.PROCESSING)


def expired_runs(session: Session, most: int) -> list[UUID]:
    """Name the runs whose claims ran out, those that did first come first."""
    claims = union_all(
        *(
            select(subject.model.flow_run_id, subject.model.claimed_until).where(
                subject.model.claimed_until < func.now()
            )
            for subject in (BATCH, ANALYSIS, UPLOAD)
        )
    ).subquery()
    ran_out = func.min(claims.c.claimed_until)
    return list(
        session.scalars(select(claims.c.flow_run_id).group_by(claims.c.flow_run_id).order_by(ran_out).limit(most))
    )


def expired_batches(session: Session, runs: Collection[UUID], grace: timedelta, most: int) -> list[ExpiredClaim]:
    """Lock the batches whose claim by one of these runs ran out; what others have locked is left out.

    Args:
        runs: The runs.
        grace: A claim that ran out within this time is fresh.
        most: How many at most, oldest first.
    """
    return list(_expired(session, BATCH, runs, grace, most))


def expired_analyses(session: Session, runs: Collection[UUID], grace: timedelta, most: int) -> list[ExpiredClaim]:
    """Lock the analyses whose claim by one of these runs ran out, as `expired_batches` does."""
    facts = {"is_expected": _is_expected(ResumeAnalysis)}
    return list(_expired(session, ANALYSIS, runs, grace, most, _bulk_runs(session, runs, Stage.SCORE), **facts))


def expired_uploads(session: Session, runs: Collection[UUID], grace: timedelta, most: int) -> list[ExpiredClaim]:
    """Lock the uploads whose claim by one of these runs ran out, as `expired_batches` does."""
    asked = aliased(ResumeAnalysis)
    of_upload = and_(asked.resume_upload_id == ResumeUpload.id, asked.status.in_(OPEN))
    is_free = and_(asked.flow_run_id.is_(None), asked.superseded_at.is_(None))
    facts = {
        "is_expected": select(asked.id).where(of_upload, _is_expected(asked)).exists(),
        "is_held": select(asked.id).where(of_upload, asked.claimed_until >= func.now()).exists(),
        "has_question": select(asked.id).where(of_upload, is_free, ~_is_expected(asked)).exists(),
    }
    return list(_expired(session, UPLOAD, runs, grace, most, _bulk_runs(session, runs, Stage.EXTRACT), **facts))


def waiting_members(session: Session, batch_ids: Collection[UUID]) -> list[UUID]:
    """Name the analyses that waited for batches which have ended, and that nobody else will take up."""
    return list(
        session.scalars(
            select(ResumeAnalysis.id)
            .join(BatchMember, BatchMember.resume_analysis_id == ResumeAnalysis.id)
            .where(is_among(BatchMember.batch_id, batch_ids), *_left_alone())
        )
    )


def waiting_questions(session: Session, upload_ids: Collection[UUID]) -> list[UUID]:
    """Name the analyses that wait for uploads to be read, and that nobody will take up by itself."""
    return list(
        session.scalars(
            select(ResumeAnalysis.id).where(
                is_among(ResumeAnalysis.resume_upload_id, upload_ids),
                ResumeAnalysis.superseded_at.is_(None),
                *_left_alone(),
            )
        )
    )


def forgotten_batches(session: Session, since: timedelta, most: int) -> list[UUID]:
    """Name batches that wait, with nobody promised to them, and were not touched for a time."""
    return list(
        session.scalars(
            select(ComparisonBatch.id)
            .where(
                ComparisonBatch.status == ComparisonBatchStatus.PENDING,
                ComparisonBatch.flow_run_id.is_(None),
                ComparisonBatch.updated_at < func.now() - since,
                ~_is_promised(RunRequest.comparison_batch_id, ComparisonBatch.id),
            )
            .order_by(ComparisonBatch.created_at)
            .limit(most)
            .with_for_update(skip_locked=True)
        )
    )


def forgotten_analyses(session: Session, since: timedelta, most: int) -> list[UUID]:
    """Name analyses that wait, with no run or batch that will take them up, and were not touched for a time."""
    return list(
        session.scalars(
            select(ResumeAnalysis.id)
            .where(
                ResumeAnalysis.status == ResumeAnalysisStatus.PENDING,
                ResumeAnalysis.flow_run_id.is_(None),
                ResumeAnalysis.updated_at < func.now() - since,
                ~_is_expected(ResumeAnalysis),
            )
            .order_by(ResumeAnalysis.created_at)
            .limit(most)
            .with_for_update(skip_locked=True)
        )
    )


def give_back(session: Session, subject: Subject, ids: Collection[UUID]) -> None:
    """Make subjects pending and free; what a dead run attempted on them is put on record as interrupted."""
    if ids:
        close_abandoned(session, subject, list(ids))
        _change(session, subject, ids, {subject.status: subject.pending})


def end(session: Session, subject: Subject, ids: Collection[UUID], failure: Failure) -> None:
    """Put subjects on record as failed, free them, and close what was attempted on them; who wants to know is told."""
    if ids:
        close_abandoned(session, subject, list(ids), failure)
        failed = {"reason_code": failure.reason, "failure_reason": failure.message, subject.ended_at: func.now()}
        _change(session, subject, ids, {subject.status: subject.failed} | failed)
        if subject is ANALYSIS:
            tell_analyses(session, ids)
        if subject is BATCH:
            tell_batches(session, ids)


def _change(session: Session, subject: Subject, ids: Collection[UUID], values: dict[str, Any]) -> None:
    session.execute(
        update(subject.model)
        .where(is_among(subject.model.id, ids))
        .values(values | FREE)
        .execution_options(synchronize_session=False)
    )


def _expired(
    session: Session,
    subject: Subject,
    runs: Collection[UUID],
    grace: timedelta,
    most: int,
    bulk_runs: Collection[UUID] = (),
    **facts: ColumnElement[bool],
) -> Iterator[ExpiredClaim]:
    model = subject.model
    # While the server itself was away nobody could renew anything.
    ran_out = func.greatest(model.claimed_until, func.pg_postmaster_start_time())
    columns = {"subject_id": model.id, "flow_run_id": model.flow_run_id, "is_fresh": ran_out > func.now() - grace}
    rows = session.execute(
        select(*(column.label(name) for name, column in (columns | facts).items()))
        .where(is_among(model.flow_run_id, runs), model.claimed_until < func.now())
        .order_by(model.claimed_until, model.id)
        .limit(most)
        .with_for_update(of=model, skip_locked=True)
    )
    for row in rows.mappings():
        yield ExpiredClaim(**row, is_bulk=row["flow_run_id"] in bulk_runs)


def _bulk_runs(session: Session, runs: Collection[UUID], stage: Stage) -> set[UUID]:
    """Tell which of these runs have had so many subjects at a stage that they are bulk runs."""
    counted = select(StageRun.flow_run_id).where(is_among(StageRun.flow_run_id, runs), StageRun.stage == stage)
    found = session.scalars(counted.group_by(StageRun.flow_run_id).having(func.count() >= BULK_FROM))
    return {run for run in found if run}


def _left_alone() -> list[ColumnElement[bool]]:
    is_free = or_(ResumeAnalysis.flow_run_id.is_(None), ResumeAnalysis.claimed_until < func.now())
    return [ResumeAnalysis.status.in_(OPEN), is_free, ~_is_expected(ResumeAnalysis)]


def _is_expected(analysis: type[ResumeAnalysis]) -> ColumnElement[bool]:
    """Say in SQL: a run is promised for the analysis, or a batch that is open has it as a member."""
    in_open_batch = (
        select(BatchMember.id)
        .join(ComparisonBatch, ComparisonBatch.id == BatchMember.batch_id)
        .where(BatchMember.resume_analysis_id == analysis.id, ComparisonBatch.status.in_(OPEN_BATCHES))
        .correlate(analysis)
        .exists()
    )
    return or_(_is_promised(RunRequest.resume_analysis_id, analysis.id), in_open_batch)


def _is_promised(key: Any, subject_id: Any) -> ColumnElement[bool]:
    return select(RunRequest.id).where(key == subject_id, RunRequest.settled_at.is_(None)).exists()
