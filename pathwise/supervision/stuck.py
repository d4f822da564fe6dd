"""Runs that a worker took and never began: what Prefect's automation missed while its server was down."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from pathwise.runtime.prefect_api import PAGE, PrefectApi
from pathwise.supervision.automations import NEVER_BEGUN, STARTING_SECONDS
from pathwise.supervision.deployment import POOL

LONGEST_START: Final = timedelta(seconds=STARTING_SECONDS)


def crash_stuck(api: PrefectApi, now: datetime) -> int:
    """Call the runs of our pool crashed that have been about to begin for too long: they hold slots for ever.

    Returns:
        How many there were.

    Raises:
        PrefectAwayError: The server does not answer.
    """
    wanted = {
        "flow_runs": {"state": {"type": {"any_": ["PENDING"]}}},
        "work_pools": {"name": {"any_": [POOL]}},
        "limit": PAGE,
    }
    found = api.call("POST", "/flow_runs/filter", wanted)
    stuck = [run["id"] for run in found if now - datetime.fromisoformat(run["state"]["timestamp"]) > LONGEST_START]
    for each in stuck:
        api.report_crashed(UUID(each), NEVER_BEGUN)
    return len(stuck)
