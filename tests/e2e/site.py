"""Everything that `pathwise up` runs, and batches that are promised to it, as the service promises them."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import psutil
from tenacity import retry, retry_if_exception_type, stop_after_delay, wait_fixed

from pathwise.documents.collection import collect
from pathwise.manifest import current_versions
from pathwise.runtime.occupancy import Occupancy
from pathwise.runtime.postgres import EmbeddedPostgres
from pathwise.runtime.prefect_api import PrefectApi, PrefectAwayError
from pathwise.settings import PROJECT_ROOT, Settings
from pathwise.starting import start_promised
from pathwise.storage.batches import ComparisonWish, MemberWish, open_batch
from pathwise.storage.database import Database, make_engine
from pathwise.storage.files import FileStore
from pathwise.storage.intake import Uploaded, upload
from pathwise.storage.run_requests import promise_batches, promises_for
from pathwise.storage.uploads import ensure_user
from pathwise_models.enums import StageTrigger
from tests.commands.conftest import Home
from tests.e2e.comparison import Comparison

HUNDRED = 100
"""Members of the batches in which something breaks."""
LONGEST_SECONDS = 300.0
LOOK_SECONDS = 0.3
CLAIM_SECONDS = 3
QUICK = {
    "PATHWISE_CLAIM_SECONDS": str(CLAIM_SECONDS),
    "PATHWISE_CHUNK_SIZE": "10",
    "PATHWISE_WORKERS": "1",
    "PREFECT_WORKER_QUERY_SECONDS": "1",
}
"""Leases of three seconds, and a pool that is slow enough to be caught in the middle of a batch."""

ROUNDS = """
import time
from sqlalchemy.exc import OperationalError
from tasks.reconciliation import reconcile
while True:
    try:
        done = reconcile()
    except OperationalError:
        print("The database is away.", flush=True)
    else:
        if done.has_changed or done.problem:
            print(done, flush=True)
    time.sleep(1)
"""
CLAIMANT = """
SELECT b.flow_run_id::text FROM comparison_batches b JOIN users u ON u.id = b.user_id
WHERE u.email = %s AND b.claimed_until > now()
"""
RUNNING = """
SELECT r.stage::text FROM stage_runs r
LEFT JOIN resume_uploads f ON f.id = r.resume_upload_id
LEFT JOIN resume_analyses a ON a.id = r.resume_analysis_id
LEFT JOIN comparison_batches b ON b.id = r.comparison_batch_id
JOIN users u ON u.id = coalesce(f.user_id, a.user_id, b.user_id)
WHERE u.email = %s AND r.status = 'running'
"""
PROMISES = """
SELECT p.attempt, p.settled_at IS NOT NULL, p.flow_run_id::text FROM run_requests p
JOIN comparison_batches b ON b.id = p.comparison_batch_id JOIN users u ON u.id = b.user_id WHERE u.email = %s
"""


def a_free_port() -> int:
    """Name a port that nobody listens on at this moment."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@dataclass(frozen=True, slots=True)
class Site:
    """A home that is up."""

    home: Home
    api_url: str
    surroundings: dict[str, str]

    @property
    def settings(self) -> Settings:
        """Name the home."""
        return Settings(home=self.home.path)

    @property
    def postgres(self) -> EmbeddedPostgres:
        """The server that `up` keeps."""
        return EmbeddedPostgres(self.home.path)

    def process(self, name: str) -> psutil.Process | None:
        """Give the process of a part as `up` names it; None while it is not running."""
        report = Occupancy(self.settings).current()
        part = report.parts.get(name) if report else None
        with suppress(psutil.NoSuchProcess):
            if part and part.pid and part.state == "running":
                return psutil.Process(part.pid)
        return None

    def is_whole(self) -> bool:
        """Tell whether all parts run, the worker asks for work, and Prefect answers."""
        report = Occupancy(self.settings).current()
        parts = [self.process(name) for name in ("Postgres", "Prefect", "Worker", "Service")]
        return (
            report is not None
            and report.is_ready
            and all(part and part.is_running() and part.status() != psutil.STATUS_ZOMBIE for part in parts)
        )

    def run_process(self, flow_run: str) -> psutil.Process | None:
        """Find the process in which a flow run works: a fork named after it, or what stands for one."""
        standing = None
        for process in psutil.process_iter():
            with suppress(psutil.Error):
                words = " ".join(process.cmdline())
                if f"flow run {flow_run}" in words:
                    return process
                if "flow_process" in words and process.environ().get("PREFECT__FLOW_RUN_ID") == flow_run:
                    standing = process
        return standing

    def state_of(self, flow_run: str) -> str:
        """Tell how Prefect says that a run stands."""
        return str(self.ask("GET", f"/flow_runs/{flow_run}")["state_type"])

    def runs_of(self, batch: "PromisedBatch") -> list[str]:
        """Name the states of all runs there ever were over a batch, oldest first."""
        wanted = {"flow_runs": {"name": {"any_": [f"batch-{batch.batch_id}"]}}, "sort": "EXPECTED_START_TIME_ASC"}
        return [str(run["state_type"]) for run in self.ask("POST", "/flow_runs/filter", wanted)]

    @retry(retry=retry_if_exception_type(httpx.HTTPError), stop=stop_after_delay(60), wait=wait_fixed(1), reraise=True)
    def ask(self, method: str, path: str, body: object = None) -> Any:
        """Ask the Prefect server as its page does; one that is busy, or starts anew, is asked again."""
        return httpx.request(method, f"{self.api_url}{path}", json=body, timeout=30).raise_for_status().json()

    @contextmanager
    def program(self, log: Path, *arguments: str) -> Iterator[psutil.Process]:
        """Run a program of ours beside what is up."""
        with log.open("wb") as target:
            process = subprocess.Popen(
                [sys.executable, *arguments], cwd=PROJECT_ROOT, env=self.surroundings, stdout=target, stderr=target
            )
        try:
            yield psutil.Process(process.pid)
        finally:
            process.terminate()
            process.wait()


@contextmanager
def everything_up(home: Home, **variables: str) -> Iterator[Site]:
    """Have `pathwise up` run in a home."""
    prefect, service = a_free_port(), a_free_port()
    ports = {"PATHWISE_PREFECT_PORT": str(prefect), "PATHWISE_SERVICE_PORT": str(service)}
    up = home.start("up", **ports | variables)
    api_url = f"http://127.0.0.1:{prefect}/api"
    named = {
        "PATHWISE_HOME": str(home.path),
        "DATABASE_URL": EmbeddedPostgres(home.path).url,
        "PREFECT_API_URL": api_url,
        "PREFECT_HOME": str(home.path / "prefect"),
    }
    site = Site(home, api_url, home.surroundings | ports | variables | named)
    try:
        until(lambda: site.is_whole() or up.poll() is not None)
        assert up.poll() is None, up.communicate()
        yield site
    finally:
        up.terminate()
        up.communicate(timeout=60)


@dataclass(frozen=True, slots=True)
class PromisedBatch(Comparison):
    """A batch whose run is promised in the transaction that opens it, then given to Prefect."""

    batch_id: UUID | None = None

    def is_true(self) -> bool:
        """Tell whether the batch has its ranking, and nothing is in between or said to be running."""
        return self.batches() == [("completed", None)] and self.is_settled()

    def is_settled(self) -> bool:
        """Tell whether no row says that something waits or runs."""
        running = self.database.rows(RUNNING, self.user)
        return self.in_between() == [] and running == [] and all(settled for _, settled, _ in self.promises())

    def claimant(self) -> str | None:
        """Name the flow run that has the batch in hand."""
        found = self.database.rows(CLAIMANT, self.user)
        return str(found[0][0]) if found else None

    def promises(self) -> list[tuple[int, bool, str | None]]:
        """Give attempt, whether it is settled, and flow run of each promise."""
        return self.database.rows(PROMISES, self.user)


def promise(site: Site, folder: Path, job_text: str, user: str) -> PromisedBatch:
    """Take files in, open their batch and promise it; the run is given to Prefect."""
    database = Database(make_engine(site.postgres.url))
    store = FileStore(site.settings.file_store_url)
    try:
        user_id, _ = database.run(lambda session: ensure_user(session, user))
        entries = upload(collect([folder]), user_id, store=store, database=database)
        members = tuple(MemberWish(each.upload_id) for each in entries if isinstance(each, Uploaded))
        wish = ComparisonWish(job_text, None, None, members)

        def open_it(session: Any) -> UUID:
            batch_id = open_batch(session, user_id, wish, current_versions())
            promise_batches(session, [batch_id], StageTrigger.WEBHOOK)
            return batch_id

        batch_id = database.run(open_it)
        # A server too busy to answer is not the end of it: the reconciler starts the run.
        with suppress(PrefectAwayError), closing(PrefectApi(site.api_url)) as api:
            start_promised(database.run(lambda session: promises_for(session, [batch_id])), api, database)
    finally:
        database.close()
    return PromisedBatch(site.home, site.home, (), user, batch_id)


def kill_group(process: psutil.Process) -> None:
    """Kill a process and all it has started, at once."""
    family = [process, *process.children(recursive=True)]
    for each in family:
        with suppress(psutil.NoSuchProcess):
            os.kill(each.pid, 9)
    psutil.wait_procs(family, timeout=10)


def until(what: Callable[[], Any], seconds: float = LONGEST_SECONDS) -> Any:
    """Look until something is so, three times a second: each look opens a connection."""
    deadline = time.monotonic() + seconds
    while not (seen := what()):
        assert time.monotonic() < deadline, f"waited {seconds} seconds in vain"
        time.sleep(LOOK_SECONDS)
    return seen


def seconds_until(what: Callable[[], Any], since: float) -> float:
    """Wait until something is so; tell how long that was after a moment."""
    until(what)
    return time.monotonic() - since
