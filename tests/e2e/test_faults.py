"""A batch of a hundred that a worker of `pathwise up` compares, while something breaks.

Each time every row becomes true by itself: nothing is lost, nothing is done twice, and all that is kept is the same as
when nothing interferes. Leases last three seconds here and rounds of reconciling are a second apart, so that trials are
short; docs/operations.md says what that is with the defaults.
"""

import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from tests.commands.conftest import fresh_home
from tests.e2e.conftest import Tell
from tests.e2e.site import (
    HUNDRED,
    LONGEST_SECONDS,
    QUICK,
    ROUNDS,
    PromisedBatch,
    Site,
    everything_up,
    kill_group,
    promise,
    seconds_until,
    until,
)

BREAK_FROM = 20
"""Members that are done before something is broken."""
ROUNDS_TO_SEE = 5.0
"""Seconds of reconciling in which nothing must be started."""
SECONDS_AWAY = 20

Promise = Callable[[str], PromisedBatch]


@pytest.fixture(scope="module")
def site(surroundings: dict[str, str]) -> Iterator[Site]:
    """Everything up, with the rounds of every minute paused: they come every second instead."""
    with fresh_home(surroundings) as home, everything_up(home, **QUICK) as up:
        [rounds] = up.ask("POST", "/deployments/filter", {"deployments": {"name": {"any_": ["every-minute"]}}})
        up.ask("POST", f"/deployments/{rounds['id']}/pause_deployment")
        log = home.path / "logs" / "rounds.log"
        with up.program(log, "-c", ROUNDS):
            yield up


@pytest.fixture
def start(site: Site, hundred: Path, job_text: str) -> Promise:
    """Promise the batch for a user, with everything up again after the last trial."""

    def begin(user: str) -> PromisedBatch:
        until(site.is_whole)
        return promise(site, hundred, job_text, user)

    return begin


@pytest.fixture(scope="module")
def undisturbed(site: Site, hundred: Path, job_text: str) -> PromisedBatch:
    batch = promise(site, hundred, job_text, "calm@example.org")
    until(batch.is_true)
    assert batch.finished() == HUNDRED
    return batch


def in_the_middle(batch: PromisedBatch) -> int:
    """Wait for the middle of a batch; returns how many members are done."""
    until(lambda: batch.finished() >= BREAK_FROM)
    done = batch.finished()
    assert done < HUNDRED
    return done


def run_in_hand(site: Site, batch: PromisedBatch) -> tuple[str, psutil.Process]:
    flow_run = batch.claimant()
    assert flow_run
    process = site.run_process(flow_run)
    assert process
    return flow_run, process


def tell_what_became(
    what: str, batch: PromisedBatch, undisturbed: PromisedBatch, broken: float, done: int, tell: Tell
) -> None:
    """Wait until every row is true, hold all that is kept against the undisturbed batch, and tell the figures."""
    seconds = seconds_until(batch.is_true, broken)
    lost, twice = HUNDRED - batch.finished(), batch.twice()
    assert batch.kept() == undisturbed.kept()
    assert (lost, twice) == (0, 0)
    tell(f"{what}: {done} of {HUNDRED} done, every row true {seconds:.0f} s later, lost {lost}, twice {twice}")


@pytest.mark.faults
def test_the_process_of_the_run_is_killed(site: Site, start: Promise, undisturbed: PromisedBatch, tell: Tell) -> None:
    batch = start("run@example.org")
    done = in_the_middle(batch)
    flow_run, process = run_in_hand(site, batch)
    broken = time.monotonic()
    process.kill()
    tell_what_became("kill -9 of the run", batch, undisturbed, broken, done, tell)
    assert site.state_of(flow_run) == "CRASHED"
    assert site.runs_of(batch) == ["CRASHED", "COMPLETED"]


@pytest.mark.faults
def test_the_worker_is_killed(site: Site, start: Promise, undisturbed: PromisedBatch, tell: Tell) -> None:
    batch = start("worker@example.org")
    done = in_the_middle(batch)
    worker = site.process("Worker")
    assert worker
    broken = time.monotonic()
    worker.kill()
    tell_what_became("kill -9 of the worker", batch, undisturbed, broken, done, tell)


def test_the_worker_and_its_run_are_killed(site: Site, start: Promise, undisturbed: PromisedBatch, tell: Tell) -> None:
    batch = start("both@example.org")
    done = in_the_middle(batch)
    flow_run, _ = run_in_hand(site, batch)
    worker = site.process("Worker")
    assert worker
    broken = time.monotonic()
    kill_group(worker)
    tell_what_became("kill -9 of worker and run", batch, undisturbed, broken, done, tell)
    # Nobody was left to say that the run died; the reconciler did.
    assert site.state_of(flow_run) == "CRASHED"


@pytest.mark.faults
def test_the_prefect_server_is_killed(site: Site, start: Promise, undisturbed: PromisedBatch, tell: Tell) -> None:
    batch = start("server@example.org")
    done = in_the_middle(batch)
    server = site.process("Prefect")
    assert server
    broken = time.monotonic()
    server.kill()
    tell_what_became("kill -9 of the Prefect server", batch, undisturbed, broken, done, tell)


@pytest.mark.faults
def test_postgres_is_killed(site: Site, start: Promise, undisturbed: PromisedBatch, tell: Tell) -> None:
    batch = start("postgres@example.org")
    done = in_the_middle(batch)
    server = site.process("Postgres")
    assert server
    broken = time.monotonic()
    server.kill()
    tell_what_became("kill -9 of Postgres", batch, undisturbed, broken, done, tell)


@pytest.mark.faults
def test_the_database_is_away(site: Site, start: Promise, undisturbed: PromisedBatch, tell: Tell) -> None:
    batch = start("away@example.org")
    done = in_the_middle(batch)
    server = site.process("Postgres")
    assert server
    # Who would start it again sleeps meanwhile.
    supervisor = psutil.Process(site.home.started[0].pid)
    supervisor.suspend()
    try:
        server.send_signal(signal.SIGQUIT)
        broken = time.monotonic()
        time.sleep(SECONDS_AWAY)
    finally:
        supervisor.resume()
    tell_what_became(f"Postgres away for {SECONDS_AWAY} s", batch, undisturbed, broken, done, tell)


@pytest.mark.faults
def test_two_workers_and_two_runs_over_one_batch(
    site: Site, start: Promise, undisturbed: PromisedBatch, tell: Tell
) -> None:
    arguments = ("-m", "prefect", "worker", "start", "--pool", "pathwise", "--limit", "2")
    with site.program(site.home.path / "logs" / "second-worker.log", *arguments):
        began = time.monotonic()
        batch = start("twins@example.org")
        [deployment] = [
            each["id"]
            for each in site.ask("POST", "/deployments/filter", {"deployments": {"name": {"any_": ["by-hand"]}}})
            if each["entrypoint"].endswith("compare_batch")
        ]
        by_hand = {
            "parameters": {"request": {"batch_id": str(batch.batch_id)}},
            "name": f"batch-{batch.batch_id}",
            "idempotency_key": f"by-hand-{batch.batch_id}",
        }
        site.ask("POST", f"/deployments/{deployment}/create_flow_run", by_hand | {"state": {"type": "SCHEDULED"}})
        tell_what_became("two workers, two runs of one batch", batch, undisturbed, began, 0, tell)
        until(lambda: site.runs_of(batch) == ["COMPLETED"] * 2)
    assert batch.twice() == 0
    assert batch.kept() == undisturbed.kept()


def test_a_run_that_a_person_cancels_stays_cancelled(site: Site, start: Promise, tell: Tell) -> None:
    batch = start("cancelled@example.org")
    done = in_the_middle(batch)
    flow_run, process = run_in_hand(site, batch)
    broken = time.monotonic()
    # What the button of the page sends.
    site.ask("POST", f"/flow_runs/{flow_run}/set_state", {"state": {"type": "CANCELLING", "name": "Cancelling"}})
    seconds = seconds_until(lambda: batch.is_settled() and not process.is_running(), broken)
    assert batch.batches() == [("failed", "cancelled")]
    kept = batch.finished()
    assert done <= kept < HUNDRED
    time.sleep(ROUNDS_TO_SEE)
    assert batch.batches() == [("failed", "cancelled")]
    assert (batch.finished(), batch.twice()) == (kept, 0)
    until(lambda: site.runs_of(batch) == ["CANCELLED"])
    tell(
        f"cancelled in Prefect: {kept} of {HUNDRED} done and kept, every row true {seconds:.0f} s later, none restarted"
    )


@pytest.mark.faults
def test_a_run_is_frozen_past_its_lease_and_thawed(
    site: Site, start: Promise, undisturbed: PromisedBatch, tell: Tell
) -> None:
    batch = start("frozen@example.org")
    done = in_the_middle(batch)
    flow_run, process = run_in_hand(site, batch)
    broken = time.monotonic()
    process.suspend()
    try:
        tell_what_became("a run frozen past its lease", batch, undisturbed, broken, done, tell)
    finally:
        process.resume()
    process.wait(LONGEST_SECONDS)
    assert batch.is_true()
    assert batch.kept() == undisturbed.kept()
    assert batch.twice() == 0
    assert batch.claimant() is None
    assert flow_run != batch.promises()[0][2]
