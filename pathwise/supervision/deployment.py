"""What a Prefect server must know before work can be given to it: its pool and queues, automations, deployments."""

from collections.abc import Iterable
from typing import Any, Final

from pathwise.errors import InvalidSettingError
from pathwise.runtime.prefect_api import PrefectApi
from pathwise.settings import Settings
from pathwise.supervision.automations import AUTOMATIONS, ensure_automation

POOL: Final = "pathwise"
SYSTEM, LIVE, BULK = "system", "live", "bulk"
QUEUES: Final = (SYSTEM, LIVE, BULK)
"""By priority: what keeps order goes before what somebody waits for, and that before what may take its time."""

DEPLOYED: Final = "pathwise_deployed"
"""Variable that says which version of the deployments the server has."""


def check_slots(settings: Settings) -> None:
    """Check that bulk runs leave slots free.

    Raises:
        InvalidSettingError: They would take all of them.
    """
    if settings.bulk_runs >= settings.concurrent_runs:
        raise InvalidSettingError(
            "PATHWISE_BULK_RUNS",
            f"must be less than PATHWISE_CONCURRENT_RUNS, which is {settings.concurrent_runs}: single uploads would "
            "wait until a bulk run has ended",
        )


def prepare_server(api: PrefectApi, settings: Settings) -> None:
    """Make the pool, its queues and the automations, or put them right. Safe to run again.

    Raises:
        PrefectAwayError: The server does not answer.
    """
    _ensure_pool(api)
    _ensure_queues(api, settings.bulk_runs)
    for each in AUTOMATIONS:
        ensure_automation(api, each)


def missing_deployments(api: PrefectApi, wanted: Iterable[str]) -> list[str]:
    """List which deployments, `flow/deployment`, the server does not know.

    Raises:
        PrefectAwayError: The server does not answer.
    """
    flows = {flow["id"]: flow["name"] for flow in api.call("POST", "/flows/filter", {})}
    known = {f"{flows.get(each['flow_id'])}/{each['name']}" for each in api.call("POST", "/deployments/filter", {})}
    return sorted(set(wanted) - known)


def deployed_digest(api: PrefectApi) -> str | None:
    """Tell which version of the deployments `remember_digest` was last told; None where it never was.

    Raises:
        PrefectAwayError: The server does not answer.
    """
    found = _variables(api)
    return str(found[0]["value"]) if found else None


def remember_digest(api: PrefectApi, digest: str) -> None:
    """Note on the server which version of the deployments it has.

    Raises:
        PrefectAwayError: The server does not answer.
    """
    wanted = {"name": DEPLOYED, "value": digest, "tags": []}
    if _variables(api):
        api.call("PATCH", f"/variables/name/{DEPLOYED}", wanted)
    else:
        api.call("POST", "/variables/", wanted)


def _ensure_pool(api: PrefectApi) -> None:
    if not api.call("POST", "/work_pools/filter", {"work_pools": {"name": {"any_": [POOL]}}}):
        # The worker fills in the template of its kind.
        api.call("POST", "/work_pools/", {"name": POOL, "type": "process", "base_job_template": {}})


def _ensure_queues(api: PrefectApi, bulk_runs: int) -> None:
    """Made before `prefect deploy` makes them: it gives priorities in the order of creation."""
    place = f"/work_pools/{POOL}/queues"
    known = {queue["name"]: queue for queue in api.call("POST", f"{place}/filter", {})}
    for priority, name in enumerate(QUEUES, start=1):
        limit = bulk_runs if name == BULK else None
        queue = known.get(name)
        if queue is None:
            api.call("POST", place, {"name": name, "priority": priority, "concurrency_limit": limit})
        elif (queue["priority"], queue["concurrency_limit"]) != (priority, limit):
            api.call("PATCH", f"{place}/{name}", {"priority": priority, "concurrency_limit": limit})


def _variables(api: PrefectApi) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = api.call("POST", "/variables/filter", {"variables": {"name": {"any_": [DEPLOYED]}}})
    return found
