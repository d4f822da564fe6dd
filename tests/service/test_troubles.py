"""When something breaks by no fault of the caller: a sentence, never a trace, and a log without a word of theirs."""

import logging
import sys

import httpx
import pytest
from sqlalchemy import text

from pathwise.service.journal import PlacesFormatter
from pathwise.storage.database import Database
from tests.service.conftest import Serve, send


def test_a_database_that_is_away_is_told_with_when_to_come_again(serve: Serve) -> None:
    client = serve(database_url="postgresql+psycopg://nobody@127.0.0.1:1/nowhere")
    answer = client.get("/api/v1/uploads", headers={"Authorization": "Bearer pw_anything"})
    assert (answer.status_code, answer.json()["code"]) == (503, "database_away")
    assert int(answer.headers["retry-after"]) > 0
    assert not any(word in answer.text for word in ("nobody", "nowhere", "127.0.0.1"))


def test_what_nobody_foresaw_is_a_sentence_and_its_log_holds_no_word_of_the_request(
    ada: httpx.Client, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    database.run(lambda session: session.execute(text("ALTER TABLE resume_uploads RENAME TO elsewhere")))
    answer = send(ada, b"Zebra Example, engineer", name="zebra.txt", job_text="zebra")
    assert (answer.status_code, answer.json()["code"]) == (500, "internal_error")
    assert answer.headers["content-type"] == "application/problem+json"
    assert not any(word in answer.text for word in ("resume_uploads", "Traceback", "zebra"))
    written = [PlacesFormatter().format(each) for each in caplog.records if each.exc_info]
    assert any("ProgrammingError at " in each for each in written)
    assert not any("zebra" in each.lower() or "resume_uploads" in each for each in written)


def test_an_error_is_logged_by_its_class_and_its_places_alone() -> None:
    try:
        int("ada@example.org")
    except ValueError:
        record = logging.LogRecord("pathwise", logging.ERROR, __file__, 1, "A request failed", (), sys.exc_info())
    written = PlacesFormatter().format(record)
    assert "ValueError at " in written
    assert __file__ in written
    assert "ada" not in written.replace(__file__, "")


@pytest.mark.parametrize("path", ["/api/v1/uploads", "/health/live", "/nothing"])
def test_no_answer_is_kept_on_the_way_or_taken_for_another_type(ada: httpx.Client, path: str) -> None:
    headers = ada.get(path).headers
    assert (headers["cache-control"], headers["x-content-type-options"]) == ("no-store", "nosniff")


def test_the_same_headers_stand_on_what_is_refused_before_any_route(ada: httpx.Client) -> None:
    headers = ada.post("/api/v1/batches", content=b"x" * 2_000_000).headers
    assert headers["cache-control"] == "no-store"
