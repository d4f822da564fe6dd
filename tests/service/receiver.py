"""A server that takes webhooks in a thread, and answers as a test wants it to."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ssl import SSLContext
from threading import Event, Thread
from typing import Any

PATIENCE_SECONDS = 60.0


@dataclass(frozen=True)
class Received:
    """A request as it came."""

    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Receiver:
    """What a test sees of the server.

    Attributes:
        port: Where it listens.
        answers: Status and headers for the first requests; after them 204.
        received: What came, in its order.
        delay: An answer waits for this to be set, unless it is None.
        endless: The body of an answer never ends.
    """

    port: int = 0
    answers: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    received: list[Received] = field(default_factory=list)
    delay: Event | None = None
    endless: bool = False

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}/hooks?of=ada"

    def handle(self, handler: BaseHTTPRequestHandler) -> None:
        """Take a request and answer it."""
        body = handler.rfile.read(int(handler.headers.get("Content-Length", 0)))
        headers = {name.lower(): value for name, value in handler.headers.items()}
        self.received.append(Received(handler.path, headers, body))
        if self.delay:
            self.delay.wait(PATIENCE_SECONDS)
        status, more = self.answers.pop(0) if self.answers else (204, {})
        with suppress(OSError):
            self._answer(handler, status, more)

    def _answer(self, handler: BaseHTTPRequestHandler, status: int, more: dict[str, str]) -> None:
        handler.send_response(status)
        for name, value in more.items():
            handler.send_header(name, value)
        handler.end_headers()
        while self.endless:
            handler.wfile.write(b"x" * 65536)


@contextmanager
def receiving(context: SSLContext | None = None) -> Iterator[Receiver]:
    """Serve for as long as the block runs."""
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            receiver.handle(self)

        def do_GET(self) -> None:
            receiver.handle(self)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    receiver.port = server.server_port
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield receiver
    finally:
        if receiver.delay:
            receiver.delay.set()
        server.shutdown()
        server.server_close()
        thread.join()


def wait_until(what: Callable[[], Any], seconds: float = PATIENCE_SECONDS) -> Any:
    """Look until something is so; returns what it then is."""
    deadline = time.monotonic() + seconds
    while not (seen := what()):
        assert time.monotonic() < deadline, f"waited {seconds} seconds in vain"
        time.sleep(0.01)
    return seen
