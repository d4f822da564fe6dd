"""The automations of Prefect that find runs which died without a word, and call them crashed.

Who runs a process is asked to tell how it ended. Where the process and who runs it are killed together nobody does, and
Prefect would show the run as running, or about to, for ever; the slots that it holds would stay taken.
"""

from collections.abc import Mapping
from hashlib import sha256
from json import dumps
from typing import Any, Final

from pathwise.runtime.prefect_api import EndName, PrefectApi
from pathwise.supervision.surroundings import HEARTBEAT_SECONDS

MISSED_HEARTBEATS: Final = 3
STARTING_SECONDS: Final = 180
"""A run is given to a worker and begins within half a minute, on a busy machine."""

HEARTBEAT: Final = "prefect.flow-run.heartbeat"
BEGUN: Final = "prefect.flow-run.Running"
GIVEN: Final = ("prefect.flow-run.Pending", "prefect.flow-run.Submitting")
ENDED: Final = tuple(f"prefect.flow-run.{each}" for each in (*EndName, "Failed", "Cancelled", "Crashed"))


def _automation(name: str, after: tuple[str, ...], expect: tuple[str, ...], seconds: int, why: str) -> dict[str, Any]:
    """Make one: what does not follow in time calls the run crashed.

    For runs of this project alone: those of others on the same server may have a slower heart.
    Source: https://docs.prefect.io/v3/advanced/detect-zombie-flows.
    """
    trigger = {
        "type": "event",
        "posture": "Proactive",
        "match": {"prefect.resource.id": ["prefect.flow-run.*"]},
        "match_related": {"prefect.resource.role": "tag", "prefect.resource.id": ["prefect.tag.area:*"]},
        "for_each": ["prefect.resource.id"],
        "after": sorted(after),
        "expect": sorted(expect),
        "threshold": 1,
        "within": seconds,
    }
    action = {"type": "change-flow-run-state", "state": "CRASHED", "message": why}
    description = f"{why} Kept by pathwise up ({_digest({'trigger': trigger, 'action': action})})."
    return {"name": name, "description": description, "enabled": True, "trigger": trigger, "actions": [action]}


def _digest(definition: Mapping[str, Any]) -> str:
    return sha256(dumps(definition, sort_keys=True).encode()).hexdigest()[:8]


NEVER_BEGUN: Final = f"Nothing was heard of the run for {STARTING_SECONDS} seconds after a worker had taken it."
AUTOMATIONS: Final = (
    _automation(
        "pathwise: runs without a sign of life",
        (BEGUN, HEARTBEAT),
        (HEARTBEAT, *ENDED),
        MISSED_HEARTBEATS * HEARTBEAT_SECONDS,
        f"The run gave no sign of life for {MISSED_HEARTBEATS * HEARTBEAT_SECONDS} seconds.",
    ),
    _automation(
        "pathwise: runs that a worker took and did not begin",
        GIVEN,
        (BEGUN, HEARTBEAT, "prefect.flow-run.Scheduled", "prefect.flow-run.AwaitingConcurrencySlot", *ENDED),
        STARTING_SECONDS,
        NEVER_BEGUN,
    ),
)


def ensure_automation(api: PrefectApi, wanted: Mapping[str, Any]) -> None:
    """Have one automation of this name, as it is wanted; one that an operator has switched off stays off.

    It is replaced only where it differs: a new one forgets which runs it was waiting for.

    Raises:
        PrefectAwayError: The server does not answer.
    """
    found = _named(api, wanted["name"])
    for surplus in found[1:]:
        api.call("DELETE", f"/automations/{surplus['id']}")
    if not found:
        api.call("POST", "/automations/", wanted)
    elif found[0]["description"] != wanted["description"]:
        api.call("PUT", f"/automations/{found[0]['id']}", wanted)


def idle_automations(api: PrefectApi) -> list[str]:
    """List the names of those that are missing or switched off.

    Raises:
        PrefectAwayError: The server does not answer.
    """
    names = [str(each["name"]) for each in AUTOMATIONS]
    return [name for name in names if not any(found["enabled"] for found in _named(api, name))]


def _named(api: PrefectApi, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = api.call("POST", "/automations/filter", {"automations": {"name": {"any_": [name]}}})
    return found
