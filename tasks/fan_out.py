"""Where chunks are worked on: in this process, or as runs of their own that any worker takes."""

from typing import cast
from uuid import UUID

from prefect import Task, task
from prefect.client.schemas.objects import FlowRun
from prefect.deployments import run_deployment

from pathwise.errors import ChunkRunError
from pathwise.settings import load_settings
from tasks.chunks import process_members
from tasks.outcomes import Outcome
from tasks.retries import STAGE_TASK
from tasks.run_context import current_claimant

DEPLOYMENT = "process-chunk/fan-out"
PATIENCE_SECONDS = 24 * 60 * 60.0
"""How long a chunk may take on another worker, waiting in its queue included."""


@task(name="fan-out-chunk", tags={"area:batch"}, **STAGE_TASK)
def fan_out_chunk(analysis_ids: list[UUID]) -> list[Outcome]:
    """Have a worker take a chunk through all stages, and wait for it. Safe to run again: the same run answers.

    Returns:
        Nothing: how each member ended stands in Postgres.

    Raises:
        ChunkRunError: The run failed or was cancelled.
    """
    # Called from a thread without an event loop it answers with the run, not with a coroutine.
    run = cast(
        "FlowRun",
        run_deployment(
            DEPLOYMENT,
            parameters={"analysis_ids": [str(each) for each in analysis_ids]},
            timeout=PATIENCE_SECONDS,
            tags=["trigger:batch"],
            idempotency_key=f"{current_claimant().flow_run_id}-{analysis_ids[0]}",
        ),
    )
    if run.state is None or not run.state.is_completed():
        raise ChunkRunError(run.id)
    return []


def chunk_task() -> Task[[list[UUID]], list[Outcome]]:
    """Choose the task that takes a chunk through all stages, as `PATHWISE_FAN_OUT` says."""
    return fan_out_chunk if load_settings().fan_out == "deployments" else process_members
