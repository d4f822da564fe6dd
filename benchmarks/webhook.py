"""How long a signed webhook takes until its analysis is completed, by itself and while a bulk run works.

`make bench-webhook`, or `.venv/bin/python -m benchmarks.webhook`. MESSAGES and BESIDE change how many are sent by
themselves and beside a bulk run. Everything is the real thing: `pathwise up` in a home
of its own, messages over HTTP, times read from what the service and the worker wrote into Postgres.
"""

import base64
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from threading import Event, Thread
from uuid import UUID, uuid4

import httpx
import psycopg
from standardwebhooks import Webhook

from benchmarks.corpus import open_comparison, store_files
from benchmarks.machine import describe_machine
from benchmarks.results import table, write_section
from pathwise.commands.console import say
from pathwise.demo.generator import make_resume
from pathwise.runtime.occupancy import UpReport
from pathwise.runtime.prefect_api import PrefectApi
from pathwise.settings import PROJECT_ROOT
from pathwise.storage.database import Database, make_engine

MESSAGES = int(os.environ.get("MESSAGES") or 10)
BESIDE = int(os.environ.get("BESIDE") or MESSAGES)
BULK_MEMBERS = 400
LONGEST_SECONDS = 300.0
TIMES = """
SELECT r.accepted_at, (SELECT min(s.started_at) FROM stage_runs s WHERE s.resume_upload_id = a.resume_upload_id),
    coalesce(a.completed_at, a.updated_at), a.status::text
FROM resume_analyses a JOIN run_requests r ON r.resume_analysis_id = a.id WHERE a.id = %s
"""


@dataclass(frozen=True, slots=True)
class Passage:
    """What one message took, in seconds.

    Attributes:
        answer: From the request to the 202: checked, kept, committed.
        acceptance: Until Prefect had its run.
        start: Until the run's process had claimed the upload: the worker's look, a new process, imports.
        work: Until the analysis was completed: read, scored, advised.
    """

    answer: float
    acceptance: float
    start: float
    work: float

    @property
    def total(self) -> float:
        """From the request to the completed analysis."""
        return self.answer + self.acceptance + self.start + self.work


@dataclass(frozen=True, slots=True)
class Site:
    """A running `pathwise up`."""

    home: Path
    report: UpReport
    secret: str

    @property
    def database_url(self) -> str:
        """Its Postgres, for SQLAlchemy."""
        return self.report.addresses["postgres"]

    def send(self, index: int) -> Passage:
        """Send one resume nobody has seen, and wait for its analysis; a few cannot be read, as in life."""
        content = base64.b64encode(make_resume(index, seed=77).data).decode()
        body = json.dumps({"user": {"email": f"{uuid4()}@example.org"}, "file": {"content": content}})
        message, now = f"msg_{uuid4().hex}", datetime.now(UTC)
        headers = {
            "webhook-id": message,
            "webhook-timestamp": str(int(now.timestamp())),
            "webhook-signature": Webhook(self.secret).sign(message, now, body),
            "content-type": "application/json",
        }
        began = time.time()
        answer = httpx.post(
            f"{self.report.addresses['service']}/webhooks/uploads", content=body, headers=headers, timeout=60
        )
        answered = time.time()
        analysis_id = answer.raise_for_status().json()["analysis_id"]
        accepted, started, completed = self._times(analysis_id)
        return Passage(answered - began, max(0.0, accepted - answered), started - accepted, completed - started)

    def _times(self, analysis_id: str) -> tuple[float, float, float]:
        deadline = time.monotonic() + LONGEST_SECONDS
        with psycopg.connect(self.database_url.replace("+psycopg", ""), autocommit=True) as connection:
            while time.monotonic() < deadline:
                row = connection.execute(TIMES, [analysis_id]).fetchone()
                if row and row[3] in ("completed", "failed") and row[0]:
                    return row[0].timestamp(), row[1].timestamp(), row[2].timestamp()
                time.sleep(0.05)
        raise TimeoutError(f"analysis {analysis_id} did not end")


def main() -> None:
    """Measure, and write the section of the page."""
    with _site() as site:
        site.send(0)  # The first message finds caches cold.
        alone = [_told(site, index) for index in range(1, MESSAGES + 1)]
        with _bulk_at_work(site):
            beside = [_told(site, index) for index in range(MESSAGES + 1, MESSAGES + BESIDE + 1)]
    page = _page(alone, beside)
    write_section("webhook", page)
    say(page)


def _told(site: Site, index: int) -> Passage:
    passage = site.send(index)
    say(f"Message {index}: {passage.total:.1f} s")
    return passage


@contextmanager
def _site() -> Iterator[Site]:
    secret = f"whsec_{base64.b64encode(secrets.token_bytes(32)).decode()}"
    # A short path: the socket of Postgres lies below it.
    with tempfile.TemporaryDirectory(prefix="pathwise-") as folder:
        home = Path(folder)
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PATHWISE_", "PREFECT_"))}
        kept.pop("DATABASE_URL", None)
        own = {"PATHWISE_HOME": folder, "PATHWISE_DOTENV": "0", "PATHWISE_WEBHOOK_SECRETS": secret}
        ports = {"PATHWISE_SERVICE_PORT": str(_free_port()), "PATHWISE_PREFECT_PORT": str(_free_port())}
        command = [sys.executable, "-m", "pathwise", "up"]
        with subprocess.Popen(command, cwd=PROJECT_ROOT, env=kept | own | ports) as process:  # noqa: S603 - our own
            try:
                yield Site(home, _ready(home, process), secret)
            finally:
                process.send_signal(signal.SIGTERM)


def _ready(home: Path, process: "subprocess.Popen[bytes]") -> UpReport:
    while process.poll() is None:
        report = UpReport.read(home / "run" / "up.json")
        if report and report.is_ready:
            return report
        time.sleep(0.2)
    raise RuntimeError("pathwise up ended before it was ready")


@contextmanager
def _bulk_at_work(site: Site) -> Iterator[None]:
    """Keep one bulk run at work: batches of resumes nobody has seen, one after the other."""
    database = Database(make_engine(site.database_url))
    api = PrefectApi(f"{site.report.addresses['prefect']}/api", timeout=60)
    with get_context("spawn").Pool() as pool:
        files = store_files(BULK_MEMBERS, str(site.home / "files"), pool)
    ended = Event()

    def keep_at_work() -> None:
        while not ended.is_set():
            batch_id = open_comparison(files, database)
            name = f"batch-{batch_id}"
            parameters = {"request": {"batch_id": str(batch_id)}}
            run = api.start("compare-batch/by-hand", parameters, key=name, name=name)
            while not ended.wait(0.5) and not _is_over(api, run.id):
                pass

    keeper = Thread(target=keep_at_work, daemon=True)
    keeper.start()
    time.sleep(10)  # The first batch is on its way.
    yield
    ended.set()
    keeper.join()
    api.close()
    database.close()


def _is_over(api: PrefectApi, run_id: UUID) -> bool:
    run = api.flow_runs([run_id]).get(run_id)
    return run is None or run.state.is_final


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def _page(alone: list[Passage], beside: list[Passage]) -> str:
    names = [field.name for field in fields(Passage)] + ["total"]
    meanings = {
        "answer": "Request to 202: checked, kept, committed",
        "acceptance": "202 to Prefect's acceptance",
        "start": "The worker's look, a new process, its imports, the claim",
        "work": "Read, scored, advised, kept",
        "total": "**Request to completed analysis**",
    }
    rows = [
        [meanings[name], *(f"{median(getattr(each, name) for each in group):.2f}" for group in (alone, beside))]
        for name in names
    ]
    spread = " and ".join(
        f"{min(each.total for each in group):.1f} to {max(each.total for each in group):.1f} s"
        for group in (alone, beside)
    )
    return (
        f"## Webhook to analysis\n\n`make bench-webhook`, {datetime.now(UTC):%-d %B %Y}\n\n{describe_machine()}\n\n"
        f"Median of {MESSAGES} signed messages, each with a resume nobody has seen, sent one after the other to a "
        f"`pathwise up` with embedded Postgres; then {BESIDE} while batches of {BULK_MEMBERS} resumes run in bulk. "
        f"Seconds; from least to most: {spread}.\n\n" + table(["What", "By itself", "Beside a bulk run"], rows)
    )


if __name__ == "__main__":
    main()
