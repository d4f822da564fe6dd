"""Three hundred resumes, a home where Postgres and Prefect are up, and the figures of each trial for people to see."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest

from pathwise.demo.layouts import layout_of, make_file
from pathwise.demo.model import Layout, Special
from pathwise.demo.people import invent_person
from pathwise.demo.samples import write_demo
from pathwise.runtime.postgres import EmbeddedPostgres
from pathwise.runtime.prefect_server import shared_prefect_server
from pathwise.settings import Settings
from tests.commands.conftest import Home, fresh_home
from tests.e2e.comparison import MEMBERS, Comparison, told
from tests.e2e.site import HUNDRED

SEED = 11
# Quick to read: what is tried here is the batch, not the reader.
LAYOUTS = (Layout.TEXT, Layout.DOCX_PLAIN, Layout.MARKDOWN, Layout.DOCX_TABLES)
UNREADABLE = {60: Special.ENCRYPTED, 160: Special.SCANNED, 260: Special.CORRUPT}

FIGURES = "figures"
Tell = Callable[[str], None]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Show what the trials measured; it stands in the tests' reports, which come from other processes as well."""
    told = [
        value
        for report in terminalreporter.getreports("passed")
        for name, value in report.user_properties
        if name == FIGURES
    ]
    if told:
        terminalreporter.section("batches when things break")
        for line in told:
            terminalreporter.line(str(line))


@pytest.fixture
def tell(record_property: Callable[[str, object], None]) -> Tell:
    """Have a sentence with figures shown at the end."""
    return lambda sentence: record_property(FIGURES, sentence)


@pytest.fixture(scope="session")
def surroundings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a person who has set nothing, but that scans are not read: a page takes ten seconds."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in {"DATABASE_URL", "PYTHONDONTWRITEBYTECODE"} and not name.startswith(("PATHWISE_", "PREFECT_"))
    }
    # Compiled once for all commands: loading Prefect from its sources takes seconds.
    compiled = {"PYTHONPYCACHEPREFIX": str(tmp_path_factory.mktemp("compiled"))}
    return kept | compiled | {"PATHWISE_DOTENV": "0", "PATHWISE_MAX_SCANNED_PAGES": "0"}


@pytest.fixture(scope="session")
def served_home(surroundings: dict[str, str]) -> Iterator[Home]:
    """A home where Postgres and Prefect are up already; a user each trial keeps the trials apart."""
    with fresh_home(surroundings) as home, shared_prefect_server(Settings(home=home.path)):
        postgres = EmbeddedPostgres(home.path)
        postgres.attach()
        yield home
        postgres.detach()


@pytest.fixture(scope="session")
def command(tmp_path_factory: pytest.TempPathFactory) -> tuple[object, ...]:
    """Write resumes of invented people, three of which cannot be read, and a job; returns what `compare` is told."""
    folder = tmp_path_factory.mktemp("many")
    for index in range(MEMBERS):
        special = UNREADABLE.get(index, Special.NOTHING)
        layout = layout_of(special, LAYOUTS[index % len(LAYOUTS)])
        data = make_file(invent_person(SEED, index), layout, special, Random(index))
        (folder / f"resume-{index:03}{layout.suffix}").write_bytes(data)
    return folder, "--job", write_demo(tmp_path_factory.mktemp("demo"), "small").job


@pytest.fixture(scope="session")
def undisturbed(served_home: Home, command: tuple[object, ...]) -> Comparison:
    """The batch when nothing interferes."""
    comparison = Comparison(served_home, served_home, command, "calm@example.org")
    told(comparison.run())
    assert comparison.finished() == MEMBERS
    return comparison


@pytest.fixture(scope="session")
def hundred(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a hundred resumes of invented people that are quick to read, two of which cannot be read."""
    folder = tmp_path_factory.mktemp("hundred")
    unreadable = {30: Special.ENCRYPTED, 60: Special.CORRUPT}
    for index in range(HUNDRED):
        special = unreadable.get(index, Special.NOTHING)
        layout = layout_of(special, LAYOUTS[index % len(LAYOUTS)])
        data = make_file(invent_person(23, index), layout, special, Random(index))
        (folder / f"resume-{index:03}{layout.suffix}").write_bytes(data)
    return folder


@pytest.fixture(scope="session")
def job_text(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The demo's job."""
    return write_demo(tmp_path_factory.mktemp("demo"), "small").job.read_text("utf-8")
