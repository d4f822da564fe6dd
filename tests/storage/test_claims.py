"""Claims on a real Postgres: one run at a time, leases, lost claims."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import select, text, update
from sqlalchemy.orm import Session

from pathwise.storage.claims import claim, hold, renew
from pathwise.storage.database import Database
from pathwise.storage.stage_runs import Claimant, StageClaim, complete
from pathwise_models.analyses import ResumeAnalysis
from pathwise_models.enums import (
    ReasonCode,
    ResumeAnalysisStatus,
    ResumeUploadStatus,
    Stage,
    StageRunStatus,
    StageTrigger,
)
from pathwise_models.stages import StageRun
from pathwise_models.uploads import ResumeUpload

LEASE = timedelta(seconds=60)
OVER = timedelta(seconds=-1)

MakeIds = Callable[[int], list[UUID]]
CountStatements = Callable[[Callable[[Session], object]], int]


def a_run() -> Claimant:
    return Claimant(uuid4(), uuid4(), StageTrigger.COMMAND_LINE, "tester")


def take(database: Database, ids: list[UUID], run: Claimant, lease: timedelta = LEASE) -> list[StageClaim]:
    return database.run(lambda session: claim(session, Stage.EXTRACT, ids, run, lease))


def stage_runs(database: Database) -> list[StageRun]:
    query = select(StageRun).order_by(StageRun.started_at, StageRun.attempt)
    return database.run(lambda session: list(session.scalars(query)))


def upload(database: Database, upload_id: UUID) -> ResumeUpload:
    return database.run(lambda session: session.get_one(ResumeUpload, upload_id))


def test_a_claim_puts_a_running_attempt_on_record(database: Database, make_uploads: MakeIds) -> None:
    [upload_id] = make_uploads(1)
    run = a_run()
    [claimed] = take(database, [upload_id], run)
    [row] = stage_runs(database)
    assert (row.id, row.resume_upload_id, row.stage) == (claimed.stage_run_id, upload_id, Stage.EXTRACT)
    assert (row.status, row.attempt, row.flow_run_id, row.task_run_id) == (
        StageRunStatus.RUNNING, 1, run.flow_run_id, run.task_run_id,
    )  # fmt: skip
    assert (row.trigger, row.actor, row.finished_at) == (StageTrigger.COMMAND_LINE, "tester", None)
    assert upload(database, upload_id).upload_status is ResumeUploadStatus.PROCESSING


def test_what_another_run_claims_is_left_out(database: Database, make_uploads: MakeIds) -> None:
    first, second, third = sorted(make_uploads(3))
    take(database, [first, second], a_run())
    claimed = take(database, [first, second, third], a_run())
    assert [each.subject_id for each in claimed] == [third]


def test_a_claim_whose_lease_is_over_is_taken_over_and_its_attempt_is_interrupted(
    database: Database, make_uploads: MakeIds
) -> None:
    [upload_id] = make_uploads(1)
    take(database, [upload_id], a_run(), lease=OVER)
    second = a_run()
    take(database, [upload_id], second)
    dead, alive = stage_runs(database)
    assert (dead.status, dead.reason_code) == (StageRunStatus.FAILED, ReasonCode.INTERRUPTED)
    assert dead.message
    assert dead.finished_at
    assert (alive.status, alive.attempt, alive.flow_run_id) == (StageRunStatus.RUNNING, 2, second.flow_run_id)


def test_a_renewed_claim_outlives_its_first_lease(database: Database, make_uploads: MakeIds) -> None:
    [upload_id] = make_uploads(1)
    run = a_run()
    take(database, [upload_id], run, lease=OVER)
    database.run(lambda session: renew(session, Stage.EXTRACT, [upload_id], run, LEASE))
    assert take(database, [upload_id], a_run()) == []


def test_a_run_does_not_renew_what_it_lost(database: Database, make_uploads: MakeIds) -> None:
    [upload_id] = make_uploads(1)
    loser, winner = a_run(), a_run()
    take(database, [upload_id], loser, lease=OVER)
    take(database, [upload_id], winner)
    database.run(lambda session: renew(session, Stage.EXTRACT, [upload_id], loser, LEASE * 100))
    row = upload(database, upload_id)
    assert row.flow_run_id == winner.flow_run_id
    assert row.claimed_until is not None
    assert row.claimed_until - row.updated_at < LEASE * 2


def test_a_run_that_lost_its_claim_holds_nothing(database: Database, make_uploads: MakeIds) -> None:
    [upload_id] = make_uploads(1)
    loser = a_run()
    lost = take(database, [upload_id], loser, lease=OVER)
    take(database, [upload_id], a_run())
    assert database.run(lambda session: hold(session, lost, loser)) == []


def test_an_earlier_attempt_of_the_same_run_holds_nothing(database: Database, make_uploads: MakeIds) -> None:
    [upload_id] = make_uploads(1)
    run = a_run()
    first, second = take(database, [upload_id], run), take(database, [upload_id], run)
    assert database.run(lambda session: hold(session, first, run)) == []
    assert database.run(lambda session: hold(session, second, run)) == second


def test_a_run_whose_claim_was_taken_from_it_holds_nothing(database: Database, make_uploads: MakeIds) -> None:
    run = a_run()
    claims = take(database, make_uploads(1), run)
    freed = update(ResumeUpload).values(flow_run_id=None, claimed_until=None)
    database.run(lambda session: session.execute(freed))
    assert database.run(lambda session: hold(session, claims, run)) == []


def test_attempts_that_have_ended_stay_as_they_are_when_the_subject_is_claimed_again(
    database: Database, make_uploads: MakeIds
) -> None:
    ids = make_uploads(1)
    claims = take(database, ids, a_run(), lease=OVER)
    database.run(lambda session: complete(session, claims))
    take(database, ids, a_run())
    assert [row.status for row in stage_runs(database)] == [StageRunStatus.COMPLETED, StageRunStatus.RUNNING]


def test_what_another_run_is_claiming_at_this_moment_is_passed_over_not_waited_for(
    database: Database, make_uploads: MakeIds
) -> None:
    first, second = make_uploads(2)

    def take_without_waiting(session: Session) -> list[StageClaim]:
        session.execute(text("SET LOCAL lock_timeout = '1s'"))
        return claim(session, Stage.EXTRACT, [first, second], a_run(), LEASE)

    with Session(database.engine) as session, session.begin():
        claim(session, Stage.EXTRACT, [first], a_run(), LEASE)
        taken = database.run_once(take_without_waiting)
    assert [each.subject_id for each in taken] == [second]


def test_fifty_runs_at_once_claim_each_upload_once(database: Database, make_uploads: MakeIds) -> None:
    ids = make_uploads(20)
    with ThreadPoolExecutor(8) as threads:
        taken = list(threads.map(lambda _: take(database, ids, a_run()), range(50)))
    subjects = [each.subject_id for claims in taken for each in claims]
    assert sorted(subjects) == sorted(ids)


def test_a_completed_analysis_is_not_claimed_again(database: Database, make_analyses: MakeIds) -> None:
    [analysis_id] = make_analyses(1)
    done = update(ResumeAnalysis).values(status=ResumeAnalysisStatus.COMPLETED)
    database.run(lambda session: session.execute(done))
    assert database.run(lambda session: claim(session, Stage.SCORE, [analysis_id], a_run(), LEASE)) == []


def test_a_started_analysis_keeps_its_beginning_through_the_later_stages_of_its_run(
    database: Database, make_analyses: MakeIds
) -> None:
    [analysis_id] = make_analyses(1)
    run = a_run()

    def begin(stage: Stage) -> datetime | None:
        database.run(lambda session: claim(session, stage, [analysis_id], run, LEASE))
        return database.run(lambda session: session.get_one(ResumeAnalysis, analysis_id)).started_at

    begun = begin(Stage.SCORE)
    assert begun is not None
    assert begin(Stage.FEEDBACK) == begun


def test_unknown_ids_are_not_claimed(database: Database) -> None:
    assert take(database, [uuid4()], a_run()) == []
    assert stage_runs(database) == []


def test_claiming_fifty_uploads_takes_no_more_statements_than_claiming_two(
    make_uploads: MakeIds, count_statements: CountStatements
) -> None:
    def sent(ids: list[UUID]) -> int:
        return count_statements(lambda session: claim(session, Stage.EXTRACT, ids, a_run(), LEASE))

    ids = make_uploads(52)
    assert sent(ids[:2]) == sent(ids[2:])


def test_holding_fifty_claims_takes_no_more_statements_than_holding_two(
    database: Database, make_uploads: MakeIds, count_statements: CountStatements
) -> None:
    run = a_run()
    claims = take(database, make_uploads(52), run)

    def sent(some: list[StageClaim]) -> int:
        return count_statements(lambda session: hold(session, some, run))

    assert sent(claims[:2]) == sent(claims[2:])
