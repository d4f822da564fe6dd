"""Analyses as they stand, read from a real Postgres; what waits is cancelled, what runs is left alone."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, update

from pathwise.judgement import Judgement
from pathwise.storage.analyses import save_feedback, save_scorecards
from pathwise.storage.claims import claim
from pathwise.storage.database import Database
from pathwise.storage.results import are_held, cancel_waiting, load_results, open_claims
from pathwise.storage.stage_runs import Claimant, StageClaim
from pathwise_models.analyses import ResumeAnalysis
from pathwise_models.enums import ReasonCode, ResumeAnalysisStatus, Stage, StageRunStatus, StageTrigger
from pathwise_models.stages import StageRun

LEASE = timedelta(seconds=60)
OVER = timedelta(seconds=-1)

# More ids than a statement can have parameters: a folder of that many resumes is one call.
MORE_THAN_PARAMETERS = 70_000

MakeIds = Callable[[int], list[UUID]]


def begin(database: Database, ids: list[UUID], lease: timedelta = LEASE) -> list[StageClaim]:
    run = Claimant(uuid4(), None, StageTrigger.COMMAND_LINE)
    return database.run(lambda session: claim(session, Stage.SCORE, ids, run, lease))


def complete(database: Database, analysis_id: UUID, judgement: Judgement) -> None:
    database.run(lambda session: save_scorecards(session, {analysis_id: judgement.scorecard}, {analysis_id: {}}))
    database.run(lambda session: save_feedback(session, {analysis_id: judgement.feedback}, {analysis_id: "Fine."}))


def analysis(database: Database, analysis_id: UUID) -> ResumeAnalysis:
    return database.run(lambda session: session.get_one(ResumeAnalysis, analysis_id))


def test_results_come_in_the_order_asked_for_without_unknown_ids(database: Database, make_analyses: MakeIds) -> None:
    ids = sorted(make_analyses(4), key=lambda each: each.int % 1009)
    results = database.run(lambda session: load_results(session, [ids[0], uuid4(), *ids[1:]]))
    assert [each.analysis_id for each in results] == ids


def test_an_analysis_that_waits_has_no_points(database: Database, make_analyses: MakeIds) -> None:
    ids = make_analyses(1)
    [result] = database.run(lambda session: load_results(session, ids))
    assert (result.status, result.overall, result.metrics, result.feedback) == (
        ResumeAnalysisStatus.PENDING, None, (), (),
    )  # fmt: skip


def test_each_result_has_its_own_metrics_and_feedback(
    database: Database, make_analyses: MakeIds, judgements: list[Judgement]
) -> None:
    ids = make_analyses(2)
    for analysis_id, judgement in zip(ids, judgements[:2], strict=True):
        complete(database, analysis_id, judgement)
    results = database.run(lambda session: load_results(session, ids))
    for result, judgement in zip(results, judgements[:2], strict=True):
        assert result.summary == "Fine."
        assert [each.explanation for each in result.metrics] == [
            each.explanation for each in judgement.scorecard.metrics
        ]
        assert [each.message for each in result.feedback] == [each.message for each in judgement.feedback]


def test_what_has_not_ended_is_told_with_its_claim(
    database: Database, make_analyses: MakeIds, judgements: list[Judgement]
) -> None:
    waiting, running, done = make_analyses(3)
    begin(database, [running])
    complete(database, done, judgements[0])
    claims = database.run(lambda session: open_claims(session, [waiting, running, done, uuid4()]))
    until = claims.pop(running)
    assert claims == {waiting: None}
    assert until is not None
    assert timedelta() < until - datetime.now(UTC) <= LEASE


@pytest.mark.parametrize("stage", [Stage.SCORE, Stage.EXTRACT])
def test_an_analysis_is_held_while_a_run_claims_it_or_reads_its_upload(
    database: Database, make_analyses: MakeIds, stage: Stage
) -> None:
    waiting, running = make_analyses(2)
    subject = running if stage is Stage.SCORE else analysis(database, running).resume_upload_id
    run = Claimant(uuid4(), None, StageTrigger.BATCH)

    def held(*analysis_ids: UUID) -> bool:
        return database.run(lambda session: are_held(session, analysis_ids))

    database.run(lambda session: claim(session, stage, [subject], run, LEASE))
    assert held(waiting, running)
    assert not held(waiting)
    database.run(lambda session: claim(session, stage, [subject], run, OVER))
    assert not held(waiting, running)


def test_what_waits_is_cancelled_and_what_runs_or_ended_is_left_alone(
    database: Database, make_analyses: MakeIds, judgements: list[Judgement]
) -> None:
    waiting, running, done, unasked = make_analyses(4)
    begin(database, [running])
    complete(database, done, judgements[0])
    assert database.run(lambda session: cancel_waiting(session, [waiting, running, done])) == 1
    row = analysis(database, waiting)
    assert (row.status, row.reason_code) == (ResumeAnalysisStatus.FAILED, ReasonCode.CANCELLED)
    assert row.failure_reason
    assert row.completed_at
    assert [analysis(database, each).status for each in (running, done, unasked)] == [
        ResumeAnalysisStatus.RUNNING, ResumeAnalysisStatus.COMPLETED, ResumeAnalysisStatus.PENDING,
    ]  # fmt: skip


def test_what_a_dead_run_left_is_cancelled_and_its_attempt_is_put_on_record(
    database: Database, make_analyses: MakeIds
) -> None:
    dead, running = make_analyses(2)
    begin(database, [dead], lease=OVER)
    begin(database, [running])
    assert database.run(lambda session: cancel_waiting(session, [dead, running])) == 1
    row = analysis(database, dead)
    assert (row.status, row.flow_run_id, row.claimed_until) == (ResumeAnalysisStatus.FAILED, None, None)
    attempts = database.run(
        lambda session: dict(session.execute(select(StageRun.resume_analysis_id, StageRun.status)).tuples().all())
    )
    assert attempts == {dead: StageRunStatus.FAILED, running: StageRunStatus.RUNNING}


def test_a_cancelled_analysis_is_not_claimed(database: Database, make_analyses: MakeIds) -> None:
    ids = make_analyses(1)
    database.run(lambda session: cancel_waiting(session, ids))
    assert begin(database, ids) == []


@pytest.mark.parametrize("read", [load_results, open_claims])
def test_any_number_of_analyses_can_be_asked_for(
    database: Database, make_analyses: MakeIds, read: Callable[..., object]
) -> None:
    [known] = make_analyses(1)
    ids = [known, *(uuid4() for _ in range(MORE_THAN_PARAMETERS))]
    found = database.run_once(lambda session: read(session, ids))
    assert isinstance(found, list | dict)
    assert len(found) == 1


def test_any_number_of_analyses_can_be_cancelled(database: Database, make_analyses: MakeIds) -> None:
    ids = [*make_analyses(2), *(uuid4() for _ in range(MORE_THAN_PARAMETERS))]
    assert database.run_once(lambda session: cancel_waiting(session, ids)) == 2


def test_a_row_of_the_first_service_is_shown_with_what_it_has(database: Database, make_analyses: MakeIds) -> None:
    [analysis_id] = make_analyses(1)
    old = update(ResumeAnalysis).values(fingerprint=None, manifest=None, overall_score=61.5)
    database.run(lambda session: session.execute(old))
    [result] = database.run(lambda session: load_results(session, [analysis_id]))
    assert (result.overall, result.job_match, result.metrics) == (61.5, None, ())
