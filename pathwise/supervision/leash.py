"""Runs a module as a program that ends with its supervisor, however that ends.

Started as `python -m pathwise.supervision.leash DESCRIPTOR MODULE [ARGUMENT...]`. The descriptor is the reading end of
a pipe that the supervisor holds open and never writes to: the kernel closes it when the supervisor is gone.
"""

import os
import runpy
import signal
import sys
import time
from threading import Thread
from typing import Final

GRACE_SECONDS: Final = 8.0


def main(descriptor: int, module: str, arguments: list[str]) -> None:
    """Run the module in this process."""
    os.set_inheritable(descriptor, False)
    Thread(target=_end_with_supervisor, args=(descriptor,), daemon=True).start()
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


def _end_with_supervisor(descriptor: int) -> None:
    os.read(descriptor, 1)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE_SECONDS)
    # Each program has a group of its own: what it started, and has not ended, goes with it.
    os.killpg(os.getpgrp(), signal.SIGKILL)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], sys.argv[3:])
