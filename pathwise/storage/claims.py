"""Claims: one run at a time works on an upload, an analysis or a batch. Functions here never commit.

A claim is two columns of the row: whose it is, and until when. Whoever holds it may write results; whoever lost
it writes nothing.
"""

from collections.abc import Collection, Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy import case, func, or_, select, true, update
from sqlalchemy.orm import Session

from pathwise.storage.membership import is_among
from pathwise.storage.stage_runs import Claimant, StageClaim, close_abandoned, open_attempts, still_running
from pathwise.storage.subjects import SUBJECTS, Subject
from pathwise_models.enums import Stage


def claim(
    session: Session, stage: Stage, ids: Collection[UUID], claimant: Claimant, lease: timedelta
) -> list[StageClaim]:
    """Claim subjects for a stage, as many of them as are free.

    Free is what nobody claims, what this run claims already, and what a run claims whose lease is over; attempts
    that such a run left running are put on record as interrupted.

    Returns:
        A claim for each subject that is now this run's, in the order of their ids; each has a `running`
        row in `stage_runs`. Ids that do not exist, are claimed elsewhere or finished already are left out.
    """
    subject = SUBJECTS[stage]
    held = _lock_free(session, subject, ids, claimant)
    if not held:
        return []
    _take(session, subject, held, claimant, lease)
    close_abandoned(session, subject, held)
    return open_attempts(session, stage, held, claimant)


def renew(session: Session, stage: Stage, ids: Collection[UUID], claimant: Claimant, lease: timedelta) -> None:
    """Prolong the claims of this run that still are its own."""
    model = SUBJECTS[stage].model
    session.execute(
        update(model)
        .where(is_among(model.id, ids), model.flow_run_id == claimant.flow_run_id)
        .values(claimed_until=func.now() + lease)
        .execution_options(synchronize_session=False)
    )


def hold(session: Session, claims: Sequence[StageClaim], claimant: Claimant) -> list[StageClaim]:
    """Lock the subjects of claims that still are this run's, until the transaction ends.

    Returns:
        The claims whose results may be written. A claim that another run took over meanwhile, even for a
        later attempt of the same flow run, is not among them.
    """
    held: set[UUID] = set()
    for stage, ids in _by_stage(claims).items():
        model = SUBJECTS[stage].model
        locked = session.scalars(
            select(model.id)
            .where(is_among(model.id, ids), model.flow_run_id == claimant.flow_run_id)
            .order_by(model.id)
            .with_for_update()
        )
        held.update(locked)
    running = still_running(session, claims)
    return [claim for claim in claims if claim.subject_id in held and claim.stage_run_id in running]


def _take(session: Session, subject: Subject, ids: Sequence[UUID], claimant: Claimant, lease: timedelta) -> None:
    model = subject.model
    values = {
        subject.status: subject.working,
        "flow_run_id": claimant.flow_run_id,
        "claimed_until": func.now() + lease,
        "reason_code": None,
        "failure_reason": None,
        subject.ended_at: None,
    }
    if subject.started_at:
        # A later stage of the same run goes on with what it began.
        mine = model.flow_run_id == claimant.flow_run_id
        values[subject.started_at] = case((mine, getattr(model, subject.started_at)), else_=func.now())
    session.execute(
        update(model).where(is_among(model.id, ids)).values(values).execution_options(synchronize_session=False)
    )


def _lock_free(session: Session, subject: Subject, ids: Collection[UUID], claimant: Claimant) -> list[UUID]:
    model = subject.model
    free = or_(
        model.flow_run_id.is_(None),
        model.flow_run_id == claimant.flow_run_id,
        model.claimed_until < func.now(),
    )
    unfinished = getattr(model, subject.status).in_(subject.claimable) if subject.claimable else true()
    # A row that another run is claiming at this moment is as good as claimed: it is passed over, not waited for.
    return list(
        session.scalars(
            select(model.id)
            .where(is_among(model.id, ids), free, unfinished)
            .order_by(model.id)
            .with_for_update(skip_locked=True)
        )
    )


def _by_stage(claims: Sequence[StageClaim]) -> dict[Stage, list[UUID]]:
    grouped: dict[Stage, list[UUID]] = {}
    for each in claims:
        grouped.setdefault(each.stage, []).append(each.subject_id)
    return grouped
