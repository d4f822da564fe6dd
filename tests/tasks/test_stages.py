"""Stages on a real Postgres and a real pool: outcomes, records, lost claims, what happens when something breaks."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from pathwise.demo.samples import DemoSet, write_demo
from pathwise.documents.model import Refusal
from pathwise.errors import StageBrokenError, StageNotReadyError, UnknownAnalysisError, UnknownUploadError
from pathwise.storage.database import Database
from pathwise_models.analyses import AnalysisScore, FeedbackItem, ResumeAnalysis
from pathwise_models.documents import ResumeDocument, ResumeProfile
from pathwise_models.enums import (
    ReasonCode,
    ResumeAnalysisStatus,
    ResumeUploadStatus,
    Stage,
    StageRunStatus,
)
from pathwise_models.stages import StageRun
from pathwise_models.uploads import ResumeUpload
from tasks.extract import extract_text
from tasks.feedback import write_feedback
from tasks.outcomes import Ending, Outcome
from tasks.score import score_resume
from tasks.stages import run_stage

Ids = Callable[..., tuple[UUID, UUID]]

FROZEN_PROGRAM = """
import sys, time
from pathlib import Path
from uuid import UUID
from pathwise_models.enums import Stage
from tasks.stages import run_stage

folder, upload_id = Path(sys.argv[1]), UUID(sys.argv[2])

def compute():
    (folder / "computing").touch()
    while not (folder / "thawed").exists():
        time.sleep(0.05)
    return "late result"

def keep(session, result):
    (folder / "kept").touch()

print(run_stage(Stage.EXTRACT, upload_id, compute, keep).ending.value)
"""


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> DemoSet:
    return write_demo(tmp_path_factory.mktemp("demo"), size="small")


@pytest.fixture
def readable(samples: DemoSet) -> Path:
    return next(member.path for member in samples.members if member.outcome == "read")


@pytest.fixture
def locked(samples: DemoSet) -> Path:
    return next(member.path for member in samples.members if member.outcome == "encrypted")


def rows(database: Database, model: type) -> list:  # type: ignore[type-arg]
    return database.run(lambda session: list(session.scalars(select(model))))


def attempts(database: Database) -> list[tuple[Stage, StageRunStatus, ReasonCode | None]]:
    found = sorted(rows(database, StageRun), key=lambda row: (row.started_at, row.attempt))
    return [(row.stage, row.status, row.reason_code) for row in found]


def analysis(database: Database, analysis_id: UUID) -> ResumeAnalysis:
    return database.run(lambda session: session.get_one(ResumeAnalysis, analysis_id))


def upload(database: Database, upload_id: UUID) -> ResumeUpload:
    return database.run(lambda session: session.get_one(ResumeUpload, upload_id))


@pytest.mark.usefixtures("same_run")
def test_the_three_stages_complete_an_analysis(database: Database, ids_of: Ids, readable: Path) -> None:
    upload_id, analysis_id = ids_of(readable)
    assert extract_text.fn(upload_id) == Outcome(upload_id, Ending.COMPLETED)
    assert score_resume.fn(analysis_id) == Outcome(analysis_id, Ending.COMPLETED)
    assert analysis(database, analysis_id).status is ResumeAnalysisStatus.RUNNING
    assert write_feedback.fn(analysis_id) == Outcome(analysis_id, Ending.COMPLETED)
    done = analysis(database, analysis_id)
    assert (done.status, done.flow_run_id, done.claimed_until) == (ResumeAnalysisStatus.COMPLETED, None, None)
    assert done.started_at
    assert done.completed_at
    assert done.completed_at >= done.started_at
    assert done.overall_score == done.document_quality
    assert done.summary
    assert upload(database, upload_id).upload_status is ResumeUploadStatus.COMPLETED
    assert attempts(database) == [
        (stage, StageRunStatus.COMPLETED, None) for stage in (Stage.EXTRACT, Stage.SCORE, Stage.FEEDBACK)
    ]


def test_the_manifest_names_the_file_and_all_rules(database: Database, ids_of: Ids, readable: Path) -> None:
    upload_id, analysis_id = ids_of(readable, "Requirements\n- Python\n")
    extract_text.fn(upload_id)
    score_resume.fn(analysis_id)
    scored = analysis(database, analysis_id)
    assert scored.manifest
    assert scored.manifest["content_sha256"] == upload(database, upload_id).content_sha256
    assert set(scored.manifest["versions"]) == {
        "reader",
        "profile",
        "lexicon",
        "job",
        "rubric",
        "feedback",
        "semantics",
    }
    assert all(scored.manifest["versions"].values())
    assert scored.model_version == scored.manifest["versions"]["rubric"]
    metrics = {row.metric_key: row.score_value for row in rows(database, AnalysisScore)}
    assert scored.manifest["metrics"] == metrics
    assert scored.manifest["scores"]["overall"] == scored.overall_score
    assert len(scored.manifest["requirements"]) == len(scored.manifest["strengths"]) == len(scored.requirements)
    hashes = {name for name in scored.manifest if name.endswith("_sha256")}
    assert hashes == {f"{what}_sha256" for what in ("content", "text", "job", "rubric", "feedback")}


def test_what_was_read_before_is_not_read_again(database: Database, ids_of: Ids, readable: Path) -> None:
    upload_id, _ = ids_of(readable)
    extract_text.fn(upload_id)
    before = attempts(database)
    assert extract_text.fn(upload_id) == Outcome(upload_id, Ending.KNOWN)
    assert attempts(database) == before


def test_new_profile_rules_work_on_the_kept_text_and_open_no_file(
    database: Database, ids_of: Ids, readable: Path
) -> None:
    upload_id, _ = ids_of(readable)
    extract_text.fn(upload_id)
    [profile] = rows(database, ResumeProfile)
    database.run(lambda session: session.delete(profile))
    for stored in (Path(os.environ["PATHWISE_HOME"]) / "files").rglob("*"):
        if stored.is_file():
            stored.unlink()
    assert extract_text.fn(upload_id) == Outcome(upload_id, Ending.COMPLETED)
    [again] = rows(database, ResumeProfile)
    assert again.profile == profile.profile
    assert len(rows(database, ResumeDocument)) == 1


def test_a_locked_file_is_refused_and_never_scored(database: Database, ids_of: Ids, locked: Path) -> None:
    upload_id, analysis_id = ids_of(locked)
    assert extract_text.fn(upload_id) == Outcome(upload_id, Ending.REFUSED, ReasonCode.ENCRYPTED)
    assert score_resume.fn(analysis_id) == Outcome(analysis_id, Ending.REFUSED, ReasonCode.ENCRYPTED)
    read, judged = upload(database, upload_id), analysis(database, analysis_id)
    assert (read.upload_status, read.reason_code) == (ResumeUploadStatus.FAILED, ReasonCode.ENCRYPTED)
    assert (judged.status, judged.reason_code) == (ResumeAnalysisStatus.FAILED, ReasonCode.ENCRYPTED)
    assert read.failure_reason == judged.failure_reason
    assert judged.overall_score is None
    assert rows(database, AnalysisScore) == []
    assert attempts(database) == [
        (Stage.EXTRACT, StageRunStatus.FAILED, ReasonCode.ENCRYPTED),
        (Stage.SCORE, StageRunStatus.FAILED, ReasonCode.ENCRYPTED),
    ]


def test_a_file_that_left_the_store_is_told_as_missing(database: Database, ids_of: Ids, readable: Path) -> None:
    upload_id, _ = ids_of(readable)
    [stored] = [path for path in (Path(os.environ["PATHWISE_HOME"]) / "files").rglob("*") if path.is_file()]
    stored.unlink()
    assert extract_text.fn(upload_id) == Outcome(upload_id, Ending.REFUSED, ReasonCode.MISSING_FILE)


def test_a_stage_before_its_time_says_what_to_do(database: Database, ids_of: Ids, readable: Path) -> None:
    _, analysis_id = ids_of(readable)
    with pytest.raises(StageNotReadyError, match=r"process-upload"):
        score_resume.fn(analysis_id)
    assert attempts(database) == []


@pytest.mark.parametrize(
    ("stage", "error"),
    [(extract_text, UnknownUploadError), (score_resume, UnknownAnalysisError), (write_feedback, UnknownAnalysisError)],
)
def test_an_unknown_id_is_named(database: Database, stage: Callable[..., Outcome], error: type[Exception]) -> None:
    unknown = uuid4()
    with pytest.raises(error, match=str(unknown)):
        stage.fn(unknown)  # type: ignore[attr-defined]


def test_scoring_twice_leaves_one_set_of_scores(database: Database, ids_of: Ids, readable: Path) -> None:
    upload_id, analysis_id = ids_of(readable)
    extract_text.fn(upload_id)
    score_resume.fn(analysis_id)
    once = {row.metric_key: row.score_value for row in rows(database, AnalysisScore)}
    # As after a run that died between the stages: its claim is over, another run begins the stage anew.
    database.run(
        lambda session: session.execute(
            ResumeAnalysis.__table__.update().values(flow_run_id=None, claimed_until=None)  # type: ignore[attr-defined]
        )
    )
    score_resume.fn(analysis_id)
    again = rows(database, AnalysisScore)
    assert {row.metric_key: row.score_value for row in again} == once
    assert len(again) == len(once)


def test_what_breaks_is_on_record_and_says_where_without_values(
    database: Database, ids_of: Ids, readable: Path
) -> None:
    upload_id, _ = ids_of(readable)

    def compute() -> Refusal:
        raise KeyError("Ada Lovelace, ada@example.org")

    with pytest.raises(StageBrokenError) as caught:
        run_stage(Stage.EXTRACT, upload_id, compute, lambda _session, _result: None)
    assert "KeyError" in str(caught.value)
    assert str(upload_id) in str(caught.value)
    assert "Ada" not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__
    row = upload(database, upload_id)
    assert (row.upload_status, row.reason_code) == (ResumeUploadStatus.FAILED, ReasonCode.INTERNAL_ERROR)
    assert (row.flow_run_id, row.claimed_until) == (None, None)
    assert attempts(database) == [(Stage.EXTRACT, StageRunStatus.FAILED, ReasonCode.INTERNAL_ERROR)]


@pytest.mark.parametrize("interruption", [KeyboardInterrupt, SystemExit])
def test_an_interruption_is_on_record_as_cancelled(
    database: Database, ids_of: Ids, readable: Path, interruption: type[BaseException]
) -> None:
    upload_id, _ = ids_of(readable)

    def compute() -> Refusal:
        raise interruption

    with pytest.raises(interruption):
        run_stage(Stage.EXTRACT, upload_id, compute, lambda _session, _result: None)
    assert attempts(database) == [(Stage.EXTRACT, StageRunStatus.FAILED, ReasonCode.CANCELLED)]
    assert upload(database, upload_id).reason_code is ReasonCode.CANCELLED


def test_a_claim_is_kept_alive_while_the_stage_computes(
    database: Database, ids_of: Ids, readable: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATHWISE_CLAIM_SECONDS", "1")
    upload_id, _ = ids_of(readable)

    def compute() -> str:
        time.sleep(2.5)
        other = run_stage(Stage.EXTRACT, upload_id, lambda: "other", lambda _session, _result: None)
        return other.ending.value

    kept: list[str] = []
    run_stage(Stage.EXTRACT, upload_id, compute, lambda _session, result: kept.append(result))
    assert kept == [Ending.CLAIMED_ELSEWHERE.value]


def test_what_another_run_works_on_is_skipped_on_record(database: Database, ids_of: Ids, readable: Path) -> None:
    upload_id, _ = ids_of(readable)

    def compute() -> str:
        outcome = extract_text.fn(upload_id)
        return outcome.ending.value

    kept: list[str] = []
    run_stage(Stage.EXTRACT, upload_id, compute, lambda _session, result: kept.append(result))
    assert kept == [Ending.CLAIMED_ELSEWHERE.value]
    assert attempts(database) == [
        (Stage.EXTRACT, StageRunStatus.COMPLETED, None),
        (Stage.EXTRACT, StageRunStatus.SKIPPED, None),
    ]


def test_a_run_frozen_past_its_lease_writes_nothing_once_it_thaws(
    database: Database, database_url: str, ids_of: Ids, readable: Path, tmp_path: Path
) -> None:
    upload_id, _ = ids_of(readable)
    frozen = subprocess.Popen(
        [sys.executable, "-c", FROZEN_PROGRAM, str(tmp_path), str(upload_id)],
        env={**os.environ, "DATABASE_URL": database_url, "PATHWISE_CLAIM_SECONDS": "1"},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        wait_until((tmp_path / "computing").exists)
        frozen.send_signal(signal.SIGSTOP)
        wait_until(lambda: extract_text.fn(upload_id).ending is Ending.COMPLETED)
        [profile] = rows(database, ResumeProfile)
        (tmp_path / "thawed").touch()
        frozen.send_signal(signal.SIGCONT)
        output, _ = frozen.communicate(timeout=60)
    finally:
        frozen.kill()
        frozen.wait()
    assert output.strip() == Ending.CLAIMED_ELSEWHERE.value
    assert not (tmp_path / "kept").exists()
    [still] = rows(database, ResumeProfile)
    assert (still.id, still.updated_at) == (profile.id, profile.updated_at)
    # While the claim lasted, the second run was turned away, and each time that was put on record.
    worked = [each for each in attempts(database) if each[1] is not StageRunStatus.SKIPPED]
    assert worked == [
        (Stage.EXTRACT, StageRunStatus.FAILED, ReasonCode.INTERRUPTED),
        (Stage.EXTRACT, StageRunStatus.COMPLETED, None),
    ]
    assert upload(database, upload_id).upload_status is ResumeUploadStatus.COMPLETED


@pytest.mark.usefixtures("same_run")
def test_a_complete_analysis_has_feedback_in_order(database: Database, ids_of: Ids, readable: Path) -> None:
    upload_id, analysis_id = ids_of(readable, "Requirements\n- Kubernetes\n- Python\n")
    for stage, subject in ((extract_text, upload_id), (score_resume, analysis_id), (write_feedback, analysis_id)):
        stage.fn(subject)
    items = sorted(rows(database, FeedbackItem), key=lambda row: row.position)
    assert [item.position for item in items] == list(range(len(items)))
    points = [item.points_available for item in items]
    assert points == sorted(points, reverse=True)
    done = analysis(database, analysis_id)
    assert done.overall_score == done.job_match
    assert {each["requirement"]["text"] for each in done.requirements} >= {"Python"}


def wait_until(is_so: Callable[[], bool], seconds: float = 60.0) -> None:
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, "it did not come to pass in time"
        time.sleep(0.05)
