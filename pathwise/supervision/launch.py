"""The first start of all parts: as much at once as can be, each waiting for what it rests on."""

from collections.abc import Callable
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait
from pathlib import Path
from threading import Event
from typing import Final

from tenacity import Retrying, retry_if_exception_type, stop_after_delay, wait_fixed

from pathwise.errors import PathwiseError
from pathwise.runtime.prefect_api import PrefectApi, PrefectAwayError
from pathwise.supervision.catalogue import deployment_names, deployments_digest
from pathwise.supervision.crew import Crew
from pathwise.supervision.deployment import deployed_digest, missing_deployments, prepare_server, remember_digest
from pathwise.supervision.keeper import Keeper, StoppedError
from pathwise.supervision.parts import Part
from pathwise.supervision.program import Program

LOOK_SECONDS: Final = 0.1
DEPLOY_ATTEMPTS: Final = 2
PATIENTLY: Final = Retrying(
    retry=retry_if_exception_type(PrefectAwayError), stop=stop_after_delay(30), wait=wait_fixed(0.5), reraise=True
)
"""A server that has just come up, on a busy machine, answers now and then that its database is locked."""


class DeployError(PathwiseError):
    """The deployments cannot be made."""

    def __init__(self, problem: str, log: Path) -> None:
        self.log = log
        super().__init__(f"The deployments of prefect.yaml cannot be made: {problem}. The log is {log}.")


class Launch:
    """One start.

    Args:
        crew: What is to run.
        prepare_database: Brings the database up and to head.
        keeper_of: Gives the keeper of a part.
        stopping: Set when the start is to be given up.
    """

    def __init__(
        self, crew: Crew, prepare_database: Callable[[], None], keeper_of: Callable[[Part], Keeper], stopping: Event
    ) -> None:
        self._crew = crew
        self._prepare_database = prepare_database
        self._keeper_of = keeper_of
        self._stopping = stopping
        self._api = PrefectApi.at(crew.api_url)

    def run(self, give_up: Callable[[], None]) -> None:
        """Start everything; return when all of it is ready.

        Args:
            give_up: Ends what has been started, so that nothing waits for it any more.

        Raises:
            StoppedError: The start was given up from outside.
            PathwiseError: Something does not come up: the first one that did not.
        """
        with ThreadPoolExecutor() as beside:
            steps = self._begin(beside)
            first = self._first_error(steps)
            if first:
                give_up()
        if first:
            raise first

    def _begin(self, beside: ThreadPoolExecutor) -> list[Future[None]]:
        def after(*needed: Future[None], then: Callable[[], None]) -> Future[None]:
            def step() -> None:
                for each in needed:
                    each.result()
                then()

            return beside.submit(step)

        database = after(then=self._bring_up_database)
        server = after(then=self._bring_up_server)
        service = after(database, then=lambda: self._bring_up(self._crew.service()))
        deployed = after(database, server, then=self._deploy)
        worker = after(database, server, then=lambda: self._bring_up(self._crew.worker()))
        return [database, server, service, deployed, worker]

    def _first_error(self, steps: list[Future[None]]) -> BaseException | None:
        pending = set(steps)
        while pending:
            done, pending = wait(pending, LOOK_SECONDS, FIRST_EXCEPTION)
            errors = [error for each in done if (error := each.exception())]
            if errors:
                return errors[0]
            if self._stopping.is_set():
                return StoppedError()
        return None

    def _bring_up_database(self) -> None:
        self._bring_up(self._crew.postgres())
        self._prepare_database()

    def _bring_up_server(self) -> None:
        self._bring_up(self._crew.prefect())
        PATIENTLY(prepare_server, self._api, self._crew.settings)

    def _bring_up(self, part: Part | None) -> None:
        if part:
            self._keeper_of(part).bring_up()

    def _deploy(self) -> None:
        """Deploy what changed since the last time: what an operator has paused since then stays paused."""
        digest = deployments_digest()
        wanted = deployment_names()
        missing = PATIENTLY(missing_deployments, self._api, wanted)
        if not missing and PATIENTLY(deployed_digest, self._api) == digest:
            return
        for _ in range(DEPLOY_ATTEMPTS):
            program = self._run_to_its_end(self._crew.deploying())
            missing = PATIENTLY(missing_deployments, self._api, wanted)
            if program.exit_status == 0 and not missing:
                PATIENTLY(remember_digest, self._api, digest)
                return
        what = f"{', '.join(missing)} missing" if missing else f"it ended with status {program.exit_status}"
        raise DeployError(what, program.log)

    def _run_to_its_end(self, program: Program) -> Program:
        while not program.wait(LOOK_SECONDS):
            if self._stopping.is_set():
                program.kill()
                raise StoppedError
        return program
