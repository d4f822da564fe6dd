"""The parts of one home, and the programs that are run on the way: how each is started."""

from dataclasses import dataclass
from datetime import datetime

import httpx

from pathwise.runtime.prefect_api import PrefectApi, PrefectAwayError
from pathwise.runtime.prefect_server import named_api_url
from pathwise.runtime.running_server import web_address
from pathwise.settings import Settings
from pathwise.supervision.deployment import POOL
from pathwise.supervision.parts import Part, PostgresPart, PrefectPart, ProgramPart
from pathwise.supervision.program import Leash, Program
from pathwise.supervision.surroundings import surroundings

ANSWER_SECONDS = 5.0


@dataclass
class Crew:
    """What runs for one home.

    Attributes:
        settings: Name the home and the addresses.
        leash: What all programs hang on.
        database_url: Address of the database; empty until it is known.
    """

    settings: Settings
    leash: Leash
    database_url: str = ""

    @property
    def api_url(self) -> str:
        """Address of the Prefect server, whether it runs yet or not."""
        named = named_api_url()
        return named or f"{web_address(self.settings.prefect_host, self.settings.prefect_port)}/api"

    @property
    def service_url(self) -> str:
        """Address of the service, whether it runs yet or not."""
        return web_address(self.settings.service_host, self.settings.service_port)

    def postgres(self) -> Part | None:
        """The embedded Postgres, where no other is named."""
        return None if self.settings.database_url else PostgresPart(self.settings)

    def prefect(self) -> Part | None:
        """The Prefect server, where no other is named."""
        return None if named_api_url() else PrefectPart(self.settings)

    def service(self) -> Part:
        """The HTTP service."""
        door = _Door(self.service_url)
        return ProgramPart("Service", lambda: self.run("service", "pathwise", "serve"), door.is_open)

    def worker(self) -> Part:
        """A process worker of our pool."""
        limit = str(self.settings.concurrent_runs)
        command = ("prefect", "worker", "start", "--pool", POOL, "--type", "process", "--limit", limit)
        heard = _Heard(PrefectApi.at(self.api_url))

        def launch() -> Program:
            heard.remember()
            return self.run("worker", *command)

        return ProgramPart("Worker", launch, heard.is_news)

    def deploying(self) -> Program:
        """Deploy all that prefect.yaml names."""
        return self.run("deploy", "prefect", "--no-prompt", "deploy", "--all")

    def reconciling(self) -> Program:
        """Put right what Postgres and Prefect say differently."""
        return self.run("reconcile", "pathwise.supervision.reconciling")

    def run(self, name: str, *command: str) -> Program:
        """Start a program that logs to a file of its name."""
        environment = surroundings(self.settings, self.database_url, self.api_url)
        return Program(command, self.settings.log_folder / f"{name}.log", environment, self.leash)


class _Door:
    """Whether the service says that it is ready."""

    def __init__(self, url: str) -> None:
        self._url = f"{url}/health/ready"
        self._client = httpx.Client(timeout=ANSWER_SECONDS, trust_env=False)

    def is_open(self) -> bool:
        try:
            return self._client.get(self._url).is_success
        except httpx.HTTPError:
            return False


class _Heard:
    """Whether a worker was heard of since one was started, by the server's own words."""

    def __init__(self, api: PrefectApi) -> None:
        self._api = api
        self._before: datetime | None = None

    def remember(self) -> None:
        self._before = self._last()

    def is_news(self) -> bool:
        return self._last() not in (None, self._before)

    def _last(self) -> datetime | None:
        try:
            return self._api.last_poll(POOL)
        except PrefectAwayError:
            return self._before
