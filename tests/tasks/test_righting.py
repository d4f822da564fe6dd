"""What reconciling does to the rows, on a real Postgres; what Prefect says is given."""

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy.orm import Session

from pathwise.reconciliation.model import BULK_FROM, MOST_ATTEMPTS, Righted, Verdict
from pathwise.runtime.prefect_api import FlowRun, RunState
from pathwise.storage.claims import claim
from pathwise.storage.database import Database
from pathwise.storage.expired_claims import expired_runs
from pathwise.storage.run_requests import (
    begin_next_attempt,
    note_accepted,
    overdue_promises,
    promise_analyses,
    promise_batches,
    settle_ended,
    unheard_promises,
)
from pathwise.storage.stage_runs import Claimant
from pathwise.storage.subjects import ANALYSIS, BATCH, UPLOAD
from pathwise_models.enums import ReasonCode, Stage, StageTrigger
from tasks.righting import Limits, right_claims, right_forgotten, right_promises
from tests.tasks.left_behind import World

LIMITS = Limits(rows=500, grace=timedelta(seconds=60))
NO_AGE = timedelta(0)
PENDING = [("pending", None, None)]
INTERRUPTED = [("failed", "interrupted", None)]
CANCELLED = [("failed", "cancelled", None)]
FEW = BULK_FROM - 1


@pytest.fixture
def world(database: Database) -> World:
    return World(database)


def follow_claims(world: World, states: dict[UUID, RunState], limits: Limits = LIMITS) -> Righted:
    answers = {run: FlowRun(run, state, datetime.now(UTC)) for run, state in states.items()}

    def follow(session: Session) -> Righted:
        return right_claims(session, expired_runs(session, limits.rows), answers, limits)

    return world.database.run(follow)


def promised(world: World, ids: Collection[UUID], *, of: str = "analysis") -> dict[UUID, UUID]:
    """Promise a run for each subject, and have Prefect accept it; gives the run of each."""
    promise = promise_batches if of == "batch" else promise_analyses
    world.database.run(lambda session: promise(session, ids, StageTrigger.WEBHOOK))
    return {each.subject_id: accepted(world, each.subject_id) for each in world.promises(ids)}


def accepted(world: World, subject_id: UUID) -> UUID:
    [promise], run = world.promises([subject_id]), uuid4()
    world.database.run(lambda session: note_accepted(session, promise, run))
    return run


def follow_promises(world: World, states: dict[UUID, RunState], seconds: float = 0) -> Righted:
    since = datetime.now(UTC) - timedelta(seconds=seconds)
    answers = {run: FlowRun(run, state, since) for run, state in states.items()}

    def follow(session: Session) -> Righted:
        return right_promises(session, unheard_promises(session, NO_AGE, 1000), answers, LIMITS)

    return world.database.run(follow)


class TestClaims:
    def test_a_dead_batch_is_promised_and_its_members_wait_for_it(self, world: World) -> None:
        batch, analyses = world.batch(30)
        uploads = [world.upload_of(each) for each in analyses]
        run = world.claim(Stage.COMPARE, [batch])
        world.claim(Stage.EXTRACT, uploads, run)
        world.claim(Stage.SCORE, analyses, run)
        righted = follow_claims(world, {run: RunState.CRASHED})
        assert righted.to_start == {batch}
        assert righted.counts == {Verdict.PROMISE: 1, Verdict.RETURN: 60}
        assert world.standing(BATCH, [batch]) == PENDING
        assert world.standing(ANALYSIS, analyses) == PENDING
        assert world.standing(UPLOAD, uploads) == PENDING
        assert world.attempts([batch, *analyses, *uploads]) == [("failed", ReasonCode.INTERRUPTED)]
        [promise] = world.promises([batch])
        assert (promise.deployment, promise.attempt, promise.flow_run_id) == ("compare-batch/on-event", 1, None)

    def test_a_cancelled_batch_ends_with_all_that_waits_for_it(self, world: World) -> None:
        batch, analyses = world.batch(20)
        run = world.claim(Stage.COMPARE, [batch])
        world.claim(Stage.SCORE, analyses[:5], run)
        righted = follow_claims(world, {run: RunState.CANCELLED})
        assert (righted.to_start, righted.gone) == (frozenset(), frozenset())
        assert world.standing(BATCH, [batch]) == CANCELLED
        assert world.standing(ANALYSIS, analyses) == CANCELLED
        assert world.attempts([batch, *analyses]) == [("failed", ReasonCode.CANCELLED)]
        assert world.promises([batch, *analyses]) == []

    def test_what_another_open_batch_or_a_promise_waits_for_outlives_a_cancelled_batch(self, world: World) -> None:
        batch, analyses = world.batch(3)
        shared, promised_too, own = analyses
        other, _ = world.batch(1)
        world.rows("UPDATE batch_members SET resume_analysis_id = :a WHERE batch_id = :b", a=shared, b=other)
        promised(world, [promised_too])
        follow_claims(world, {world.claim(Stage.COMPARE, [batch]): RunState.CANCELLING})
        assert world.standing(ANALYSIS, [shared, promised_too]) == PENDING
        assert world.standing(ANALYSIS, [own]) == CANCELLED

    def test_a_member_of_a_batch_that_lives_is_left_to_its_run(self, world: World) -> None:
        batch, analyses = world.batch(20)
        parent = world.claim(Stage.COMPARE, [batch], seconds=60)
        chunk = world.claim(Stage.SCORE, analyses)
        righted = follow_claims(world, {chunk: RunState.CRASHED, parent: RunState.RUNNING})
        assert (set(righted.to_start), set(righted.gone)) == (set(), {chunk})
        assert world.standing(ANALYSIS, analyses) == PENDING
        assert world.standing(BATCH, [batch]) == [("processing", None, parent)]

    def test_a_few_analyses_of_a_dead_run_are_promised_one_by_one(self, world: World) -> None:
        analyses = world.singles(FEW)
        righted = follow_claims(world, {world.claim(Stage.SCORE, analyses): RunState.CRASHED})
        assert righted.to_start == set(analyses)
        assert world.standing(ANALYSIS, analyses) == PENDING
        assert {each.deployment for each in world.promises(analyses)} == {"process-upload/on-event"}

    def test_the_many_of_a_bulk_run_fail_for_a_reason_that_may_pass(self, world: World) -> None:
        analyses = world.singles(BULK_FROM)
        uploads = [world.upload_of(each) for each in analyses]
        run = world.claim(Stage.EXTRACT, uploads)
        world.claim(Stage.SCORE, analyses, run)
        assert follow_claims(world, {run: RunState.CRASHED}).to_start == set()
        assert world.standing(ANALYSIS, analyses) == INTERRUPTED
        assert world.standing(UPLOAD, uploads) == INTERRUPTED
        assert world.promises(analyses) == []

    def test_a_bulk_run_is_told_by_all_it_did_not_by_what_it_had_in_hand(self, world: World) -> None:
        analyses = world.singles(BULK_FROM)
        run = world.claim(Stage.SCORE, analyses)
        world.rows("UPDATE resume_analyses SET status = 'completed', flow_run_id = NULL, claimed_until = NULL"
                   " WHERE id <> :one", one=analyses[0])  # fmt: skip
        follow_claims(world, {run: RunState.CRASHED})
        assert world.standing(ANALYSIS, analyses[:1]) == INTERRUPTED

    def test_a_single_upload_that_was_being_read_is_promised_with_its_question(self, world: World) -> None:
        [analysis] = world.singles(1)
        upload = world.upload_of(analysis)
        righted = follow_claims(world, {world.claim(Stage.EXTRACT, [upload]): RunState.CRASHED})
        assert righted.to_start == {analysis}
        assert world.standing(UPLOAD, [upload]) == PENDING

    def test_an_upload_that_nobody_will_read_fails_for_a_reason_that_may_pass(self, world: World) -> None:
        [upload] = world.uploads(1)
        follow_claims(world, {world.claim(Stage.EXTRACT, [upload]): RunState.CRASHED})
        assert world.standing(UPLOAD, [upload]) == INTERRUPTED

    def test_a_cancelled_reading_ends_with_the_question_that_waits_for_it(self, world: World) -> None:
        [analysis] = world.singles(1)
        upload = world.upload_of(analysis)
        follow_claims(world, {world.claim(Stage.EXTRACT, [upload]): RunState.CANCELLED})
        assert world.standing(UPLOAD, [upload]) == CANCELLED
        assert world.standing(ANALYSIS, [analysis]) == CANCELLED

    def test_a_claim_that_holds_is_none_of_its_business(self, world: World) -> None:
        batch, analyses = world.batch(2)
        run = world.claim(Stage.COMPARE, [batch], seconds=60)
        world.claim(Stage.SCORE, analyses, run, seconds=60)
        before = world.snapshot()
        assert follow_claims(world, {run: RunState.CRASHED}) == Righted()
        assert world.snapshot() == before

    def test_a_run_that_lives_may_be_late_by_a_lease(self, world: World) -> None:
        batch, _ = world.batch(2)
        run = world.claim(Stage.COMPARE, [batch], seconds=-1)
        before = world.snapshot()
        assert follow_claims(world, {run: RunState.RUNNING}) == Righted()
        assert world.snapshot() == before
        impatient = Limits(rows=500, grace=NO_AGE)
        assert follow_claims(world, {run: RunState.RUNNING}, impatient).to_start == {batch}

    def test_nobody_is_late_while_the_server_was_away(self, world: World) -> None:
        batch, _ = world.batch(2)
        run = world.claim(Stage.COMPARE, [batch], seconds=-100_000)
        seconds = world.rows("SELECT extract(epoch FROM now() - pg_postmaster_start_time())")[0][0]
        patient = Limits(rows=500, grace=timedelta(seconds=float(seconds) + 60))
        assert follow_claims(world, {run: RunState.RUNNING}, patient) == Righted()

    def test_a_run_that_nobody_asked_prefect_about_is_left_alone(self, world: World) -> None:
        batch, _ = world.batch(2)
        world.claim(Stage.COMPARE, [batch])
        assert world.database.run(lambda session: right_claims(session, [uuid4()], {}, LIMITS)) == Righted()

    def test_what_a_run_is_claiming_at_this_moment_is_passed_over(self, world: World) -> None:
        batch, _ = world.batch(2)
        dead = world.claim(Stage.COMPARE, [batch])
        newcomer = Claimant(uuid4(), None, StageTrigger.COMMAND_LINE)
        with Session(world.database.engine) as session, session.begin():
            claim(session, Stage.COMPARE, [batch], newcomer, timedelta(seconds=60))
            assert follow_claims(world, {dead: RunState.CRASHED}) == Righted()
        assert world.standing(BATCH, [batch]) == [("processing", None, newcomer.flow_run_id)]
        assert world.promises([batch]) == []

    def test_a_round_does_as_much_as_it_may_and_the_next_one_goes_on(self, world: World) -> None:
        analyses = world.singles(30)
        run = world.claim(Stage.SCORE, analyses)
        few = Limits(rows=20, grace=NO_AGE)
        ended = [follow_claims(world, {run: RunState.CRASHED}, few).counts[Verdict.GIVE_UP] for _ in range(3)]
        assert ended == [20, 10, 0]


class TestPromises:
    def test_a_run_that_lives_is_left_alone(self, world: World) -> None:
        runs = promised(world, world.singles(3))
        before = world.snapshot()
        assert follow_promises(world, dict.fromkeys(runs.values(), RunState.SCHEDULED), seconds=10_000) == Righted()
        assert world.snapshot() == before

    def test_a_dead_run_is_followed_by_another_under_another_key(self, world: World) -> None:
        [analysis] = world.singles(1)
        runs = promised(world, [analysis])
        [before] = world.promises([analysis])
        assert follow_promises(world, dict.fromkeys(runs.values(), RunState.CRASHED)).to_start == {analysis}
        [after] = world.promises([analysis])
        assert (after.attempt, after.flow_run_id) == (2, None)
        assert after.key != before.key

    def test_after_three_dead_runs_the_subject_fails_and_the_promise_is_settled(self, world: World) -> None:
        batch, analyses = world.batch(5)
        runs = list(promised(world, [batch], of="batch").values())
        for _ in range(MOST_ATTEMPTS - 1):
            assert follow_promises(world, {runs[-1]: RunState.FAILED}).to_start == {batch}
            runs.append(accepted(world, batch))
        assert follow_promises(world, {runs[-1]: RunState.FAILED}).to_start == set()
        assert world.standing(BATCH, [batch]) == INTERRUPTED
        assert world.standing(ANALYSIS, analyses) == INTERRUPTED
        assert world.database.run(settle_ended) == 1
        assert world.promises([batch]) == []

    def test_a_run_that_a_person_cancelled_is_followed_by_none(self, world: World) -> None:
        [single] = world.singles(1)
        batch, members = world.batch(3)
        runs = promised(world, [single]) | promised(world, [batch], of="batch")
        assert follow_promises(world, dict.fromkeys(runs.values(), RunState.CANCELLED)).to_start == set()
        assert world.standing(ANALYSIS, [single, *members]) == CANCELLED
        assert world.standing(BATCH, [batch]) == CANCELLED
        assert world.database.run(settle_ended) == 2

    def test_a_run_that_prefect_has_forgotten_is_followed_by_another(self, world: World) -> None:
        [analysis] = world.singles(1)
        promised(world, [analysis])
        assert follow_promises(world, {}).to_start == {analysis}

    def test_a_subject_in_hand_needs_no_other_run(self, world: World) -> None:
        claimed, read = world.singles(2)
        runs = promised(world, [claimed, read])
        world.claim(Stage.SCORE, [claimed], seconds=60)
        world.claim(Stage.EXTRACT, [world.upload_of(read)], seconds=60)
        assert follow_promises(world, dict.fromkeys(runs.values(), RunState.CRASHED)) == Righted()

    def test_a_subject_that_ended_since_prefect_was_asked_gets_no_other_run(self, world: World) -> None:
        [analysis] = world.singles(1)
        runs = promised(world, [analysis])
        loaded = world.database.run(lambda session: unheard_promises(session, NO_AGE, 10))
        world.rows("UPDATE resume_analyses SET status = 'completed'")
        answers = {run: FlowRun(run, RunState.COMPLETED, datetime.now(UTC)) for run in runs.values()}
        righted = world.database.run(lambda session: right_promises(session, loaded, answers, LIMITS))
        assert (righted.to_start, righted.gone) == (frozenset(), frozenset())
        assert world.database.run(settle_ended) == 1

    def test_only_one_of_two_rounds_begins_the_next_attempt(self, world: World) -> None:
        [analysis] = world.singles(1)
        promised(world, [analysis])
        [promise] = world.promises([analysis])
        begun = [world.database.run(lambda session: begin_next_attempt(session, promise)) for _ in range(2)]
        assert begun == [True, False]

    def test_what_was_promised_and_not_given_to_prefect_is_found_when_it_is_overdue(self, world: World) -> None:
        analyses = world.singles(3)
        given, claimed, waiting = analyses
        world.database.run(lambda session: promise_analyses(session, analyses, StageTrigger.WEBHOOK))
        accepted(world, given)
        world.claim(Stage.SCORE, [claimed], seconds=60)
        minute = timedelta(minutes=1)
        assert world.database.run(lambda session: overdue_promises(session, minute, 10)) == []
        overdue = world.database.run(lambda session: overdue_promises(session, NO_AGE, 10))
        assert [each.analysis_id for each in overdue] == [waiting]


class TestWhatNobodyCameFor:
    def test_a_batch_that_waits_without_a_promise_gets_one(self, world: World) -> None:
        old, young, promised_one = (world.batch(1)[0] for _ in range(3))
        promised(world, [promised_one], of="batch")
        world.age(BATCH, [old, promised_one], timedelta(minutes=11))
        righted = world.database.run(lambda session: right_forgotten(session, LIMITS))
        assert righted.to_start == {old}
        assert world.promises([young]) == []

    def test_an_analysis_that_waited_for_a_day_fails_for_a_reason_that_may_pass(self, world: World) -> None:
        old, young, promised_one = world.singles(3)
        _, [member] = world.batch(1)
        promised(world, [promised_one])
        world.age(ANALYSIS, [old, promised_one, member], timedelta(hours=25))
        assert world.database.run(lambda session: right_forgotten(session, LIMITS)).to_start == set()
        assert world.standing(ANALYSIS, [old]) == INTERRUPTED
        assert world.standing(ANALYSIS, [young, promised_one, member]) == PENDING
