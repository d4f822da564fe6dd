"""Where chunks are worked on: in this process, or as runs of their own that any worker takes."""

from collections.abc import Sequence
from datetime import UTC, datetime
from time import monotonic, sleep
from typing import Any, cast
from uuid import UUID

from prefect import Task, get_client, task
from prefect.client.schemas.objects import FlowRun, State
from prefect.deployments import run_deployment
from prefect.exceptions import ObjectNotFound

from pathwise.errors import ChunkRunError, NotDeployedError
from pathwise.settings import load_settings
from pathwise.storage.database import shared_database
from pathwise.storage.results import open_claims
from tasks.chunks import process_members
from tasks.outcomes import Outcome
from tasks.retries import STAGE_TASK
from tasks.run_context import current_claimant, run_logger

DEPLOYMENT = "process-chunk/fan-out"
MOST_RUNS = 3
"""Runs that a chunk is given to, one after the other, when they die."""
SILENT_SECONDS = 30.0
"""A worker claims a chunk about five seconds after it took the run, and holds the claim until it is done."""
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
    with get_client(sync_client=True) as client:
        while monotonic() - seen < SILENT_SECONDS:
            state = client.read_flow_run(run_id).state
            if state is not None and state.is_final():
                return state
            if state is None or state.is_scheduled() or state.is_paused() or _are_held(analysis_ids):
                seen = monotonic()
            sleep(POLL_SECONDS)
    return None


def _wait_until_free(analysis_ids: Sequence[UUID]) -> None:
    while _are_held(analysis_ids):
        sleep(POLL_SECONDS)


def _are_held(analysis_ids: Sequence[UUID]) -> bool:
    claims = shared_database().run(lambda session: open_claims(session, analysis_ids))
    now = datetime.now(UTC)
    return any(until is not None and until > now for until in claims.values())
