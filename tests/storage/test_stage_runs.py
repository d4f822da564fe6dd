"""Attempts at stages on a real Postgres: numbered, ended once, never lost."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from pathwise.storage.claims import claim
from pathwise.storage.database import Database
from pathwise.storage.stage_runs import (
    Claimant,
    Failure,
    StageClaim,
    complete,
    fail,
    finished,
    record_completed,
    record_skipped,
    still_running,
)
from pathwise_models.analyses import ResumeAnalysis
from pathwise_models.comparisons import ComparisonBatch
from pathwise_models.enums import (
    ComparisonBatchStatus,
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
DAMAGED = Failure(ReasonCode.CORRUPT, "The file is damaged.")

MakeIds = Callable[[int], list[UUID]]
CountStatements = Callable[[Callable[[Session], object]], int]


@pytest.fixture
def run() -> Claimant:
    return Claimant(uuid4(), uuid4(), StageTrigger.COMMAND_LINE, "tester")


def take(database: Database, stage: Stage, ids: list[UUID], run: Claimant) -> list[StageClaim]:
    return database.run(lambda session: claim(session, stage, ids, run, LEASE))


def stage_runs(database: Database) -> list[StageRun]:
    query = select(StageRun).order_by(StageRun.started_at, StageRun.attempt)
    return database.run(lambda session: list(session.scalars(query)))


def test_attempts_are_counted_by_subject_and_stage(
    database: Database, make_uploads: MakeIds, make_analyses: MakeIds, run: Claimant
) -> None:
    first, second = make_uploads(2)
    analyses = make_analyses(1)
    take(database, Stage.EXTRACT, [first], run)
    take(database, Stage.EXTRACT, [first, second], run)
    take(database, Stage.SCORE, analyses, run)
    take(database, Stage.FEEDBACK, analyses, run)
    attempts = [
        (each.stage, each.resume_upload_id or each.resume_analysis_id, each.attempt) for each in stage_runs(database)
    ]
    assert sorted(attempts, key=str) == sorted(
        [
            (Stage.EXTRACT, first, 1),
            (Stage.EXTRACT, first, 2),
            (Stage.EXTRACT, second, 1),
            (Stage.SCORE, analyses[0], 1),
            (Stage.FEEDBACK, analyses[0], 1),
        ],
        key=str,
    )


def test_a_skipped_stage_is_on_record_and_counts_as_no_attempt(
    database: Database, make_analyses: MakeIds, run: Claimant
) -> None:
    ids = make_analyses(2)
    database.run(lambda session: record_skipped(session, Stage.SCORE, ids, run, "Nothing to do."))
    rows = stage_runs(database)
    assert {row.resume_analysis_id for row in rows} == set(ids)
    assert {(row.status, row.message, row.finished_at is None) for row in rows} == {
        (StageRunStatus.SKIPPED, "Nothing to do.", False)
    }
    take(database, Stage.SCORE, ids, run)
    assert {row.attempt for row in stage_runs(database) if row.status is StageRunStatus.RUNNING} == {1}


def test_a_completed_attempt_has_an_end_and_leaves_the_subject_to_its_caller(
    database: Database, make_uploads: MakeIds, run: Claimant
) -> None:
    done, other = take(database, Stage.EXTRACT, make_uploads(2), run)
    database.run(lambda session: complete(session, [done]))
    rows = {row.id: row for row in stage_runs(database)}
    ended = rows[done.stage_run_id]
    assert ended.status is StageRunStatus.COMPLETED
    assert ended.finished_at is not None
    assert ended.finished_at >= ended.started_at
    assert rows[other.stage_run_id].status is StageRunStatus.RUNNING
    upload = database.run(lambda session: session.get_one(ResumeUpload, done.subject_id))
    assert upload.upload_status is ResumeUploadStatus.PROCESSING


def test_completed_attempts_are_found_after_a_lost_answer(
    database: Database, make_uploads: MakeIds, run: Claimant
) -> None:
    claims = take(database, Stage.EXTRACT, make_uploads(2), run)
    database.run(lambda session: complete(session, claims[:1]))
    assert database.run(lambda session: finished(session, claims)) == {claims[0].subject_id}
    assert database.run(lambda session: still_running(session, claims)) == {claims[1].stage_run_id}


def test_a_failure_reaches_attempt_and_subject_and_frees_the_claim(
    database: Database, make_uploads: MakeIds, run: Claimant
) -> None:
    bad, good = take(database, Stage.EXTRACT, make_uploads(2), run)
    database.run(lambda session: fail(session, [(bad, DAMAGED)]))
    upload = database.run(lambda session: session.get_one(ResumeUpload, bad.subject_id))
    assert (upload.upload_status, upload.reason_code, upload.failure_reason) == (
        ResumeUploadStatus.FAILED, ReasonCode.CORRUPT, "The file is damaged.",
    )  # fmt: skip
    assert (upload.flow_run_id, upload.claimed_until) == (None, None)
    assert upload.processed_at is not None
    rows = {row.id: row for row in stage_runs(database)}
    attempt = rows[bad.stage_run_id]
    assert (attempt.status, attempt.reason_code, attempt.message) == (
        StageRunStatus.FAILED, ReasonCode.CORRUPT, "The file is damaged.",
    )  # fmt: skip
    assert attempt.finished_at == upload.processed_at
    assert rows[good.stage_run_id].status is StageRunStatus.RUNNING
    other = database.run(lambda session: session.get_one(ResumeUpload, good.subject_id))
    assert other.upload_status is ResumeUploadStatus.PROCESSING


def test_an_upload_its_analysis_and_a_batch_can_fail_together(
    database: Database, make_uploads: MakeIds, make_analyses: MakeIds, user_id: UUID, run: Claimant
) -> None:
    uploads, analyses = make_uploads(1), make_analyses(1)
    batch = ComparisonBatch(id=uuid4(), user_id=user_id)
    database.run(lambda session: session.add(batch))
    claims = [
        *take(database, Stage.EXTRACT, uploads, run),
        *take(database, Stage.SCORE, analyses, run),
        *take(database, Stage.COMPARE, [batch.id], run),
    ]
    assert len(claims) == 3
    database.run(lambda session: fail(session, [(each, DAMAGED) for each in claims]))

    def statuses(session: Session) -> list[str]:
        return [
            session.get_one(ResumeUpload, uploads[0]).upload_status,
            session.get_one(ResumeAnalysis, analyses[0]).status,
            session.get_one(ComparisonBatch, batch.id).status,
        ]

    assert database.run(statuses) == [
        ResumeUploadStatus.FAILED, ResumeAnalysisStatus.FAILED, ComparisonBatchStatus.FAILED,
    ]  # fmt: skip
    assert {row.status for row in stage_runs(database)} == {StageRunStatus.FAILED}


def test_each_failure_keeps_its_own_reason(database: Database, make_uploads: MakeIds, run: Claimant) -> None:
    first, second = take(database, Stage.EXTRACT, make_uploads(2), run)
    late = Failure(ReasonCode.TIMED_OUT, "It took too long.")
    database.run(lambda session: fail(session, [(first, DAMAGED), (second, late)]))
    told = {row.resume_upload_id: (row.reason_code, row.message) for row in stage_runs(database)}
    assert told == {
        first.subject_id: (DAMAGED.reason, DAMAGED.message),
        second.subject_id: (late.reason, late.message),
    }


def test_a_stage_done_with_the_one_before_it_is_on_record_as_another_attempt(
    database: Database, make_analyses: MakeIds, run: Claimant
) -> None:
    tried, new = make_analyses(2)
    [claimed] = take(database, Stage.FEEDBACK, [tried], run)
    database.run(lambda session: fail(session, [(claimed, DAMAGED)]))
    database.run(lambda session: record_completed(session, Stage.FEEDBACK, [new, tried], run))
    done = {row.resume_analysis_id: row for row in stage_runs(database) if row.status is StageRunStatus.COMPLETED}
    assert {analysis_id: row.attempt for analysis_id, row in done.items()} == {tried: 2, new: 1}
    assert all(row.finished_at is not None and row.flow_run_id == run.flow_run_id for row in done.values())


def test_nothing_to_record_sends_nothing(count_statements: CountStatements, run: Claimant) -> None:
    def work(session: Session) -> None:
        complete(session, [])
        fail(session, [])
        record_skipped(session, Stage.SCORE, [], run, "Nothing to do.")
        record_completed(session, Stage.SCORE, [], run)

    assert count_statements(work) == 0


@pytest.mark.parametrize("write", ["fail", "complete", "record_completed", "record_skipped"])
def test_ending_fifty_attempts_takes_no_more_statements_than_two(
    database: Database, make_uploads: MakeIds, count_statements: CountStatements, run: Claimant, write: str
) -> None:
    claims = take(database, Stage.EXTRACT, make_uploads(52), run)
    works: dict[str, Callable[[Session, list[StageClaim], list[UUID]], object]] = {
        "fail": lambda session, some, ids: fail(session, [(each, DAMAGED) for each in some]),
        "complete": lambda session, some, ids: complete(session, some),
        "record_completed": lambda session, some, ids: record_completed(session, Stage.EXTRACT, ids, run),
        "record_skipped": lambda session, some, ids: record_skipped(session, Stage.EXTRACT, ids, run, "Known."),
    }

    def sent(some: list[StageClaim]) -> int:
        return count_statements(lambda session: works[write](session, some, [each.subject_id for each in some]))

    assert sent(claims[:2]) == sent(claims[2:])
