"""Analyses on a real Postgres: the same question has one answer."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select, text, update
from sqlalchemy.orm import Session

from pathwise.feedback.model import FeedbackItem
from pathwise.manifest import RulesVersions, current_versions
from pathwise.storage.analyses import Question, open_analyses, save_feedback
from pathwise.storage.claims import claim
from pathwise.storage.database import Database
from pathwise.storage.stage_runs import Claimant, Failure, fail
from pathwise.storage.uploads import declare_resumes
from pathwise_models.analyses import ResumeAnalysis
from pathwise_models.enums import ReasonCode, ResumeAnalysisStatus, ResumeAnalysisType, Stage, StageTrigger
from pathwise_models.uploads import ResumeUpload

LEASE = timedelta(seconds=60)
THREADS = 8
FOR_A_JOB = Question(job_text="We look for a baker.\n- Sourdough", job_title="Baker")

MakeIds = Callable[[int], list[UUID]]
CountStatements = Callable[[Callable[[Session], object]], int]


def ask(
    database: Database,
    upload_ids: list[UUID],
    question: Question = FOR_A_JOB,
    *,
    versions: RulesVersions | None = None,
    force: bool = False,
) -> dict[UUID, UUID]:
    rules = versions or current_versions()
    return database.run(lambda session: open_analyses(session, upload_ids, question, rules, force=force))


def ask_one(database: Database, upload_id: UUID, question: Question = FOR_A_JOB, *, force: bool = False) -> UUID:
    return ask(database, [upload_id], question, force=force)[upload_id]


def analysis(database: Database, analysis_id: UUID) -> ResumeAnalysis:
    return database.run(lambda session: session.get_one(ResumeAnalysis, analysis_id))


def count(database: Database) -> int:
    return database.run(lambda session: session.scalar(select(func.count()).select_from(ResumeAnalysis))) or 0


def begin(database: Database, analysis_ids: list[UUID]) -> None:
    run = Claimant(uuid4(), None, StageTrigger.COMMAND_LINE)
    database.run(lambda session: claim(session, Stage.SCORE, analysis_ids, run, LEASE))


def end_as_failed(database: Database, analysis_id: UUID, reason: ReasonCode) -> None:
    run = Claimant(uuid4(), None, StageTrigger.COMMAND_LINE)

    def work(session: Session) -> None:
        [claimed] = claim(session, Stage.SCORE, [analysis_id], run, LEASE)
        fail(session, [(claimed, Failure(reason, "It did not work."))])

    database.run(work)


def end_well(database: Database, analysis_ids: list[UUID]) -> None:
    nothing: dict[UUID, list[FeedbackItem]] = {each: [] for each in analysis_ids}
    database.run(lambda session: save_feedback(session, nothing, dict.fromkeys(analysis_ids, "Fine.")))


def test_a_new_question_opens_an_analysis_that_waits(database: Database, make_uploads: MakeIds, user_id: UUID) -> None:
    [upload_id] = make_uploads(1)
    row = analysis(database, ask_one(database, upload_id))
    assert (row.resume_upload_id, row.user_id, row.status) == (upload_id, user_id, ResumeAnalysisStatus.PENDING)
    assert (row.job_title, row.job_description) == (FOR_A_JOB.job_title, FOR_A_JOB.job_text)
    assert (row.analysis_type, row.comparison_batch_id) == (ResumeAnalysisType.SINGLE, None)
    assert (row.flow_run_id, row.manifest, row.superseded_at) == (None, None, None)


def test_the_same_question_is_answered_by_the_same_analysis(database: Database, make_uploads: MakeIds) -> None:
    ids = make_uploads(3)
    first = ask(database, ids)
    spaced = replace(FOR_A_JOB, job_text="We look for a baker.\r\n- Sourdough\n")
    assert sorted(first) == sorted(ids)
    assert ask(database, list(reversed(ids)), spaced) == first
    assert count(database) == 3


@pytest.mark.parametrize(
    "question",
    [
        Question(),
        replace(FOR_A_JOB, job_text="A cook."),
        replace(FOR_A_JOB, analysis_type=ResumeAnalysisType.COMPARISON),
    ],
)
def test_another_question_is_another_analysis(database: Database, make_uploads: MakeIds, question: Question) -> None:
    [upload_id] = make_uploads(1)
    assert ask_one(database, upload_id) != ask_one(database, upload_id, question)


def test_other_rules_make_another_analysis_and_leave_the_old_one(database: Database, make_uploads: MakeIds) -> None:
    [upload_id] = make_uploads(1)
    old = ask_one(database, upload_id)
    newer = replace(current_versions(), rubric="newer")
    assert ask(database, [upload_id], versions=newer)[upload_id] != old
    assert analysis(database, old).superseded_at is None


def test_unknown_uploads_are_left_out(database: Database, make_uploads: MakeIds) -> None:
    [upload_id] = make_uploads(1)
    assert list(ask(database, [uuid4(), upload_id])) == [upload_id]
    assert ask(database, []) == {}


def test_a_blank_job_is_none(database: Database, make_uploads: MakeIds) -> None:
    [upload_id] = make_uploads(1)
    blank = ask_one(database, upload_id, Question(job_text=" \n"))
    assert analysis(database, blank).job_description is None
    assert ask_one(database, upload_id, Question()) == blank


def test_a_long_title_is_cut(database: Database, make_uploads: MakeIds) -> None:
    [upload_id] = make_uploads(1)
    titled = ask_one(database, upload_id, replace(FOR_A_JOB, job_title="Baker " * 100))
    assert analysis(database, titled).job_title == ("Baker " * 100)[:255]


@pytest.mark.parametrize("reason", [each for each in ReasonCode if each.is_curable or each is ReasonCode.CANCELLED])
def test_what_failed_for_a_passing_reason_or_was_cancelled_waits_again(
    database: Database, make_uploads: MakeIds, reason: ReasonCode
) -> None:
    [upload_id] = make_uploads(1)
    opened = ask_one(database, upload_id)
    end_as_failed(database, opened, reason)
    assert ask_one(database, upload_id) == opened
    row = analysis(database, opened)
    assert (row.status, row.reason_code, row.failure_reason) == (ResumeAnalysisStatus.PENDING, None, None)
    assert (row.completed_at, row.flow_run_id, row.claimed_until) == (None, None, None)


@pytest.mark.parametrize("reason", [ReasonCode.NO_TEXT, ReasonCode.ENCRYPTED, ReasonCode.NOT_A_RESUME])
def test_what_was_refused_for_what_the_file_is_stays(
    database: Database, make_uploads: MakeIds, reason: ReasonCode
) -> None:
    [upload_id] = make_uploads(1)
    opened = ask_one(database, upload_id)
    end_as_failed(database, opened, reason)
    assert ask_one(database, upload_id) == opened
    row = analysis(database, opened)
    assert (row.status, row.reason_code) == (ResumeAnalysisStatus.FAILED, reason)
    assert row.completed_at


def test_what_was_refused_as_no_resume_waits_again_once_it_is_said_to_be_one(
    database: Database, make_uploads: MakeIds
) -> None:
    declared, other, unreadable = make_uploads(3)
    opened = ask(database, [declared, other, unreadable])
    end_as_failed(database, opened[declared], ReasonCode.NOT_A_RESUME)
    end_as_failed(database, opened[other], ReasonCode.NOT_A_RESUME)
    end_as_failed(database, opened[unreadable], ReasonCode.NO_TEXT)
    database.run(lambda session: declare_resumes(session, [declared, unreadable]))
    assert ask(database, [declared, other, unreadable]) == opened
    assert [analysis(database, opened[each]).status.value for each in (declared, other, unreadable)] == [
        "pending",
        "failed",
        "failed",
    ]


def test_what_a_run_works_on_is_taken_as_it_is(database: Database, make_uploads: MakeIds) -> None:
    [upload_id] = make_uploads(1)
    opened = ask_one(database, upload_id)
    begin(database, [opened])
    before = analysis(database, opened)
    assert ask_one(database, upload_id) == opened
    after = analysis(database, opened)
    assert (after.status, after.flow_run_id) == (ResumeAnalysisStatus.RUNNING, before.flow_run_id)


def test_force_supersedes_what_ended_and_asks_anew(database: Database, make_uploads: MakeIds) -> None:
    done, refused = make_uploads(2)
    old = ask(database, [done, refused])
    end_well(database, [old[done]])
    end_as_failed(database, old[refused], ReasonCode.NO_TEXT)
    new = ask(database, [done, refused], force=True)
    assert not set(new.values()) & set(old.values())
    assert {analysis(database, each).status for each in new.values()} == {ResumeAnalysisStatus.PENDING}
    assert all(analysis(database, each).superseded_at for each in old.values())
    assert analysis(database, old[done]).summary == "Fine."
    assert ask(database, [done, refused]) == new


def test_force_leaves_alone_what_waits_or_runs(database: Database, make_uploads: MakeIds) -> None:
    waiting, running = make_uploads(2)
    old = ask(database, [waiting, running])
    begin(database, [old[running]])
    assert ask(database, [waiting, running], force=True) == old


def test_force_supersedes_the_answer_to_this_question_alone(database: Database, make_uploads: MakeIds) -> None:
    mine, others = make_uploads(2)
    kept = [ask_one(database, mine, Question()), ask_one(database, others)]
    end_well(database, kept)
    ask_one(database, mine, force=True)
    assert [analysis(database, each).superseded_at for each in kept] == [None, None]


@pytest.mark.parametrize("force", [False, True])
def test_the_same_question_from_eight_threads_at_once_is_one_analysis(
    database: Database, make_uploads: MakeIds, force: bool
) -> None:
    ids = make_uploads(20)
    start = Barrier(THREADS)

    def ask_turned(turn: int) -> dict[UUID, UUID]:
        start.wait()
        return ask(database, ids[turn:] + ids[:turn], force=force)

    with ThreadPoolExecutor(THREADS) as threads:
        answers = list(threads.map(ask_turned, range(THREADS)))
    assert all(answer == answers[0] for answer in answers)
    assert count(database) == 20


def test_two_runs_that_revive_the_same_failure_get_the_same_analysis(database: Database, make_uploads: MakeIds) -> None:
    ids = make_uploads(5)
    opened = ask(database, ids)
    for each in opened.values():
        end_as_failed(database, each, ReasonCode.CANCELLED)
    start = Barrier(THREADS)

    def ask_again(_: int) -> dict[UUID, UUID]:
        start.wait()
        return ask(database, ids)

    with ThreadPoolExecutor(THREADS) as threads:
        assert all(answer == opened for answer in threads.map(ask_again, range(THREADS)))
    assert count(database) == 5


def test_two_runs_with_the_same_uploads_never_wait_for_each_other(database: Database, make_uploads: MakeIds) -> None:
    first, second = sorted(make_uploads(2))
    # Rows lie in the table in the order they were last written: now the other way round.
    moved = update(ResumeUpload).where(ResumeUpload.id == first).values(failure_reason=None)
    database.run(lambda session: session.execute(moved))
    versions = current_versions()

    def ask_for_both(session: Session) -> dict[UUID, UUID]:
        # Whether the server goes by the index or by the table is its own choice; here by the table.
        session.execute(text("SET LOCAL enable_indexscan = off"))
        session.execute(text("SET LOCAL enable_bitmapscan = off"))
        return open_analyses(session, [second, first], FOR_A_JOB, versions)

    with ThreadPoolExecutor(1) as thread, Session(database.engine) as session, session.begin():
        mine = open_analyses(session, [first], FOR_A_JOB, versions)
        work = thread.submit(database.run_once, ask_for_both)
        wait_for_a_lock(database)
        mine |= open_analyses(session, [second], FOR_A_JOB, versions)
        session.commit()
        assert work.result(timeout=10) == mine


def wait_for_a_lock(database: Database) -> None:
    deadline = time.monotonic() + 10
    while not database.run(lambda session: session.scalar(text("SELECT count(*) FROM pg_locks WHERE NOT granted"))):
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_a_job_with_odd_characters_can_be_asked_for(database: Database, make_uploads: MakeIds) -> None:
    [upload_id] = make_uploads(1)
    odd = Question(job_text="A ba\x00ker\ud800.", job_title="Ba\x00ker")
    opened = ask_one(database, upload_id, odd)
    assert ask_one(database, upload_id, odd) == opened
    row = analysis(database, opened)
    assert (row.job_description, row.job_title) == ("A baker.", "Baker")


@pytest.mark.parametrize("force", [False, True])
def test_opening_fifty_analyses_takes_no_more_statements_than_two(
    make_uploads: MakeIds, count_statements: CountStatements, force: bool
) -> None:
    def sent(ids: list[UUID]) -> int:
        return count_statements(lambda session: open_analyses(session, ids, FOR_A_JOB, current_versions(), force=force))

    ids = make_uploads(52)
    assert sent(ids[:2]) == sent(ids[2:])
