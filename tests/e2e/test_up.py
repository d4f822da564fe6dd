"""`pathwise up` as an operator meets it: one start, everything killed once, one stop. Real processes throughout."""

import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from uuid import UUID

import httpx
import psutil
import psycopg
import pytest
from sqlalchemy import make_url

from pathwise.demo.samples import write_demo
from pathwise.documents.collection import collect
from pathwise.documents.model import ReadingLimits
from pathwise.manifest import current_versions
from pathwise.runtime.occupancy import UpReport
from pathwise.runtime.prefect_api import PrefectApi
from pathwise.storage.batches import ComparisonWish, MemberWish, open_batch
from pathwise.storage.database import Database, make_engine
from pathwise.storage.files import FileStore
from pathwise.storage.intake import Uploaded, upload
from pathwise.storage.uploads import ensure_user
from pathwise.supervision.automations import idle_automations
from pathwise.supervision.catalogue import deployment_names
from pathwise.supervision.deployment import missing_deployments
from tests.commands.conftest import Home, finish, fresh_home, wait_until
from tests.e2e.operator_page import CHROMIUM, operator_at
from tests.e2e.site import a_free_port

LONGEST_SECONDS = 240.0
STOP_SECONDS = 10.0
PARTS = ("Postgres", "Prefect", "Service", "Worker")

RecordFigure = Callable[[str, object], None]


@dataclass
class Up:
    """A home that `pathwise up` keeps running, as its operator sees it."""

    home: Home
    service: str = field(default_factory=lambda: f"http://127.0.0.1:{a_free_port()}")
    prefect: str = field(default_factory=lambda: f"http://127.0.0.1:{a_free_port()}")

    @property
    def ports(self) -> dict[str, str]:
        return {
            "PATHWISE_SERVICE_PORT": self.service.rsplit(":", 1)[1],
            "PATHWISE_PREFECT_PORT": self.prefect.rsplit(":", 1)[1],
        }

    @cached_property
    def api(self) -> PrefectApi:
        return PrefectApi(f"{self.prefect}/api", timeout=60)

    def start(self) -> "tuple[subprocess.Popen[str], float]":
        """Start it and wait until it is ready; gives the seconds that took."""
        began = time.monotonic()
        process = self.home.start("up", **self.ports)
        wait_until(lambda: self.report_of(process).is_ready or process.poll() is not None, LONGEST_SECONDS)
        assert process.poll() is None, finish(process).stderr
        return process, time.monotonic() - began

    def report_of(self, process: "subprocess.Popen[str]") -> UpReport:
        report = UpReport.read(self.home.path / "run" / "up.json")
        return report if report and report.pid == process.pid else UpReport(process.pid)

    def told(self) -> str:
        log = self.home.path / "logs" / "up.log"
        return log.read_text(encoding="utf-8") if log.exists() else ""

    def has_told(self, *lines: str) -> bool:
        return all(line in self.told() for line in lines)

    def readiness(self) -> str:
        try:
            return str(httpx.get(f"{self.service}/health/ready", timeout=30, trust_env=False).json()["status"])
        except httpx.HTTPError:
            return "away"


@pytest.fixture(scope="module")
def up(surroundings: dict[str, str]) -> Iterator[Up]:
    with fresh_home(surroundings) as home:
        made = Up(home)
        yield made
        made.api.close()


@pytest.fixture(scope="module")
def started(up: Up) -> "tuple[subprocess.Popen[str], float]":
    return up.start()


def test_everything_is_up_and_a_second_one_says_so(
    up: Up, started: "tuple[subprocess.Popen[str], float]", record_property: RecordFigure
) -> None:
    process, seconds = started
    record_property("figures", f"pathwise up, new home: ready after {seconds:.1f} s")
    addresses = up.report_of(process).addresses
    assert (addresses["service"], addresses["prefect"]) == (up.service, up.prefect)
    assert up.readiness() == "ready"
    assert "Prefect" in httpx.get(up.prefect, follow_redirects=True, timeout=30, trust_env=False).text
    # The page asks the server where it is: on another port it would stay blank.
    assert httpx.get(f"{up.prefect}/ui-settings", timeout=30, trust_env=False).json()["api_url"] == f"{up.prefect}/api"
    url = make_url(addresses["postgres"])
    with psycopg.connect(host=str(url.query["host"]), port=5432, user=url.username, dbname=url.database) as connection:
        assert connection.execute("SELECT count(*) FROM users").fetchone() == (0,)
    assert missing_deployments(up.api, deployment_names()) == []
    assert idle_automations(up.api) == []
    assert queues(up.api) == [("system", 1, None), ("live", 2, None), ("bulk", 3, 2), ("default", 4, None)]

    doctor = up.home.run("doctor", **up.ports)
    assert (doctor.returncode, "todo" in doctor.stdout) == (0, False), doctor.stdout
    for part in ("Up", "Service", "Worker", "Deployments", "Automations"):
        assert f"\nok    {part}:" in doctor.stdout

    second = up.home.run("up", **up.ports)
    assert second.returncode == 1
    assert f"already up in {up.home.path} (process {process.pid}): {up.service}." in second.stderr


def queues(api: PrefectApi) -> list[tuple[str, int, int | None]]:
    found = api.call("POST", "/work_pools/pathwise/queues/filter", {})
    return [(each["name"], each["priority"], each["concurrency_limit"]) for each in found]


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium: apt-get install chromium")
def test_an_operator_runs_a_batch_by_hand_and_opens_its_ranking(
    up: Up, started: "tuple[subprocess.Popen[str], float]", tmp_path: Path
) -> None:
    process, _ = started
    batch_id = waiting_batch(up.report_of(process).addresses["postgres"], up.home.path / "files", tmp_path)
    with operator_at(up.prefect, tmp_path) as operator:
        operator.find_deployment("compare-batch", "by-hand")
        operator.read_description("ranks those that could be read")
        form = operator.run(str(batch_id))
        assert "Batch\nId of the batch: a row of comparison_batches." in form
        operator.wait_until_completed(f"batch-{batch_id}")
        page = operator.artifact(f"batch-{batch_id}")
    assert "6 of 8 ranked, 2 could not be read." in page
    for person in ("Amara", "@example.org", ".pdf"):
        assert person not in page
    assert sorted(path.stem for path in tmp_path.glob("*.png")) == [
        "artifact",
        "deployments",
        "description",
        "form",
        "run",
    ]


def waiting_batch(database_url: str, store: Path, folder: Path) -> UUID:
    """Make a batch of the small demo that nobody has begun."""
    demo = write_demo(folder / "demo", "small")
    database = Database(make_engine(database_url))
    user_id, _ = database.run(lambda session: ensure_user(session, "operator@example.org"))
    taken = upload(collect([demo.folder], ReadingLimits()), user_id, store=FileStore(str(store)), database=database)
    members = tuple(MemberWish(each.upload_id) for each in taken if isinstance(each, Uploaded))
    wish = ComparisonWish(demo.job.read_text(encoding="utf-8"), "Backend developer", "By hand", members)
    batch_id = database.run(lambda session: open_batch(session, user_id, wish, current_versions()))
    database.close()
    return batch_id


def test_what_is_killed_comes_back_and_is_told(
    up: Up, started: "tuple[subprocess.Popen[str], float]", record_property: RecordFigure
) -> None:
    process, _ = started
    for killed in (("Worker", "Service", "Postgres"), ("Prefect",)):
        began = time.monotonic()
        for name in killed:
            pid = up.report_of(process).parts[name].pid
            assert pid is not None
            psutil.Process(pid).kill()
        wait_until(partial(up.has_told, *(f"{name} is back." for name in killed)), LONGEST_SECONDS)
        record_property("figures", f"{', '.join(killed)} killed: back after {time.monotonic() - began:.1f} s")
    wait_until(lambda: up.readiness() == "ready", LONGEST_SECONDS)
    assert {name: up.report_of(process).parts[name].restarts >= 1 for name in PARTS} == dict.fromkeys(PARTS, True)
    assert [up.told().count(f"{name} is back.") for name in PARTS] == [1, 1, 1, 1]
    assert "Worker was killed by signal 9; its log is" in up.told()


def test_a_killed_one_leaves_nothing_in_the_way_and_an_ended_one_nothing_at_all(
    up: Up, started: "tuple[subprocess.Popen[str], float]", record_property: RecordFigure
) -> None:
    first, _ = started
    first.kill()
    first.communicate()
    process, seconds = up.start()
    record_property("figures", f"pathwise up, home of a killed one: ready after {seconds:.1f} s")
    assert up.readiness() == "ready"
    assert [len(named(up.api, kind)) for kind in ("automations", "variables")] == [4, 1]

    began = time.monotonic()
    process.send_signal(signal.SIGTERM)
    ended = finish(process)
    seconds = time.monotonic() - began
    record_property("figures", f"pathwise up: ended after {seconds:.1f} s")
    assert ended.returncode == 0
    assert seconds < STOP_SECONDS
    assert [up.service in ended.stdout, up.prefect in ended.stdout, "postgresql+psycopg://" in ended.stdout] == [
        True
    ] * 3
    assert ended.stderr.splitlines()[-2:] == ["Stopping ...", "Stopped."]
    assert up.home.processes() == []
    assert logs_of(up.home) >= {"up.log", "worker.log", "service.log", "prefect-server.log", "deploy.log"}
    for port in up.ports.values():
        socket.create_server(("127.0.0.1", int(port))).close()


def named(api: PrefectApi, kind: str) -> list[object]:
    found: list[object] = api.call("POST", f"/{kind}/filter", {})
    return found


def logs_of(home: Home) -> set[str]:
    return {path.name for path in Path(home.path / "logs").iterdir()}
