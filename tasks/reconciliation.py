"""One round of reconciling: what Postgres calls running or promised, and Prefect does not, is put right."""

from collections.abc import Collection, Mapping
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from uuid import UUID

from prefect import task
from prefect.client.schemas.objects import State
from prefect.states import Completed
from sqlalchemy.orm import Session

from pathwise.errors import NotDeployedError
from pathwise.reconciliation.model import Righted, Round
from pathwise.runtime.prefect_api import EndName, FlowRun, PrefectApi, PrefectAwayError, RunState
from pathwise.settings import load_settings
from pathwise.starting import start_promised
from pathwise.storage.database import Database, shared_database
from pathwise.storage.expired_claims import expired_runs
from pathwise.storage.run_requests import Promise, overdue_promises, promises_for, settle_ended, unheard_promises
from pathwise.storage.store_failures import FileStoreError, MissingExtraError
from pathwise.storage.sweeping import sweep_in_turn
from pathwise.storage.turns import sole_turn
from tasks.retries import STAGE_TASK
from tasks.righting import Limits, right_claims, right_forgotten, right_promises

MOST_ROWS = 500
"""Rows of a kind that a round puts right, and runs that it starts: half a minute's work. The next round goes on."""
MOST_QUESTIONS = 10_000
"""Promised runs that a round asks about: 50 questions of 200."""
STARTING_AGE = timedelta(seconds=10)
"""Whoever made a promise starts it at once; after this time it is up to the reconciler."""

NO_SERVER = "PREFECT_API_URL names no server, so no run was asked about and none started."

AT_WORK = (RunState.PENDING, RunState.RUNNING)
GONE_MESSAGE = "It gave no sign of life for longer than its claim on its work lasts. The work went to another run."

NAMES = {True: EndName.PUT_RIGHT, False: EndName.NOTHING_TO_DO}


def reconcile() -> Round:
    """Do one round. Works within a flow run and without one; of several at once, one does it.

    Returns:
        What was done. A round that finds nothing wrong writes nothing.

    Raises:
        OperationalError: Postgres is away.

    Writes:
        `resume_uploads`, `resume_analyses`, `comparison_batches` whose run is gone: pending again, or failed; their
        running `stage_runs`; `run_requests`.
    """
    database = shared_database()
    with sole_turn(database, "reconcile") as is_mine:
        if not is_mine:
            return Round(is_elsewhere=True)
        done = _reconcile(database)
        # Last, so that a store that hangs holds nothing up.
        _sweep(database)
        return done


@task(name="put-right", tags={"area:system"}, **STAGE_TASK)
def put_right() -> Round:
    """Do one round of reconciling, as `reconcile` does."""
    return reconcile()


def round_state(done: Round) -> State[None]:
    """Name the end of a run by what its round did."""
    return Completed(name=NAMES[done.has_changed], message=str(done))


def _sweep(database: Database) -> None:
    """Take out of the file store what nobody will ask for. Where it is away, that can wait."""
    with suppress(FileStoreError, MissingExtraError, FileNotFoundError):
        sweep_in_turn(database, load_settings().file_store_url, datetime.now(UTC))


def _reconcile(database: Database) -> Round:
    settled = database.run(settle_ended)
    api = PrefectApi.from_environment()
    if api is None:
        return Round(settled=settled, problem=NO_SERVER)
    righted, started, problem = Righted(), 0, None
    limits = Limits(MOST_ROWS, timedelta(seconds=load_settings().claim_seconds))
    with closing(api):
        try:
            for follow in (_follow_claims, _follow_forgotten, _follow_promises):
                righted += follow(database, api, limits)
            started, problem = _start(database, api, righted.to_start)
        except PrefectAwayError as error:
            # Without it nobody can tell a dead run from one that a person has stopped: nothing is decided.
            problem = str(error)
    return Round(righted.counts, settled + database.run(settle_ended), started, problem)


def _follow_claims(database: Database, api: PrefectApi, limits: Limits) -> Righted:
    runs = database.run(lambda session: expired_runs(session, limits.rows))
    if not runs:
        return Righted()
    answers = api.flow_runs(runs)
    return _report(api, answers, database.run(lambda session: right_claims(session, runs, answers, limits)))


def _follow_forgotten(database: Database, _api: PrefectApi, limits: Limits) -> Righted:
    return database.run(lambda session: right_forgotten(session, limits))


def _follow_promises(database: Database, api: PrefectApi, limits: Limits) -> Righted:
    waiting = database.run(lambda session: unheard_promises(session, STARTING_AGE, MOST_QUESTIONS))
    if not waiting:
        return Righted()
    answers = api.flow_runs({each.flow_run_id for each in waiting if each.flow_run_id})
    return _report(api, answers, database.run(lambda session: right_promises(session, waiting, answers, limits)))


def _report(api: PrefectApi, answers: Mapping[UUID, FlowRun], righted: Righted) -> Righted:
    """Tell Prefect which runs are gone that it takes for alive: each may hold a slot that its successor needs."""
    for run_id in sorted(righted.gone & set(answers)):
        if answers[run_id].state in AT_WORK:
            api.report_crashed(run_id, GONE_MESSAGE)
    return righted


def _start(database: Database, api: PrefectApi, touched: Collection[UUID]) -> tuple[int, str | None]:
    """Give Prefect what was promised in this round, and what others promised and could not give it.

    Returns:
        How many runs it took, and why it did not take all.
    """
    due = database.run(lambda session: _due(session, touched))[:MOST_ROWS]
    missing: dict[str, str] = {}
    started = 0
    for promise in due:
        if promise.deployment in missing:
            continue
        try:
            started += len(start_promised([promise], api, database))
        except NotDeployedError as error:
            missing[promise.deployment] = str(error)
        except PrefectAwayError as error:
            return started, str(error)
    return started, " ".join(missing.values()) or None


def _due(session: Session, touched: Collection[UUID]) -> list[Promise]:
    fresh = [each for each in promises_for(session, touched) if each.accepted_at is None]
    known = {each.request_id for each in fresh}
    overdue = overdue_promises(session, STARTING_AGE, MOST_ROWS)
    return fresh + [each for each in overdue if each.request_id not in known]
