"""Health as it always was, and readiness part by part."""

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import httpx
import pytest
from sqlalchemy import create_engine, text

from tests.service.conftest import Serve


class Well(BaseHTTPRequestHandler):
    """Answers as a Prefect server that is well."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"true")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def prefect(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Name a server that says it is well."""
    with HTTPServer(("127.0.0.1", 0), Well) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        url = f"http://127.0.0.1:{server.server_port}/api"
        monkeypatch.setenv("PREFECT_API_URL", url)
        yield url
        server.shutdown()
        thread.join()


def parts(client: httpx.Client) -> tuple[int, str, dict[str, bool]]:
    answer = client.get("/health/ready")
    body = answer.json()
    return answer.status_code, body["status"], {each["part"]: each["is_well"] for each in body["parts"]}


@pytest.mark.parametrize("path", ["/api/v1/health", "/health/live"])
def test_a_service_that_answers_is_alive(service: httpx.Client, path: str) -> None:
    answer = service.get(path)
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


def test_it_is_ready_where_every_part_is_well(prefect: str, serve: Serve) -> None:
    wanted = dict.fromkeys(["database", "schema", "prefect", "file_store"], True)
    assert parts(serve()) == (200, "ready", wanted)


def test_a_prefect_server_that_is_not_named_is_told(service: httpx.Client) -> None:
    status, word, found = parts(service)
    assert (status, word) == (503, "not_ready")
    assert [part for part, is_well in found.items() if not is_well] == ["prefect"]


def test_a_prefect_server_that_is_away_is_told(monkeypatch: pytest.MonkeyPatch, serve: Serve) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    monkeypatch.setenv("PREFECT_API_URL", f"http://127.0.0.1:{port}/api")
    status, _, found = parts(serve())
    assert (status, found["prefect"]) == (503, False)


def test_a_database_that_is_away_is_told_and_the_service_stays_alive(prefect: str, serve: Serve) -> None:
    client = serve(database_url="postgresql+psycopg://nobody@127.0.0.1:1/nowhere")
    assert parts(client)[2] == {"database": False, "schema": False, "prefect": True, "file_store": True}
    assert client.get("/health/live").status_code == 200


def test_an_older_schema_is_told(prefect: str, serve: Serve, database_url: str) -> None:
    engine = create_engine(database_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '20241017_01_initial_schema'"))
    engine.dispose()
    assert parts(serve())[2] == {"database": True, "schema": False, "prefect": True, "file_store": True}


def test_a_file_store_that_cannot_be_written_is_told(prefect: str, serve: Serve, tmp_path: Path) -> None:
    client = serve()
    (tmp_path / "store" / "uploads").rmdir()
    (tmp_path / "store" / "uploads").write_bytes(b"a file where a folder should be")
    assert parts(client)[2] == {"database": True, "schema": True, "prefect": True, "file_store": False}


def test_readiness_tells_no_address(prefect: str, serve: Serve, database_url: str, tmp_path: Path) -> None:
    told = serve(database_url="postgresql+psycopg://nobody@127.0.0.1:1/nowhere").get("/health/ready").text
    assert not any(word in told for word in ("nobody", "nowhere", "127.0.0.1", str(tmp_path)))


def test_an_address_that_does_not_exist_is_answered_by_a_problem(service: httpx.Client) -> None:
    answer = service.get("/nothing/here")
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")
    assert answer.json()["code"] == "not_found"


def test_another_method_is_answered_by_a_problem(service: httpx.Client) -> None:
    answer = service.delete("/health/live")
    assert (answer.status_code, answer.headers["allow"], answer.json()["code"]) == (405, "GET", "method_not_allowed")
