"""The service as a command, and the keys that open it."""

import json
import signal
import socket
import subprocess
import uuid
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.commands.conftest import PATIENCE_SECONDS, Home, finish, fresh_home, wait_until

MEBIBYTE = 1024 * 1024
LARGE_BYTES = 96 * MEBIBYTE
GROWTH_BYTES = 24 * MEBIBYTE
"""What the process may grow by while a file four times as large comes in."""


@pytest.fixture(scope="module")
def place(surroundings: dict[str, str]) -> Iterator[Home]:
    """A home that the tests of this file share: its database is made once."""
    with fresh_home(surroundings) as made:
        yield made


@pytest.fixture
def port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def is_up(port: int) -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{port}/health/live").is_success
    except httpx.TransportError:
        return False


@pytest.fixture
def serving(place: Home, port: int) -> Iterator["subprocess.Popen[str]"]:
    """`pathwise serve`, answering."""
    process = place.start("serve", "--port", port, PATHWISE_MAX_FILE_BYTES=str(LARGE_BYTES))
    wait_until(lambda: is_up(port) or process.poll() is not None)
    yield process
    process.terminate()
    process.communicate(timeout=PATIENCE_SECONDS)


def make_key(home: Home, email: str = "ada@example.org") -> str:
    made = home.run("key", "create", "--user", email, "--label", "a test")
    assert made.returncode == 0, made.stderr
    return made.stdout.strip()


def test_a_key_is_made_shown_once_listed_and_revoked(place: Home, serving: object, port: int) -> None:
    made = place.run("key", "create", "--user", "grace@example.org")
    key = made.stdout.strip()
    assert made.stdout == f"{key}\n"
    assert "New user grace@example.org" in made.stderr
    client = httpx.Client(base_url=f"http://127.0.0.1:{port}/api/v1", headers={"Authorization": f"Bearer {key}"})
    assert client.get("/uploads").status_code == 200
    listed = place.run("key", "list")
    assert key not in listed.stdout
    [entry] = [
        each
        for each in map(json.loads, place.run("key", "list", "--jsonl").stdout.splitlines())
        if each["user"] == "grace@example.org"
    ]
    assert entry["hint"] == key[:11]
    assert entry["key_id"] in listed.stdout
    assert place.run("key", "revoke", entry["key_id"]).returncode == 0
    assert client.get("/uploads").status_code == 401
    client.close()


def test_what_is_wrong_with_a_call_about_keys_is_told(place: Home) -> None:
    assert place.run("key", "revoke", uuid.uuid4()).returncode == 2
    assert place.run("key", "create", "--user", "nobody").returncode == 2
    assert place.run("key", "create", "--user", "ada@example.org", "--label", "x" * 256).returncode == 2


def test_the_service_refuses_to_be_reached_by_others_while_there_is_no_key(home: Home, port: int) -> None:
    refused = home.run("serve", "--host", "0.0.0.0", "--port", port)  # noqa: S104 - what is refused
    assert refused.returncode == 1
    assert "pathwise key create --user" in refused.stderr
    make_key(home)
    process = home.start("serve", "--host", "0.0.0.0", "--port", port)  # noqa: S104 - what is allowed now
    assert wait_until(lambda: is_up(port))
    process.send_signal(signal.SIGTERM)
    assert finish(process).returncode == 128 + signal.SIGTERM


def test_a_port_that_is_taken_is_told(place: Home) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        refused = place.run("serve", "--port", taken.getsockname()[1])
    assert refused.returncode == 1
    assert "cannot be used" in refused.stderr


def test_the_log_tells_each_request_and_nothing_of_the_caller(place: Home, port: int) -> None:
    process = place.start("serve", "--port", port)
    wait_until(lambda: is_up(port))
    key = make_key(place)
    headers = {"Authorization": f"Bearer {key}"}
    address = f"http://127.0.0.1:{port}/api/v1/uploads"
    sent = httpx.post(address, headers=headers, files={"file": ("ada-example.txt", b"Ada Example, engineer")})
    assert sent.status_code == 202
    httpx.get(f"{address}/{sent.json()['upload_id']}", headers=headers)
    httpx.get(f"http://127.0.0.1:{port}/ada-example", params={"email": "ada@example.org"})
    process.send_signal(signal.SIGINT)
    log = finish(process).stderr
    assert "POST /api/v1/uploads 202" in log
    assert "GET /api/v1/uploads/{upload_id} 200" in log
    assert "GET (unknown) 404" in log
    assert not any(word in log.lower() for word in ("ada", "example.org", key.lower()))


def peak_bytes(process: "subprocess.Popen[str]") -> int:
    lines = Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory at its peak is told by Linux alone")
def test_memory_does_not_grow_with_the_size_of_a_file(place: Home, serving: "subprocess.Popen[str]", port: int) -> None:
    client = httpx.Client(timeout=PATIENCE_SECONDS, headers={"Authorization": f"Bearer {make_key(place)}"})

    def send(size: int) -> int:
        piece = b"an invented resume " * 4096
        name = "large.txt"

        def body() -> Iterator[bytes]:
            yield f'--b\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode()
            left = size
            while left > 0:
                yield piece[: min(left, len(piece))]
                left -= len(piece)
            yield b"\r\n--b--\r\n"

        headers = {"Content-Type": "multipart/form-data; boundary=b"}
        return client.post(f"http://127.0.0.1:{port}/api/v1/uploads", content=body(), headers=headers).status_code

    assert send(MEBIBYTE) == 202
    before = peak_bytes(serving)
    assert send(LARGE_BYTES) == 202
    assert send(LARGE_BYTES + 1) == 413
    client.close()
    grown = peak_bytes(serving) - before
    assert grown < GROWTH_BYTES, f"grown by {grown:,} bytes"
