"""Reconciling against a real Prefect server and a real Postgres."""

from collections.abc import Callable, Iterator
from contextlib import closing
from time import monotonic
from uuid import UUID

import httpx
import pytest
from prefect.client.schemas.objects import StateType
from prefect.settings import PREFECT_API_URL, PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

from flows.reconcile_runs import reconcile_runs
from pathwise.errors import NotDeployedError
from pathwise.runtime.prefect_api import PrefectApi, RunState
from pathwise.starting import start_promised
from pathwise.storage.database import Database
from pathwise.storage.run_requests import promise_analyses, promise_batches
from pathwise.storage.subjects import ANALYSIS, BATCH
from pathwise.storage.turns import sole_turn
from pathwise_models.enums import Stage, StageTrigger
from tasks import reconciliation
from tasks.reconciliation import reconcile
from tests.commands.conftest import wait_until
from tests.tasks.left_behind import World

DEPLOYMENTS = ("process-upload", "compare-batch")
MANY = 10_000


@pytest.fixture
def world(database: Database, api_url: str, monkeypatch: pytest.MonkeyPatch) -> World:
    """A database of the test's own; the server is the one that `PREFECT_API_URL` names, as on a worker."""
    monkeypatch.setenv("PREFECT_API_URL", api_url)
    monkeypatch.setattr(reconciliation, "STARTING_AGE", reconciliation.STARTING_AGE * 0)
    return World(database)


@pytest.fixture
def deployed(api_url: str) -> Iterator[None]:
    """Deployments by the names that promises use; nobody works on their runs."""
    made = []
    for name in DEPLOYMENTS:
        flow = post(api_url, "/flows/", {"name": name})
        made.append(post(api_url, "/deployments/", {"name": "on-event", "flow_id": flow["id"]})["id"])
    yield
    for each in made:
        httpx.delete(f"{api_url}/deployments/{each}").raise_for_status()


def post(api_url: str, path: str, body: object) -> dict[str, str]:
    found: dict[str, str] = httpx.post(f"{api_url}{path}", json=body).raise_for_status().json()
    return found


def set_state(api_url: str, run: UUID, state: RunState) -> None:
    post(api_url, f"/flow_runs/{run}/set_state", {"state": {"type": state}, "force": True})


def run_in(api_url: str, state: RunState) -> UUID:
    """Make a run that stands as told."""
    flow = post(api_url, "/flows/", {"name": "compare-batch"})
    run = UUID(post(api_url, "/flow_runs/", {"flow_id": flow["id"]})["id"])
    set_state(api_url, run, state)
    return run


def state_of(api_url: str, run: UUID | None) -> RunState:
    assert run
    with closing(PrefectApi(api_url)) as api:
        return api.flow_runs([run])[run].state


def test_a_dead_batch_gets_another_run_in_the_same_round(world: World, api_url: str, deployed: None) -> None:
    batch, analyses = world.batch(3)
    dead = run_in(api_url, RunState.CRASHED)
    world.claim(Stage.COMPARE, [batch], dead)
    world.claim(Stage.SCORE, analyses, dead)
    done = reconcile()
    assert str(done) == "1 promised to a run of its own, 3 made pending for who will take it, 1 run started."
    [promise] = world.promises([batch])
    assert state_of(api_url, promise.flow_run_id) is RunState.SCHEDULED
    assert reconcile().has_changed is False


def test_prefect_is_told_of_a_run_that_it_took_for_alive(
    world: World, api_url: str, deployed: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATHWISE_CLAIM_SECONDS", "1")
    batch, _ = world.batch(1)
    zombie = run_in(api_url, RunState.RUNNING)
    world.claim(Stage.COMPARE, [batch], zombie)
    # While the database's server was away nobody could renew a claim: it counts from the start of that server on.
    wait_until(lambda: reconcile().started == 1)
    assert state_of(api_url, zombie) is RunState.CRASHED


def test_a_cancelled_run_is_followed_by_none(world: World, api_url: str, deployed: None) -> None:
    batch, analyses = world.batch(3)
    world.claim(Stage.COMPARE, [batch], run_in(api_url, RunState.CANCELLED))
    [single] = world.singles(1)
    world.database.run(lambda session: promise_analyses(session, [single], StageTrigger.WEBHOOK))
    assert reconcile().started == 1
    [promise] = world.promises([single])
    assert promise.flow_run_id
    set_state(api_url, promise.flow_run_id, RunState.CANCELLED)
    assert str(reconcile()) == "1 ended as cancelled, 1 promise settled."
    assert world.standing(BATCH, [batch]) == world.standing(ANALYSIS, [single, *analyses])
    assert world.standing(BATCH, [batch]) == [("failed", "cancelled", None)]
    assert world.promises([batch, single]) == []


def test_a_promise_that_was_never_given_to_prefect_is_started_once(world: World, api_url: str, deployed: None) -> None:
    batch, _ = world.batch(1)
    world.database.run(lambda session: promise_batches(session, [batch], StageTrigger.WEBHOOK))
    [promise] = world.promises([batch])
    # The one who promised dies between Prefect's answer and its own note of it.
    with closing(PrefectApi(api_url)) as api:
        run = api.start(promise.deployment, promise.parameters, key=promise.key, name=promise.run_name)
    assert reconcile().started == 1
    assert [each.flow_run_id for each in world.promises([batch])] == [run.id]


def test_a_run_that_died_in_its_queue_is_followed_by_another(world: World, api_url: str, deployed: None) -> None:
    [single] = world.singles(1)
    world.database.run(lambda session: promise_analyses(session, [single], StageTrigger.WEBHOOK))
    with closing(PrefectApi(api_url)) as api:
        [first] = start_promised(world.promises([single]), api, world.database)
    set_state(api_url, first.id, RunState.CRASHED)
    assert str(reconcile()) == "1 given to another run, 1 run started."
    [promise] = world.promises([single])
    assert promise.attempt == 2
    assert state_of(api_url, promise.flow_run_id) is RunState.SCHEDULED
    assert promise.flow_run_id != first.id


def test_a_round_that_finds_nothing_wrong_writes_nothing(world: World, api_url: str, deployed: None) -> None:
    batch, _ = world.batch(2)
    waiting = world.singles(2)
    alive = run_in(api_url, RunState.RUNNING)
    world.claim(Stage.COMPARE, [batch], alive, seconds=60)
    world.database.run(lambda session: promise_analyses(session, waiting[:1], StageTrigger.WEBHOOK))
    assert reconcile().started == 1
    before = world.snapshot()
    done = reconcile()
    assert str(done) == "Nothing to put right."
    assert world.snapshot() == before


def test_while_prefect_is_away_nothing_is_decided_and_nothing_lost(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:9/api")
    batch, _ = world.batch(2)
    [single] = world.singles(1)
    run = world.claim(Stage.COMPARE, [batch])
    world.database.run(lambda session: promise_analyses(session, [single], StageTrigger.WEBHOOK))
    world.rows("UPDATE resume_analyses SET status = 'completed' WHERE id = :id", id=single)
    done = reconcile()
    assert (done.settled, done.started) == (1, 0)
    assert done.problem == (
        "The Prefect server at http://127.0.0.1:9/api cannot be asked: ConnectError. `pathwise doctor` says more."
    )
    assert world.standing(BATCH, [batch]) == [("processing", None, run)]


def test_a_deployment_that_is_missing_is_told_and_holds_nothing_else_up(world: World, api_url: str) -> None:
    batch, _ = world.batch(1)
    world.database.run(lambda session: promise_batches(session, [batch], StageTrigger.WEBHOOK))
    done = reconcile()
    assert done.started == 0
    assert done.problem == str(NotDeployedError("compare-batch/on-event"))


def test_without_a_server_the_round_says_so(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PREFECT_API_URL")
    assert reconcile().problem == reconciliation.NO_SERVER


def test_of_two_rounds_at_once_one_leaves_it_to_the_other(world: World) -> None:
    with sole_turn(world.database, "reconcile"):
        assert str(reconcile()) == "Another round is under way."


def test_the_flow_names_its_end_by_what_it_did(world: World, api_url: str, deployed: None) -> None:
    with temporary_settings({PREFECT_API_URL: api_url, PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
        calm = reconcile_runs(return_state=True)
        batch, _ = world.batch(1)
        world.claim(Stage.COMPARE, [batch], run_in(api_url, RunState.CRASHED))
        busy = reconcile_runs(return_state=True)
    assert (calm.type, calm.name, calm.message) == (StateType.COMPLETED, "Nothing to do", "Nothing to put right.")
    assert (busy.name, busy.message) == ("Put right", "1 promised to a run of its own, 1 run started.")


def test_ten_thousand_promises_do_not_hold_a_round_up(
    world: World,
    api_url: str,
    deployed: None,
    monkeypatch: pytest.MonkeyPatch,
    record_property: Callable[[str, object], None],
) -> None:
    monkeypatch.setattr(reconciliation, "MOST_ROWS", 20)
    analyses = world.singles(MANY)
    world.database.run(lambda session: promise_analyses(session, analyses, StageTrigger.WEBHOOK))
    # They were accepted by a server that has lost its memory since.
    world.rows("UPDATE run_requests SET flow_run_id = gen_random_uuid(), accepted_at = now()")
    began = monotonic()
    done = reconcile()
    seconds = monotonic() - began
    assert done.started == 20
    record_property("figures", f"{MANY} promises whose runs are unknown: a round took {seconds:.1f} s")
