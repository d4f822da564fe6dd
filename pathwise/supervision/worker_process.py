"""The program of a worker: Prefect's own, with a warm starter beside it.

Started as `python -m pathwise.supervision.worker_process ARGUMENT...`, with the arguments of `prefect worker start`.
"""

import os
import runpy
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Final

from pathwise.runtime.flow_process import DOOR
from pathwise.supervision.program import Leash

STARTER: Final = "pathwise.supervision.flow_starter"
NAMED_IN_PLACE: Final = {"SPT_NOENV": "1"}
"""Processes that are named anew keep the environment that others can see, by which `up` knows its own."""
REST_SECONDS: Final = 30.0
"""Where a starter ends, whatever it is, the next one waits; meanwhile runs start by themselves, only slower."""


def main(arguments: list[str]) -> None:
    """Be a worker until it ends."""
    with TemporaryDirectory(prefix="pathwise-worker-") as folder:
        os.environ[DOOR] = str(Path(folder) / "starter")
        Thread(target=_keep_a_starter, args=(Path(os.environ[DOOR]),), daemon=True).start()
        sys.argv = ["prefect", "worker", "start", *arguments]
        runpy.run_module("prefect", run_name="__main__", alter_sys=True)


def _keep_a_starter(door: Path) -> None:
    leash = Leash.take().handed_down
    while True:
        # In a session of its own: a Ctrl-C at the terminal reaches its runs through the worker, once.
        subprocess.run(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-u", "-m", STARTER, str(door), str(leash)],
            check=False,
            stdin=subprocess.DEVNULL,
            pass_fds=[leash],
            start_new_session=True,
            env=os.environ | NAMED_IN_PLACE,
        )
        door.unlink(missing_ok=True)
        time.sleep(REST_SECONDS)


if __name__ == "__main__":
    main(sys.argv[1:])
