"""The record of every attempt at a stage. Functions here never commit."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from pathwise.storage.characters import JsonRows
from pathwise.storage.membership import is_among
from pathwise.storage.outbox import tell_analyses, tell_batches
from pathwise.storage.recordsets import insert_rows
from pathwise.storage.subjects import ANALYSIS, BATCH, FREE, SUBJECTS, UPLOAD, Subject
from pathwise_models.enums import ReasonCode, Stage, StageRunStatus, StageTrigger
from pathwise_models.stages import StageRun


@dataclass(frozen=True, slots=True)
class Claimant:
    """Who claims: a flow run and what started it.

    Attributes:
        flow_run_id: The run; the claim is its own.
        task_run_id: The task within it.
        trigger: What started the run.
        actor: Who started it, where that is known.
    """

    flow_run_id: UUID
    task_run_id: UUID | None
    trigger: StageTrigger
    actor: str | None = None


@dataclass(frozen=True, slots=True)
class StageClaim:
    """One attempt at a stage, claimed and on record as running."""

    stage_run_id: UUID
    stage: Stage
    subject_id: UUID


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an attempt failed: a code from the closed set and a sentence for a person."""

    reason: ReasonCode
    message: str


INTERRUPTED = Failure(ReasonCode.INTERRUPTED, "The run that worked on this ended without a word.")


def open_attempts(session: Session, stage: Stage, ids: Sequence[UUID], claimant: Claimant) -> list[StageClaim]:
    """Put a new attempt at a stage on record as running, for each subject."""
    attempts = _next_attempts(session, stage, ids)
    rows = [
        _new_row(stage, subject_id, claimant) | {"id": uuid4(), "attempt": attempts[subject_id]} for subject_id in ids
    ]
    insert_rows(session, StageRun, [*rows[0]], JsonRows.write(rows))
    return [StageClaim(row["id"], stage, subject_id) for row, subject_id in zip(rows, ids, strict=True)]


def close_abandoned(session: Session, subject: Subject, ids: Sequence[UUID], failure: Failure = INTERRUPTED) -> None:
    """Put attempts that a dead run left running on record as failed."""
    session.execute(
        update(StageRun)
        .where(is_among(subject.stage_run_key, ids), StageRun.status == StageRunStatus.RUNNING)
        .values(
            status=StageRunStatus.FAILED,
            reason_code=failure.reason,
            message=failure.message,
            finished_at=func.now(),
        )
        .execution_options(synchronize_session=False)
    )


def still_running(session: Session, claims: Sequence[StageClaim]) -> set[UUID]:
    """Tell which of these attempts are on record as running, by their own ids."""
    return _with_status(session, claims, StageRunStatus.RUNNING)


def finished(session: Session, claims: Sequence[StageClaim]) -> set[UUID]:
    """Tell which of these attempts are on record as completed, by subject.

    A commit whose answer got lost with the connection is found here when it is tried again.
    """
    completed = _with_status(session, claims, StageRunStatus.COMPLETED)
    return {claim.subject_id for claim in claims if claim.stage_run_id in completed}


def complete(session: Session, claims: Sequence[StageClaim]) -> None:
    """Put held attempts on record as completed. The subjects' own status is the caller's to set."""
    if claims:
        session.execute(
            update(StageRun)
            .where(is_among(StageRun.id, [claim.stage_run_id for claim in claims]))
            .values(status=StageRunStatus.COMPLETED, finished_at=func.clock_timestamp())
            .execution_options(synchronize_session=False)
        )


def fail(session: Session, failures: Sequence[tuple[StageClaim, Failure]]) -> None:
    """Put held attempts on record as failed, their subjects as well, and give the claims back.

    Who wants to be told of the end of an analysis or a batch is told.
    """
    if not failures:
        return
    now = session.scalar(select(func.clock_timestamp()))
    session.execute(
        update(StageRun),
        [
            {
                "id": claim.stage_run_id,
                "status": StageRunStatus.FAILED,
                "reason_code": failure.reason,
                "message": failure.message,
                "finished_at": now,
            }
            for claim, failure in failures
        ],
    )
    for subject in (UPLOAD, ANALYSIS, BATCH):
        rows = [
            {
                "id": claim.subject_id,
                subject.status: subject.failed,
                subject.ended_at: now,
                "reason_code": failure.reason,
                "failure_reason": failure.message,
                **FREE,
            }
            for claim, failure in failures
            if SUBJECTS[claim.stage] is subject
        ]
        if rows:
            session.execute(update(subject.model), rows)
    tell_analyses(session, [claim.subject_id for claim, _ in failures if SUBJECTS[claim.stage] is ANALYSIS])
    tell_batches(session, [claim.subject_id for claim, _ in failures if SUBJECTS[claim.stage] is BATCH])


def record_skipped(session: Session, stage: Stage, ids: Sequence[UUID], claimant: Claimant, message: str) -> None:
    """Put on record that a stage was asked for by id and had nothing to do."""
    rows = [
        _new_row(stage, subject_id, claimant)
        | {"status": StageRunStatus.SKIPPED, "message": message, "finished_at": func.now()}
        for subject_id in ids
    ]
    if rows:
        session.execute(insert(StageRun).values(rows))


def record_completed(session: Session, stage: Stage, ids: Sequence[UUID], claimant: Claimant) -> None:
    """Put a stage that was done together with the one before it on record as completed."""
    if not ids:
        return
    attempts = _next_attempts(session, stage, ids)
    now = session.scalar(select(func.clock_timestamp()))
    rows = [
        _new_row(stage, subject_id, claimant)
        | {
            "attempt": attempts[subject_id],
            "status": StageRunStatus.COMPLETED,
            "started_at": now,
            "finished_at": now,
        }
        for subject_id in ids
    ]
    insert_rows(session, StageRun, [*rows[0]], JsonRows.write(rows))


def _next_attempts(session: Session, stage: Stage, ids: Sequence[UUID]) -> dict[UUID, int]:
    """Number the attempt that comes next, by subject; what was skipped was none."""
    key = SUBJECTS[stage].stage_run_key
    earlier = session.execute(
        select(key, func.count())
        .where(is_among(key, ids), StageRun.stage == stage, StageRun.status != StageRunStatus.SKIPPED)
        .group_by(key)
    )
    counts = dict(earlier.tuples().all())
    return {subject_id: counts.get(subject_id, 0) + 1 for subject_id in ids}


def _new_row(stage: Stage, subject_id: UUID, claimant: Claimant) -> dict[str, Any]:
    return {
        SUBJECTS[stage].stage_run_key.key: subject_id,
        "stage": stage,
        "flow_run_id": claimant.flow_run_id,
        "task_run_id": claimant.task_run_id,
        "trigger": claimant.trigger,
        "actor": claimant.actor,
    }


def _with_status(session: Session, claims: Sequence[StageClaim], status: StageRunStatus) -> set[UUID]:
    ids = [claim.stage_run_id for claim in claims]
    return set(session.scalars(select(StageRun.id).where(is_among(StageRun.id, ids), StageRun.status == status)))
