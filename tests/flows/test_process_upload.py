"""The flow over one upload, on a real Prefect server and a real Postgres."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import httpx
import pytest
from sqlalchemy import select

from flows.launch import launch
from pathwise.demo.samples import write_demo
from pathwise.documents.collection import collect
from pathwise.manifest import current_versions
from pathwise.settings import load_settings
from pathwise.storage.analyses import Question
from pathwise.storage.database import Database
from pathwise.storage.files import FileStore
from pathwise.storage.intake import TakenIn, take_in
from pathwise.storage.uploads import ensure_user
from pathwise_models.enums import StageRunStatus, StageTrigger
from pathwise_models.stages import StageRun

Outcomes = Callable[[str], TakenIn]


@pytest.fixture
def entry_with(database: Database, tmp_path: Path) -> Outcomes:
    """Take in the first demo file that reading ends with the given outcome."""

    def take(outcome: str) -> TakenIn:
        member = next(each for each in write_demo(tmp_path, size="small").members if each.outcome == outcome)
        user_id, _ = database.run(lambda session: ensure_user(session, "ada@example.org"))
        store = FileStore(load_settings().file_store_url)
        [entry] = take_in(
            collect([member.path]), user_id, Question(), current_versions(), store=store, database=database
        )
        assert isinstance(entry, TakenIn)
        return entry

    return take


def run(api_url: str, entry: TakenIn, *, by_itself: bool = False):  # type: ignore[no-untyped-def]
    parameters: dict[str, UUID] = {"upload_id": entry.upload_id}
    if not by_itself:
        parameters["analysis_id"] = entry.analysis_id
    return launch(api_url, "process-upload", "trigger:command-line", {"request": parameters})


def stage_runs(database: Database) -> list[StageRun]:
    return database.run(lambda session: list(session.scalars(select(StageRun).order_by(StageRun.started_at))))


def test_a_readable_upload_completes_and_shows_its_points_by_id(
    api_url: str, database: Database, entry_with: Outcomes
) -> None:
    entry = entry_with("read")
    state = run(api_url, entry)
    assert (state.type.value, state.name) == ("COMPLETED", "Completed")
    flow_run = httpx.get(f"{api_url}/flow_runs/{state.state_details.flow_run_id}").json()
    assert flow_run["name"] == f"upload-{entry.upload_id}"
    assert "trigger:command-line" in flow_run["tags"]
    ids = {"upload_id": str(entry.upload_id), "analysis_id": str(entry.analysis_id)}
    assert flow_run["parameters"] == {"request": ids}
    wanted = {"artifacts": {"key": {"any_": [f"analysis-{entry.analysis_id}"]}}}
    [artifact] = httpx.post(f"{api_url}/artifacts/filter", json=wanted).json()
    assert str(entry.upload_id) in artifact["data"]
    assert "Document quality" in artifact["data"]
    rows = stage_runs(database)
    assert [row.status for row in rows] == [StageRunStatus.COMPLETED] * 3
    assert {row.flow_run_id for row in rows} == {state.state_details.flow_run_id}
    assert {row.trigger for row in rows} == {StageTrigger.COMMAND_LINE}
    assert all(row.task_run_id and row.actor for row in rows)


def test_the_same_question_again_is_known_and_leaves_one_skipped_row(
    api_url: str, database: Database, entry_with: Outcomes
) -> None:
    entry = entry_with("read")
    run(api_url, entry)
    before = len(stage_runs(database))
    again = run(api_url, entry)
    assert (again.type.value, again.name) == ("COMPLETED", "Known")
    [skipped] = stage_runs(database)[before:]
    assert (skipped.status, skipped.resume_analysis_id) == (StageRunStatus.SKIPPED, entry.analysis_id)


def test_an_unreadable_upload_completes_as_refused_with_its_reason(
    api_url: str, database: Database, entry_with: Outcomes
) -> None:
    state = run(api_url, entry_with("encrypted"))
    assert (state.type.value, state.name) == ("COMPLETED", "Refused")
    assert "encrypted" in str(state.message)


def test_an_upload_by_its_id_alone_is_judged_by_itself(api_url: str, database: Database, entry_with: Outcomes) -> None:
    entry = entry_with("read")
    state = run(api_url, entry, by_itself=True)
    assert state.name == "Completed"
    assert {row.resume_analysis_id for row in stage_runs(database)} == {None, entry.analysis_id}


@pytest.mark.parametrize(
    ("upload", "analysis", "told"),
    [
        ("unknown", "its own", "No upload has the id"),
        ("its own", "unknown", "No analysis has the id"),
        ("other", "its own", "does not judge the upload"),
    ],
)
def test_ids_that_do_not_fit_fail_for_a_person_to_see(
    api_url: str, database: Database, entry_with: Outcomes, upload: str, analysis: str, told: str
) -> None:
    entry, other = entry_with("read"), entry_with("encrypted")
    ids = {"unknown": (UUID(int=1), UUID(int=2)), "other": (other.upload_id, other.analysis_id)}
    own = (entry.upload_id, entry.analysis_id)
    state = run(api_url, TakenIn("", ids.get(upload, own)[0], ids.get(analysis, own)[1]))
    assert state.type.value == "FAILED"
    assert told in str(state.message)
    assert stage_runs(database) == []


@pytest.mark.parametrize("hostile", ["../../etc/passwd", "1 OR 1=1", 7, None, {"upload_id": "x"}])
def test_what_is_no_id_begins_nothing(api_url: str, database: Database, hostile: object) -> None:
    state = launch(api_url, "process-upload", "trigger:command-line", {"request": {"upload_id": hostile}})
    assert state.type.value == "FAILED"
    assert "upload_id" in str(state.message)
