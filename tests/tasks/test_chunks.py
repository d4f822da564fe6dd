"""Many members at once: each outcome its own, the same scores as one by one, safe to run again."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select, update

from pathwise.demo.samples import DemoSet, write_demo
from pathwise.manifest import current_versions
from pathwise.storage.analyses import Question, open_analyses
from pathwise.storage.database import Database
from pathwise.storage.intake import TakenIn
from pathwise.storage.results import AnalysisResult, load_results
from pathwise_models.analyses import ResumeAnalysis
from pathwise_models.enums import ReasonCode, ResumeAnalysisStatus, Stage, StageRunStatus
from pathwise_models.stages import StageRun
from tasks.chunks import process_members
from tasks.extract import extract_text
from tasks.feedback import write_feedback
from tasks.intake import sort_known
from tasks.outcomes import Ending
from tasks.score import score_resume

TakeIn = Callable[..., list[TakenIn]]

JOB = "# Requirements\n- Python\n- PostgreSQL\n- 3 years of experience\n"


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> DemoSet:
    return write_demo(tmp_path_factory.mktemp("demo"), size="full")


def results(database: Database, ids: list[UUID]) -> list[AnalysisResult]:
    return database.run(lambda session: load_results(session, ids))


def stage_runs(database: Database) -> list[StageRun]:
    return database.run(lambda session: list(session.scalars(select(StageRun))))


def content(result: AnalysisResult) -> tuple[object, ...]:
    return result.overall, result.document_quality, result.job_match, result.coverage, result.metrics, result.feedback


def test_every_member_ends_as_its_own_file_deserves(
    database: Database, samples: DemoSet, take_files_in: TakeIn
) -> None:
    entries = take_files_in(samples.folder, job_text=JOB)
    wanted = {member.path.name: member.outcome for member in samples.members}
    outcomes = process_members.fn(list(dict.fromkeys(entry.analysis_id for entry in entries)))
    told = {each.subject_id: each.reason.value if each.reason else "read" for each in outcomes}
    assert {Path(entry.label).name: told[entry.analysis_id] for entry in entries} == wanted
    for result in results(database, [each.subject_id for each in outcomes]):
        reason = told[result.analysis_id]
        assert (result.status is ResumeAnalysisStatus.COMPLETED) == (reason == "read")
        assert (result.overall is None) == (reason != "read")
        assert result.reason is (None if reason == "read" else ReasonCode(reason))
    assert {row.status for row in stage_runs(database)} == {StageRunStatus.COMPLETED, StageRunStatus.FAILED}
    assert all(row.finished_at for row in stage_runs(database))


@pytest.mark.usefixtures("same_run")
def test_a_chunk_gives_the_same_scores_and_feedback_as_one_by_one(
    database: Database, samples: DemoSet, take_files_in: TakeIn
) -> None:
    paths = [member.path for member in samples.members if member.outcome == "read"][:4]
    single = take_files_in(*paths, job_text=JOB)
    for entry in single:
        extract_text.fn(entry.upload_id)
        score_resume.fn(entry.analysis_id)
        write_feedback.fn(entry.analysis_id)
    together = take_files_in(*paths, job_text=JOB, force=True)
    process_members.fn([entry.analysis_id for entry in together])
    assert {entry.analysis_id for entry in single}.isdisjoint(entry.analysis_id for entry in together)
    assert [content(each) for each in results(database, [entry.analysis_id for entry in together])] == [
        content(each) for each in results(database, [entry.analysis_id for entry in single])
    ]


def test_one_resume_asked_two_questions_is_read_once(
    database: Database, samples: DemoSet, take_files_in: TakeIn
) -> None:
    path = next(member.path for member in samples.members if member.outcome == "read")
    [first] = take_files_in(path, job_text=JOB)
    [second] = take_files_in(path, job_text="# Requirements\n- Cooking\n")
    outcomes = process_members.fn([first.analysis_id, second.analysis_id])
    assert [each.ending for each in outcomes] == [Ending.COMPLETED, Ending.COMPLETED]
    assert [row.stage for row in stage_runs(database)].count(Stage.EXTRACT) == 1
    good, poor = results(database, [first.analysis_id, second.analysis_id])
    assert good.job_match is not None
    assert poor.job_match is not None
    assert good.job_match > poor.job_match


def test_what_another_run_works_on_is_left_to_it(database: Database, samples: DemoSet, take_files_in: TakeIn) -> None:
    paths = [member.path for member in samples.members if member.outcome == "read"][:3]
    entries = take_files_in(*paths)
    claimed = entries[1]
    database.run(
        lambda session: session.execute(
            update(ResumeAnalysis)
            .where(ResumeAnalysis.id == claimed.analysis_id)
            .values(flow_run_id=UUID(int=7), claimed_until="2999-01-01T00:00:00Z")
        )
    )
    outcomes = process_members.fn([entry.analysis_id for entry in entries])
    assert [each.ending for each in outcomes] == [Ending.COMPLETED, Ending.CLAIMED_ELSEWHERE, Ending.COMPLETED]
    assert results(database, [claimed.analysis_id])[0].status is ResumeAnalysisStatus.PENDING


def test_again_everything_is_known_and_each_leaves_one_skipped_row(
    database: Database, samples: DemoSet, take_files_in: TakeIn
) -> None:
    entries = take_files_in(samples.folder)
    ids = list(dict.fromkeys(entry.analysis_id for entry in entries))
    process_members.fn(ids)
    before = len(stage_runs(database))
    again = [entry.analysis_id for entry in take_files_in(samples.folder)]
    assert list(dict.fromkeys(again)) == ids
    known = sort_known.fn(ids)
    assert {each.subject_id for each in known} == set(ids)
    assert len(stage_runs(database)) == before + len(ids)
    assert [row.status for row in stage_runs(database)].count(StageRunStatus.SKIPPED) == len(ids)


def test_a_half_done_chunk_is_taken_up_where_it_stopped(
    database: Database, samples: DemoSet, take_files_in: TakeIn
) -> None:
    paths = [member.path for member in samples.members if member.outcome == "read"][:4]
    entries = take_files_in(*paths)
    # As after a kill between reading and judging: two were read, none is judged.
    for entry in entries[:2]:
        extract_text.fn(entry.upload_id)
    ids = [entry.analysis_id for entry in entries]
    assert {each.ending for each in process_members.fn(ids)} == {Ending.COMPLETED}
    assert [row.stage for row in stage_runs(database)].count(Stage.EXTRACT) == len(entries)


def test_an_analysis_made_for_older_rules_is_left_beside_the_new_one(
    database: Database, samples: DemoSet, take_files_in: TakeIn
) -> None:
    path = next(member.path for member in samples.members if member.outcome == "read")
    [entry] = take_files_in(path)
    older = current_versions().__class__(**{**current_versions().as_dict(), "rubric": "2020.1"})
    opened = database.run(lambda session: open_analyses(session, [entry.upload_id], Question(), older))
    assert opened[entry.upload_id] != entry.analysis_id
