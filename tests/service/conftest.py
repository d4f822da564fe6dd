"""The service as uvicorn serves it, over a database and a file store of its own for each test."""

import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Thread

import httpx
import pytest
import uvicorn

from pathwise.service.app import create_app
from pathwise.settings import Settings

Serve = Callable[..., httpx.Client]
PATIENCE_SECONDS = 60.0


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    """What the test's service is started with."""
    return Settings(database_url=database_url, home=tmp_path / "home", file_store=str(tmp_path / "store"))


@contextmanager
def served(settings: Settings) -> Iterator[httpx.Client]:
    """Serve on a free port, in a thread; gives a client."""
    config = uvicorn.Config(create_app(settings), log_config=None, access_log=False, timeout_graceful_shutdown=5)
    server = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        # The socket listens already: what is sent before uvicorn takes it up waits there, as the first request does.
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        with httpx.Client(base_url=url, timeout=PATIENCE_SECONDS) as client:
            try:
                client.get("/health/live").raise_for_status()
                yield client
            finally:
                client.close()
                server.should_exit = True
                thread.join(PATIENCE_SECONDS)


@pytest.fixture
def serve(settings: Settings) -> Iterator[Serve]:
    """Start services; each call may choose other settings."""
    with ExitStack() as stack:
        yield lambda **chosen: stack.enter_context(served(settings.model_copy(update=chosen)))


@pytest.fixture
def service(serve: Serve) -> httpx.Client:
    """The service as it is without further settings."""
    return serve()
