"""The environment of what the supervisor starts."""

import os
import sys
from typing import Final

from pathwise.runtime.prefect_api import door_opener
from pathwise.runtime.prefect_server import ALWAYS, prefect_home
from pathwise.settings import Settings
from pathwise.supervision.program import MARK

HEARTBEAT_SECONDS: Final = 30
"""The shortest that Prefect allows; by default it is three minutes."""
CHOSEN: Final = {
    "PREFECT_FLOWS_HEARTBEAT_FREQUENCY": str(HEARTBEAT_SECONDS),
    # By default a worker asks for work every ten seconds.
    "PREFECT_WORKER_QUERY_SECONDS": "1",
    "PREFECT_LOGGING_COLORS": "false",
    "PYTHONUNBUFFERED": "1",
}
"""What the person may choose otherwise."""
RUN_BY: Final = {"PATHWISE_PYTHON": sys.executable}
"""The interpreter of runs: what prefect.yaml has a worker start is to be found by it, whatever PATH says."""


def surroundings(settings: Settings, database_url: str, api_url: str) -> dict[str, str]:
    """Make the environment of the worker, the service and what they start."""
    named = {"DATABASE_URL": database_url, MARK: str(settings.home)}
    return {**worker_surroundings(settings, api_url), **ALWAYS, **prefect_home(settings), **named}


def worker_surroundings(settings: Settings, api_url: str) -> dict[str, str]:
    """Make the environment of a worker that runs by itself."""
    named = {"PATHWISE_HOME": str(settings.home), "PREFECT_API_URL": api_url, **RUN_BY}
    return {**CHOSEN, **os.environ, **door_opener(os.environ), **named}
