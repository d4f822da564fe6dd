"""Keys of the service: shown once, found by their hash, revoked for good."""

from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, text

from pathwise.storage.api_keys import HINT_LENGTH, has_keys, holder_of, list_keys, make_key, revoke_key
from pathwise.storage.database import Database
from pathwise_models.keys import ApiKey


@pytest.fixture
def key(database: Database, user_id: UUID) -> str:
    return database.run(lambda session: make_key(session, user_id, "the uploader"))


def only_row(database: Database) -> ApiKey:
    return database.run(lambda session: session.scalars(select(ApiKey)).one())


def test_a_key_is_found_and_acts_for_its_user(database: Database, user_id: UUID, key: str) -> None:
    holder = database.run(lambda session: holder_of(session, key))
    assert holder
    assert (holder.user_id, holder.key_id) == (user_id, only_row(database).id)


def test_no_column_holds_the_key(database: Database, key: str) -> None:
    row = database.run(lambda session: session.execute(text("SELECT api_keys::text FROM api_keys")).scalar_one())
    assert key not in row
    assert key[:HINT_LENGTH] in row
    assert key[HINT_LENGTH:] not in row


def test_two_keys_are_never_the_same_and_long_enough_that_nobody_finds_one_by_trying(
    database: Database, user_id: UUID
) -> None:
    keys = {database.run(lambda session: make_key(session, user_id, None)) for _ in range(20)}
    assert len(keys) == 20
    assert {len(each) for each in keys} == {46}


@pytest.mark.parametrize("change", [str.lower, str.upper, str.swapcase, lambda key: key + "=", lambda key: key[:-1]])
def test_what_is_not_the_key_to_the_letter_opens_nothing(database: Database, key: str, change) -> None:  # type: ignore[no-untyped-def]
    changed = change(key)
    assert changed != key
    assert database.run(lambda session: holder_of(session, changed)) is None


def test_a_revoked_key_opens_nothing_and_cannot_be_revived(database: Database, key: str) -> None:
    key_id = only_row(database).id
    assert database.run(lambda session: revoke_key(session, key_id))
    revoked_at = only_row(database).revoked_at
    assert database.run(lambda session: holder_of(session, key)) is None
    assert database.run(lambda session: revoke_key(session, key_id))
    assert only_row(database).revoked_at == revoked_at
    assert not database.run(has_keys)


def test_an_unknown_key_cannot_be_revoked(database: Database) -> None:
    assert not database.run(lambda session: revoke_key(session, uuid4()))


def test_use_is_noted_to_the_hour_and_written_once_an_hour(database: Database, key: str) -> None:
    assert only_row(database).last_used_at is None
    database.run(lambda session: holder_of(session, key))
    first = only_row(database)
    assert first.last_used_at
    assert (first.last_used_at.minute, first.last_used_at.second) == (0, 0)
    database.run(lambda session: holder_of(session, key))
    # The trigger would have moved it.
    assert only_row(database).updated_at == first.updated_at
    database.run(lambda session: session.execute(text("UPDATE api_keys SET last_used_at = '2026-01-01'")))
    database.run(lambda session: holder_of(session, key))
    assert only_row(database).last_used_at == first.last_used_at


def test_the_list_shows_whose_and_what_for_and_no_key(database: Database, key: str) -> None:
    [entry] = database.run(list_keys)
    assert (entry.email, entry.label, entry.hint) == ("ada@example.org", "the uploader", key[:HINT_LENGTH])
    assert database.run(has_keys)
