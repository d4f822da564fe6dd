"""The flow over a batch, on a real Prefect server and a real Postgres: what an operator sees of it."""

import json
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

import httpx
import pytest
from prefect.client.schemas.objects import State
from sqlalchemy import select

from flows.launch import launch
from pathwise.demo.layouts import layout_of, make_file
from pathwise.demo.model import Layout, Special
from pathwise.demo.people import invent_person
from pathwise.documents.collection import collect
from pathwise.manifest import current_versions
from pathwise.settings import load_settings
from pathwise.storage.batches import ComparisonWish, MemberWish, open_batch
from pathwise.storage.claims import claim
from pathwise.storage.database import Database
from pathwise.storage.files import FileStore
from pathwise.storage.intake import Uploaded, upload
from pathwise.storage.rankings import load_members
from pathwise.storage.stage_runs import Claimant
from pathwise.storage.uploads import ensure_user
from pathwise_models.enums import Stage, StageRunStatus, StageTrigger
from pathwise_models.stages import StageRun

JOB = "# Requirements\n- Python\n- PostgreSQL\n- 3 years of experience\n"
TWENTY = [Special.NOTHING] * 20
TWENTY[4], TWENTY[11] = Special.ENCRYPTED, Special.CORRUPT

OpenBatch = Callable[[list[Special]], UUID]


@pytest.fixture
def open_batch_of(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> OpenBatch:
    """Store resumes of invented people, each special in the way given, and open their batch; chunks are small."""
    monkeypatch.setenv("PATHWISE_CHUNK_SIZE", "6")

    def make(specials: list[Special]) -> UUID:
        for index, special in enumerate(specials):
            layout = layout_of(special, Layout.TEXT)
            data = make_file(invent_person(3, index), layout, special, Random(index))
            (tmp_path / f"resume-{index:02}{layout.suffix}").write_bytes(data)
        user_id, _ = database.run(lambda session: ensure_user(session, "ada@example.org"))
        store = FileStore(load_settings().file_store_url)
        entries = upload(collect([tmp_path]), user_id, store=store, database=database)
        members = tuple(MemberWish(each.upload_id) for each in entries if isinstance(each, Uploaded))
        wish = ComparisonWish(JOB, None, None, members)
        return database.run(lambda session: open_batch(session, user_id, wish, current_versions()))

    return make


def run(api_url: str, batch_id: UUID) -> State[Any]:
    return launch(api_url, "compare-batch", "trigger:command-line", {"request": {"batch_id": batch_id}})


def ending(state: State[Any]) -> tuple[str, str | None]:
    return state.type.value, state.name


def artifacts(api_url: str, key: str) -> list[Any]:
    """All versions of an artifact, oldest first."""
    wanted = {"artifacts": {"key": {"any_": [key]}}}
    found = httpx.post(f"{api_url}/artifacts/filter", json=wanted).json()
    return [each["data"] for each in sorted(found, key=lambda each: str(each["created"]))]


def stage_runs(database: Database) -> Counter[tuple[Stage, StageRunStatus]]:
    rows = database.run(lambda session: list(session.scalars(select(StageRun))))
    return Counter((row.stage, row.status) for row in rows)


def test_twenty_members_of_whom_two_cannot_be_read(api_url: str, database: Database, open_batch_of: OpenBatch) -> None:
    batch_id = open_batch_of(TWENTY)
    state = run(api_url, batch_id)
    assert ending(state) == ("COMPLETED", "Completed")

    flow_run = httpx.get(f"{api_url}/flow_runs/{state.state_details.flow_run_id}").json()
    assert flow_run["name"] == f"batch-{batch_id}"
    assert flow_run["parameters"] == {"request": {"batch_id": str(batch_id)}}
    assert "trigger:command-line" in flow_run["tags"]
    assert artifacts(api_url, f"progress-{batch_id}") == [100.0]

    members = database.run(lambda session: load_members(session, batch_id))
    ranked = [each for each in members if each.rank is not None]
    [page] = artifacts(api_url, f"batch-{batch_id}")
    assert page.startswith("18 of 20 ranked, 2 could not be read.\n")
    rows = [line for line in page.splitlines() if "`" in line]
    assert rows == [
        f"| {each.rank} | {each.tier} | {each.band} | {each.position + 1} | {each.job_match} | `{each.upload_id}` |"
        for each in ranked
    ]
    [table] = artifacts(api_url, f"failures-{batch_id}")
    uploads = {each.position: str(each.upload_id) for each in members}
    assert json.loads(table) == [
        {"position": 5, "upload": uploads[4], "reason": "encrypted"},
        {"position": 12, "upload": uploads[11], "reason": "corrupt"},
    ]
    assert {stage for stage, _ in stage_runs(database)} == set(Stage)
    assert stage_runs(database)[Stage.COMPARE, StageRunStatus.COMPLETED] == 1


def test_a_known_batch_leaves_one_skipped_row_and_opens_no_document(
    api_url: str, database: Database, open_batch_of: OpenBatch
) -> None:
    batch_id = open_batch_of(TWENTY)
    run(api_url, batch_id)
    before = stage_runs(database)
    for stored in (load_settings().home / "files").rglob("*"):
        if stored.is_file():
            stored.unlink()
    assert ending(run(api_url, batch_id)) == ("COMPLETED", "Known")
    assert stage_runs(database) - before == {(Stage.COMPARE, StageRunStatus.SKIPPED): 1}
    assert artifacts(api_url, f"progress-{batch_id}") == [100.0]
    first, again = artifacts(api_url, f"batch-{batch_id}")
    assert first == again


def test_where_nobody_can_be_read_the_run_is_refused_with_the_reason(api_url: str, open_batch_of: OpenBatch) -> None:
    batch_id = open_batch_of([Special.ENCRYPTED, Special.CORRUPT])
    state = run(api_url, batch_id)
    assert ending(state) == ("COMPLETED", "Refused")
    assert "no_readable_member" in str(state.message)
    assert artifacts(api_url, f"batch-{batch_id}") == ["0 of 2 ranked, 2 could not be read.\n"]


def test_what_another_run_works_on_is_skipped_and_shown_by_nobody(
    api_url: str, database: Database, open_batch_of: OpenBatch
) -> None:
    batch_id = open_batch_of([Special.NOTHING])
    other = Claimant(UUID(int=7), None, StageTrigger.UI)
    lease = timedelta(seconds=60)
    database.run(lambda session: claim(session, Stage.COMPARE, [batch_id], other, lease))
    assert ending(run(api_url, batch_id)) == ("COMPLETED", "Skipped")
    assert artifacts(api_url, f"batch-{batch_id}") == []
    assert stage_runs(database) == {(Stage.COMPARE, StageRunStatus.RUNNING): 1}


def test_an_unknown_batch_fails_for_a_person_to_see(api_url: str, database: Database) -> None:
    unknown = UUID(int=1)
    state = run(api_url, unknown)
    assert state.type.value == "FAILED"
    assert str(unknown) in str(state.message)
