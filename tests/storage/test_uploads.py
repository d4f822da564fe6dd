"""Users and uploads on a real Postgres: the same bytes of one user are one upload."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from uuid import UUID

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from pathwise.storage.assignments import load_stored_uploads
from pathwise.storage.database import Database
from pathwise.storage.files import StoredFile, key_of
from pathwise.storage.uploads import Arrival, ensure_user, register_uploads
from pathwise_models.enums import ResumeUploadStatus
from pathwise_models.uploads import ResumeUpload
from pathwise_models.users import User

THREADS = 8


def arrival(number: int, filename: str = "resume.pdf") -> Arrival:
    sha256 = f"{number:064x}"
    return Arrival(filename, StoredFile(key_of(sha256), sha256, 10))


def register(database: Database, user_id: UUID, arrivals: list[Arrival]) -> list[UUID]:
    return database.run(lambda session: register_uploads(session, user_id, arrivals))


def upload(database: Database, upload_id: UUID) -> ResumeUpload:
    return database.run(lambda session: session.get_one(ResumeUpload, upload_id))


def count(database: Database, model: type[User | ResumeUpload]) -> int:
    return database.run(lambda session: session.scalar(select(func.count()).select_from(model))) or 0


def test_a_user_is_made_once(database: Database) -> None:
    first, is_new = database.run(lambda session: ensure_user(session, "ada@example.org"))
    again = database.run(lambda session: ensure_user(session, "ada@example.org"))
    assert is_new
    assert again == (first, False)


@pytest.mark.parametrize(
    ("address", "again"),
    [
        ("Ada@Example.org", "ada@example.org"),
        ("ada@example.org", "ADA@EXAMPLE.ORG"),
        ("ÉVA@example.org", "ÉVA@example.org"),
        # Python and Postgres disagree on the small form of this letter.
        ("İda@example.org", "İda@example.org"),
    ],
)
def test_a_user_is_found_whatever_the_case_of_the_address(database: Database, address: str, again: str) -> None:
    user_id, _ = database.run(lambda session: ensure_user(session, address))
    assert database.run(lambda session: ensure_user(session, again)) == (user_id, False)


def test_one_of_eight_threads_makes_the_user_and_all_get_the_same(database: Database) -> None:
    start = Barrier(THREADS)

    def ensure(number: int) -> tuple[UUID, bool]:
        start.wait()
        address = "ada@example.org" if number % 2 else "Ada@example.org"
        return database.run(lambda session: ensure_user(session, address))

    with ThreadPoolExecutor(THREADS) as threads:
        answers = list(threads.map(ensure, range(THREADS)))
    assert len({user_id for user_id, _ in answers}) == 1
    assert sum(is_new for _, is_new in answers) == 1


def test_an_upload_waits_to_be_read_and_tells_where_its_bytes_lie(database: Database, user_id: UUID) -> None:
    sent = arrival(7, "Résumé of Ada.pdf")
    row = upload(database, *register(database, user_id, [sent]))
    assert (row.user_id, row.upload_status) == (user_id, ResumeUploadStatus.PENDING)
    assert (row.original_filename, row.stored_filename) == ("Résumé of Ada.pdf", sent.stored.key)
    assert (row.content_sha256, row.file_size_bytes) == (sent.stored.sha256, 10)


def test_the_same_bytes_of_one_user_are_one_upload_under_its_first_name(database: Database, user_id: UUID) -> None:
    first, second, third = register(database, user_id, [arrival(1, "first.pdf"), arrival(2), arrival(1, "copy.pdf")])
    assert first == third
    assert first != second
    assert register(database, user_id, [arrival(1, "later.pdf")]) == [first]
    assert upload(database, first).original_filename == "first.pdf"
    assert count(database, ResumeUpload) == 2


def test_the_same_bytes_of_two_users_are_two_uploads(database: Database, user_id: UUID) -> None:
    other, _ = database.run(lambda session: ensure_user(session, "eva@example.org"))
    [mine], [theirs] = register(database, user_id, [arrival(1)]), register(database, other, [arrival(1)])
    assert mine != theirs
    assert (register(database, user_id, [arrival(1)]), register(database, other, [arrival(1)])) == ([mine], [theirs])
    assert {upload(database, each).user_id for each in (mine, theirs)} == {user_id, other}


def test_nothing_sent_is_nothing_registered(database: Database, user_id: UUID) -> None:
    assert register(database, user_id, []) == []


def test_a_long_file_name_keeps_its_end(database: Database, user_id: UUID) -> None:
    name = "ä" * 600 + ".pdf"
    row = upload(database, *register(database, user_id, [arrival(1, name)]))
    assert row.original_filename == name[-512:]


def test_a_file_name_that_is_no_text_is_kept_without_its_odd_bytes(database: Database, user_id: UUID) -> None:
    # This is how Python names a file whose name was written in another encoding.
    name = b"r\xe9sum\xe9.pdf".decode("utf-8", "surrogateescape")
    row = upload(database, *register(database, user_id, [arrival(1, name)]))
    assert row.original_filename == "rsum.pdf"


def test_many_threads_registering_the_same_files_agree_on_their_ids(database: Database, user_id: UUID) -> None:
    start = Barrier(THREADS)
    arrivals = [arrival(number) for number in range(30)]

    def send(turn: int) -> list[UUID]:
        mine = arrivals[turn:] + arrivals[:turn]
        start.wait()
        ids = register(database, user_id, mine)
        return ids[len(ids) - turn :] + ids[: len(ids) - turn]

    with ThreadPoolExecutor(THREADS) as threads:
        answers = list(threads.map(send, range(THREADS)))
    assert all(answer == answers[0] for answer in answers)
    assert count(database, ResumeUpload) == 30


@pytest.mark.parametrize("order", [(1, 2), (2, 1)])
def test_two_runs_with_the_same_files_never_wait_for_each_other(
    database: Database, user_id: UUID, order: tuple[int, int]
) -> None:
    def send(arrivals: list[Arrival]) -> list[UUID]:
        return database.run_once(lambda session: register_uploads(session, user_id, arrivals))

    with ThreadPoolExecutor(1) as thread, Session(database.engine) as session, session.begin():
        [first] = register_uploads(session, user_id, [arrival(1)])
        other = thread.submit(send, [arrival(number) for number in order])
        wait_for_a_lock(database)
        # A run that held file 2 while it waits for file 1 would now be waited for in its turn.
        [second] = register_uploads(session, user_id, [arrival(2)])
        session.commit()
        ids = {1: first, 2: second}
        assert other.result(timeout=10) == [ids[number] for number in order]


def wait_for_a_lock(database: Database) -> None:
    waiting = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
    deadline = time.monotonic() + 10
    while not database.run(lambda session: session.scalar(waiting)):
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_fifty_files_take_no_more_statements_than_two(
    user_id: UUID, count_statements: Callable[[Callable[[Session], object]], int]
) -> None:
    def sent(numbers: range) -> int:
        return count_statements(lambda session: register_uploads(session, user_id, [arrival(each) for each in numbers]))

    assert sent(range(2)) == sent(range(2, 52))


def test_what_was_once_said_to_be_a_resume_stays_one(database: Database, user_id: UUID) -> None:
    def is_declared(upload_id: UUID) -> bool:
        return database.run(lambda session: load_stored_uploads(session, [upload_id]))[upload_id].is_declared_resume

    [first] = register(database, user_id, [arrival(1)])
    assert not is_declared(first)
    register(database, user_id, [replace(arrival(1), is_declared_resume=True), arrival(1)])
    assert is_declared(first)
    register(database, user_id, [arrival(1)])
    assert is_declared(first)
