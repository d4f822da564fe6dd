"""Who may come in, how often, and what those are told who may not."""

from collections.abc import Callable

import httpx
import pytest
from sqlalchemy import text

from pathwise.storage.api_keys import list_keys, revoke_key
from pathwise.storage.database import Database
from tests.service.conftest import ADA, GRACE, Serve

MakeKey = Callable[[str], str]
ID = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff"
GUARDED = [
    ("GET", "/api/v1/uploads"),
    ("POST", "/api/v1/uploads"),
    ("GET", f"/api/v1/uploads/{ID}"),
    ("GET", f"/api/v1/analyses/{ID}"),
    ("POST", f"/api/v1/analyses/{ID}/retry"),
    ("GET", "/api/v1/batches"),
    ("POST", "/api/v1/batches"),
    ("GET", f"/api/v1/batches/{ID}"),
    ("POST", f"/api/v1/batches/{ID}/retry"),
]


def status(client: httpx.Client, authorization: str | bytes) -> int:
    sent = authorization if isinstance(authorization, bytes) else authorization.encode()
    return client.get("/api/v1/uploads", headers={b"Authorization": sent}).status_code


@pytest.mark.parametrize(("method", "path"), GUARDED)
def test_every_address_but_health_asks_for_a_key(service: httpx.Client, method: str, path: str) -> None:
    answer = service.request(method, path)
    assert (answer.status_code, answer.json()["code"]) == (401, "no_valid_key")
    assert answer.headers["www-authenticate"] == "Bearer"


def test_the_list_above_is_whole(service: httpx.Client) -> None:
    described = service.get("/openapi.json").json()["paths"]
    secured = sum("security" in each for path in described.values() for each in path.values())
    assert secured == len(GUARDED)


def test_a_key_opens_the_door_whatever_the_case_of_the_scheme(service: httpx.Client, make_a_key: MakeKey) -> None:
    key = make_a_key(ADA)
    assert [status(service, f"{scheme} {key}") for scheme in ("Bearer", "bearer", "BEARER")] == [200, 200, 200]


@pytest.mark.parametrize(
    "wrong",
    [
        "{key}",
        "Basic {key}",
        "Bearer",
        "Bearer  {key}",
        "Bearer {key},{key}",
        "Bearer {key}x",
        "Bearer pw_",
        "Bearer " + "x" * 5000,
        "Bearer ' OR 1=1 --",
        "Bearer %",
    ],
)
def test_what_is_no_key_does_not(service: httpx.Client, make_a_key: MakeKey, wrong: str) -> None:
    assert status(service, wrong.format(key=make_a_key(ADA))) == 401


@pytest.mark.parametrize("change", [str.upper, str.lower, str.swapcase])
def test_the_case_of_a_key_counts(service: httpx.Client, make_a_key: MakeKey, change: Callable[[str], str]) -> None:
    assert status(service, "Bearer " + change(make_a_key(ADA))) == 401


def test_bytes_that_are_no_text_are_no_key(service: httpx.Client) -> None:
    assert status(service, b"Bearer \xff\xfe\xe9") == 401


def test_a_revoked_key_opens_nothing_from_the_next_request_on(
    service: httpx.Client, make_a_key: MakeKey, database: Database
) -> None:
    key = make_a_key(ADA)
    assert status(service, f"Bearer {key}") == 200
    [entry] = database.run(list_keys)
    database.run(lambda session: revoke_key(session, entry.key_id))
    assert status(service, f"Bearer {key}") == 401


def test_the_keys_of_a_deleted_user_are_gone(service: httpx.Client, make_a_key: MakeKey, database: Database) -> None:
    key = make_a_key(ADA)
    database.run(lambda session: session.execute(text("DELETE FROM users")))
    assert status(service, f"Bearer {key}") == 401


def test_nothing_of_a_body_is_looked_at_before_the_key(service: httpx.Client) -> None:
    answer = service.post("/api/v1/batches", content=b"{not json", headers={"Content-Type": "application/json"})
    assert answer.status_code == 401


def test_a_key_has_its_rate_and_others_have_theirs(serve: Serve, make_a_key: MakeKey) -> None:
    client = serve(service_requests_per_minute=3)
    ada, grace = f"Bearer {make_a_key(ADA)}", f"Bearer {make_a_key(GRACE)}"
    assert [status(client, ada) for _ in range(5)] == [200, 200, 200, 429, 429]
    assert status(client, grace) == 200
    told = client.get("/api/v1/uploads", headers={"Authorization": ada})
    assert told.json()["code"] == "too_many_requests"
    assert 1 <= int(told.headers["retry-after"]) <= 60
    assert client.get("/health/live").status_code == 200
