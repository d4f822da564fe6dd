"""The parts of one home, and the programs that are run on the way: how each is started."""

from dataclasses import dataclass

from pathwise.runtime.prefect_api import PrefectApi
from pathwise.runtime.prefect_server import named_api_url
from pathwise.runtime.running_server import web_address
from pathwise.settings import Settings
from pathwise.supervision.ears import ServiceEar, WorkerEar
from pathwise.supervision.parts import Part, PostgresPart, PrefectPart, ProgramPart
from pathwise.supervision.program import Leash, Program
from pathwise.supervision.surroundings import surroundings
from pathwise.supervision.worker import worker_command


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
        return ProgramPart("Service", lambda: self.run("service", "pathwise", "serve"), ServiceEar(self.service_url))

    def worker(self) -> Part:
        """A process worker of our pool."""
        command = worker_command(self.settings)
        return ProgramPart("Worker", lambda: self.run("worker", *command), WorkerEar(PrefectApi.at(self.api_url)))

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
