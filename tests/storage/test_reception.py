"""What is asked for from outside: rows and promises in one transaction, the same ids for the same question."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from uuid import UUID

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pathwise.manifest import current_versions
from pathwise.storage.analyses import Question, save_feedback
from pathwise.storage.batches import ComparisonWish, MemberWish
from pathwise.storage.database import Database
from pathwise.storage.files import StoredFile, key_of
from pathwise.storage.placements import save_ranking
from pathwise.storage.reception import Received, ReceivedBatch, ask_again, receive_batch, receive_uploads
from pathwise.storage.results import cancel_waiting
from pathwise.storage.run_requests import promises_for
from pathwise.storage.uploads import Arrival, ensure_user
from pathwise_models.enums import StageTrigger
from pathwise_models.requests import RunRequest
from pathwise_models.uploads import ResumeUpload

VERSIONS = current_versions()
JOB = Question("We need Python and SQL.")


def arrival(number: int = 1) -> Arrival:
    sha256 = f"{number:064x}"
    return Arrival(f"resume-{number}.pdf", StoredFile(key_of(sha256), sha256, 10))


@pytest.fixture
def receive(database: Database, user_id: UUID) -> Callable[..., Received]:
    def take(number: int = 1, question: Question = JOB) -> Received:
        def work(session: Session) -> list[Received]:
            return receive_uploads(session, user_id, [arrival(number)], question, VERSIONS, StageTrigger.WEBHOOK)

        return database.run(work)[0]

    return take


@pytest.fixture
def compare(database: Database, user_id: UUID) -> Callable[[list[UUID]], ReceivedBatch]:
    def ask(upload_ids: list[UUID]) -> ReceivedBatch:
        wish = ComparisonWish("We need Python.", None, None, tuple(MemberWish(each) for each in upload_ids))
        return database.run(lambda session: receive_batch(session, user_id, wish, VERSIONS, StageTrigger.WEBHOOK))

    return ask


def end(database: Database, analysis_id: UUID) -> None:
    database.run(lambda session: save_feedback(session, {analysis_id: []}, {analysis_id: "Fine."}))


def promises(database: Database, subject_id: UUID) -> list[UUID]:
    return [each.request_id for each in database.run(lambda session: promises_for(session, [subject_id]))]


def test_an_upload_comes_with_its_analysis_and_the_promise_of_a_run(
    database: Database, receive: Callable[..., Received]
) -> None:
    received = receive()
    assert received.is_promised
    [promise] = database.run(lambda session: promises_for(session, [received.analysis_id]))
    assert (promise.upload_id, promise.analysis_id, promise.attempt, promise.flow_run_id) == (
        received.upload_id,
        received.analysis_id,
        1,
        None,
    )


def test_where_the_transaction_fails_nothing_of_it_is_there(database: Database, user_id: UUID) -> None:
    def work(session: Session) -> None:
        receive_uploads(session, user_id, [arrival()], JOB, VERSIONS, StageTrigger.WEBHOOK)
        raise InterruptedError

    with pytest.raises(InterruptedError):
        database.run(work)
    for model in (ResumeUpload, RunRequest):
        assert database.run(partial(Session.scalar, statement=select(func.count()).select_from(model))) == 0


def test_the_same_again_is_the_same_ids_and_the_same_promise(
    database: Database, receive: Callable[..., Received]
) -> None:
    first = receive()
    before = promises(database, first.analysis_id)
    assert receive() == first
    assert promises(database, first.analysis_id) == before


def test_twenty_at_once_are_one(database: Database, receive: Callable[..., Received]) -> None:
    with ThreadPoolExecutor(8) as threads:
        received = set(threads.map(lambda _: receive(), range(20)))
    assert len(received) == 1
    assert len(promises(database, received.pop().analysis_id)) == 1


def test_what_is_answered_is_promised_no_run(database: Database, receive: Callable[..., Received]) -> None:
    first = receive()
    end(database, first.analysis_id)
    again = receive()
    assert (again.upload_id, again.analysis_id, again.is_promised) == (first.upload_id, first.analysis_id, False)
    assert promises(database, first.analysis_id) == []


def test_what_was_cancelled_is_promised_anew_under_another_key(
    database: Database, receive: Callable[..., Received]
) -> None:
    first = receive()
    before = promises(database, first.analysis_id)
    database.run(lambda session: cancel_waiting(session, [first.analysis_id]))
    assert receive() == first
    after = promises(database, first.analysis_id)
    assert len(after) == 1
    assert after != before


def test_asking_again_by_id_does_the_same(database: Database, user_id: UUID, receive: Callable[..., Received]) -> None:
    first = receive()
    database.run(lambda session: cancel_waiting(session, [first.analysis_id]))
    again = database.run(
        lambda session: ask_again(session, user_id, first.upload_id, JOB, VERSIONS, StageTrigger.WEBHOOK)
    )
    assert again == first


def test_a_batch_comes_with_the_promise_of_its_run(
    database: Database, receive: Callable[..., Received], compare: Callable[[list[UUID]], ReceivedBatch]
) -> None:
    uploads = [receive(number).upload_id for number in (1, 2)]
    batch = compare(uploads)
    assert batch.is_promised
    [promise] = database.run(lambda session: promises_for(session, [batch.batch_id]))
    assert promise.batch_id == batch.batch_id
    assert compare(uploads[::-1]) == batch
    assert len(promises(database, batch.batch_id)) == 1


def test_a_failed_batch_is_promised_anew(
    database: Database, receive: Callable[..., Received], compare: Callable[[list[UUID]], ReceivedBatch]
) -> None:
    upload = receive().upload_id
    batch = compare([upload])
    before = promises(database, batch.batch_id)
    database.run(lambda session: save_ranking(session, batch.batch_id, {}))
    # Nobody was ranked: asking again may end better, so it is asked again.
    assert compare([upload]) == batch
    assert len(promises(database, batch.batch_id)) == 1
    assert promises(database, batch.batch_id) != before


def test_another_user_with_the_same_bytes_has_an_upload_and_a_promise_of_their_own(
    database: Database, receive: Callable[..., Received]
) -> None:
    mine = receive()
    other = database.run(lambda session: ensure_user(session, "grace@example.org"))[0]
    theirs = database.run(
        lambda session: receive_uploads(session, other, [arrival()], JOB, VERSIONS, StageTrigger.WEBHOOK)
    )[0]
    assert not {mine.upload_id, mine.analysis_id} & {theirs.upload_id, theirs.analysis_id}
