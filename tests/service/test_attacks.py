"""What an attacker sends: each is answered by a 4xx, and nothing of it stays. docs/security.md lists them."""

import json
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from sqlalchemy import func, select

from pathwise.service.bodies import JSON_BYTES
from pathwise.storage.database import Database
from pathwise_models.uploads import ResumeUpload
from tests.service.conftest import ADA, Serve, send

BOUNDARY = "the-boundary"
RESUME = b"Ada Example, engineer. Built things in Python."
JSON = {"Content-Type": "application/json"}
FORM = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
DEEP = 100_000
"""Levels of brackets: far more than any parser follows."""


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def part(disposition: bytes, data: bytes = RESUME) -> bytes:
    return b"--the-boundary\r\nContent-Disposition: " + disposition + b"\r\n\r\n" + data + b"\r\n"


def form(*parts: bytes, end: bytes = b"--the-boundary--\r\n") -> bytes:
    return b"".join(parts) + end


FILE_PART = part(b'form-data; name="file"; filename="a"')


def named(name: bytes) -> bytes:
    return form(part(b'form-data; name="file"; filename="' + name + b'"'))


@pytest.fixture
def nothing_stays(database: Database, tmp_path: Path) -> Iterator[None]:
    """See to it that an attack leaves neither a row nor a byte."""
    yield
    assert database.run(lambda session: session.scalar(select(func.count()).select_from(ResumeUpload))) == 0
    assert files_in(tmp_path / "store") == []


def told(answer: httpx.Response) -> tuple[int, str]:
    """Status and code of a problem; whatever it says, it is one."""
    assert answer.headers["content-type"] == "application/problem+json"
    assert set(answer.json()) == {"title", "status", "code", "detail", "errors"}
    assert "Traceback" not in answer.text
    return answer.status_code, answer.json()["code"]


@pytest.mark.usefixtures("nothing_stays")
class TestNames:
    @pytest.mark.parametrize(
        "name",
        [
            b"../../etc/passwd",
            b"/etc/passwd",
            b"..\\\\..\\\\boot.ini",
            b"..",
            b"folder/resume.pdf",
            b"resume\x00.pdf",
            b"resume\x07.pdf",
            b"resume\x1b[2J.pdf",
            b"resume\tX-Evil: 1.pdf",
            "r\u202efdp.exe".encode(),
            "resume\u2028.pdf".encode(),
            "resume\x85.pdf".encode(),
            b"resume\xff\xfe.pdf",
            b"\xed\xa0\x80.pdf",
            b"",
            b"   ",
            b"x" * 513,
        ],
    )
    def test_a_name_that_is_a_path_or_a_trick_is_refused(self, ada: httpx.Client, name: bytes) -> None:
        answer = ada.post("/api/v1/uploads", content=named(name), headers=FORM)
        assert told(answer) == (422, "invalid")
        assert [each["where"] for each in answer.json()["errors"]] == ["body.file.filename"]

    @pytest.mark.parametrize("name", [b"a\r\nX-Evil: 1\r\n.pdf", b"a\r\n\r\n.pdf", b"a\n.pdf", b"a\r.pdf"])
    def test_a_name_that_would_end_its_header_is_refused(self, ada: httpx.Client, name: bytes) -> None:
        answer = ada.post("/api/v1/uploads", content=named(name), headers=FORM)
        assert told(answer)[0] in (400, 422)
        assert "x-evil" not in answer.headers

    def test_what_was_sent_is_never_said_back(self, ada: httpx.Client) -> None:
        answers = [
            ada.post("/api/v1/uploads", content=named(b"../zebra"), headers=FORM),
            ada.post("/api/v1/uploads", content=form(part(b'form-data; name="zebra"')), headers=FORM),
            ada.post("/api/v1/batches", json={"zebra": "zebra", "members": "zebra", "job_text": 7}),
            ada.post("/api/v1/batches", json={"members": [{"upload_id": "zebra", "zebra": 1}], "job_text": "Job"}),
            ada.post("/api/v1/batches", content=b'{"zebra', headers=JSON),
            ada.get("/api/v1/uploads/zebra"),
            ada.get("/api/v1/uploads", params={"limit": "zebra", "after": "zebra"}),
            ada.get("/zebra"),
        ]
        assert all(400 <= answer.status_code < 500 for answer in answers)
        assert not any("zebra" in answer.text + str(answer.headers) for answer in answers)


@pytest.mark.usefixtures("nothing_stays")
class TestForms:
    @pytest.mark.parametrize(
        "body",
        [
            b"",
            b"no form at all",
            form(FILE_PART, end=b""),
            form(FILE_PART, end=b"--the-bound"),
            form(part(b'attachment; name="file"; filename="a"')),
            form(part(b'form-data; filename="a"')),
            form(b"--the-boundary\r\n\r\nno header\r\n"),
            form(part(b'form-data; name="file"; filename="' + b"x" * 20_000 + b'"')),
            form(b"--the-boundary\r\n" + b"X: y\r\n" * 1000 + b"\r\n"),
        ],
        ids=range(9),
    )
    def test_a_form_that_is_none_is_refused(self, ada: httpx.Client, body: bytes) -> None:
        assert told(ada.post("/api/v1/uploads", content=body, headers=FORM)) == (400, "unreadable_form")

    @pytest.mark.parametrize(
        "body",
        [
            form(part(b'form-data; name="file"')),
            form(part(b'form-data; name="job_text"')),
            form(part(b'form-data; name="file"; filename="a"', b"")),
            form(FILE_PART, FILE_PART),
            form(FILE_PART, *[part(b'form-data; name="job_text"')] * 2),
            form(FILE_PART, part(b'form-data; name="FILE"; filename="a"')),
            form(FILE_PART, part(b'form-data; name="user_id"')),
            form(FILE_PART, part(b'form-data; name="\xff"')),
            form(FILE_PART, part(b'form-data; name="job_text"', b"\xff\xfe")),
            form(FILE_PART, part(b'form-data; name="job_text"', b"x" * 50_001)),
            form(FILE_PART, part(b'form-data; name="job_text"', b"x" * 250_000)),
            form(FILE_PART, part(b'form-data; name="job_title"', b"x" * 256)),
        ],
        ids=range(12),
    )
    def test_a_form_with_something_wrong_in_it_is_refused(self, ada: httpx.Client, body: bytes) -> None:
        assert told(ada.post("/api/v1/uploads", content=body, headers=FORM)) == (422, "invalid")

    @pytest.mark.parametrize(
        "kind",
        [
            "application/json",
            "application/x-www-form-urlencoded",
            "text/plain",
            "application/pdf",
            "multipart/mixed; boundary=the-boundary",
            "",
        ],
    )
    def test_another_type_than_a_form_is_refused(self, ada: httpx.Client, kind: str) -> None:
        answer = ada.post("/api/v1/uploads", content=named(b"a.pdf"), headers={"Content-Type": kind})
        assert told(answer) == (415, "unsupported_media_type")

    @pytest.mark.parametrize("boundary", ["", "; boundary=", "; boundary=" + "x" * 71])
    def test_a_form_without_a_usable_boundary_is_refused(self, ada: httpx.Client, boundary: str) -> None:
        headers = {"Content-Type": f"multipart/form-data{boundary}"}
        assert told(ada.post("/api/v1/uploads", content=named(b"a.pdf"), headers=headers)) == (400, "unreadable_form")


@pytest.mark.usefixtures("nothing_stays")
class TestJson:
    @pytest.mark.parametrize(
        ("body", "status"),
        [
            (b"", 422),
            (b"{", 422),
            (b"null", 422),
            (b"[]", 422),
            (b'"text"', 422),
            (b'{"members": [], "members": []}', 422),
            (b'{"a":' * DEEP + b"1" + b"}" * DEEP, 400),
            (b"[" * DEEP + b"]" * DEEP, 400),
            (b'{"job_text": "\xff\xfe"}', 400),
            (b'{"job_text": "\\ud800", "members": []}', 422),
            (b'{"members": NaN, "job_text": Infinity}', 422),
            (b'{"members": ' + b"9" * 10_000 + b"}", 400),
            (b'\xef\xbb\xbf{"members": []}', 422),
        ],
        ids=range(13),
    )
    def test_json_that_is_none_or_not_ours_is_refused(self, ada: httpx.Client, body: bytes, status: int) -> None:
        assert told(ada.post("/api/v1/batches", content=body, headers=JSON))[0] == status

    @pytest.mark.parametrize("kind", ["text/plain", "application/xml", "multipart/form-data; boundary=x", ""])
    def test_another_type_than_json_is_refused(self, ada: httpx.Client, kind: str) -> None:
        answer = ada.post("/api/v1/batches", content=b"{}", headers={"Content-Type": kind})
        assert told(answer) == (415, "unsupported_media_type")

    @pytest.mark.parametrize(
        "text",
        ["'; DROP TABLE users; --", "{{7*7}}", "${jndi:ldap://example.org/a}", "<script>alert(1)</script>", "%s%s%n"],
    )
    def test_what_looks_like_a_command_is_text(self, ada: httpx.Client, text: str) -> None:
        assert told(ada.get(f"/api/v1/uploads/{text.replace('/', '')}"))[0] in (404, 422)
        assert told(ada.get("/api/v1/uploads", params={"after": text}))[0] == 422


@pytest.mark.usefixtures("nothing_stays")
class TestSizes:
    @pytest.fixture
    def small(self, serve: Serve, make_a_key: Callable[[str], str]) -> httpx.Client:
        """A service that takes files of a hundred thousand bytes."""
        client = serve(max_file_bytes=100_000)
        client.headers["Authorization"] = f"Bearer {make_a_key(ADA)}"
        return client

    def test_a_file_that_is_too_large_is_cut_off(self, small: httpx.Client) -> None:
        assert told(send(small, b"x" * 100_001)) == (413, "too_large")

    def test_an_announced_body_that_is_too_large_is_not_even_read(self, small: httpx.Client) -> None:
        answer = exchange(small, head(small, b"POST /api/v1/uploads", b"Content-Length: 99999999"))
        assert b" 413 " in answer.partition(b"\r\n")[0]

    @pytest.mark.parametrize("path", ["/api/v1/uploads", "/api/v1/batches"])
    def test_a_body_without_a_length_is_cut_off_where_it_is_too_large(self, small: httpx.Client, path: str) -> None:
        headers = FORM if path.endswith("uploads") else JSON
        opening = b'--the-boundary\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n'

        def pieces() -> Iterator[bytes]:
            yield opening
            for _ in range(JSON_BYTES // 50_000 + 10):
                yield b"x" * 50_000

        assert told(small.post(path, content=pieces(), headers=headers)) == (413, "too_large")

    def test_json_that_is_too_large_is_not_even_read(self, ada: httpx.Client) -> None:
        answer = ada.post("/api/v1/batches", content=b" " * (JSON_BYTES + 1), headers=JSON)
        assert told(answer) == (413, "too_large")

    def test_more_members_than_a_batch_may_have_are_refused(self, ada: httpx.Client) -> None:
        members = [{"upload_id": f"{number:08x}-0000-4000-8000-000000000000"} for number in range(2001)]
        answer = ada.post("/api/v1/batches", content=json.dumps({"members": members, "job_text": "x"}), headers=JSON)
        assert told(answer) == (422, "invalid")


@pytest.mark.usefixtures("nothing_stays")
class TestSlowness:
    @pytest.fixture
    def hasty(self, serve: Serve, make_a_key: Callable[[str], str]) -> httpx.Client:
        """A service that waits half a second for the next piece of a body."""
        client = serve(service_idle_seconds=0.5)
        client.headers["Authorization"] = f"Bearer {make_a_key(ADA)}"
        return client

    def test_a_body_that_stops_coming_is_ended(self, hasty: httpx.Client) -> None:
        request = head(hasty, b"POST /api/v1/uploads", b"Content-Length: 5000") + named(b"a.pdf")[:60]
        begin = time.monotonic()
        assert b" 408 " in exchange(hasty, request).partition(b"\r\n")[0]
        assert time.monotonic() - begin >= 0.5

    def test_a_body_that_never_begins_is_ended(self, hasty: httpx.Client) -> None:
        request = head(hasty, b"POST /api/v1/batches", b"Content-Length: 50")
        assert b" 408 " in exchange(hasty, request).partition(b"\r\n")[0]

    def test_a_caller_that_goes_away_in_the_middle_leaves_nothing(self, hasty: httpx.Client) -> None:
        request = head(hasty, b"POST /api/v1/uploads", b"Content-Length: 5000") + named(b"a.pdf")[:200]
        with connected(hasty) as connection:
            connection.sendall(request)
        assert hasty.get("/health/live").status_code == 200


def head(client: httpx.Client, first: bytes, *more: bytes) -> bytes:
    """Write the head of a request by hand."""
    kind = b"multipart/form-data; boundary=the-boundary" if b"uploads" in first else b"application/json"
    lines = [
        first + b" HTTP/1.1",
        b"Host: pathwise",
        b"Authorization: " + client.headers["Authorization"].encode(),
        b"Content-Type: " + kind,
        *more,
    ]
    return b"\r\n".join(lines) + b"\r\n\r\n"


def connected(client: httpx.Client) -> socket.socket:
    return socket.create_connection((client.base_url.host, client.base_url.port or 0), timeout=60)


def exchange(client: httpx.Client, request: bytes) -> bytes:
    """Send bytes and read until the service hangs up."""
    with connected(client) as connection:
        connection.sendall(request)
        return b"".join(iter(lambda: connection.recv(65536), b""))
