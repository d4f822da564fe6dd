"""A real Prefect server with all deployments of the project, and real workers."""

import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import psutil
from tenacity import Retrying, retry_if_exception, stop_after_delay, wait_fixed

from pathwise.runtime.postgres import EmbeddedPostgres
from pathwise.runtime.prefect_server import ServerKind, shared_prefect_server
from pathwise.settings import PROJECT_ROOT, Settings
from tests.commands.conftest import Home, fresh_home


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
    def worker(self, checkout: Path, log: Path, *queues: str) -> Iterator[psutil.Process]:
        """Start a worker that takes two runs at once, of some queues or of all, with the program of a checkout."""
        named = [word for queue in queues for word in ("--work-queue", queue)]
        with log.open("wb") as target:
            process = subprocess.Popen(
                [sys.executable, "-m", "prefect", "worker", "start", "--pool", "pathwise", "--limit", "2", *named],
                cwd=checkout,
                env=self.surroundings | {"PYTHONPATH": str(checkout), "PATHWISE_PYTHON": sys.executable},
                stdout=target,
                stderr=target,
            )
        try:
            yield psutil.Process(process.pid)
        finally:
            process.terminate()
            process.wait()

    def deployment(self, name: str) -> Mapping[str, Any]:
        """Give a deployment as the server knows it, by `flow/deployment`."""
        found: Mapping[str, Any] = self.ask("GET", f"/deployments/name/{name}")
        return found

    def runs(self, deployment: str) -> list[dict[str, Any]]:
        """Give every run of a deployment."""
        wanted = {"deployments": {"id": {"any_": [self.deployment(deployment)["id"]]}}}
        found: list[dict[str, Any]] = self.ask("POST", "/flow_runs/filter", wanted)
        return found

    def ask(self, method: str, path: str, body: object = None) -> Any:
        """Ask the server; on SQLite, on a busy machine, it answers now and then that it is locked."""
        asked = Retrying(
            retry=retry_if_exception(_is_busy), wait=wait_fixed(1), stop=stop_after_delay(60), reraise=True
        )
        return asked(self._ask, method, path, body)

    def _ask(self, method: str, path: str, body: object) -> Any:
        answer = httpx.request(method, f"{self.api_url}{path}", json=body, timeout=30).raise_for_status()
        return answer.json() if answer.content else None


def _is_busy(error: BaseException) -> bool:
    return isinstance(error, httpx.HTTPStatusError) and error.response.is_server_error


@contextmanager
def served_pool(surroundings: Mapping[str, str]) -> Iterator[Pool]:
    """Serve Postgres and Prefect in full, and deploy from prefect.yaml without anybody being asked."""
    with (
        fresh_home(dict(surroundings)) as home,
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
        made = Pool(home, api_url, {**surroundings, **named})
        made.prefect("work-pool", "create", "pathwise", "--type", "process", "--overwrite")
        made.prefect("deploy", "--all")
        yield made
        postgres.detach()
