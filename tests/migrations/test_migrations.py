"""`pathwise.storage.migrations`: what the program itself calls."""

import logging
import subprocess
import sys

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError

from pathwise.settings import PROJECT_ROOT
from pathwise.storage.migrations import (
    UnknownRevisionError,
    current_revision,
    head_revision,
    is_at_head,
    upgrade_to_head,
)

UPGRADE = "import sys; from pathwise.storage.migrations import upgrade_to_head; upgrade_to_head(sys.argv[1])"


def test_a_blank_database_is_brought_to_the_head(blank_url: str) -> None:
    assert current_revision(blank_url) is None
    assert not is_at_head(blank_url)

    upgrade_to_head(blank_url)

    assert current_revision(blank_url) == head_revision()
    assert is_at_head(blank_url)


def test_the_head_is_the_newest_file() -> None:
    newest = max(path.stem for path in (PROJECT_ROOT / "alembic" / "versions").glob("*.py"))

    assert head_revision() == newest


def test_upgrading_again_changes_nothing(migrated: Engine, database_url: str) -> None:
    with migrated.begin() as connection:
        connection.execute(text("INSERT INTO users (email) VALUES ('ada@example.org')"))

    upgrade_to_head(database_url)

    with migrated.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM users")) == 1


def test_several_processes_may_upgrade_at_once_and_none_makes_a_noise(blank_url: str) -> None:
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", UPGRADE, blank_url], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for _ in range(3)
    ]

    assert [(process.communicate(timeout=60), process.returncode) for process in processes] == [(("", ""), 0)] * 3
    assert is_at_head(blank_url)


def test_the_program_s_log_hears_nothing_of_alembic(blank_url: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)

    upgrade_to_head(blank_url)

    assert [record.name for record in caplog.records if record.name.startswith("alembic")] == []
    assert logging.getLogger("alembic").level == logging.NOTSET


def test_a_database_of_a_newer_pathwise_is_left_alone(migrated: Engine, database_url: str) -> None:
    with migrated.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '29990101_01_far_future'"))

    with pytest.raises(UnknownRevisionError, match="29990101_01_far_future") as refused:
        upgrade_to_head(database_url)

    assert refused.value.revision == "29990101_01_far_future"
    assert not is_at_head(database_url)


def test_a_server_that_is_away_is_said_to_be_away() -> None:
    with pytest.raises(OperationalError):
        upgrade_to_head("postgresql+psycopg://pathwise@localhost:1/pathwise")
