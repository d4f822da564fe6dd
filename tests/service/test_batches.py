"""Comparisons over HTTP: asked for, listed, shown with their ranking."""

from uuid import UUID, uuid4

import httpx
import pytest
from sqlalchemy import update

from pathwise.demo.samples import DemoSet
from pathwise.settings import Settings
from pathwise.storage.database import Database
from pathwise.storage.run_requests import promises_for
from pathwise_models.comparisons import ComparisonBatch
from pathwise_models.enums import ComparisonBatchStatus, ReasonCode
from tests.service.conftest import send
from tests.service.runs import rank

JOB = "Backend developer\n\nMust have:\n- Python\n- PostgreSQL\n"


def ask(client: httpx.Client, uploads: list[str], **more: object) -> httpx.Response:
    members = [{"upload_id": each} for each in uploads]
    return client.post("/api/v1/batches", json={"members": members, "job_text": JOB, **more})


def uploads(client: httpx.Client, count: int) -> list[str]:
    sent = [send(client, f"Ada Example {number}".encode(), name=f"{number}.txt") for number in range(count)]
    return [each.json()["upload_id"] for each in sent]


def test_a_batch_is_answered_with_its_id_and_a_promise(ada: httpx.Client, database: Database) -> None:
    answer = ask(ada, uploads(ada, 3), name="Spring round")
    assert answer.status_code == 202
    batch_id = answer.json()["batch_id"]
    assert answer.json() == {"batch_id": batch_id, "known": False, "refused_criteria": []}
    assert answer.headers["location"] == f"/api/v1/batches/{batch_id}"
    assert len(database.run(lambda session: promises_for(session, [UUID(batch_id)]))) == 1
    batch = ada.get(f"/api/v1/batches/{batch_id}").json()
    assert (batch["name"], batch["job_title"], batch["status"]) == ("Spring round", "Backend developer", "pending")
    assert [(each["stage"], each["status"]) for each in batch["stages"]] == [("compare", "pending")]
    assert (batch["members"], batch["ranking"], batch["failed"]) == (3, [], [])
    assert [(each["filename"], each["status"]) for each in batch["waiting"]] == [
        ("0.txt", None),
        ("1.txt", None),
        ("2.txt", None),
    ]


def test_the_same_resumes_and_job_are_the_same_batch(ada: httpx.Client) -> None:
    sent = uploads(ada, 3)
    assert ask(ada, sent).json() == ask(ada, sent[::-1]).json()
    assert ask(ada, sent[:2]).json() != ask(ada, sent).json()


def test_a_ranked_batch_is_shown_best_first_with_those_that_failed(
    ada: httpx.Client, demo: DemoSet, database: Database, settings: Settings
) -> None:
    sent = [send(ada, each.sample.data, name=each.path.name).json()["upload_id"] for each in demo.members]
    members = [
        {"upload_id": each, "label": f"Number {place}", "is_primary": place == 2} for place, each in enumerate(sent)
    ]
    asked = {"members": members, "job_text": demo.job.read_text("utf-8")}
    batch_id = ada.post("/api/v1/batches", json=asked).json()["batch_id"]
    rank(UUID(batch_id), database, settings)
    batch = ada.get(f"/api/v1/batches/{batch_id}").json()
    assert batch["status"] == "completed"
    assert [each["rank"] for each in batch["ranking"]] == [1, 2, 3, 4, 5, 6]
    assert all(each["job_match"] is not None and each["band"] for each in batch["ranking"])
    assert {each["reason"] for each in batch["failed"]} == {"encrypted", "no_text"}
    assert batch["members"] == 8
    assert {each["filename"] for each in batch["ranking"] + batch["failed"]} == {
        each.path.name for each in demo.members
    }
    assert [each["upload_id"] for each in batch["ranking"] + batch["failed"] if each["is_primary"]] == [sent[2]]
    assert {each["label"] for each in batch["ranking"]} <= {f"Number {place}" for place in range(8)}
    # Another analysis of a member is reached from here.
    first = ada.get(f"/api/v1/analyses/{batch['ranking'][0]['analysis_id']}").json()
    assert (first["analysis_type"], first["batch_id"]) == ("comparison", batch_id)
    assert ada.post("/api/v1/batches", json=asked).json() == {
        "batch_id": batch_id,
        "known": True,
        "refused_criteria": [],
    }


def test_another_user_finds_no_batch_and_cannot_compare_what_is_not_theirs(
    ada: httpx.Client, grace: httpx.Client
) -> None:
    sent = uploads(ada, 1)
    batch_id = ask(ada, sent).json()["batch_id"]
    for method, path in (("GET", ""), ("POST", "/retry")):
        foreign = grace.request(method, f"/api/v1/batches/{batch_id}{path}")
        unknown = grace.request(method, f"/api/v1/batches/{uuid4()}{path}")
        assert foreign.status_code == unknown.status_code == 404
        assert foreign.content == unknown.content
    assert grace.get("/api/v1/batches").json() == {"batches": [], "next": None}
    foreign, unknown = ask(grace, sent), ask(grace, [str(uuid4())])
    assert foreign.status_code == unknown.status_code == 422
    assert foreign.content == unknown.content
    assert foreign.json()["errors"] == [{"where": "body.members.0.upload_id", "problem": "is no upload of yours"}]


def test_batches_are_listed_newest_first_by_pages(ada: httpx.Client) -> None:
    sent = uploads(ada, 3)
    asked = [ask(ada, [each]).json()["batch_id"] for each in sent]
    first = ada.get("/api/v1/batches", params={"limit": 2}).json()
    second = ada.get("/api/v1/batches", params={"limit": 2, "after": first["next"]}).json()
    listed = [each["batch_id"] for each in first["batches"] + second["batches"]]
    assert (listed, second["next"]) == (asked[::-1], None)


def test_a_cancelled_batch_is_tried_again_by_hand(ada: httpx.Client, database: Database) -> None:
    batch_id = ask(ada, uploads(ada, 1)).json()["batch_id"]
    cancelled = (
        update(ComparisonBatch)
        .where(ComparisonBatch.id == UUID(batch_id))
        .values(status=ComparisonBatchStatus.FAILED, reason_code=ReasonCode.CANCELLED, failure_reason="Cancelled.")
    )
    database.run(lambda session: session.execute(cancelled))
    answer = ada.post(f"/api/v1/batches/{batch_id}/retry")
    assert (answer.status_code, answer.json()) == (202, {"batch_id": batch_id, "known": False, "refused_criteria": []})
    assert ada.get(f"/api/v1/batches/{batch_id}").json()["status"] == "pending"


def test_a_ranked_batch_is_not_tried_again(
    ada: httpx.Client, demo: DemoSet, database: Database, settings: Settings
) -> None:
    batch_id = ask(ada, [send(ada, demo.members[0].sample.data).json()["upload_id"]]).json()["batch_id"]
    rank(UUID(batch_id), database, settings)
    answer = ada.post(f"/api/v1/batches/{batch_id}/retry")
    assert (answer.status_code, answer.json()["code"]) == (409, "not_again")


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"members": []}, "body.members"),
        ({"members": "all"}, "body.members"),
        ({"members": [{"upload_id": 7}]}, "body.members.0.upload_id"),
        ({"members": [{"upload_id": "7"}]}, "body.members.0.upload_id"),
        ({"job_text": " \n\t"}, "body.job_text"),
        ({"job_text": None}, "body.job_text"),
        ({"job_text": "x" * 50_001}, "body.job_text"),
        ({"name": "x" * 256}, "body.name"),
        ({"name": ["x"]}, "body.name"),
        ({"user_id": str(uuid4())}, "body"),
    ],
)
def test_what_cannot_be_used_is_named_by_its_place(ada: httpx.Client, change: dict[str, object], where: str) -> None:
    asked = {"members": [{"upload_id": str(uuid4())}], "job_text": JOB} | change
    answer = ada.post("/api/v1/batches", json=asked)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert [each["where"] for each in answer.json()["errors"]] == [where]
