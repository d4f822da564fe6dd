"""A resume comes in by a webhook, and what came of it goes out by one: through the service as it is served."""

import json
from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest
from standardwebhooks import Webhook

from pathwise.settings import Settings
from pathwise.storage.database import Database, make_engine
from pathwise.storage.endpoints import add_endpoint
from pathwise.storage.uploads import ensure_user
from tests.service.conftest import Serve
from tests.service.receiver import receiving, wait_until
from tests.service.runs import work_on
from tests.service.signing import SECRET, send
from tests.service.test_webhooks import upload_message


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    opened = Database(make_engine(database_url), patience=timedelta(seconds=5))
    yield opened
    opened.close()


def test_what_came_of_a_resume_is_told_without_a_word_of_it(
    serve: Serve, database: Database, settings: Settings
) -> None:
    client = serve(webhook_secrets=SECRET, webhook_private_addresses=True)
    with receiving() as receiver:
        user_id, _ = database.run(lambda session: ensure_user(session, "ada@example.org"))
        _, secret = database.run(lambda session: add_endpoint(session, user_id, receiver.url, []))
        ids = send(client, "/webhooks/uploads", upload_message()).json()
        work_on(UUID(ids["analysis_id"]), database, settings)
        [received] = wait_until(lambda: receiver.received)
    told = Webhook(secret).verify(received.body, received.headers)
    assert told["type"].startswith("analysis.")
    assert {name: told["data"][name] for name in ids} == ids
    assert told["data"]["url"] == f"/api/v1/analyses/{ids['analysis_id']}"
    words = json.dumps(told).lower()
    assert not [word for word in ("ada", "example", "eastmere", "engineer", ".txt") if word in words]
