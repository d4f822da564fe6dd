"""What a Prefect server must know before work can be given to it: the pool, its queues, an automation, deployments."""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from json import dumps
from typing import Any, Final

from pathwise.errors import InvalidSettingError
from pathwise.runtime.prefect_api import PrefectApi
from pathwise.settings import Settings
from pathwise.supervision.surroundings import HEARTBEAT_SECONDS

POOL: Final = "pathwise"
SYSTEM, LIVE, BULK = "system", "live", "bulk"
QUEUES: Final = (SYSTEM, LIVE, BULK)
"""By priority: what keeps order goes before what somebody waits for, and that before what may take its time."""

DEPLOYED: Final = "pathwise_deployed"
"""Variable that says which version of the deployments the server has."""

ZOMBIES: Final = "pathwise: runs without a sign of life"
MISSED_HEARTBEATS: Final = 3
HEARTBEAT: Final = "prefect.flow-run.heartbeat"
ENDS: Final = ("Completed", "Failed", "Cancelled", "Crashed")


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
    """Make the pool, its queues and the automation, or put them right. Safe to run again.

    Raises:
        PrefectAwayError: The server does not answer.
    """
    _ensure_pool(api)
    _ensure_queues(api, settings.bulk_runs)
    _ensure_automation(api)


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


def watches_for_zombies(api: PrefectApi) -> bool:
    """Tell whether the automation is there, and switched on.

    Raises:
        PrefectAwayError: The server does not answer.
    """
    return any(each["enabled"] for each in _automations(api))


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


def _ensure_automation(api: PrefectApi) -> None:
    """Replace it only where it differs: a new one forgets which runs it was waiting for."""
    wanted = _automation()
    found = _automations(api)
    for surplus in found[1:]:
        api.call("DELETE", f"/automations/{surplus['id']}")
    if not found:
        api.call("POST", "/automations/", wanted)
    elif found[0]["description"] != wanted["description"]:
        api.call("PUT", f"/automations/{found[0]['id']}", wanted)


def _automations(api: PrefectApi) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = api.call(
        "POST", "/automations/filter", {"automations": {"name": {"any_": [ZOMBIES]}}}
    )
    return found


def _variables(api: PrefectApi) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = api.call("POST", "/variables/filter", {"variables": {"name": {"any_": [DEPLOYED]}}})
    return found


def _automation() -> dict[str, Any]:
    """A run that has shown life and then, for three heartbeats, neither life nor its end, is dead.

    Source: https://docs.prefect.io/v3/advanced/detect-zombie-flows, for runs of this project alone: those of others
    may have a slower heart.
    """
    seconds = MISSED_HEARTBEATS * HEARTBEAT_SECONDS
    trigger = {
        "type": "event",
        "posture": "Proactive",
        "match": {"prefect.resource.id": ["prefect.flow-run.*"]},
        "match_related": {"prefect.resource.role": "tag", "prefect.resource.id": ["prefect.tag.area:*"]},
        "for_each": ["prefect.resource.id"],
        "after": [HEARTBEAT],
        "expect": [HEARTBEAT, *(f"prefect.flow-run.{each}" for each in ENDS)],
        "threshold": 1,
        "within": seconds,
    }
    action = {
        "type": "change-flow-run-state",
        "state": "CRASHED",
        "message": f"No sign of life for {seconds} seconds: the run's process, or its machine, is gone.",
    }
    meaning = "Marks runs as crashed that ended without a word. Kept by pathwise up"
    description = f"{meaning} ({_digest({'trigger': trigger, 'action': action})})."
    return {"name": ZOMBIES, "description": description, "enabled": True, "trigger": trigger, "actions": [action]}


def _digest(definition: Mapping[str, Any]) -> str:
    return sha256(dumps(definition, sort_keys=True).encode()).hexdigest()[:8]
