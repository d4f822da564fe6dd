"""The service as uvicorn serves it, over a database and a file store of its own for each test."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from pathlib import Path
from threading import Thread
from uuid import UUID

import httpx
import pytest
import uvicorn

from pathwise.demo.samples import DemoSet, write_demo
from pathwise.runtime.listening import listener
from pathwise.service.app import create_app
from pathwise.settings import Settings
from pathwise.storage.api_keys import make_key
from pathwise.storage.database import Database, make_engine
from pathwise.storage.uploads import ensure_user
from tests.service.runs import work_on

Serve = Callable[..., httpx.Client]
Send = Callable[..., httpx.Response]
Enter = Callable[[str], str]
PATIENCE_SECONDS = 60.0
ADA = "ada@example.org"
GRACE = "grace@example.org"


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    """What the test's service is started with."""
    return Settings(database_url=database_url, home=tmp_path / "home", file_store=str(tmp_path / "store"))


@contextmanager
def served(settings: Settings) -> Iterator[httpx.Client]:
    """Serve on a free port, in a thread; gives a client."""
    config = uvicorn.Config(create_app(settings), log_config=None, access_log=False, timeout_graceful_shutdown=5)
    server = uvicorn.Server(config)
    with listener("127.0.0.1", 0) as door:
        thread = Thread(target=server.run, kwargs={"sockets": [door]})
        thread.start()
        # The socket listens already: what is sent before uvicorn takes it up waits there, as the first request does.
        url = f"http://127.0.0.1:{door.getsockname()[1]}"
        with httpx.Client(base_url=url, timeout=PATIENCE_SECONDS) as client:
            try:
                client.get("/health/live").raise_for_status()
                yield client
            finally:
                client.close()
                server.should_exit = True
                thread.join(PATIENCE_SECONDS)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """Open the test's own database beside the service."""
    opened = Database(make_engine(database_url), patience=timedelta(seconds=5))
    yield opened
    opened.close()


@pytest.fixture
def make_a_key(database: Database) -> Callable[[str], str]:
    """Make a key in the name of a user."""

    def make(email: str) -> str:
        user_id, _ = database.run(lambda session: ensure_user(session, email))
        return database.run(lambda session: make_key(session, user_id, None))

    return make


@pytest.fixture
def serve(settings: Settings) -> Iterator[Serve]:
    """Start services; each call may choose other settings."""
    with ExitStack() as stack:
        yield lambda **chosen: stack.enter_context(served(settings.model_copy(update=chosen)))


@pytest.fixture
def service(serve: Serve) -> httpx.Client:
    """The service as it is without further settings."""
    return serve()


@pytest.fixture
def ada(service: httpx.Client, make_a_key: Callable[[str], str]) -> httpx.Client:
    """The service as a user with a key meets it."""
    service.headers["Authorization"] = f"Bearer {make_a_key(ADA)}"
    return service


@pytest.fixture
def grace(service: httpx.Client, make_a_key: Callable[[str], str]) -> Iterator[httpx.Client]:
    """The same service as another user meets it."""
    headers = {"Authorization": f"Bearer {make_a_key(GRACE)}"}
    with httpx.Client(base_url=service.base_url, headers=headers, timeout=PATIENCE_SECONDS) as client:
        yield client


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> DemoSet:
    """Six resumes that can be read, two that cannot, and a job."""
    return write_demo(tmp_path_factory.mktemp("demo"), "small")


@pytest.fixture
def work(database: Database, settings: Settings) -> Callable[[UUID | str], None]:
    """Do what a run does for an analysis, without Prefect."""
    return lambda analysis_id: work_on(UUID(str(analysis_id)), database, settings)


def send(client: httpx.Client, data: bytes, name: str = "resume.txt", **fields: str) -> httpx.Response:
    """Send a resume."""
    return client.post("/api/v1/uploads", files={"file": (name, data)}, data=fields)
