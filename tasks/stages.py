"""Claims and records: the only door by which a stage's status reaches Postgres.

A stage has three short steps: claim and put on record; compute with no connection held; keep the results, if the
claim still is this run's. Whatever breaks in between is put on record before it goes on its way.
"""

import traceback
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from datetime import timedelta
from functools import partial
from threading import Event, Thread
from typing import TypeVar
from uuid import UUID

from prefect.exceptions import CancelledRun
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from pathwise.documents.model import Refusal
from pathwise.errors import PathwiseError, StageBrokenError
from pathwise.settings import load_settings
from pathwise.storage.claims import claim, hold, renew
from pathwise.storage.database import Database, shared_database
from pathwise.storage.stage_runs import Claimant, Failure, StageClaim, complete, fail, finished, record_skipped
from pathwise.workers.failure import ItemFailure
from pathwise_models.enums import ReasonCode, Stage
from tasks.outcomes import Ending, Outcome
from tasks.retries import may_pass
from tasks.run_context import current_claimant, is_stopped_by_a_person, run_logger

T = TypeVar("T")

RENEWALS_PER_LEASE = 3
"""A claim is prolonged this many times within its length, so that one late renewal loses nothing."""

ELSEWHERE_MESSAGE = "Claimed elsewhere: another run works on this, or has just finished it."

CANCELLED = Failure(ReasonCode.CANCELLED, "Cancelled before it was done. Start it again by hand to go on.")
BROKEN = Failure(
    ReasonCode.INTERNAL_ERROR, "The program failed here; that is its fault, not the file's. Nothing is lost: try again."
)


class ClaimedWork:
    """What one run has claimed: subjects at stages, each on record as running.

    Attributes:
        claims: What was free; may be empty.
    """

    def __init__(self, database: Database, claimant: Claimant, lease: timedelta, claims: list[StageClaim]) -> None:
        self.claims = claims
        self._database = database
        self._claimant = claimant
        self._lease = lease

    def subjects(self, stage: Stage) -> set[UUID]:
        """Tell what was claimed for a stage."""
        return {each.subject_id for each in self.claims if each.stage is stage}

    def save(self, write: Callable[[Session, list[StageClaim]], object]) -> set[UUID]:
        """Write results in one transaction.

        Args:
            write: Gets a session and the claims that still are this run's; must write for those alone, and
                bear being run again.

        Returns:
            The subjects whose results are kept; the others were taken over by another run.
        """
        return self._database.run(partial(self._write, write))

    def skip(self, stage: Stage, subject_id: UUID) -> None:
        """Put on record that a subject that was asked for by id was left to another run."""
        self._database.run(
            lambda session: record_skipped(session, stage, [subject_id], self._claimant, ELSEWHERE_MESSAGE)
        )

    def abandon(self, write: Callable[[Session, list[StageClaim]], object]) -> None:
        """Put on record that nothing comes of the claims that are left, if the server is there to hear it."""
        with suppress(OperationalError):
            self._database.run_once(partial(self._write, write))

    def _write(self, write: Callable[[Session, list[StageClaim]], object], session: Session) -> set[UUID]:
        held = hold(session, self.claims, self._claimant)
        kept = {each.subject_id for each in held} | finished(session, self.claims)
        write(session, held)
        return kept

    @contextmanager
    def kept_alive(self) -> Iterator[None]:
        """Prolong the claims for as long as the block runs."""
        ended = Event()
        keeper = Thread(target=self._renew_until, args=(ended,), name="pathwise-claims", daemon=True)
        keeper.start()
        try:
            yield
        finally:
            ended.set()
            keeper.join()

    def _renew_until(self, ended: Event) -> None:
        while not ended.wait(self._lease.total_seconds() / RENEWALS_PER_LEASE):
            # While the server is away nothing is prolonged; whether the claim outlived that is asked at the end.
            with suppress(OperationalError):
                self._database.run_once(self._renew)

    def _renew(self, session: Session) -> None:
        for stage in Stage:
            renew(session, stage, self.subjects(stage), self._claimant, self._lease)


Claiming = Callable[[Stage, Collection[UUID]], list[StageClaim]]
"""Claims subjects for a stage, as many of them as are free."""


@contextmanager
def claimed(
    take: Callable[[Session, Claiming], list[StageClaim]], also_cancel: Callable[[Session], object] | None = None
) -> Iterator[ClaimedWork]:
    """Claim work, and see to it that its end is on record.

    Args:
        take: Claims what is wanted, in one transaction.
        also_cancel: Puts on record what else ends when a person or a signal ends the block.

    Yields:
        What was free. The block computes and saves; if it breaks, what it had claimed is put on record as
        `cancelled` (a person ended it) or `internal_error`.

    Raises:
        StageBrokenError: The program failed within the block. Carries the place, not the values.
        OperationalError: Postgres is away. Nothing could be put on record; the claims end with their lease.
        FileStoreError: The file store cannot be used. The claims end with their lease as well.
    """
    database = shared_database()
    claimant = current_claimant()
    lease = timedelta(seconds=load_settings().claim_seconds)
    claims = database.run(lambda session: take(session, lambda stage, ids: claim(session, stage, ids, claimant, lease)))
    work = ClaimedWork(database, claimant, lease, claims)

    def cancel(session: Session, held: list[StageClaim]) -> None:
        fail(session, [(each, CANCELLED) for each in held])
        if also_cancel and held:
            also_cancel(session)

    def break_off(session: Session, held: list[StageClaim]) -> None:
        fail(session, [(each, BROKEN) for each in held])

    with work.kept_alive():
        try:
            yield work
        except (CancelledRun, CancelledError):
            work.abandon(cancel)
            raise
        except Exception as error:
            if may_pass(error):
                raise
            work.abandon(break_off)
            if isinstance(error, PathwiseError):
                raise
            raise StageBrokenError({each.subject_id for each in claims}, _places(error)) from None
        except BaseException:
            # Ctrl-C, a signal, the end of the process: all that is left is to say so. What nobody meant to stop goes
            # on in another run, once the claims have run out.
            if is_stopped_by_a_person():
                work.abandon(cancel)
            raise


def run_stage(
    stage: Stage,
    subject_id: UUID,
    compute: Callable[[], T | Refusal | ItemFailure],
    keep: Callable[[Session, T], None],
) -> Outcome:
    """Take one subject through one stage.

    Args:
        stage: The stage.
        subject_id: The upload or analysis.
        compute: Loads what it needs and works it out, with no transaction left open.
        keep: Writes the result and the subject's status.

    Returns:
        Completed, refused with the reason, or claimed elsewhere.
    """
    with claimed(lambda _, claim_free: claim_free(stage, [subject_id])) as work:
        if not work.claims:
            work.skip(stage, subject_id)
            return Outcome(subject_id, Ending.CLAIMED_ELSEWHERE)
        result = compute()

        def write(session: Session, held: list[StageClaim]) -> None:
            if isinstance(result, Refusal | ItemFailure):
                fail(session, [(each, Failure(result.reason, result.message)) for each in held])
            elif held:
                keep(session, result)
                complete(session, held)

        kept = work.save(write)
    if isinstance(result, Refusal | ItemFailure):
        report(subject_id, result)
    return outcome_of(subject_id, result, kept)


def outcome_of(subject_id: UUID, result: object, kept: Collection[UUID]) -> Outcome:
    """Name how a stage ended for a subject, from its result and what could be kept."""
    if isinstance(result, Refusal | ItemFailure):
        return Outcome(subject_id, Ending.REFUSED, result.reason)
    return Outcome(subject_id, Ending.COMPLETED if subject_id in kept else Ending.CLAIMED_ELSEWHERE)


def report(subject_id: UUID, failure: Refusal | ItemFailure) -> None:
    """Say in the run's log that a subject failed: ids, the reason code and places of the code, nothing else."""
    detail = f" ({failure.detail})" if isinstance(failure, ItemFailure) and failure.detail else ""
    run_logger().warning("%s: %s%s", subject_id, failure.reason.value, detail)


def _places(error: BaseException) -> str:
    """Name the class of an error and the places it passed; its message may quote a resume."""
    places = " > ".join(f"{frame.name}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__))
    return f"{type(error).__name__} at {places}"
