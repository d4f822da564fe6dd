"""What Postgres cannot hold is left out on the way to it, everything else is kept."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import literal, select
from sqlalchemy.dialects.postgresql import JSONB, insert

from pathwise.storage.characters import JsonRows, storable, storable_json
from pathwise.storage.database import Database
from pathwise_models.users import User

NUL_AND_LONE_SURROGATES = "A\x00d\ud83da \udcff\U0001f600"

# Backslashes, and the letters and digits of the escape itself, are what could go wrong.
TRICKY = st.text(st.sampled_from('\\u0\x00"\ud800\U0001f600d8 ')) | st.text(st.characters())


@given(text=TRICKY)
def test_all_but_nul_and_lone_surrogates_is_kept(text: str) -> None:
    assert storable(text) == "".join(each for each in text if each != "\x00" and not "\ud800" <= each <= "\udfff")


@given(text=TRICKY)
def test_json_says_what_the_text_says(text: str) -> None:
    assert json.loads(storable_json([{"text": text}])) == [{"text": storable(text)}]


@given(text=TRICKY)
def test_written_rows_say_what_the_text_says(text: str) -> None:
    rows = JsonRows.write([{"text": text, "more": (text,)}, {"text": None}])
    assert json.loads(storable_json(rows)) == [{"text": storable(text), "more": [storable(text)]}, {"text": None}]


def test_text_is_freed_of_what_postgres_cannot_hold(database: Database) -> None:
    query = insert(User).values(email="ada@example.org", name=NUL_AND_LONE_SURROGATES).returning(User.name)
    assert database.run(lambda session: session.scalar(query)) == "Ada \U0001f600"


def test_many_rows_at_once_are_freed_as_well(database: Database) -> None:
    rows = [{"email": f"ada{number}@example.org", "name": NUL_AND_LONE_SURROGATES} for number in range(3)]
    database.run(lambda session: session.execute(insert(User), rows))
    assert database.run(lambda session: set(session.scalars(select(User.name)))) == {"Ada \U0001f600"}


@pytest.mark.parametrize("text", [NUL_AND_LONE_SURROGATES, r"A\u0000d\\u0000a", "ä \u00e4 ' %s :x"])
def test_json_comes_back_as_it_was_sent(database: Database, text: str) -> None:
    query = select(literal({"text": text}, JSONB))
    assert database.run(lambda session: session.scalar(query)) == {"text": storable(text)}
