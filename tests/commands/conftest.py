"""The real command in real processes, each in surroundings of its own."""

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
import psycopg
import pytest

from pathwise.demo.generator import generate
from pathwise.demo.samples import DemoSet, write_demo
from pathwise.runtime.postgres import EmbeddedPostgres
from pathwise.runtime.prefect_server import shared_prefect_server
from pathwise.settings import PROJECT_ROOT, Settings
from pathwise.storage.database import Database, make_engine

CLI_PAGE = (PROJECT_ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
PATIENCE_SECONDS = 120.0
LOOK_SECONDS = 0.01
MANY = 60


def wait_until(what: Callable[[], Any], seconds: float = PATIENCE_SECONDS) -> Any:
    """Look until something is so; returns what it then is."""
    deadline = time.monotonic() + seconds
    while not (seen := what()):
        assert time.monotonic() < deadline, f"waited {seconds} seconds in vain"
        time.sleep(LOOK_SECONDS)
    return seen


def documented(title: str) -> set[str]:
    """First cells, between backticks, of the tables in a section of docs/cli.md."""
    (section,) = re.findall(rf"^## {title}\n(.*?)(?=^## |\Z)", CLI_PAGE, re.MULTILINE | re.DOTALL)
    return set(re.findall(r"^\| `([^`]+)` \|", section, re.MULTILINE))


def key_paths(value: Any, path: str = "") -> set[str]:
    """Every key of a JSON value with the keys that lead to it, such as `profile.skills[].name`."""
    if isinstance(value, list):
        return {f"{path}[]"}.union(*(key_paths(each, f"{path}[]") for each in value))
    if not isinstance(value, dict):
        return {path}
    found = {path} if path and not path.endswith("[]") else set()
    return found.union(*(key_paths(each, f"{path}.{key}" if path else key) for key, each in value.items()))


@dataclass
class Home:
    """A PATHWISE_HOME and the commands run with it."""

    path: Path
    surroundings: dict[str, str]
    started: list["subprocess.Popen[str]"] = field(default_factory=list)

    def start(self, *arguments: object, **variables: str) -> "subprocess.Popen[str]":
        """Start a command in a session of its own, as a terminal does."""
        return self._launch(arguments, variables, subprocess.PIPE)

    def start_at(self, terminal: int, *arguments: object) -> "subprocess.Popen[str]":
        """Start a command whose words and progress go to a terminal."""
        return self._launch(arguments, {"TERM": "xterm"}, terminal)

    def _launch(
        self, arguments: Sequence[object], variables: Mapping[str, str], stderr: int
    ) -> "subprocess.Popen[str]":
        process = subprocess.Popen(
            [sys.executable, "-m", "pathwise", *map(str, arguments)],
            env={**self.surroundings, "PATHWISE_HOME": str(self.path), **variables},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=stderr,
            text=True,
            start_new_session=True,
        )
        self.started.append(process)
        return process

    def run(self, *arguments: object, **variables: str) -> "subprocess.CompletedProcess[str]":
        """Run a command to its end."""
        return finish(self.start(*arguments, **variables))

    def rows(self, query: str, *values: object) -> list[Any]:
        """Ask the embedded Postgres; no rows while it is not there."""
        server = EmbeddedPostgres(self.path)
        try:
            with psycopg.connect(host=str(server.folder), user="postgres", dbname="pathwise") as connection:
                return connection.execute(query.encode(), values).fetchall()
        except (psycopg.OperationalError, psycopg.errors.UndefinedTable):
            return []

    def processes(self) -> list[psutil.Process]:
        """Processes of the system that carry this home in their environment or their words."""
        return [process for process in psutil.process_iter() if str(self.path) in _words_of(process)]


def _words_of(process: psutil.Process) -> str:
    try:
        if process.status() == psutil.STATUS_ZOMBIE:
            return ""
        return " ".join([*process.cmdline(), process.environ().get("PATHWISE_HOME", "")])
    except psutil.Error:
        return ""


def finish(process: "subprocess.Popen[str]") -> "subprocess.CompletedProcess[str]":
    """Wait for a command's end. Whatever happened, a person never sees a traceback."""
    stdout, stderr = (told or "" for told in process.communicate(timeout=PATIENCE_SECONDS))
    assert "Traceback" not in stdout + stderr
    return subprocess.CompletedProcess(process.args, process.returncode, stdout, stderr)


def interrupt(process: "subprocess.Popen[str]") -> None:
    """Press Ctrl-C: the terminal sends the signal to the whole group."""
    os.killpg(process.pid, signal.SIGINT)


@pytest.fixture(scope="session")
def surroundings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a person who has set nothing, but that scans are not read: a page takes ten seconds."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in {"DATABASE_URL", "COLUMNS", "PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED"}
        and not name.startswith(("PATHWISE_", "PREFECT_"))
    }
    # Compiled once for all commands: loading Prefect from its sources takes seconds.
    compiled = {"PYTHONPYCACHEPREFIX": str(tmp_path_factory.mktemp("compiled"))}
    return kept | compiled | {"PATHWISE_DOTENV": "0", "PATHWISE_MAX_SCANNED_PAGES": "0"}


@contextmanager
def fresh_home(surroundings: Mapping[str, str]) -> Iterator[Home]:
    # A short path: a socket's path has about a hundred characters at most.
    with tempfile.TemporaryDirectory(prefix="pw", ignore_cleanup_errors=True) as folder:
        home = Home(Path(folder) / "h", dict(surroundings))
        yield home
        for process in home.started:
            process.kill()
            process.communicate()
        if (home.path / "postgres" / "PG_VERSION").exists():
            EmbeddedPostgres(home.path).stop()
        psutil.wait_procs(home.processes(), timeout=PATIENCE_SECONDS)


@pytest.fixture
def home(surroundings: dict[str, str]) -> Iterator[Home]:
    """A home of one test, where nothing runs."""
    with fresh_home(surroundings) as made:
        yield made


@pytest.fixture(scope="module")
def served_home(surroundings: dict[str, str]) -> Iterator[Home]:
    """A home where Postgres and Prefect are up already, so that commands are quick; users keep tests apart."""
    with fresh_home(surroundings) as made:
        settings = Settings(home=made.path)
        postgres = EmbeddedPostgres(made.path)
        with shared_prefect_server(settings):
            postgres.attach()
            yield made
            postgres.detach()


@pytest.fixture
def database(database_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Database]:
    """A database, and a home of the test's own, to which commands that are called within this process are pointed."""
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("PATHWISE_HOME", str(tmp_path / "home"))
    # However busy the machine is: how long it takes is not what is tried here.
    monkeypatch.setenv("PATHWISE_READ_SECONDS", "600")
    opened = Database(make_engine(database_url))
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> DemoSet:
    """Six resumes that can be read, two that cannot, and a job."""
    return write_demo(tmp_path_factory.mktemp("samples"), size="small")


@pytest.fixture(scope="session")
def many_resumes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with more resumes than one chunk takes."""
    folder = tmp_path_factory.mktemp("many")
    list(generate(MANY, 5, folder))
    return folder
