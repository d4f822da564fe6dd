"""A batch that several workers share: a real server, the deployments of prefect.yaml, two real workers."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any, cast

import httpx
import psutil
import pytest

from pathwise.demo.layouts import make_file
from pathwise.demo.model import Layout, Special
from pathwise.demo.people import invent_person
from pathwise.demo.samples import write_demo
from pathwise.runtime.postgres import EmbeddedPostgres
from pathwise.runtime.prefect_server import ServerKind, shared_prefect_server
from pathwise.settings import PROJECT_ROOT, Settings
from tests.commands.conftest import Home, finish, fresh_home, wait_until
from tests.e2e.comparison import Comparison

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


@dataclass(frozen=True, slots=True)
class Pool:
    """A server with the deployments of the project, and what its workers need to know."""

    home: Home
    api_url: str
    surroundings: dict[str, str]

    def prefect(self, *arguments: str) -> None:
        """Run Prefect's own command in the checkout."""
        command = [sys.executable, "-m", "prefect", "--no-prompt", *arguments]
        done = subprocess.run(
            command, cwd=PROJECT_ROOT, env=self.surroundings, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr

    @contextmanager
    def worker(self, checkout: Path, log: Path) -> Iterator[psutil.Process]:
        """Start a worker that takes two runs at once, with the program of a checkout."""
        with log.open("wb") as target:
            process = subprocess.Popen(
                [sys.executable, "-m", "prefect", "worker", "start", "--pool", "pathwise", "--limit", "2"],
                cwd=checkout,
                env=self.surroundings | {"PYTHONPATH": str(checkout)},
                stdout=target,
                stderr=target,
            )
        try:
            yield psutil.Process(process.pid)
        finally:
            process.terminate()
            process.wait()

    def chunk_runs(self) -> dict[str, str]:
        """Give the last state of every run of the deployment, by its id."""
        wanted = {"deployments": {"name": {"any_": ["fan-out"]}}, "flows": {"name": {"any_": ["process-chunk"]}}}
        answer = httpx.post(f"{self.api_url}/flow_runs/filter", json=wanted).raise_for_status()
        return {run["id"]: run["state_type"] for run in answer.json()}


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
    with (
        fresh_home(surroundings) as home,
        shared_prefect_server(Settings(home=home.path), ServerKind(is_full=True)) as api_url,
    ):
        postgres = EmbeddedPostgres(home.path)
        postgres.attach()
        named = {
            "PATHWISE_HOME": str(home.path),
            "PATHWISE_CLAIM_SECONDS": "3",
            "PATHWISE_WORKERS": "1",
            "PREFECT_API_URL": api_url,
            "PREFECT_HOME": str(home.path / "prefect"),
            "PREFECT_WORKER_QUERY_SECONDS": "1",
            "PREFECT_LOGGING_COLORS": "false",
        }
        made = Pool(home, api_url, surroundings | named)
        made.prefect("work-pool", "create", "pathwise", "--type", "process")
        made.prefect("deploy", "--all")
        yield made
        postgres.detach()


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
        yield [stack.enter_context(pool.worker(place, logs / f"{name}.log")) for place, name in places]


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
    runs = pool.chunk_runs()
    assert sorted(runs.values()) == ["COMPLETED"] * (MEMBERS // CHUNK_SIZE)
    attempts = by_whom(shared)
    assert {run for *_, run in attempts} == set(runs)
    assert {each[:3] for each in attempts} == {(stage, "completed", "batch") for stage in STAGES}
    assert len(attempts) == MEMBERS * len(STAGES)


# The killed worker comes last: the one that is left takes all there is.
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
    earlier = set(pool.chunk_runs())
    command = broken.start(**FAN_OUT)
    (killed,), *_ = wait_until(lambda: pool.home.rows(WORKING, broken.user))
    (worker,) = (each for each in workers if killed in runs_of(each))
    run = runs_of(worker)[killed]
    if is_worker_killed:
        worker.kill()
    run.kill()
    assert ranking_when_done(command) == alone[0]
    assert_nothing_is_lost_or_done_twice(broken, alone[1])
    states = {run_id: state for run_id, state in pool.chunk_runs().items() if run_id not in earlier}
    assert states.pop(killed) == ("RUNNING" if is_worker_killed else "CRASHED")
    assert list(states.values()).count("COMPLETED") >= MEMBERS // CHUNK_SIZE
    interrupted = {flow_run for _, status, _, flow_run in by_whom(broken) if status == "failed"}
    # With a worker may die what else it ran.
    assert killed in interrupted
    assert interrupted - {killed} <= set(states) if is_worker_killed else interrupted == {killed}
