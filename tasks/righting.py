"""What reconciling does about claims that ran out and promises that were not kept, within one transaction each."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from pathwise.reconciliation.model import ExpiredClaim, Righted, Verdict
from pathwise.reconciliation.verdicts import on_analysis, on_batch, on_promise, on_upload
from pathwise.runtime.prefect_api import FlowRun
from pathwise.storage.expired_claims import (
    end,
    expired_analyses,
    expired_batches,
    expired_uploads,
    forgotten_analyses,
    forgotten_batches,
    give_back,
    waiting_members,
    waiting_questions,
)
from pathwise.storage.results import cancel_waiting
from pathwise.storage.run_requests import Promise, begin_next_attempt, lock_waiting, promise_analyses, promise_batches
from pathwise.storage.stage_runs import Failure
from pathwise.storage.subjects import ANALYSIS, BATCH, UPLOAD, Subject
from pathwise_models.enums import ReasonCode, StageTrigger
from tasks.run_context import run_logger
from tasks.stages import CANCELLED

SHOWN_IDS = 5

LEFT_BEHIND = Failure(
    ReasonCode.INTERRUPTED,
    "The run that worked on this ended without a word. The nightly run, or the same command again, takes it up.",
)
GIVEN_UP = Failure(
    ReasonCode.INTERRUPTED,
    "Three runs in a row ended without a word while they worked on this. Look at their logs; asking again, or the "
    "nightly run, takes it up.",
)
FORGOTTEN = Failure(
    ReasonCode.INTERRUPTED,
    "What was to work on this never came back to it. The nightly run, or the same command again, takes it up.",
)

BATCHES_FORGOTTEN_AFTER = timedelta(minutes=10)
"""A batch is claimed within seconds of being opened."""
ANALYSES_FORGOTTEN_AFTER = timedelta(days=1)
"""A command that works on very many opens them all first; longer than any takes."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one round of reconciling may cost, and how patient it is.

    Attributes:
        rows: Most rows of a kind that are put right.
        grace: How long after its end a claim may still be renewed by a run that lives.
    """

    rows: int
    grace: timedelta


Answers = Mapping[UUID, FlowRun]


def right_claims(session: Session, runs: Collection[UUID], answers: Answers, limits: Limits) -> Righted:
    """Put right what runs whose claims ran out have left behind.

    Args:
        runs: The runs that Prefect was asked about.
        answers: What it said; those that it does not know are missing.
        limits: How much, and how patiently.
    """
    righted = Righted()
    for subject, load, decide in (
        (BATCH, expired_batches, on_batch),
        (ANALYSIS, expired_analyses, on_analysis),
        (UPLOAD, expired_uploads, on_upload),
    ):
        claims = load(session, runs, limits.grace, limits.rows)
        for verdict, concerned in _sorted(claims, answers, decide).items():
            ids = [each.subject_id for each in concerned]
            promised = _RIGHTED[subject.model.__tablename__](session, verdict, ids)
            gone = {each.flow_run_id for each in concerned} if verdict is not Verdict.CANCEL else ()
            righted += _told(subject, verdict, ids, promised, gone)
    return righted


def right_promises(session: Session, promises: Sequence[Promise], answers: Answers, limits: Limits) -> Righted:
    """Follow up promises whose run is gone while their subject still waits."""
    righted = Righted()
    for verdict, concerned in _weighed(promises, answers, limits).items():
        # Since Prefect was asked, the run may have ended the subject after all.
        waiting = lock_waiting(session, concerned)
        again: set[UUID] = set()
        if verdict is Verdict.NEXT_ATTEMPT:
            again = {each.subject_id for each in waiting if begin_next_attempt(session, each)}
        else:
            _end_promised(session, waiting, CANCELLED if verdict is Verdict.CANCEL else GIVEN_UP)
        gone = {each.flow_run_id for each in waiting if each.flow_run_id} if verdict is not Verdict.CANCEL else ()
        righted += _told(BATCH, verdict, _batches(waiting), again, gone)
        righted += _told(ANALYSIS, verdict, _analyses(waiting))
    return righted


def right_forgotten(session: Session, limits: Limits) -> Righted:
    """Promise a run to batches that nobody came for; end single analyses that nobody came for."""
    batches = forgotten_batches(session, BATCHES_FORGOTTEN_AFTER, limits.rows)
    promise_batches(session, batches, StageTrigger.SCHEDULE)
    analyses = forgotten_analyses(session, ANALYSES_FORGOTTEN_AFTER, limits.rows)
    end(session, ANALYSIS, analyses, FORGOTTEN)
    return _told(BATCH, Verdict.PROMISE, batches, batches) + _told(ANALYSIS, Verdict.GIVE_UP, analyses)


def _weighed(promises: Sequence[Promise], answers: Answers, limits: Limits) -> dict[Verdict, list[Promise]]:
    """Decide about promises, the oldest first, until there is enough to do for one round."""
    verdicts: dict[Verdict, list[Promise]] = defaultdict(list)
    now = datetime.now(UTC)
    for promise in promises:
        run = answers.get(promise.flow_run_id) if promise.flow_run_id else None
        verdict = on_promise(promise.attempt, run, now)
        if verdict is not Verdict.LEAVE:
            verdicts[verdict].append(promise)
        if sum(map(len, verdicts.values())) == limits.rows:
            break
    return verdicts


def _sorted(
    claims: Sequence[ExpiredClaim], answers: Answers, decide: Callable[[ExpiredClaim, FlowRun | None], Verdict]
) -> dict[Verdict, list[ExpiredClaim]]:
    verdicts: dict[Verdict, list[ExpiredClaim]] = defaultdict(list)
    for claim in claims:
        verdicts[decide(claim, answers.get(claim.flow_run_id))].append(claim)
    verdicts.pop(Verdict.LEAVE, None)
    return verdicts


def _right_batches(session: Session, verdict: Verdict, ids: Sequence[UUID]) -> set[UUID]:
    if verdict is Verdict.CANCEL:
        _end_batches(session, ids, CANCELLED)
        return set()
    give_back(session, BATCH, ids)
    promise_batches(session, ids, StageTrigger.SCHEDULE)
    return set(ids)


def _right_analyses(session: Session, verdict: Verdict, ids: Sequence[UUID]) -> set[UUID]:
    if verdict in (Verdict.CANCEL, Verdict.GIVE_UP):
        end(session, ANALYSIS, ids, CANCELLED if verdict is Verdict.CANCEL else LEFT_BEHIND)
        return set()
    give_back(session, ANALYSIS, ids)
    return _promise(session, ids) if verdict is Verdict.PROMISE else set()


def _right_uploads(session: Session, verdict: Verdict, ids: Sequence[UUID]) -> set[UUID]:
    questions = waiting_questions(session, ids)
    if verdict in (Verdict.CANCEL, Verdict.GIVE_UP):
        end(session, UPLOAD, ids, CANCELLED if verdict is Verdict.CANCEL else LEFT_BEHIND)
        if verdict is Verdict.CANCEL:
            cancel_waiting(session, questions)
        return set()
    give_back(session, UPLOAD, ids)
    return _promise(session, questions) if verdict is Verdict.PROMISE else set()


_RIGHTED: Mapping[str, Callable[[Session, Verdict, Sequence[UUID]], set[UUID]]] = {
    BATCH.model.__tablename__: _right_batches,
    ANALYSIS.model.__tablename__: _right_analyses,
    UPLOAD.model.__tablename__: _right_uploads,
}


def _promise(session: Session, analysis_ids: Sequence[UUID]) -> set[UUID]:
    promise_analyses(session, analysis_ids, StageTrigger.SCHEDULE)
    return set(analysis_ids)


def _end_promised(session: Session, promises: Sequence[Promise], failure: Failure) -> None:
    end(session, ANALYSIS, _analyses(promises), failure)
    _end_batches(session, _batches(promises), failure)


def _end_batches(session: Session, ids: Sequence[UUID], failure: Failure) -> None:
    """End batches, and with them the members that wait for nothing else."""
    end(session, BATCH, ids, failure)
    end(session, ANALYSIS, waiting_members(session, ids), failure)


def _analyses(promises: Sequence[Promise]) -> list[UUID]:
    return [each.analysis_id for each in promises if each.analysis_id]


def _batches(promises: Sequence[Promise]) -> list[UUID]:
    return [each.batch_id for each in promises if each.batch_id]


def _told(
    subject: Subject,
    verdict: Verdict,
    ids: Sequence[UUID],
    to_start: Collection[UUID] = (),
    gone: Collection[UUID] = (),
) -> Righted:
    """Count, and say in the log what was done: ids alone."""
    if ids:
        shown = ", ".join(str(each) for each in ids[:SHOWN_IDS]) + (" ..." if len(ids) > SHOWN_IDS else "")
        run_logger().warning("%d of %s %s: %s", len(ids), subject.model.__tablename__, verdict.value, shown)
    return Righted(Counter({verdict: len(ids)} if ids else {}), frozenset(to_start), frozenset(gone))
