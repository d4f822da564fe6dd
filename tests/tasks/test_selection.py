"""What is stale is found by its reason, made again in waves, and takes the place of what stood before."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select, text

from pathwise.demo.samples import DemoSet, write_demo
from pathwise.errors import UnknownBatchError, UnknownUserError
from pathwise.shifts import ChangeCount
from pathwise.staleness import MOST_FAILURES, Staleness, StaleWish, Wanted
from pathwise.storage.database import Database
from pathwise.storage.intake import TakenIn
from pathwise_models.analyses import ResumeAnalysis
from pathwise_models.enums import ResumeAnalysisStatus
from tasks.chunks import process_members
from tasks.selection import Place, Survey, open_wave, settle_wave, survey_stale
from tests.tasks.ageing import age, footprint

TakeIn = Callable[..., list[TakenIn]]
JOB = "# Requirements\n- Python\n- PostgreSQL\n- 3 years of experience\n"
BREAK = """
UPDATE resume_analyses SET status = 'failed', reason_code = cast(:reason AS reason_code), failure_reason = 'x'
WHERE id = :id
"""


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> DemoSet:
    return write_demo(tmp_path_factory.mktemp("demo"), size="small")


@pytest.fixture
def answered(samples: DemoSet, take_files_in: TakeIn) -> list[UUID]:
    """Answer the same question about all samples; two of them cannot be read."""
    ids = [entry.analysis_id for entry in take_files_in(samples.folder, job_text=JOB)]
    process_members.fn(ids)
    return ids


def causes(wish: StaleWish | None = None) -> dict[tuple[str, str], int]:
    found = survey_stale.fn(wish or StaleWish()).causes
    return {(cause.staleness.value, cause.detail): count for cause, count in found.items()}


def make_again(wish: StaleWish | None = None) -> ChangeCount:
    """Do what the flow does."""
    survey: Survey = survey_stale.fn(wish or StaleWish())
    changes, place = ChangeCount(), Place()
    while wave := open_wave.fn(survey.wish, place, survey.total - changes.total):
        for chunk in wave.chunks:
            process_members.fn(chunk)
        changes.add(settle_wave.fn(wave))
        place = wave.end
    return changes


def execute(database: Database, statement: str, **values: object) -> None:
    database.run(lambda session: session.execute(text(statement), values))


def rows(database: Database) -> list[ResumeAnalysis]:
    return database.run(
        lambda session: list(session.scalars(select(ResumeAnalysis).order_by(ResumeAnalysis.created_at)))
    )


def test_over_fresh_data_nothing_is_stale_and_nothing_is_written(database: Database, answered: list[UUID]) -> None:
    before = footprint(database)
    assert causes() == {}
    assert make_again().total == 0
    assert footprint(database) == before


def test_what_older_rules_answered_is_counted_by_rule_then_made_again_and_superseded(
    database: Database, answered: list[UUID]
) -> None:
    judged = [row.id for row in rows(database) if row.status is ResumeAnalysisStatus.COMPLETED]
    age(database, judged[:2], "rubric")
    age(database, judged[2:3], "reader")
    age(database, judged[2:3], "lexicon")
    execute(database, "UPDATE resume_analyses SET overall_score = overall_score / 2 WHERE id = :id", id=judged[0])
    before = footprint(database)
    assert causes() == {("older_rules", "rubric"): 2, ("older_rules", "lexicon, reader"): 1}
    assert footprint(database) == before

    changes = make_again()
    assert (changes.answered, changes.newly_answered, changes.open, changes.failed.total()) == (3, 0, 0, 0)
    rubric, both = changes.shifts()
    assert (rubric.why, rubric.analyses, rubric.notable, rubric.mean > 0) == ("rubric", 2, 1, True)
    assert (both.why, both.analyses, both.notable, both.mean, both.median) == ("lexicon, reader", 1, 0, 0.0, 0.0)
    old = [row for row in rows(database) if row.id in judged[:3]]
    assert all(row.superseded_at and row.status is ResumeAnalysisStatus.COMPLETED for row in old)
    new = [row for row in rows(database) if row.id not in answered]
    assert {row.resume_upload_id for row in new} == {row.resume_upload_id for row in old}
    assert all((row.status, row.job_description) == (ResumeAnalysisStatus.COMPLETED, JOB) for row in new)
    assert causes() == {}


def test_a_limit_stops_and_the_next_run_goes_on(database: Database, answered: list[UUID]) -> None:
    judged = [row.id for row in rows(database) if row.status is ResumeAnalysisStatus.COMPLETED]
    age(database, judged)
    survey = survey_stale.fn(StaleWish(limit=2))
    assert (survey.total, survey.is_cut) == (2, True)
    assert make_again(StaleWish(limit=2)).answered == 2
    assert causes() == {("older_rules", "rubric"): len(judged) - 2}


@pytest.mark.parametrize("is_made", [False, True], ids=["opened, not made", "made, not yet in place"])
def test_a_run_that_died_in_a_wave_is_taken_up_by_the_next_one(
    database: Database, answered: list[UUID], *, is_made: bool
) -> None:
    judged = [row.id for row in rows(database) if row.status is ResumeAnalysisStatus.COMPLETED]
    age(database, judged)
    wave = open_wave.fn(survey_stale.fn(StaleWish()).wish, Place(kind=2), 100)
    assert wave is not None
    if is_made:
        process_members.fn(wave.chunks[0])
        assert causes() == {("answered_anew", "rubric"): len(judged)}
    assert make_again().answered == len(judged)
    assert causes() == {}
    assert len(rows(database)) == len(answered) + len(judged)


@pytest.mark.parametrize("count", [1, MOST_FAILURES])
def test_what_failed_for_a_reason_that_may_pass_is_tried_three_times_in_all(
    database: Database, answered: list[UUID], count: int
) -> None:
    failed = answered[0]
    execute(
        database,
        BREAK,
        reason="interrupted",
        id=failed,
    )
    for attempt in range(count):
        execute(
            database,
            "INSERT INTO stage_runs (resume_analysis_id, stage, status, attempt, reason_code, message, finished_at,"
            " trigger) VALUES (:id, 'score', 'failed', :attempt, 'interrupted', 'x', now(), 'ui')",
            id=failed,
            attempt=attempt + 2,
        )
    if count == MOST_FAILURES:
        assert causes() == {}
        return
    assert causes() == {("curable_failure", "interrupted"): 1}
    assert causes(StaleWish(wanted=Wanted.OLDER_RULES)) == {}
    assert make_again(StaleWish(wanted=Wanted.FAILURES)).newly_answered == 1
    assert {row.id for row in rows(database)} == set(answered)


def test_what_a_person_cancelled_is_never_made_again(database: Database, answered: list[UUID]) -> None:
    execute(
        database,
        BREAK,
        reason="cancelled",
        id=answered[0],
    )
    age(database, [answered[0]])
    assert causes() == {}


def test_what_was_cancelled_while_it_was_made_again_is_taken_up_by_hand_alone(
    database: Database, answered: list[UUID]
) -> None:
    judged = [row.id for row in rows(database) if row.status is ResumeAnalysisStatus.COMPLETED]
    age(database, judged[:1])
    wave = open_wave.fn(survey_stale.fn(StaleWish()).wish, Place(kind=2), 100)
    assert wave is not None
    execute(database, BREAK, reason="cancelled", id=wave.chunks[0][0])
    assert causes() == {}
    assert causes(StaleWish(wanted=Wanted.CANCELLED)) == {("cancelled_anew", "rubric"): 1}
    assert make_again(StaleWish(wanted=Wanted.CANCELLED)).answered == 1
    assert causes() == {}


def test_a_refusal_is_tried_again_once_rules_changed_and_never_takes_a_good_answer_away(
    database: Database, answered: list[UUID]
) -> None:
    refused = [row.id for row in rows(database) if row.status is ResumeAnalysisStatus.FAILED]
    for each in refused:
        execute(database, "UPDATE resume_analyses SET fingerprint = :print WHERE id = :id", print=each.hex * 2, id=each)
    assert {reason for kind, reason in causes() if kind == Staleness.OLDER_REFUSAL} == {"encrypted", "no_text"}
    assert dict(make_again().failed) == {"encrypted": 1, "no_text": 1}
    assert causes() == {}

    # The same file had a good answer by older rules, and is refused by these.
    good = next(row for row in rows(database) if row.status is ResumeAnalysisStatus.COMPLETED)
    age(database, [good.id])
    execute(
        database,
        "UPDATE resume_uploads SET stored_filename = :key, content_sha256 = :hash WHERE id = :id",
        key=next(key for key in stored_keys(database, refused[0])),
        hash="0" * 64,
        id=good.resume_upload_id,
    )
    execute(database, "DELETE FROM resume_documents WHERE resume_upload_id = :id", id=good.resume_upload_id)
    assert make_again().failed.total() == 1
    kept = next(row for row in rows(database) if row.id == good.id)
    assert kept.superseded_at is None
    assert causes() == {}


def stored_keys(database: Database, analysis_id: UUID) -> list[str]:
    statement = text(
        "SELECT f.stored_filename FROM resume_uploads f JOIN resume_analyses a ON a.resume_upload_id = f.id "
        "WHERE a.id = :id"
    )
    return database.run(lambda session: list(session.scalars(statement, {"id": analysis_id})))


def test_what_waits_for_over_an_hour_is_begun_and_what_waits_for_less_is_left(
    database: Database, samples: DemoSet, take_files_in: TakeIn, without_triggers: Callable[[str, Any], None]
) -> None:
    paths = [member.path for member in samples.members if member.outcome == "read"][:2]
    old, _ = take_files_in(*paths)
    assert causes() == {}
    without_triggers(
        "UPDATE resume_analyses SET updated_at = now() - interval '2 hours' WHERE id = :id", old.analysis_id
    )
    assert causes() == {("never_begun", ""): 1}
    assert make_again().newly_answered == 1
    assert causes() == {}


@pytest.fixture
def without_triggers(database: Database) -> Callable[[str, Any], None]:
    """Give a function that changes a row without its `updated_at` being touched."""

    def change(statement: str, row_id: UUID) -> None:
        def work(session: Any) -> None:
            session.execute(text("SET LOCAL session_replication_role = replica"))
            session.execute(text(statement), {"id": row_id})

        database.run(work)

    return change


def test_filters_leave_out_what_nobody_asked_for(database: Database, answered: list[UUID], tmp_path: Path) -> None:
    judged = [row for row in rows(database) if row.status is ResumeAnalysisStatus.COMPLETED]
    age(database, [row.id for row in judged])
    everything = {("older_rules", "rubric"): len(judged)}
    first = judged[0]
    assert causes(StaleWish(user_id=first.user_id)) == everything
    assert causes(StaleWish(asked_from=first.created_at)) == everything
    assert causes(StaleWish(asked_until=first.created_at)) == {}
    with pytest.raises(UnknownUserError):
        survey_stale.fn(StaleWish(user_id=UUID(int=1)))
    with pytest.raises(UnknownBatchError):
        survey_stale.fn(StaleWish(batch_id=UUID(int=1)))
