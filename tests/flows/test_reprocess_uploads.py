"""Reprocessing as an operator sees it: counted first, then made again, then told what changed and why."""

from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest
from prefect.client.schemas.objects import State

from flows.launch import launch
from pathwise.demo.samples import write_demo
from pathwise.documents.collection import collect
from pathwise.manifest import current_versions
from pathwise.settings import load_settings
from pathwise.storage.analyses import Question
from pathwise.storage.database import Database
from pathwise.storage.files import FileStore
from pathwise.storage.intake import TakenIn, take_in
from pathwise.storage.results import load_results
from pathwise.storage.uploads import ensure_user
from pathwise_models.enums import ResumeAnalysisStatus
from tests.tasks.ageing import age, footprint


@pytest.fixture
def answered(api_url: str, database: Database, tmp_path: Path) -> list[UUID]:
    """Answer the small demo, two of whose resumes cannot be read; returns the answers to the others."""
    user_id, _ = database.run(lambda session: ensure_user(session, "ada@example.org"))
    candidates = collect([write_demo(tmp_path, size="small").folder])
    store = FileStore(load_settings().file_store_url)
    entries = take_in(candidates, user_id, Question(), current_versions(), store=store, database=database)
    ids = [each.analysis_id for each in entries if isinstance(each, TakenIn)]
    launch(api_url, "process-chunk", "trigger:command-line", {"analysis_ids": ids})
    results = database.run(lambda session: load_results(session, ids))
    return [each.analysis_id for each in results if each.status is ResumeAnalysisStatus.COMPLETED]


def run(api_url: str, **request: object) -> State[Any]:
    return launch(api_url, "reprocess-uploads", "trigger:ui", {"request": request})


def ending(state: State[Any]) -> tuple[str, str | None, str | None]:
    return state.type.value, state.name, state.message


def page(api_url: str, state: State[Any], key: str) -> str:
    run_id = str(state.state_details.flow_run_id)
    wanted = {"artifacts": {"key": {"any_": [key]}, "flow_run_id": {"any_": [run_id]}}}
    [artifact] = httpx.post(f"{api_url}/artifacts/filter", json=wanted).json()
    return str(artifact["data"])


def test_it_counts_then_makes_again_then_tells_what_changed(
    api_url: str, database: Database, answered: list[UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATHWISE_CHUNK_SIZE", "2")
    fresh = footprint(database)
    assert ending(run(api_url, dry_run=False)) == ("COMPLETED", "Fresh", "Nothing is stale.")
    assert footprint(database) == fresh

    age(database, answered[:5], "rubric")
    stale = footprint(database)
    counted = run(api_url)
    assert ending(counted) == ("COMPLETED", "Counted", "5 to be made again.")
    assert "| answered by older rules | rubric | 5 |" in page(api_url, counted, "reprocess-stale")
    assert footprint(database) == stale

    made = run(api_url, dry_run=False, wanted="older_rules")
    assert ending(made) == ("COMPLETED", "Completed", "5 of 5 answered.")
    assert "| rubric | 5 | +0.00 | +0.00 | 0 |" in page(api_url, made, "reprocess-changes")
    assert page(api_url, made, f"progress-{made.state_details.flow_run_id}") in ("100", "100.0")
    assert httpx.get(f"{api_url}/flow_runs/{made.state_details.flow_run_id}").json()["name"] == "reprocess-older_rules"

    after = footprint(database)
    assert ending(run(api_url, dry_run=False)) == ("COMPLETED", "Fresh", "Nothing is stale.")
    assert footprint(database) == after


@pytest.mark.parametrize(
    ("hostile", "told"),
    [
        ({"user_id": str(UUID(int=1))}, "No user has the id"),
        ({"batch_id": str(UUID(int=1))}, "No batch has the id"),
        ({"limit": 0}, "limit"),
        ({"wanted": "everything'; DROP TABLE users"}, "wanted"),
        ({"asked_from": "yesterday"}, "asked_from"),
        ({"and_more": True}, "and_more"),
    ],
)
def test_what_cannot_be_asked_is_refused(
    api_url: str, database: Database, hostile: dict[str, object], told: str
) -> None:
    state = run(api_url, **hostile)
    assert state.type.value == "FAILED"
    assert told in str(state.message)
