"""Promised runs are given to Prefect: at once where it answers, else by whoever looks next, under the same key."""

from collections.abc import Iterable

from pathwise.runtime.prefect_api import FlowRun, PrefectApi
from pathwise.storage.database import Database
from pathwise.storage.run_requests import Promise, note_accepted


def start_promised(promises: Iterable[Promise], api: PrefectApi, database: Database) -> list[FlowRun]:
    """Give promised runs to Prefect. Safe to run again, and by several at once: a key is one run.

    Returns:
        A run for each promise, in their order.

    Raises:
        PrefectAwayError: The server does not answer; the promises that are left stay open.
        NotDeployedError: It lacks the deployment.
    """
    return [_start(each, api, database) for each in promises]


def _start(promise: Promise, api: PrefectApi, database: Database) -> FlowRun:
    run = api.start(promise.deployment, promise.parameters, key=promise.key, name=promise.run_name, tags=[promise.tag])
    database.run(lambda session: note_accepted(session, promise, run.id))
    return run
