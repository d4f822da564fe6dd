"""The worker: how it is started, within `pathwise up` and by itself on another machine."""

import os
import sys
from typing import Never

from pathwise.errors import InvalidSettingError
from pathwise.runtime.prefect_server import named_api_url, running_api_url
from pathwise.settings import Settings
from pathwise.supervision.deployment import POOL
from pathwise.supervision.surroundings import worker_surroundings


def worker_command(settings: Settings) -> tuple[str, ...]:
    """Name the module that is a worker, with its arguments.

    The limit is no ornament: without one, a worker starts all runs that wait at once.
    """
    limit = str(settings.concurrent_runs)
    return ("pathwise.supervision.worker_process", "--pool", POOL, "--type", "process", "--limit", limit)


def become_a_worker(settings: Settings) -> Never:
    """Turn this process into a worker.

    Raises:
        InvalidSettingError: No Prefect server is named, and none of `pathwise up` runs in this home.
    """
    api_url = named_api_url() or running_api_url(settings)
    if api_url is None:
        raise InvalidSettingError(
            "PREFECT_API_URL",
            "must name the Prefect server whose runs are to be taken, such as http://HOST:4200/api; `pathwise up` "
            "runs a server and a worker of its own",
        )
    command = (sys.executable, "-m", *worker_command(settings))
    os.execve(sys.executable, command, worker_surroundings(settings, api_url))  # noqa: S606 - our own interpreter
