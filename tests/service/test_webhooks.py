"""Webhooks coming in: signed, each taken once, with its user, files, analysis and promise in one transaction."""

import base64
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Barrier
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from sqlalchemy import create_engine, func, select, text
from sqlalchemy.orm import Session

from pathwise.settings import Settings
from pathwise_models.analyses import ResumeAnalysis
from pathwise_models.comparisons import BatchMember, ComparisonBatch
from pathwise_models.requests import RunRequest
from pathwise_models.uploads import ResumeUpload
from pathwise_models.users import User
from pathwise_models.webhooks import WebhookDelivery
from tests.service.conftest import Serve
from tests.service.signing import OLD_SECRET, SECRET, STRANGE_SECRET, send, signed

RESUME = b"Ada Example\nada@example.org\n\nExperience\nEngineer, Eastmere Labs, 2019 - 2021\n"
USER = {
    "email": "Ada@example.org",
    "name": "Ada Example",
    "image": "https://example.org/ada.png",
    "emailVerified": "2026-01-02T03:04:05.678Z",
    "id": "what the website calls her",
}
AT_ONCE = 50


def carried(data: bytes = RESUME, **more: Any) -> dict[str, Any]:
    return {"content": base64.b64encode(data).decode(), "filename": "ada.txt", **more}


def upload_message(**more: Any) -> dict[str, Any]:
    return {"user": USER, "file": carried()} | more


def batch_message(*members: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"user": USER, "members": list(members), "job_text": "Must have:\n- Python"} | more


@pytest.fixture
def hooked(serve: Serve) -> httpx.Client:
    """A service that takes webhooks, with two keys."""
    return serve(webhook_secrets=f"{SECRET}, {OLD_SECRET}")


@pytest.fixture
def rows(database_url: str) -> Callable[[type[Any]], list[Any]]:
    """Read all rows of a table."""

    def read(table: type[Any]) -> list[Any]:
        engine = create_engine(database_url)
        with Session(engine) as session:
            found = list(session.scalars(select(table).order_by(table.created_at)))
            session.expunge_all()
        engine.dispose()
        return found

    return read


Rows = Callable[[type[Any]], list[Any]]


def test_a_resume_that_is_carried_becomes_an_upload_with_its_promise(hooked: httpx.Client, rows: Rows) -> None:
    answer = send(hooked, "/webhooks/uploads", upload_message(job_text="Must have:\n- Python", job_title="Developer"))
    assert answer.status_code == 202
    [user], [upload], [analysis] = rows(User), rows(ResumeUpload), rows(ResumeAnalysis)
    assert answer.json() == {"upload_id": str(upload.id), "analysis_id": str(analysis.id)}
    assert (user.email.lower(), user.name, user.image_url) == ("ada@example.org", USER["name"], USER["image"])
    assert user.email_verified_at == datetime(2026, 1, 2, 3, 4, 5, 678000, UTC)
    assert (upload.user_id, upload.original_filename, upload.file_size_bytes) == (user.id, "ada.txt", len(RESUME))
    assert (analysis.job_description, analysis.job_title) == ("Must have:\n- Python", "Developer")
    assert [each.resume_analysis_id for each in rows(RunRequest)] == [analysis.id]
    assert [each.answer for each in rows(WebhookDelivery)] == [answer.json()]


def test_a_file_that_lies_in_the_store_is_taken_over(hooked: httpx.Client, rows: Rows, settings: Settings) -> None:
    laid = Path(settings.file_store_url, "incoming", "2026", "ada example.txt")
    laid.parent.mkdir(parents=True)
    laid.write_bytes(RESUME)
    file = {"object": "incoming/2026/ada example.txt"}
    answer = send(hooked, "/webhooks/uploads", upload_message(file=file))
    assert answer.status_code == 202
    [upload] = rows(ResumeUpload)
    assert upload.original_filename == "ada example.txt"
    assert Path(settings.file_store_url, "uploads", upload.stored_filename).read_bytes() == RESUME
    assert laid.exists()


def test_the_profile_is_brought_up_to_date_and_what_is_not_told_stays(hooked: httpx.Client, rows: Rows) -> None:
    send(hooked, "/webhooks/uploads", upload_message())
    send(hooked, "/webhooks/uploads", upload_message(user={"email": "ada@EXAMPLE.org", "name": "Ada B. Example"}))
    [user] = rows(User)
    assert (user.name, user.image_url) == ("Ada B. Example", USER["image"])
    assert user.email_verified_at is not None


def test_a_batch_of_files_and_uploads_is_promised(hooked: httpx.Client, rows: Rows) -> None:
    known = send(hooked, "/webhooks/uploads", upload_message()).json()["upload_id"]
    members = ({"upload_id": known, "label": "Known"}, carried(b"Another resume\n" * 9, is_primary=True))
    answer = send(hooked, "/webhooks/batches", batch_message(*members, name="Spring round"))
    assert answer.status_code == 202, answer.text
    [batch] = rows(ComparisonBatch)
    told = answer.json()
    assert told == {"batch_id": str(batch.id), "upload_ids": [known, told["upload_ids"][1]]}
    placed = {str(each.resume_upload_id): (each.label, each.is_primary) for each in rows(BatchMember)}
    assert placed == {known: ("Known", False), told["upload_ids"][1]: (None, True)}
    assert batch.id in [each.comparison_batch_id for each in rows(RunRequest)]


def test_the_same_message_is_answered_as_the_first_time(hooked: httpx.Client, rows: Rows) -> None:
    first = send(hooked, "/webhooks/uploads", upload_message(), "msg_1")
    again = send(hooked, "/webhooks/uploads", upload_message(), "msg_1")
    assert (again.status_code, again.json()) == (202, first.json())
    assert [len(rows(table)) for table in (ResumeUpload, ResumeAnalysis, RunRequest, WebhookDelivery)] == [1] * 4


def test_the_same_id_with_another_body_is_refused(hooked: httpx.Client, rows: Rows) -> None:
    send(hooked, "/webhooks/uploads", upload_message(), "msg_1")
    answer = send(hooked, "/webhooks/uploads", upload_message(file=carried(b"Something else")), "msg_1")
    assert (answer.status_code, answer.json()["code"]) == (409, "another_body")
    assert len(rows(ResumeUpload)) == 1


def test_the_same_file_in_another_message_is_the_same_upload(hooked: httpx.Client, rows: Rows) -> None:
    first = send(hooked, "/webhooks/uploads", upload_message())
    assert send(hooked, "/webhooks/uploads", upload_message()).json() == first.json()
    assert [len(rows(table)) for table in (ResumeUpload, RunRequest, WebhookDelivery)] == [1, 1, 2]


@pytest.mark.parametrize("path", ["/webhooks/uploads", "/webhooks/batches"])
def test_the_same_message_many_times_at_once_is_taken_once(hooked: httpx.Client, rows: Rows, path: str) -> None:
    message = upload_message() if path.endswith("uploads") else batch_message(carried(), carried(b"Another one"))
    body = json.dumps(message).encode()
    headers, together = signed(body, "msg_at_once"), Barrier(AT_ONCE)

    def post(_: int) -> tuple[int, str]:
        with httpx.Client(base_url=hooked.base_url, timeout=120) as client:
            together.wait()
            answer = client.post(path, content=body, headers=headers)
            return answer.status_code, answer.text

    with ThreadPoolExecutor(AT_ONCE) as threads:
        answers = set(threads.map(post, range(AT_ONCE)))
    [(status, told)] = answers
    assert status == 202
    assert len(rows(WebhookDelivery)) == len(rows(RunRequest)) == len(rows(User)) == 1
    assert len(rows(ResumeUpload)) == len(json.loads(told).get("upload_ids", [1]))


class TestSignatures:
    @pytest.mark.parametrize("secret", [SECRET, OLD_SECRET])
    def test_each_key_is_good_while_they_are_changed(self, hooked: httpx.Client, secret: str) -> None:
        assert send(hooked, "/webhooks/uploads", upload_message(), secret=secret).status_code == 202

    def test_one_good_signature_of_several_is_enough(self, hooked: httpx.Client) -> None:
        body = json.dumps(upload_message()).encode()
        headers = signed(body)
        strange = signed(body, headers["webhook-id"], secret=STRANGE_SECRET)["webhook-signature"]
        headers["webhook-signature"] = f"{strange} v1a,AAAA {headers['webhook-signature']}"
        assert hooked.post("/webhooks/uploads", content=body, headers=headers).status_code == 202

    @pytest.mark.parametrize("minutes", [-6, 6, -60 * 24])
    def test_a_time_stamp_that_is_far_off_is_refused(self, hooked: httpx.Client, minutes: int) -> None:
        at = datetime.now(UTC) + timedelta(minutes=minutes)
        answer = send(hooked, "/webhooks/uploads", upload_message(), at=at)
        assert (answer.status_code, answer.json()["code"]) == (401, "not_signed")

    @pytest.mark.parametrize("minutes", [-4, 4])
    def test_clocks_may_differ_a_little(self, hooked: httpx.Client, minutes: int) -> None:
        at = datetime.now(UTC) + timedelta(minutes=minutes)
        assert send(hooked, "/webhooks/uploads", upload_message(), at=at).status_code == 202

    @pytest.mark.parametrize(
        "broken",
        [
            {"webhook-signature": "v1,AAAA"},
            {"webhook-signature": "v1"},
            {"webhook-signature": "v1,not base64!"},
            {"webhook-signature": ","},
            {"webhook-signature": "v1a,AAAA"},
            {"webhook-signature": "v1," + "A" * 5000},
            {"webhook-timestamp": "soon"},
            {"webhook-timestamp": "nan"},
            {"webhook-timestamp": "inf"},
            {"webhook-timestamp": "1e400"},
            {"webhook-id": "another"},
            {"webhook-id": "x" * 256},
            {"webhook-id": ""},
        ],
    )
    def test_broken_headers_are_refused(self, hooked: httpx.Client, rows: Rows, broken: dict[str, str]) -> None:
        body = json.dumps(upload_message()).encode()
        answer = hooked.post("/webhooks/uploads", content=body, headers=signed(body) | broken)
        assert (answer.status_code, answer.json()["code"]) == (401, "not_signed")
        assert rows(User) == []

    @pytest.mark.parametrize("missing", ["webhook-id", "webhook-timestamp", "webhook-signature"])
    def test_a_missing_header_is_refused(self, hooked: httpx.Client, missing: str) -> None:
        body = json.dumps(upload_message()).encode()
        headers = {name: value for name, value in signed(body).items() if name != missing}
        assert hooked.post("/webhooks/uploads", content=body, headers=headers).status_code == 401

    def test_another_key_is_refused(self, hooked: httpx.Client) -> None:
        assert send(hooked, "/webhooks/uploads", upload_message(), secret=STRANGE_SECRET).status_code == 401

    @pytest.mark.parametrize("change", [lambda body: body + b" ", lambda body: body[:-1] + b"\xff", lambda _: b""])
    def test_a_body_that_was_changed_is_refused(self, hooked: httpx.Client, change: Callable[[bytes], bytes]) -> None:
        body = json.dumps(upload_message()).encode()
        answer = hooked.post("/webhooks/uploads", content=change(body), headers=signed(body))
        assert answer.status_code == 401

    def test_a_body_that_was_never_signed_is_not_looked_at(self, hooked: httpx.Client) -> None:
        assert hooked.post("/webhooks/uploads", json={"user": "anybody"}).status_code == 401

    @pytest.mark.parametrize("path", ["/webhooks/uploads", "/webhooks/batches"])
    def test_without_keys_nothing_is_taken_in(self, service: httpx.Client, path: str) -> None:
        answer = send(service, path, upload_message())
        assert (answer.status_code, answer.json()["code"]) == (404, "webhooks_off")
        assert "PATHWISE_WEBHOOK_SECRETS" in answer.json()["detail"]


class TestBodies:
    @pytest.mark.parametrize(
        ("message", "where"),
        [
            ({}, "body.user"),
            (upload_message(file={}), "body.file"),
            (upload_message(file=carried(object="incoming/a.txt")), "body.file"),
            (upload_message(file={"content": "%%%"}), "body.file.content"),
            (upload_message(file=carried(b"")), "body.file"),
            (upload_message(file={"object": "incoming/missing.txt"}), "body.file.object"),
            (upload_message(file={"object": "uploads/aa/bb/cc"}), "body.file.object"),
            (upload_message(file={"object": "incoming/../uploads/aa"}), "body.file.object"),
            (upload_message(file={"object": "../incoming/a.txt"}), "body.file.object"),
            (upload_message(file={"object": "/etc/passwd"}), "body.file.object"),
            (upload_message(file={"object": "incoming//a.txt"}), "body.file.object"),
            (upload_message(file={"object": "incoming/"}), "body.file.object"),
            (upload_message(file={"object": "incoming\\..\\a"}), "body.file.object"),
            (upload_message(file={"object": "incoming/a\x00.txt"}), "body.file.filename"),
            (upload_message(file={"object": "file:///etc/passwd"}), "body.file.object"),
            (upload_message(file={"object": 7}), "body.file.object"),
            (upload_message(user={"email": "no address"}), "body.user.email"),
            (upload_message(user=USER | {"name": "x" * 256}), "body.user.name"),
            (upload_message(user=USER | {"emailVerified": "yesterday"}), "body.user.emailVerified"),
            (upload_message(extra="?"), "body"),
            (upload_message(file=carried(filename="a\r\nSet-Cookie: b")), "body.file.filename"),
        ],
    )
    def test_what_cannot_be_used_is_named_and_nothing_is_kept(
        self, hooked: httpx.Client, rows: Rows, message: dict[str, Any], where: str
    ) -> None:
        answer = send(hooked, "/webhooks/uploads", message)
        assert answer.status_code == 422, answer.text
        assert where in [each["where"] for each in answer.json()["errors"]]
        assert rows(User) == rows(WebhookDelivery) == []

    def test_a_link_that_leads_out_of_the_folder_is_not_followed(
        self, hooked: httpx.Client, settings: Settings, tmp_path: Path
    ) -> None:
        (tmp_path / "secret.txt").write_bytes(b"not for anybody")
        folder = Path(settings.file_store_url, "incoming")
        folder.mkdir()
        (folder / "a.txt").symlink_to(tmp_path / "secret.txt")
        (folder / "above").symlink_to(tmp_path)
        for key in ("incoming/a.txt", "incoming/above/secret.txt"):
            answer = send(hooked, "/webhooks/uploads", upload_message(file={"object": key}))
            assert answer.status_code == 422

    def test_a_file_that_is_too_large_is_refused(self, serve: Serve, settings: Settings) -> None:
        client = serve(webhook_secrets=SECRET, max_file_bytes=1000)
        Path(settings.file_store_url, "incoming").mkdir()
        Path(settings.file_store_url, "incoming", "large.txt").write_bytes(b"x" * 1001)
        for file in (carried(b"x" * 1001), {"object": "incoming/large.txt"}):
            assert send(client, "/webhooks/uploads", upload_message(file=file)).status_code == 422
        assert send(client, "/webhooks/uploads", upload_message(file=carried(b"x" * 600_000))).status_code == 413

    def test_a_batch_may_not_name_the_upload_of_another_user(self, hooked: httpx.Client, rows: Rows) -> None:
        other = USER | {"email": "grace@example.org"}
        foreign = send(hooked, "/webhooks/uploads", upload_message(user=other)).json()["upload_id"]
        for upload_id in (foreign, str(uuid4())):
            answer = send(hooked, "/webhooks/batches", batch_message(carried(), {"upload_id": upload_id}))
            assert answer.status_code == 422
            assert [each["where"] for each in answer.json()["errors"]] == ["body.members.1.upload_id"]
        assert rows(ComparisonBatch) == []
        assert len(rows(User)) == 1

    def test_json_that_is_none_is_refused(self, hooked: httpx.Client) -> None:
        body = b'{"user": '
        assert hooked.post("/webhooks/uploads", content=body, headers=signed(body)).status_code == 422


def test_a_database_that_is_away_is_told_and_the_message_can_come_again(
    hooked: httpx.Client, rows: Rows, database_url: str
) -> None:
    engine = create_engine(database_url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("ALTER TABLE webhook_deliveries RENAME TO aside"))
        assert send(hooked, "/webhooks/uploads", upload_message(), "msg_1").status_code == 500
        connection.execute(text("ALTER TABLE aside RENAME TO webhook_deliveries"))
        assert connection.execute(select(func.count()).select_from(User)).scalar_one() == 0
    engine.dispose()
    # The service closes the connection on which it broke down.
    with httpx.Client(base_url=hooked.base_url) as again:
        assert send(again, "/webhooks/uploads", upload_message(), "msg_1").status_code == 202
    assert UUID(rows(WebhookDelivery)[0].answer["upload_id"]) == rows(ResumeUpload)[0].id
