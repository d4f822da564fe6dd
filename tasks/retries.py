"""When a task is tried again: only for what waiting can cure."""

from typing import Any

from prefect import Task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun

from pathwise.storage.database import is_away
from pathwise.storage.store_failures import FileStoreError

WATCHED = "trigger:command-line"


def waiting_can_cure(_task: Task[..., Any], run: TaskRun, state: State[Any]) -> bool:
    """Tell whether a failed task is worth another try: the database or the file store was away, nothing else.

    A run that somebody waits for at a terminal is not tried again: they are told at once, and can act.
    """
    if WATCHED in run.tags:
        return False
    error = state.result(raise_on_failure=False)
    return isinstance(error, BaseException) and may_pass(error)


def may_pass(error: BaseException) -> bool:
    """Tell whether an error is of the infrastructure, and may be gone the next time."""
    return is_away(error) or isinstance(error, FileStoreError)


STAGE_TASK: dict[str, Any] = {
    # A transaction waits a minute for the server by itself; this is for a longer absence.
    "retries": 3,
    "retry_delay_seconds": [5, 30, 120],
    "retry_condition_fn": waiting_can_cure,
    # Results live in Postgres; Prefect keeps none.
    "persist_result": False,
    "cache_policy": NO_CACHE,
}
"""Options that every task of a stage shares."""
