"""Promised runs reach a real Prefect server beside the requests; where it is away the promise waits, nobody else."""

import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import httpx
import pytest

from pathwise.runtime.prefect_server import shared_prefect_server
from pathwise.settings import Settings
from pathwise.storage.database import Database
from pathwise.storage.run_requests import BATCH_DEPLOYMENT, UPLOAD_DEPLOYMENT, Promise, promises_for
from tests.commands.conftest import wait_until
from tests.service.conftest import ADA, PATIENCE_SECONDS, Serve, send


@pytest.fixture(scope="module")
def prefect(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A Prefect server that knows the two deployments, and no worker; gives the address of its API."""
    with shared_prefect_server(Settings(home=tmp_path_factory.mktemp("prefect"))) as api_url:
        for deployment in (UPLOAD_DEPLOYMENT, BATCH_DEPLOYMENT):
            flow, name = deployment.split("/")
            made = httpx.post(f"{api_url}/flows/", json={"name": flow}).raise_for_status().json()
            httpx.post(f"{api_url}/deployments/", json={"name": name, "flow_id": made["id"]}).raise_for_status()
        yield api_url


@pytest.fixture
def entered(
    serve: Serve, make_a_key: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], httpx.Client]:
    """Start a service that gives its runs to a Prefect server; gives a client with a key."""

    def enter(api_url: str) -> httpx.Client:
        monkeypatch.setenv("PREFECT_API_URL", api_url)
        client = serve()
        client.headers["Authorization"] = f"Bearer {make_a_key(ADA)}"
        return client

    return enter


def promise(database: Database, subject_id: str) -> Promise:
    [found] = database.run(lambda session: promises_for(session, [UUID(subject_id)]))
    return found


def run_of(database: Database, subject_id: str, api_url: str) -> dict[str, object]:
    """Wait until a promise was accepted; gives the run as Prefect knows it."""
    flow_run_id = wait_until(lambda: promise(database, subject_id).flow_run_id)
    run: dict[str, object] = httpx.get(f"{api_url}/flow_runs/{flow_run_id}").raise_for_status().json()
    return run


def test_the_runs_of_an_upload_and_a_batch_are_given_to_prefect_with_ids_alone(
    prefect: str, entered: Callable[[str], httpx.Client], database: Database
) -> None:
    client = entered(prefect)
    taken = send(client, b"Ada Example, engineer", name="ada-example.txt", job_text="We need Python.").json()
    run = run_of(database, taken["analysis_id"], prefect)
    assert run["parameters"] == {"request": {"upload_id": taken["upload_id"], "analysis_id": taken["analysis_id"]}}
    assert run["name"] == f"upload-{taken['upload_id']}"
    assert "ada" not in str(run).lower()
    asked = {"members": [{"upload_id": taken["upload_id"]}], "job_text": "We need Python."}
    batch_id = client.post("/api/v1/batches", json=asked).json()["batch_id"]
    assert run_of(database, batch_id, prefect)["parameters"] == {"request": {"batch_id": batch_id}}


def test_the_same_upload_twenty_times_is_one_run(
    prefect: str, entered: Callable[[str], httpx.Client], database: Database
) -> None:
    client = entered(prefect)
    answers = [send(client, b"Grace Example, admiral").json() for _ in range(20)]
    assert len({each["analysis_id"] for each in answers}) == 1
    upload_id = answers[0]["upload_id"]
    run_of(database, answers[0]["analysis_id"], prefect)
    named = {"flow_runs": {"name": {"any_": [f"upload-{upload_id}"]}}}
    assert httpx.post(f"{prefect}/flow_runs/count", json=named).json() == 1


def test_where_prefect_is_away_the_answer_comes_at_once_and_the_promise_waits(
    entered: Callable[[str], httpx.Client], database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    # It takes connections and never answers; whoever waited for it would wait longer than the client does.
    monkeypatch.setattr("pathwise.service.surroundings.PREFECT_SECONDS", 10 * PATIENCE_SECONDS)
    with socket.create_server(("127.0.0.1", 0), backlog=50) as deaf:
        client = entered(f"http://127.0.0.1:{deaf.getsockname()[1]}/api")
        taken = [send(client, f"Ada Example {number}".encode()).json() for number in range(10)]
        assert all(promise(database, each["analysis_id"]).flow_run_id is None for each in taken)


def test_a_store_that_is_full_is_told_and_nothing_is_promised(
    entered: Callable[[str], httpx.Client], tmp_path: Path
) -> None:
    client = entered("http://127.0.0.1:9/api")
    (tmp_path / "store" / "uploads").rmdir()
    (tmp_path / "store" / "uploads").write_bytes(b"a file where a folder should be")
    answer = send(client, b"Ada Example, engineer")
    assert (answer.status_code, answer.json()["code"]) == (503, "file_store_unusable")
    assert answer.headers["retry-after"]
    assert client.get("/api/v1/uploads").json()["uploads"] == []
