"""The program of the shared Prefect server: serves until nobody uses it.

Started as `python -m pathwise.runtime.prefect_process`. Prefect is loaded by uvicorn, by name.
"""

import gc
import os
import socket
import sys
import time
from pathlib import Path
from threading import Thread
from typing import Final

import uvicorn

from pathwise.runtime.prefect_sqlite import let_writers_queue
from pathwise.runtime.tenancy import Users

APPLICATION: Final = "prefect.server.api.server:create_app"
LOOK_SECONDS: Final = 0.5
# A command that follows at once finds the server still up.
LINGER_SECONDS: Final = 1.0
GRACE_SECONDS: Final = 5


def main(listener: int, users_path: Path) -> None:
    """Serve on a listening socket until nobody uses the server.

    Args:
        listener: File descriptor of the socket.
        users_path: File on which every user holds a shared lock.
    """
    config = uvicorn.Config(APPLICATION, factory=True, log_level="warning", timeout_graceful_shutdown=GRACE_SECONDS)
    server = uvicorn.Server(config)
    Thread(target=_stop_when_unused, args=(server, Users(users_path)), daemon=True).start()
    gc.disable()  # Loading makes a million objects that all stay: collecting among them costs a tenth of the start.
    config.load()
    let_writers_queue()
    gc.enable()
    server.run(sockets=[socket.socket(fileno=listener)])


def _stop_when_unused(server: uvicorn.Server, users: Users) -> None:
    unused_seconds = 0.0
    while unused_seconds < LINGER_SECONDS:
        users.leave()
        time.sleep(LOOK_SECONDS)
        unused_seconds = unused_seconds + LOOK_SECONDS if users.take_over() else 0.0
    # The lock is kept until this process is gone: who comes now waits, and then starts a server anew.
    server.should_exit = True
    time.sleep(2 * GRACE_SECONDS)
    os._exit(1)


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
