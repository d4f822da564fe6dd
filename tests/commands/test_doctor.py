"""`pathwise doctor`, over the states that a machine can be in."""

import re
import subprocess
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import create_engine, text

from pathwise.settings import PROJECT_ROOT
from pathwise.storage.migrations import head_revision
from tests.commands.conftest import Home, fresh_home

NOBODY_LISTENS = "127.0.0.1:9"


def findings(run: "subprocess.CompletedProcess[str]") -> dict[str, tuple[str, str]]:
    """Mark and words of each part."""
    blocks = re.findall(r"^(ok|todo) +([\w ]+): +(.*(?:\n .*)*)", run.stdout, re.MULTILINE)
    return {part: (mark, " ".join(words.split())) for mark, part, words in blocks}


@pytest.fixture(scope="module")
def quiet_home(surroundings: dict[str, str]) -> Iterator[Home]:
    with fresh_home(surroundings) as made:
        yield made


def test_on_a_fresh_machine_all_is_well_and_nothing_is_made(quiet_home: Home) -> None:
    run = quiet_home.run("doctor", PATHWISE_SERVICE_PORT=NOBODY_LISTENS.partition(":")[2])
    assert (run.returncode, run.stderr) == (0, "")
    assert findings(run) == {
        "Home": ("ok", str(quiet_home.path)),
        "Postgres": ("ok", "embedded, not running: commands start it when they need it"),
        "Prefect": ("ok", "not running: commands start one when they need it"),
        "File store": ("ok", str(quiet_home.path / "files")),
        "Up": ("ok", "not running: pathwise up runs everything"),
        "Service": ("ok", "not running: pathwise up or pathwise serve starts it"),
    }
    assert not quiet_home.path.exists()


def test_what_runs_is_told(served_home: Home) -> None:
    run = served_home.run("doctor")
    found = findings(run)
    assert (run.returncode, run.stderr) == (0, "")
    assert found["Postgres"] == ("ok", "embedded, running, version 18")
    assert found["Schema"] == ("ok", "none yet: the first command makes it")
    assert found["Prefect"][1].startswith("running at http://127.0.0.1:")


class TestNamedDatabase:
    def test_one_that_does_not_answer_is_to_be_mended(self, quiet_home: Home) -> None:
        run = quiet_home.run("doctor", DATABASE_URL=f"postgresql://ada:secret@{NOBODY_LISTENS}/resumes")
        mark, words = findings(run)["Postgres"]
        assert (run.returncode, mark) == (1, "todo")
        assert f"{NOBODY_LISTENS}/resumes" in words
        assert "Connection refused" in words
        assert words.endswith("Where that is unset, the embedded Postgres is used.")
        assert "secret" not in run.stdout + run.stderr

    def test_an_address_that_makes_no_sense_is_not_repeated(self, quiet_home: Home) -> None:
        run = quiet_home.run("doctor", DATABASE_URL="postgresql://ada:secret@host:port/resumes")
        assert run.returncode == 1
        assert "cannot be understood" in findings(run)["Postgres"][1]
        assert "secret" not in run.stdout + run.stderr

    def test_one_without_tables_is_well(self, quiet_home: Home, make_blank_database: Callable[[], str]) -> None:
        run = quiet_home.run("doctor", DATABASE_URL=make_blank_database())
        assert run.returncode == 0
        assert findings(run)["Schema"] == ("ok", "none yet: the first command makes it")

    def test_one_at_head_is_well(self, quiet_home: Home, database_url: str) -> None:
        run = quiet_home.run("doctor", DATABASE_URL=database_url)
        assert run.returncode == 0
        assert findings(run)["Schema"] == ("ok", head_revision())

    @pytest.mark.parametrize(
        ("revision", "words"),
        [("20241017_01_initial_schema", "alembic upgrade head"), ("29990101_01_x", "update Pathwise")],
    )
    def test_a_schema_of_another_version_is_to_be_mended(
        self, revision: str, words: str, quiet_home: Home, database_url: str
    ) -> None:
        engine = create_engine(database_url)
        with engine.begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = :revision"), {"revision": revision})
        engine.dispose()
        run = quiet_home.run("doctor", DATABASE_URL=database_url)
        mark, told = findings(run)["Schema"]
        assert (run.returncode, mark) == (1, "todo")
        assert revision in told
        assert words in told


class TestOtherParts:
    def test_a_prefect_server_that_does_not_answer_is_to_be_mended(self, quiet_home: Home) -> None:
        run = quiet_home.run("doctor", PREFECT_API_URL=f"http://{NOBODY_LISTENS}/api")
        mark, words = findings(run)["Prefect"]
        assert (run.returncode, mark) == (1, "todo")
        assert "does not answer" in words
        assert "unset PREFECT_API_URL" in words

    def test_a_home_that_is_a_file_is_to_be_mended(self, quiet_home: Home) -> None:
        run = quiet_home.run("doctor", PATHWISE_HOME=str(PROJECT_ROOT / "pyproject.toml"))
        assert run.returncode == 1
        assert findings(run)["Home"][0] == "todo"

    def test_a_home_whose_socket_has_no_room_is_to_be_mended(self, quiet_home: Home) -> None:
        run = quiet_home.run("doctor", PATHWISE_HOME=str(quiet_home.path / ("long" * 30)))
        assert run.returncode == 1
        assert "shorter path" in findings(run)["Postgres"][1]
