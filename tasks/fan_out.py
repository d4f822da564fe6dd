"""Where chunks are worked on: in this process, or as runs of their own that any worker takes."""

from collections.abc import Sequence
from time import monotonic, sleep
from typing import Any, cast
from uuid import UUID

import httpx
from prefect import Task, get_client, task
from prefect.client.schemas.objects import FlowRun, State
from prefect.deployments import run_deployment
from prefect.exceptions import ObjectNotFound
from tenacity import retry, retry_if_exception, stop_after_delay, wait_fixed

from pathwise.errors import ChunkRunError, NotDeployedError
from pathwise.settings import load_settings
from pathwise.storage.database import shared_database
from pathwise.storage.results import are_held
from tasks.chunks import process_members
from tasks.outcomes import Outcome
from tasks.retries import STAGE_TASK
from tasks.run_context import current_claimant, run_logger

DEPLOYMENT = "process-chunk/fan-out"
MOST_RUNS = 3
"""Runs that a chunk is given to, one after the other, when they die."""
STARTING_SECONDS = 120.0
"""How long a run that a worker took may need until it runs. It takes about five seconds, more on a busy machine."""
SILENT_SECONDS = 30.0
"""How long a run that runs may hold no claim. It claims its chunk at once, and holds it until all is kept."""
PATIENCE_SECONDS = 60.0
"""How long a server that is overloaded or restarting is asked again. On SQLite it tells that it is locked."""
POLL_SECONDS = 1.0


@task(name="fan-out-chunk", tags={"area:batch"}, **STAGE_TASK)
def fan_out_chunk(analysis_ids: list[UUID]) -> list[Outcome]:
    """Have a worker take a chunk through all stages, and wait for it. Safe to run again: the same runs answer.

    A run that dies, alone or with its worker, is followed by another one as soon as its claims have run out.

    Returns:
        Nothing: how each member ended stands in Postgres.

    Raises:
        ChunkRunError: The run failed or was cancelled, or as many as are tried have died.
        NotDeployedError: The server does not know the deployment.
    """
    for number in range(1, MOST_RUNS + 1):
        run = _order(analysis_ids, number)
        state = _last_state(run.id, analysis_ids)
        if state is not None and state.is_completed():
            return []
        if state is not None and not state.is_crashed():
            break
        run_logger().warning("Flow run %s of a chunk died; what it had not done goes to another run.", run.id)
        _wait_until_free(analysis_ids)
    raise ChunkRunError(run.id)


def chunk_task() -> Task[[list[UUID]], list[Outcome]]:
    """Choose the task that takes a chunk through all stages, as `PATHWISE_FAN_OUT` says."""
    return fan_out_chunk if load_settings().fan_out == "deployments" else process_members


def _may_pass(error: BaseException) -> bool:
    """Tell whether the server is away or overloaded, which waiting can cure."""
    if isinstance(error, httpx.HTTPStatusError):
        return error.response.is_server_error
    return isinstance(error, httpx.TransportError)


_patiently = retry(
    retry=retry_if_exception(_may_pass),
    wait=wait_fixed(POLL_SECONDS),
    stop=stop_after_delay(PATIENCE_SECONDS),
    reraise=True,
)


@_patiently
def _order(analysis_ids: Sequence[UUID], number: int) -> FlowRun:
    """Put a run into the queue; the one that is there where this task asked before."""
    try:
        # Called from a thread without an event loop it answers with the run, not with a coroutine.
        return cast(
            "FlowRun",
            run_deployment(
                DEPLOYMENT,
                parameters={"analysis_ids": [str(each) for each in analysis_ids]},
                timeout=0,
                tags=["trigger:batch"],
                idempotency_key=f"{current_claimant().task_run_id}-{number}",
            ),
        )
    except ObjectNotFound:
        raise NotDeployedError(DEPLOYMENT) from None


def _last_state(run_id: UUID, analysis_ids: Sequence[UUID]) -> State[Any] | None:
    """Wait until a run has ended; None where a worker took it and shows no sign of life.

    Prefect shows a run as running for ever when its worker is killed with it: the claims tell that it is gone.
    """
    seen = monotonic()
    while True:
        state = _state(run_id)
        if state is not None and state.is_final():
            return state
        if state is None or state.is_scheduled() or state.is_paused() or _are_held(analysis_ids):
            seen = monotonic()
        elif monotonic() - seen > (STARTING_SECONDS if state.is_pending() else SILENT_SECONDS):
            return None
        sleep(POLL_SECONDS)


@_patiently
def _state(run_id: UUID) -> State[Any] | None:
    with get_client(sync_client=True) as client:
        return client.read_flow_run(run_id).state


def _wait_until_free(analysis_ids: Sequence[UUID]) -> None:
    while _are_held(analysis_ids):
        sleep(POLL_SECONDS)


def _are_held(analysis_ids: Sequence[UUID]) -> bool:
    return shared_database().run(lambda session: are_held(session, analysis_ids))
