"""What Pathwise asks of a Prefect server over HTTP: start a deployment by name, tell how runs stand.

Never imports Prefect: the service and the supervisor live without it, and its import takes more than a second.
"""

import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import islice
from typing import Any, Final, Self
from uuid import UUID

import httpx
from tenacity import RetryCallState, Retrying, retry_if_result, stop_after_delay, wait_random_exponential

from pathwise.errors import NotDeployedError, PathwiseError

ANSWER_SECONDS: Final = 10.0
BUSY_SECONDS: Final = 10.0
"""How long a server that says it is busy is asked again. On SQLite it says so several times a minute, for a moment."""
SERVER_LOCK: Final = "PREFECT_SERVER_API_AUTH_STRING"
CLIENT_KEY: Final = "PREFECT_API_AUTH_STRING"
PAGE: Final = 200
"""Most rows that the server answers with at once."""


class RunState(StrEnum):
    """The types of states that a flow run passes, in the server's words."""

    SCHEDULED = "SCHEDULED"
    PENDING = "PENDING"
    RUNNING = "RUNNING"
    PAUSED = "PAUSED"
    CANCELLING = "CANCELLING"
    CANCELLED = "CANCELLED"
    COMPLETED = "COMPLETED"
    FAILED = "FAILED"
    CRASHED = "CRASHED"

    @property
    def is_final(self) -> bool:
        """Nothing more comes of the run."""
        return self in (RunState.COMPLETED, RunState.FAILED, RunState.CANCELLED, RunState.CRASHED)

    @property
    def is_cancelled(self) -> bool:
        """A person has stopped the run, or is about to."""
        return self in (RunState.CANCELLED, RunState.CANCELLING)


class EndName(StrEnum):
    """What the final state of a flow run of ours may be called; its type is `COMPLETED` in each case.

    Prefect names the event that tells of a state after the state's name, so whoever waits for the end of a run has to
    know all of them.
    """

    COMPLETED = "Completed"
    KNOWN = "Known"
    REFUSED = "Refused"
    SKIPPED = "Skipped"
    FRESH = "Fresh"
    COUNTED = "Counted"
    PUT_RIGHT = "Put right"
    NOTHING_TO_DO = "Nothing to do"


@dataclass(frozen=True, slots=True)
class FlowRun:
    """A flow run as the server knows it.

    Attributes:
        id: The run.
        state: How it stands.
        since: When it came to that state; None where the server does not say.
    """

    id: UUID
    state: RunState
    since: datetime | None = None


class PrefectAwayError(PathwiseError):
    """The Prefect server does not answer, or answers that it cannot. Waiting may help."""

    def __init__(self, api_url: str, problem: str) -> None:
        self.api_url = api_url
        super().__init__(f"The Prefect server at {api_url} cannot be asked: {problem}. `pathwise doctor` says more.")


class PrefectApi:
    """A Prefect server.

    Args:
        api_url: Its address, such as `http://127.0.0.1:4200/api`.
        authorization: Header that opens its door; None where it has none.
        timeout: Longest wait for one answer, in seconds.
    """

    def __init__(self, api_url: str, authorization: httpx.Auth | None = None, timeout: float = ANSWER_SECONDS) -> None:
        self.api_url = api_url.rstrip("/")
        self._client = httpx.Client(base_url=self.api_url, auth=authorization, timeout=timeout)

    @classmethod
    def from_environment(cls, timeout: float = ANSWER_SECONDS) -> Self | None:
        """Open the server of `PREFECT_API_URL`, with `PREFECT_API_AUTH_STRING` or `PREFECT_API_KEY`, if it is named."""
        api_url = os.environ.get("PREFECT_API_URL")
        return cls.at(api_url, timeout) if api_url else None

    @classmethod
    def at(cls, api_url: str, timeout: float = ANSWER_SECONDS) -> Self:
        """Open a server with what the environment opens it with."""
        return cls(api_url, _authorization(), timeout)

    def start(
        self, deployment: str, parameters: Mapping[str, Any], *, key: str, name: str, tags: Collection[str] = ()
    ) -> FlowRun:
        """Have a deployment run, and do not wait for it.

        Args:
            deployment: `flow/deployment`.
            parameters: Ids and small options, as JSON values.
            key: The same key is the same run, however often it is asked for.
            name: Name of the run.
            tags: Beside those of the deployment.

        Returns:
            The run; where the key is known, the one that was made before, as it stands.

        Raises:
            NotDeployedError: The server does not know the deployment.
            PrefectAwayError: It does not answer.
        """
        wanted = {
            "parameters": parameters,
            "idempotency_key": key,
            "name": name,
            "tags": sorted(tags),
            "state": {"type": RunState.SCHEDULED},
        }
        found = self._ask("GET", f"/deployments/name/{deployment}")
        if found.status_code == httpx.codes.NOT_FOUND:
            raise NotDeployedError(deployment)
        deployment_id = self._checked(found)["id"]
        return _flow_run(self._checked(self._ask("POST", f"/deployments/{deployment_id}/create_flow_run", wanted)))

    def flow_runs(self, ids: Collection[UUID]) -> dict[UUID, FlowRun]:
        """Tell how runs stand, by id; those that the server does not know are left out.

        Raises:
            PrefectAwayError: It does not answer.
        """
        found: dict[UUID, FlowRun] = {}
        for page in _pages(ids):
            wanted = {"flow_runs": {"id": {"any_": [str(each) for each in page]}}, "limit": PAGE}
            runs = self._checked(self._ask("POST", "/flow_runs/filter", wanted))
            found |= {run.id: run for run in map(_flow_run, runs)}
        return found

    def report_crashed(self, run_id: UUID, why: str) -> None:
        """Have a run count as crashed whose process is gone: it holds no slot of its deployment any longer.

        A run that has ended meanwhile, or that the server does not know, stays as it is.

        Raises:
            PrefectAwayError: The server does not answer.
        """
        self._ask("POST", f"/flow_runs/{run_id}/set_state", {"state": {"type": RunState.CRASHED, "message": why}})

    def last_poll(self, pool: str) -> datetime | None:
        """Tell when a worker of a pool was last heard of; None where there is no pool, or never was a worker.

        Raises:
            PrefectAwayError: The server does not answer.
        """
        answer = self._ask("POST", f"/work_pools/{pool}/workers/filter", {"limit": PAGE})
        if answer.status_code == httpx.codes.NOT_FOUND:
            return None
        heard = [worker["last_heartbeat_time"] for worker in self._checked(answer)]
        return max((datetime.fromisoformat(each) for each in heard if each), default=None)

    def is_well(self) -> bool:
        """Ask how it is."""
        try:
            return self._client.get("/health").is_success
        except httpx.HTTPError:
            return False

    def call(self, method: str, path: str, body: object = None) -> Any:
        """Ask for whatever else it can do.

        Returns:
            The answer's JSON; None where it is empty.

        Raises:
            PrefectAwayError: The server does not answer, or refuses.
        """
        return self._checked(self._ask(method, path, body))

    def close(self) -> None:
        """Give its connections back."""
        self._client.close()

    def _ask(self, method: str, path: str, body: object = None) -> httpx.Response:
        attempts = Retrying(
            retry=retry_if_result(_is_busy),
            wait=wait_random_exponential(multiplier=0.1, max=1),
            stop=stop_after_delay(BUSY_SECONDS),
            retry_error_callback=_last_answer,
        )
        try:
            answer: httpx.Response = attempts(self._client.request, method, path, json=body)
        except httpx.HTTPError as error:
            raise PrefectAwayError(self.api_url, type(error).__name__) from None
        if answer.is_server_error:
            raise PrefectAwayError(self.api_url, f"it answered {answer.status_code}")
        return answer

    def _checked(self, answer: httpx.Response) -> Any:
        if not answer.is_success:
            raise PrefectAwayError(self.api_url, f"it answered {answer.status_code}")
        return answer.json() if answer.content else None


def _is_busy(answer: httpx.Response) -> bool:
    """Tell whether the server asks to be asked again: on SQLite, two of its writers were in each other's way."""
    return answer.status_code == httpx.codes.SERVICE_UNAVAILABLE


def _last_answer(attempts: RetryCallState) -> httpx.Response:
    assert attempts.outcome is not None  # noqa: S101 - there was an attempt
    answer: httpx.Response = attempts.outcome.result()
    return answer


class _Bearer(httpx.Auth):
    def __init__(self, key: str) -> None:
        self._key = key

    def auth_flow(self, request: httpx.Request) -> Iterator[httpx.Request]:  # type: ignore[override]
        request.headers["Authorization"] = f"Bearer {self._key}"
        yield request


def door_opener(environment: Mapping[str, str]) -> dict[str, str]:
    """Give the variable that opens our own server to Prefect's clients, where it is locked and they lack it.

    Example:
        >>> door_opener({"PREFECT_SERVER_API_AUTH_STRING": "ada:secret"})
        {'PREFECT_API_AUTH_STRING': 'ada:secret'}
        >>> door_opener({"PREFECT_SERVER_API_AUTH_STRING": "ada:secret", "PREFECT_API_URL": "https://example.org/api"})
        {}
    """
    lock = environment.get(SERVER_LOCK)
    is_ours = not environment.get("PREFECT_API_URL")
    return {CLIENT_KEY: lock} if lock and is_ours and not environment.get(CLIENT_KEY) else {}


def _authorization() -> httpx.Auth | None:
    if pair := os.environ.get(CLIENT_KEY):
        user, _, password = pair.partition(":")
        return httpx.BasicAuth(user, password)
    key = os.environ.get("PREFECT_API_KEY")
    return _Bearer(key) if key else None


def _flow_run(answer: Mapping[str, Any]) -> FlowRun:
    since = (answer.get("state") or {}).get("timestamp")
    return FlowRun(
        UUID(answer["id"]),
        RunState(answer["state_type"] or RunState.SCHEDULED),
        datetime.fromisoformat(since) if since else None,
    )


def _pages(ids: Collection[UUID]) -> Iterator[list[UUID]]:
    waiting = iter(sorted(set(ids)))
    while page := list(islice(waiting, PAGE)):
        yield page
