"""A process that has imported all that flow runs need, and forks itself for each.

Importing Prefect, SQLAlchemy and the flows takes a run most of its time: a single resume takes a second, the imports
three. The starter has one thread and no connection, so that a fork of it is as good as a new process. What it forks is
asked for by `pathwise.runtime.flow_process`, and killed when that is gone. It ends with whoever holds its leash.
"""

import gc
import os
import random
import runpy
import selectors
import signal
import socket
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import Final

from setproctitle import setproctitle

from pathwise.runtime.flow_process import ENGINE, NUMBER

CALL_SECONDS: Final = 5.0
"""How long whoever asks for a run may take to say what it is to be."""
STREAMS: Final = 3


@dataclass(frozen=True, slots=True)
class Wish:
    """A run that is asked for.

    Attributes:
        connection: Held open by whoever asks, for as long as the run may live.
        folder: Where it is to run.
        variables: Its environment.
        streams: Its standard input, output and error.
    """

    connection: socket.socket
    folder: bytes
    variables: dict[bytes, bytes]
    streams: tuple[int, ...]

    @classmethod
    def take(cls, connection: socket.socket) -> "Wish":
        """Hear what is wanted.

        Raises:
            OSError: Nothing is said, or it breaks off.
            ValueError: It makes no sense.
        """
        connection.settimeout(CALL_SECONDS)
        head, streams, *_ = socket.recv_fds(connection, NUMBER, STREAMS)
        with connection.makefile("rb") as saying:
            said = saying.read(int.from_bytes(head))
        connection.settimeout(None)
        if len(head) != NUMBER or len(streams) != STREAMS or len(said) != int.from_bytes(head):
            raise ValueError("the wish breaks off")
        folder, *variables = said.split(b"\0")
        return cls(connection, folder, dict(each.split(b"=", 1) for each in variables), tuple(streams))


class Starter:
    """The starter.

    Args:
        door: A listening Unix socket.
        leash: A descriptor that ends when the starter is to end.
    """

    def __init__(self, door: socket.socket, leash: int) -> None:
        self._door = door
        self._leash = leash
        self._waited_for: dict[int, socket.socket] = {}

    def serve(self) -> Wish | None:
        """Fork for whoever asks.

        Returns:
            In a fork, what it is to do; None in the starter itself, when it is to end.
        """
        wakes, woken = os.pipe()
        for end in (wakes, woken):
            os.set_blocking(end, False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(woken)
        with selectors.DefaultSelector() as events:
            for source in (self._door, self._leash, wakes):
                events.register(source, selectors.EVENT_READ)
            while True:
                ready = {key.fd for key, _ in events.select()}
                if self._leash in ready:
                    return None
                if wakes in ready:
                    with suppress(BlockingIOError):
                        os.read(wakes, 4096)
                    self._tell_ends()
                if self._door.fileno() in ready and (wish := self._answer()):
                    signal.set_wakeup_fd(-1)
                    os.close(wakes)
                    os.close(woken)
                    return wish

    def _answer(self) -> Wish | None:
        """Fork once; the fork gets the wish."""
        connection, _ = self._door.accept()
        try:
            wish = Wish.take(connection)
        except (OSError, ValueError):
            connection.close()
            return None
        process = os.fork()
        if process == 0:
            return wish
        for stream in wish.streams:
            os.close(stream)
        self._waited_for[process] = connection
        with suppress(OSError):
            connection.sendall(process.to_bytes(NUMBER))
        return None

    def _tell_ends(self) -> None:
        while self._waited_for:
            process, status = os.waitpid(-1, os.WNOHANG)
            if not process:
                return
            with self._waited_for.pop(process) as connection, suppress(OSError):
                connection.sendall(status.to_bytes(NUMBER))

    def leave(self) -> None:
        """Close, in a fork, what belongs to the starter."""
        self._door.close()
        os.close(self._leash)
        for connection in self._waited_for.values():
            connection.close()


def become(wish: Wish, program: str) -> None:
    """Turn a fork into the process that is wanted, and run the flow run in it."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    for standard, stream in enumerate(wish.streams):
        os.dup2(stream, standard)
        os.close(stream)
    os.chdir(wish.folder)
    os.environb.clear()
    os.environb.update(wish.variables)
    random.seed()
    Thread(target=_end_with, args=(wish.connection,), daemon=True).start()
    setproctitle(f"prefect flow run {os.environ.get('PREFECT__FLOW_RUN_ID')}")
    # What Prefect has read of the environment at its import was the starter's.
    import_module("prefect.context").refresh_global_settings_context()
    sys.argv = [program]
    sys.modules.pop(program, None)  # It begins anew, as the main module.
    runpy.run_module(program, run_name="__main__", alter_sys=True)


def _end_with(connection: socket.socket) -> None:
    """Be killed when whoever stands for this process is."""
    with suppress(OSError):
        while connection.recv(1):
            pass
    os.kill(os.getpid(), signal.SIGKILL)


def start_warm(
    door: Path, leash: int, modules: Sequence[str], warm_up: Callable[[], object], program: str = ENGINE
) -> None:
    """Import, then fork for whoever asks until the leash is let go. In a fork, returns when its flow run has ended.

    Args:
        door: Where to listen, once all is imported. Its folder is nobody else's.
        leash: A descriptor that ends when the starter is to end.
        modules: What flow runs need beside the program.
        warm_up: Loads what flow runs would load at first use.
        program: Module that runs a flow run, as a program.
    """
    gc.disable()  # Importing makes a million objects that all stay.
    for module in (program, *modules):
        import_module(module)
    warm_up()
    gc.freeze()  # No fork's collector touches, and so copies, what all of them share.
    gc.enable()
    setproctitle("pathwise warm starter")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(door))
        listener.listen()
        starter = Starter(listener, leash)
        wish = starter.serve()
        if wish:
            starter.leave()
    if wish:
        become(wish, program)
