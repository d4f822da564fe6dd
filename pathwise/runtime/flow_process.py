"""The process of a flow run, as a worker starts it: `python -m pathwise.runtime.flow_process`.

Where a warm starter listens (`pathwise.runtime.warm_starter`), the run begins in a fork of it, which has everything
imported already. This process then stands for it: it hands down its signals, ends as the run ends, and takes the run
with it when it is killed. Where none listens, the run begins here, as it would with `python -m prefect.engine`.

Imports little on purpose: this is what a run waits for.
"""

import array
import os
import runpy
import signal
import socket
import sys
from types import FrameType
from typing import Final

DOOR: Final = "PATHWISE_WARM_STARTER"
"""Variable that names the starter's socket."""
ENGINE: Final = "prefect.engine"
HANDED_DOWN: Final = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGUSR1, signal.SIGUSR2)
NUMBER: Final = 4
"""Bytes of a process id, and of a wait status, on the socket."""
FORK_SECONDS: Final = 30.0
"""How long a starter that answers may take to fork."""
FAILED: Final = 1 << 8
"""The wait status of a process that ended with exit status 1."""


def main(program: str = ENGINE) -> None:
    """Run the flow run that the environment names.

    Args:
        program: Module that runs it; where a starter listens, it has one of its own.
    """
    door = os.environ.get(DOOR)
    starter = _knock(door) if door else None
    if starter is None:
        runpy.run_module(program, run_name="__main__", alter_sys=True)
    else:
        _end_as(_stand_for(starter))


def _knock(door: str) -> socket.socket | None:
    """Ask for a process with this one's environment, folder and streams; None where nobody listens."""
    connection = socket.socket(socket.AF_UNIX)
    try:
        connection.connect(door)
        said = b"\0".join([os.getcwdb(), *(b"%s=%s" % each for each in os.environb.items())])  # noqa: PTH109 - bytes
        streams = array.array("i", (0, 1, 2))
        connection.sendmsg([len(said).to_bytes(NUMBER)], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, streams)])
        connection.sendall(said)
    except OSError:
        connection.close()
        return None
    return connection


def _stand_for(starter: socket.socket) -> int:
    """Wait for the end of the run; give its wait status. A starter that dies takes nothing with it."""
    early: list[int] = []
    for each in HANDED_DOWN:
        signal.signal(each, lambda number, _: early.append(number))
    starter.settimeout(FORK_SECONDS)
    run = int.from_bytes(_received(starter))
    starter.settimeout(None)
    if not run:
        return FAILED

    def hand_down(number: int, _: FrameType | None) -> None:
        try:
            os.kill(run, number)
        except ProcessLookupError:
            return

    for each in HANDED_DOWN:
        signal.signal(each, hand_down)
    for number in early:
        hand_down(number, None)
    status = _received(starter)
    return int.from_bytes(status) if status else FAILED


def _received(starter: socket.socket) -> bytes:
    try:
        return starter.recv(NUMBER)
    except (ConnectionError, TimeoutError):
        return b""


def _end_as(status: int) -> None:
    """End with the status of another process, or by the signal that ended it."""
    code = os.waitstatus_to_exitcode(status)
    if code < 0:
        signal.signal(-code, signal.SIG_DFL) if -code not in (signal.SIGKILL, signal.SIGSTOP) else None
        os.kill(os.getpid(), -code)
    sys.exit(code)


if __name__ == "__main__":
    main()
