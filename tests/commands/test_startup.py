"""What a command loads before it works: only what it needs."""

import subprocess
import sys

import pytest

from pathwise.demo.samples import DemoSet
from tests.commands.conftest import Home

HEAVY = ("prefect", "sqlalchemy", "pandas", "reportlab", "psycopg", "alembic", "httpx", "pypdf", "numpy")


def loaded(home: Home, *arguments: object) -> set[str]:
    """Libraries that the command itself has loaded by its end; reading happens in other processes."""
    run = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "pathwise", *map(str, arguments)],
        env=home.surroundings | {"PATHWISE_HOME": str(home.path)},
        check=True,
        capture_output=True,
        text=True,
    )
    return {line.rpartition("|")[2].strip().partition(".")[0] for line in run.stderr.splitlines() if "|" in line}


@pytest.mark.parametrize("command", ["inspect", "score"])
def test_a_command_that_stores_nothing_loads_no_database_and_no_prefect(
    command: str, home: Home, samples: DemoSet
) -> None:
    modules = loaded(home, command, samples.members[0].path)
    assert "pathwise" in modules
    assert modules & set(HEAVY) == set()


def test_help_loads_no_more(home: Home) -> None:
    assert loaded(home, "--help") & set(HEAVY) == set()
