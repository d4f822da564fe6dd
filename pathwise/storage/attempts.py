"""How far stages have come: the last attempt at each, for those who show it. Reads only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from pathwise.storage.subjects import SUBJECTS
from pathwise_models.enums import ReasonCode, Stage, StageRunStatus
from pathwise_models.stages import StageRun


@dataclass(frozen=True, slots=True)
class StageState:
    """The last attempt at a stage.

    Attributes:
        stage: The stage.
        status: How the attempt stands or ended; None before the first.
        attempt: Attempts so far; 0 before the first.
        reason: Why it failed.
        message: The same in a sentence.
        started_at: When it began.
        finished_at: When it ended.
    """

    stage: Stage
    status: StageRunStatus | None = None
    attempt: int = 0
    reason: ReasonCode | None = None
    message: str | None = None
    started_at: datetime | None = None
    finished_at: datetime | None = None


def stages_of(session: Session, subject_id: UUID, stages: Sequence[Stage]) -> tuple[StageState, ...]:
    """Tell how far stages have come for an upload, an analysis or a batch; what was skipped was no attempt.

    Args:
        session: The transaction.
        subject_id: What they work on.
        stages: Stages that work on the same kind of subject, one or more.
    """
    key = SUBJECTS[stages[0]].stage_run_key
    rows = session.execute(
        select(
            StageRun.stage,
            StageRun.status,
            StageRun.attempt,
            StageRun.reason_code,
            StageRun.message,
            StageRun.started_at,
            StageRun.finished_at,
        )
        .where(key == subject_id, StageRun.status != StageRunStatus.SKIPPED)
        .order_by(StageRun.started_at, StageRun.attempt)
    )
    last = {row.stage: StageState(*row) for row in rows}
    return tuple(last.get(stage, StageState(stage)) for stage in stages)
