"""A batch that several workers share: a real server, the deployments of prefect.yaml, two real workers."""

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from random import Random
from typing import Any, cast

import psutil
import pytest

from pathwise.demo.layouts import make_file
from pathwise.demo.model import Layout, Special
from pathwise.demo.people import invent_person
from pathwise.demo.samples import write_demo
from pathwise.settings import PROJECT_ROOT
from tests.commands.conftest import finish, wait_until
from tests.e2e.comparison import Comparison
from tests.e2e.pool import Pool, served_pool

MEMBERS = 40
CHUNK_SIZE = 10
LONGEST_SECONDS = 300.0
IDS = {"upload_id", "analysis_id"}
STAGES = ("extract", "score", "feedback")
FAN_OUT = {"PATHWISE_FAN_OUT": "deployments", "PATHWISE_CHUNK_SIZE": str(CHUNK_SIZE)}
PACKAGES = ("flows", "tasks", "pathwise", "pathwise_models")

OF_MEMBERS = """
FROM stage_runs r LEFT JOIN resume_analyses a ON a.id = r.resume_analysis_id
JOIN resume_uploads f ON f.id = coalesce(r.resume_upload_id, a.resume_upload_id)
JOIN users u ON u.id = f.user_id WHERE u.email = %s
"""
BY_WHOM = f"SELECT r.stage::text, r.status::text, r.trigger::text, r.flow_run_id::text {OF_MEMBERS}"
WORKING = f"SELECT DISTINCT r.flow_run_id::text {OF_MEMBERS} AND r.status = 'running'"


def states_of(pool: Pool) -> dict[str, str]:
    """Give the last state of every chunk's run, by its id."""
    return {run["id"]: run["state_type"] for run in pool.runs("process-chunk/fan-out")}


def runs_of(worker: psutil.Process) -> dict[str, psutil.Process]:
    """Give the processes in which a worker runs flow runs, by the run's id."""
    found = {}
    for process in worker.children():
        # One that ends meanwhile runs nothing.
        with suppress(psutil.Error):
            found[process.environ().get("PREFECT__FLOW_RUN_ID", "")] = process
    return {flow_run: process for flow_run, process in found.items() if flow_run}


@pytest.fixture(scope="module")
def pool(surroundings: dict[str, str]) -> Iterator[Pool]:
    """Serve Prefect in full, and deploy from prefect.yaml without anybody being asked."""
    with served_pool(surroundings) as made:
        yield made


@pytest.fixture(scope="module")
def another_checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the program to another folder, as it lies on another machine."""
    folder = tmp_path_factory.mktemp("elsewhere")
    for package in PACKAGES:
        shutil.copytree(PROJECT_ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


@pytest.fixture(scope="module")
def workers(
    pool: Pool, another_checkout: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[list[psutil.Process]]:
    """Start two workers, each from a folder of its own."""
    logs = tmp_path_factory.mktemp("logs")
    with ExitStack() as stack:
        places = ((PROJECT_ROOT, "here"), (another_checkout, "elsewhere"))
        # Of the chunks' queue alone: what is tried here must come right without the reconciler's rounds.
        yield [stack.enter_context(pool.worker(place, logs / f"{name}.log", "bulk")) for place, name in places]


@pytest.fixture(scope="module")
def compare(pool: Pool, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Comparison]:
    """Give a function that makes a user's comparison of forty resumes of invented people."""
    folder = tmp_path_factory.mktemp("forty")
    for index in range(MEMBERS):
        data = make_file(invent_person(7, index), Layout.DOCX_PLAIN, Special.NOTHING, Random(index))
        (folder / f"resume-{index:02}.docx").write_bytes(data)
    job = write_demo(tmp_path_factory.mktemp("demo"), "small").job
    return lambda user: Comparison(pool.home, pool.home, (folder, "--job", job), user)


@pytest.fixture(scope="module")
def alone(compare: Callable[[str], Comparison]) -> tuple[Any, Comparison]:
    """Compare within the command's own process: the ranking, and what is kept."""
    comparison = compare("alone@example.org")
    return ranking_of(comparison.run()), comparison


def ranking_when_done(command: "subprocess.Popen[str]") -> Any:
    """Wait for a command that waits for a dead worker's claims, on a machine that may be busy."""
    wait_until(lambda: command.poll() is not None, seconds=LONGEST_SECONDS)
    return ranking_of(finish(command))


def ranking_of(run: "subprocess.CompletedProcess[str]") -> Any:
    assert run.returncode == 0, run.stderr
    ranking = json.loads(run.stdout)["ranking"]
    assert len(ranking) == MEMBERS
    return [{key: value for key, value in row.items() if key not in IDS} for row in ranking]


def by_whom(comparison: Comparison) -> list[tuple[str, str, str, str]]:
    return cast("list[tuple[str, str, str, str]]", comparison.database.rows(BY_WHOM, comparison.user))


def assert_nothing_is_lost_or_done_twice(comparison: Comparison, alone: Comparison) -> None:
    assert comparison.kept() == alone.kept()
    assert comparison.batches() == [("completed", None)]
    assert (comparison.in_between(), comparison.twice()) == ([], 0)


def test_workers_share_a_batch_and_rank_as_one_process_does(
    pool: Pool, workers: list[psutil.Process], compare: Callable[[str], Comparison], alone: tuple[Any, Comparison]
) -> None:
    shared = compare("shared@example.org")
    command = shared.start(**FAN_OUT)
    wait_until(lambda: all(runs_of(worker) for worker in workers))
    assert ranking_when_done(command) == alone[0]
    assert_nothing_is_lost_or_done_twice(shared, alone[1])
    runs = states_of(pool)
    # On a busy machine a run may be slow to begin, and its chunk be given to another as well; one of them works.
    assert set(runs.values()) == {"COMPLETED"}
    assert len(runs) >= MEMBERS // CHUNK_SIZE
    attempts = by_whom(shared)
    assert {run for *_, run in attempts} <= set(runs)
    assert {each[:3] for each in attempts} == {(stage, "completed", "batch") for stage in STAGES}
    assert len(attempts) == MEMBERS * len(STAGES)


# The killed worker comes last: the one that is left takes all there is.
@pytest.mark.faults
@pytest.mark.parametrize("is_worker_killed", [False, True], ids=["run alone", "run and worker"])
def test_a_killed_run_is_followed_by_another_and_no_member_is_lost(
    pool: Pool,
    workers: list[psutil.Process],
    compare: Callable[[str], Comparison],
    alone: tuple[Any, Comparison],
    *,
    is_worker_killed: bool,
) -> None:
    broken = compare(f"killed-{is_worker_killed}@example.org".lower())
    earlier = set(states_of(pool))
    command = broken.start(**FAN_OUT)
    (killed,), *_ = wait_until(lambda: pool.home.rows(WORKING, broken.user))
    (worker,) = (each for each in workers if killed in runs_of(each))
    run = runs_of(worker)[killed]
    if is_worker_killed:
        worker.kill()
    run.kill()
    assert ranking_when_done(command) == alone[0]
    assert_nothing_is_lost_or_done_twice(broken, alone[1])
    states = {run_id: state for run_id, state in states_of(pool).items() if run_id not in earlier}
    assert states.pop(killed) == ("RUNNING" if is_worker_killed else "CRASHED")
    assert list(states.values()).count("COMPLETED") >= MEMBERS // CHUNK_SIZE
    interrupted = {flow_run for _, status, _, flow_run in by_whom(broken) if status == "failed"}
    # With a worker may die what else it ran.
    assert killed in interrupted
    assert interrupted - {killed} <= set(states) if is_worker_killed else interrupted == {killed}
