"""What a run that is ended from outside leaves behind: it depends on whether somebody wanted that."""

from collections.abc import Iterator
from uuid import UUID

import httpx
import prefect.runtime
import pytest
from prefect import flow, tags
from prefect.settings import PREFECT_API_URL, PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

from pathwise.documents.model import Refusal
from pathwise.storage.database import Database
from pathwise.storage.subjects import UPLOAD
from pathwise_models.enums import ReasonCode, Stage
from tasks.stages import run_stage
from tests.tasks.left_behind import World


@pytest.fixture
def world(database: Database, api_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """A database of the test's own, and a server named as a worker names it to its runs."""
    monkeypatch.setenv("PREFECT_API_URL", api_url)
    with temporary_settings({PREFECT_API_URL: api_url, PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
        yield World(database)


@flow(name="end-from-outside")
def end_from_outside(upload_id: UUID, api_url: str, is_cancelled: bool) -> None:
    """End this process while it reads, as a signal does."""

    def compute() -> Refusal:
        if is_cancelled:
            run_id, cancelling = prefect.runtime.flow_run.id, {"state": {"type": "CANCELLING"}}
            httpx.post(f"{api_url}/flow_runs/{run_id}/set_state", json=cancelling).raise_for_status()
        raise SystemExit

    run_stage(Stage.EXTRACT, upload_id, compute, lambda _session, _result: None)


def end(world: World, api_url: str, tag: str, *, is_cancelled: bool) -> UUID:
    [upload_id] = world.uploads(1)
    with tags(tag), pytest.raises(SystemExit):
        end_from_outside(upload_id, api_url, is_cancelled)
    return upload_id


def test_a_run_that_a_person_cancelled_in_prefect_is_on_record_as_cancelled(world: World, api_url: str) -> None:
    upload_id = end(world, api_url, "trigger:event", is_cancelled=True)
    assert world.standing(UPLOAD, [upload_id]) == [("failed", "cancelled", None)]
    assert world.attempts([upload_id]) == [("failed", ReasonCode.CANCELLED)]


def test_a_command_that_is_interrupted_is_on_record_as_cancelled(world: World, api_url: str) -> None:
    upload_id = end(world, api_url, "trigger:command-line", is_cancelled=False)
    assert world.standing(UPLOAD, [upload_id]) == [("failed", "cancelled", None)]


def test_a_run_that_nobody_meant_to_stop_keeps_its_claim_until_that_runs_out(world: World, api_url: str) -> None:
    upload_id = end(world, api_url, "trigger:event", is_cancelled=False)
    [(status, reason, run)] = world.standing(UPLOAD, [upload_id])
    assert (status, reason) == ("processing", None)
    assert run is not None
    assert world.attempts([upload_id]) == [("running", None)]
