"""Transactions on a real Postgres: repeated when waiting can help, and only then."""

import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.orm import Session

from pathwise.errors import InvalidSettingError
from pathwise.storage.database import (
    Database,
    DatabaseUnusableError,
    check_address,
    make_engine,
    server_version,
    told_plainly,
)
from pathwise_models.users import User

# Nothing listens on the first port: the answer is a refusal, at once.
NO_SERVER = "postgresql+psycopg://nobody@127.0.0.1:1/nothing"
PATIENCE = timedelta(seconds=0.5)


@pytest.fixture
def away() -> Iterator[Database]:
    opened = Database(make_engine(NO_SERVER), patience=PATIENCE)
    yield opened
    opened.close()


def count_users(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(User)) or 0


def test_a_transaction_is_repeated_as_a_whole_when_its_connection_is_lost(database: Database) -> None:
    lost: list[int] = []

    def work(session: Session) -> int:
        session.execute(insert(User).values(email="ada@example.org"))
        if not lost:
            lost.append(session.scalar(text("SELECT pg_backend_pid()")) or 0)
            with database.engine.connect() as other:
                other.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": lost[0]})
        return count_users(session)

    assert database.run(work) == 1
    assert database.run(count_users) == 1


def test_patience_with_a_server_that_stays_away_comes_to_an_end(away: Database) -> None:
    tries: list[Session] = []

    def work(session: Session) -> None:
        tries.append(session)
        session.execute(text("SELECT 1"))

    begin = time.monotonic()
    with pytest.raises(OperationalError):
        away.run(work)
    assert PATIENCE.total_seconds() <= time.monotonic() - begin < 10
    assert len(tries) > 1


def test_a_single_try_has_no_patience(away: Database) -> None:
    tries: list[Session] = []

    def work(session: Session) -> None:
        tries.append(session)
        session.execute(text("SELECT 1"))

    with pytest.raises(OperationalError):
        away.run_once(work)
    assert len(tries) == 1


def test_what_waiting_cannot_cure_is_not_tried_again_and_leaves_nothing(database: Database) -> None:
    tries: list[Session] = []

    def work(session: Session) -> None:
        tries.append(session)
        for _ in range(2):
            session.execute(insert(User).values(email="ada@example.org"))

    with pytest.raises(IntegrityError):
        database.run(work)
    assert len(tries) == 1
    assert database.run(count_users) == 0


def test_a_lock_that_comes_too_late_is_waited_for(database: Database) -> None:
    tries: list[Session] = []

    def work(session: Session) -> int:
        tries.append(session)
        session.execute(text("SET LOCAL lock_timeout = '50ms'"))
        session.execute(text("LOCK TABLE users"))
        return len(tries)

    with database.engine.connect() as other:
        other.execute(text("LOCK TABLE users"))
        with pytest.raises(OperationalError):
            database.run_once(work)
        other.rollback()
    assert database.run(work) == 2


def test_rows_can_be_read_after_their_transaction(database: Database) -> None:
    query = insert(User).values(email="ada@example.org").returning(User)
    user = database.run(lambda session: session.scalars(query).one())
    assert user.email == "ada@example.org"


def test_errors_do_not_show_the_parameters_of_a_statement(database: Database) -> None:
    statement = text("INSERT INTO users (name, id) VALUES (:name, gen_random_uuid() / 0)")
    with pytest.raises(DBAPIError) as caught:
        database.run(lambda session: session.execute(statement, {"name": "secret words"}))
    assert "secret words" not in str(caught.value)


def test_a_server_tells_its_main_version(database_url: str) -> None:
    assert server_version(database_url) >= 15


def test_a_server_that_does_not_answer_is_named_without_its_password() -> None:
    with pytest.raises(DatabaseUnusableError) as caught:
        server_version(NO_SERVER.replace("nobody", "nobody:very-secret"))
    assert caught.value.address == "127.0.0.1:1/nothing"
    assert "127.0.0.1:1/nothing" in str(caught.value)
    assert "very-secret" not in str(caught.value)


def test_a_server_on_a_socket_is_named_by_its_folder(tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnusableError) as caught:
        server_version(f"postgresql+psycopg://nobody@/nothing?host={tmp_path}")
    assert caught.value.address == f"{tmp_path}/nothing"


def test_what_is_no_fault_of_the_database_is_left_as_it_is() -> None:
    with pytest.raises(KeyError), told_plainly(NO_SERVER):
        raise KeyError


@pytest.mark.parametrize("url", ["nonsense with a very-secret", "postgresql+psycopg://a:very-secret@host:port/x"])
def test_an_address_that_cannot_be_understood_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(InvalidSettingError) as caught:
        check_address(url)
    assert caught.value.name == "DATABASE_URL"
    assert "very-secret" not in str(caught.value)


def test_an_address_that_can_be_understood_passes_without_any_server() -> None:
    check_address(NO_SERVER)


def test_a_transaction_in_which_nothing_happens_is_ended_by_the_server(database_url: str) -> None:
    engine = make_engine(database_url)
    with engine.connect() as connection:
        told = connection.execute(text("SHOW idle_in_transaction_session_timeout")).scalar_one()
    engine.dispose()
    assert told == "1min"
