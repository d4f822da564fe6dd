"""The deployments of prefect.yaml on a real server: what starts them, and that a night without need writes nothing."""

from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
import yaml

from pathwise.demo.samples import write_demo
from pathwise.documents.collection import collect
from pathwise.manifest import current_versions
from pathwise.runtime.postgres import database_url
from pathwise.settings import PROJECT_ROOT, Settings
from pathwise.storage.analyses import Question
from pathwise.storage.database import Database, make_engine
from pathwise.storage.files import FileStore
from pathwise.storage.intake import TakenIn, take_in
from pathwise.storage.migrations import upgrade_to_head
from pathwise.storage.results import load_results
from pathwise.storage.uploads import ensure_user
from pathwise_models.enums import ResumeAnalysisStatus
from tests.commands.conftest import wait_until
from tests.e2e.pool import Pool, served_pool
from tests.tasks.ageing import footprint

UPLOAD, BATCH = "pathwise.resume-upload.received", "pathwise.comparison-batch.received"
NOBODY = str(UUID(int=1))
LONGEST_SECONDS = 300.0


@pytest.fixture(scope="module")
def pool(surroundings: dict[str, str]) -> Iterator[Pool]:
    with served_pool(surroundings) as made:
        yield made


@pytest.fixture(scope="module")
def database(pool: Pool) -> Iterator[Database]:
    url = database_url(Settings(home=pool.home.path))
    upgrade_to_head(url)
    opened = Database(make_engine(url))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def entry(pool: Pool, database: Database, tmp_path_factory: pytest.TempPathFactory) -> TakenIn:
    """Take one resume in that can be read, as something outside does before it tells."""
    folder = tmp_path_factory.mktemp("demo")
    path = next(each.path for each in write_demo(folder, size="small").members if each.outcome == "read")
    user_id, _ = database.run(lambda session: ensure_user(session, "ada@example.org"))
    store = FileStore(Settings(home=pool.home.path).file_store_url)
    [taken] = take_in(collect([path]), user_id, Question(), current_versions(), store=store, database=database)
    assert isinstance(taken, TakenIn)
    return taken


@pytest.fixture(scope="module")
def working(pool: Pool, database: Database, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Start a worker of the two queues whose runs are looked at; the reconciler's rounds wait."""
    with pool.worker(PROJECT_ROOT, tmp_path_factory.mktemp("logs") / "worker.log", "live", "bulk"):
        yield


def emit(pool: Pool, name: str, **payload: object) -> None:
    """Emit an event as a system elsewhere does that knows the address alone."""
    event = {
        "id": str(uuid4()),
        "occurred": datetime.now(UTC).isoformat(),
        "event": name,
        "resource": {"prefect.resource.id": "elsewhere"},
        "payload": payload,
    }
    pool.ask("POST", "/events", [event])


def endings(pool: Pool, deployment: str) -> list[tuple[str, str]]:
    """Tell how the runs of a deployment ended that have, in the order in which they were made."""
    runs = sorted(pool.runs(deployment), key=lambda run: str(run["created"]))
    return [(run["state_type"], run["state_name"]) for run in runs if run["end_time"]]


def test_every_deployment_is_there_and_the_schedules_make_runs(pool: Pool) -> None:
    config = yaml.safe_load((PROJECT_ROOT / "prefect.yaml").read_text(encoding="utf-8"))
    for each in config["deployments"]:
        flow = each["entrypoint"].rsplit(".", 1)[1].replace("_", "-")
        deployed = pool.deployment(f"{flow}/{each['name']}")
        assert deployed["work_queue_name"] == each["work_pool"]["work_queue_name"]
        assert deployed["enforce_parameter_schema"]
        limit = deployed["global_concurrency_limit"]
        assert (limit and limit["limit"]) == each.get("concurrency_limit", {}).get("limit")
    for scheduled in ("reprocess-uploads/nightly", "reconcile-runs/every-minute"):
        runs = wait_until(lambda: pool.runs(scheduled))  # noqa: B023 - called at once
        assert {run["state_type"] for run in runs} >= {"SCHEDULED"}
        assert all("auto-scheduled" in run["tags"] for run in runs)


@pytest.mark.usefixtures("working")
def test_an_event_starts_a_run_and_the_same_event_twice_does_the_work_once(
    pool: Pool, database: Database, entry: TakenIn
) -> None:
    deployment = "process-upload/on-event"
    emit(pool, UPLOAD, upload_id="../../etc/passwd")
    emit(pool, UPLOAD)
    emit(pool, BATCH, batch_id="1 OR 1=1")
    emit(pool, UPLOAD, upload_id=str(entry.upload_id), analysis_id=str(entry.analysis_id))
    wait_until(lambda: endings(pool, deployment), seconds=LONGEST_SECONDS)
    emit(pool, UPLOAD, upload_id=str(entry.upload_id))
    emit(pool, BATCH, batch_id=NOBODY)
    wait_until(lambda: len(endings(pool, deployment)) > 1, seconds=LONGEST_SECONDS)
    assert endings(pool, deployment) == [("COMPLETED", "Completed"), ("COMPLETED", "Known")]
    assert [run["parameters"] for run in sorted(pool.runs(deployment), key=lambda run: str(run["created"]))] == [
        {"request": {"upload_id": str(entry.upload_id), "analysis_id": str(entry.analysis_id)}},
        {"request": {"upload_id": str(entry.upload_id), "analysis_id": None}},
    ]
    [result] = database.run(lambda session: load_results(session, [entry.analysis_id]))
    assert result.status is ResumeAnalysisStatus.COMPLETED

    # What was no id made no run; an id that nobody has is for a person to see.
    wait_until(lambda: endings(pool, "compare-batch/on-event"), seconds=LONGEST_SECONDS)
    [run] = pool.runs("compare-batch/on-event")
    assert run["parameters"] == {"request": {"batch_id": NOBODY}}
    assert "No batch has the id" in run["state"]["message"]


@pytest.mark.usefixtures("working", "entry")
def test_a_night_in_which_nothing_is_stale_writes_nothing(pool: Pool, database: Database) -> None:
    before = footprint(database)
    nightly = pool.deployment("reprocess-uploads/nightly")["id"]
    pool.ask("POST", f"/deployments/{nightly}/create_flow_run", {})
    wait_until(lambda: endings(pool, "reprocess-uploads/nightly"), seconds=LONGEST_SECONDS)
    assert endings(pool, "reprocess-uploads/nightly") == [("COMPLETED", "Fresh")]
    assert footprint(database) == before
