"""Servers that are not there, or go away: one clear sentence, and the way out."""

import json
import os
import signal
import subprocess
from pathlib import Path

import psutil
import pytest
from sqlalchemy import create_engine, text

from pathwise.demo.samples import DemoSet
from tests.commands.conftest import MANY, Home, finish, wait_until

NOBODY_LISTENS = "127.0.0.1:9"
RUNNING = "SELECT 1 FROM stage_runs WHERE status = 'running'"
RECORD = "run/prefect-server.json"


def process(home: Home, samples: DemoSet, **variables: str) -> "subprocess.CompletedProcess[str]":
    return home.run("process", samples.folder, "--user", "ada@example.org", **variables)


def sentence(run: "subprocess.CompletedProcess[str]") -> str:
    """What a person is told, in one line."""
    assert (run.returncode, run.stdout) == (1, "")
    *before, told = run.stderr.splitlines()
    assert [line for line in before if not line.startswith("New user")] == []
    return told


class TestBeforeTheRun:
    def test_a_prefect_server_that_does_not_answer_is_told_before_anything_starts(
        self, home: Home, samples: DemoSet
    ) -> None:
        told = sentence(process(home, samples, PREFECT_API_URL=f"http://{NOBODY_LISTENS}/api"))
        assert f"http://{NOBODY_LISTENS}/api does not answer" in told
        assert "unset PREFECT_API_URL" in told
        assert not (home.path / "postgres").exists()

    def test_a_database_that_does_not_answer_is_told_without_its_password(self, home: Home, samples: DemoSet) -> None:
        told = sentence(process(home, samples, DATABASE_URL=f"postgresql://ada:secret@{NOBODY_LISTENS}/resumes"))
        assert f"({NOBODY_LISTENS}/resumes)" in told
        assert "Connection refused" in told
        assert "`pathwise doctor`" in told
        assert "secret" not in told

    def test_an_address_that_makes_no_sense_is_a_wrong_call(self, home: Home, samples: DemoSet) -> None:
        run = process(home, samples, DATABASE_URL="postgresql://ada:secret@host:port/resumes")
        assert run.returncode == 2
        assert run.stderr.startswith("DATABASE_URL: cannot be understood.")
        assert "secret" not in run.stderr

    def test_an_older_schema_is_left_to_its_owner(self, home: Home, samples: DemoSet, database_url: str) -> None:
        set_revision(database_url, "20241017_01_initial_schema")
        told = sentence(process(home, samples, DATABASE_URL=database_url))
        assert "20241017_01_initial_schema" in told
        assert "alembic upgrade head" in told

    def test_a_newer_schema_asks_for_a_newer_program(self, home: Home, samples: DemoSet, database_url: str) -> None:
        set_revision(database_url, "29990101_01_x")
        assert "update Pathwise" in sentence(process(home, samples, DATABASE_URL=database_url))

    def test_a_home_whose_socket_has_no_room_asks_for_a_shorter_path(self, home: Home, samples: DemoSet) -> None:
        told = sentence(process(home, samples, PATHWISE_HOME=str(home.path / ("long" * 30))))
        assert "Set PATHWISE_HOME to a shorter path" in told

    def test_a_home_that_is_a_file_is_named(self, home: Home, samples: DemoSet) -> None:
        told = sentence(process(home, samples, PATHWISE_HOME=str(samples.job)))
        assert str(samples.job) in told
        assert "`pathwise doctor`" in told


def set_revision(url: str, revision: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :revision"), {"revision": revision})
    engine.dispose()


class TestInTheMidst:
    @pytest.fixture
    def call(self, many_resumes: Path) -> list[object]:
        return ["process", many_resumes, "--user", "ada@example.org", "--json"]

    def test_a_database_that_is_killed_ends_the_run_with_a_sentence_and_the_next_one_goes_on(
        self, home: Home, call: list[object]
    ) -> None:
        patience = {"PATHWISE_DATABASE_PATIENCE_SECONDS": "1", "PATHWISE_CLAIM_SECONDS": "3"}
        running = home.start(*call, PATHWISE_WORKERS="1", **patience)
        wait_until(lambda: home.rows(RUNNING))
        folder = home.path / "postgres"
        postmaster = psutil.Process(int((folder / "postmaster.pid").read_text().split()[0]))
        postmaster.send_signal(signal.SIGQUIT)  # What `pg_ctl stop -m immediate` sends.
        postmaster.wait(30)
        told = sentence(finish(running))
        assert told.startswith(f"The database cannot be used ({folder}")
        assert "What was done before is kept." in told
        assert "same command again" in told
        again = home.run(*call, **patience)
        assert again.returncode == 1, again.stderr
        assert len(json.loads(again.stdout)["analyses"]) > MANY * 0.9
        assert home.rows(RUNNING) == []

    def test_a_prefect_server_that_is_killed_ends_the_run_with_a_sentence(self, home: Home, call: list[object]) -> None:
        running = home.start(*call, PATHWISE_WORKERS="1")
        wait_until(lambda: home.rows(RUNNING))
        os.kill(json.loads((home.path / RECORD).read_text())["pid"], signal.SIGKILL)
        told = sentence(finish(running))
        assert "the Prefect server at http://127.0.0.1:" in told
        assert "same command again" in told
        again = home.run(*call, PATHWISE_CLAIM_SECONDS="3")
        assert again.returncode == 1, again.stderr
        assert len(json.loads(again.stdout)["analyses"]) > MANY * 0.9
