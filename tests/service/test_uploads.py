"""Resumes over HTTP: taken in, listed, shown; each key sees its own user's alone."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID, uuid4

import httpx
import pytest

from pathwise.demo.samples import DemoSet
from pathwise.storage.database import Database
from pathwise.storage.results import cancel_waiting
from pathwise.storage.run_requests import promises_for
from tests.service.conftest import send

RESUME = (
    b"Ada Example\nada@example.org\n\nExperience\n2020-01 to 2024-05 Engineer, Example Ltd\nBuilt things in Python.\n"
)
JOB = "Backend developer\n\nMust have:\n- Python\n- PostgreSQL\n"
Work = Callable[[str], None]


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_an_upload_is_answered_with_the_ids_of_what_will_come(ada: httpx.Client, database: Database) -> None:
    answer = send(ada, RESUME, job_text=JOB)
    assert answer.status_code == 202
    taken = answer.json()
    assert taken["known"] is False
    assert answer.headers["location"] == f"/api/v1/analyses/{taken['analysis_id']}"
    [promise] = database.run(lambda session: promises_for(session, [UUID(taken["analysis_id"])]))
    assert str(promise.upload_id) == taken["upload_id"]


def test_its_bytes_lie_in_the_store_and_nothing_else(ada: httpx.Client, tmp_path: Path) -> None:
    send(ada, RESUME)
    assert [path.read_bytes() for path in files_in(tmp_path / "store")] == [RESUME]


def test_the_same_bytes_again_are_the_same_ids(ada: httpx.Client, tmp_path: Path) -> None:
    first = send(ada, RESUME, job_text=JOB).json()
    assert send(ada, RESUME, name="another-name.txt", job_text=JOB).json() == first
    assert len(files_in(tmp_path / "store")) == 1


def test_what_is_refused_as_no_resume_is_judged_once_its_sender_says_that_it_is_one(
    ada: httpx.Client, work: Work
) -> None:
    prices = "Menu\n" + "".join(f"Dish {number} {number}.50 €\n" for number in range(9))
    taken = send(ada, prices.encode()).json()
    address = f"/api/v1/analyses/{taken['analysis_id']}"
    work(taken["analysis_id"])
    assert (ada.get(address).json()["reason"], send(ada, prices.encode()).json()["known"]) == ("not_a_resume", True)
    assert send(ada, prices.encode(), as_resume="true").json() == taken
    work(taken["analysis_id"])
    assert ada.get(address).json()["status"] == "completed"


def test_an_answer_that_is_neither_yes_nor_no_is_refused_and_nothing_kept(ada: httpx.Client, tmp_path: Path) -> None:
    answer = send(ada, RESUME, as_resume="maybe")
    assert (answer.status_code, answer.json()["errors"][0]["where"]) == (422, "body.as_resume")
    assert files_in(tmp_path / "store") == []


def test_another_job_is_another_analysis_of_the_same_upload(ada: httpx.Client) -> None:
    with_job, without = send(ada, RESUME, job_text=JOB).json(), send(ada, RESUME).json()
    assert with_job["upload_id"] == without["upload_id"]
    assert with_job["analysis_id"] != without["analysis_id"]


def test_an_upload_is_shown_with_its_stage_and_its_analyses(ada: httpx.Client) -> None:
    taken = send(ada, RESUME, name="Ada's résumé.txt", job_text=JOB, job_title="Developer").json()
    upload = ada.get(f"/api/v1/uploads/{taken['upload_id']}").json()
    assert (upload["filename"], upload["size_bytes"], upload["status"]) == ("Ada's résumé.txt", len(RESUME), "pending")
    assert [(each["stage"], each["status"], each["attempt"]) for each in upload["stages"]] == [
        ("extract", "pending", 0)
    ]
    assert [(each["analysis_id"], each["status"], each["job_title"]) for each in upload["analyses"]] == [
        (taken["analysis_id"], "pending", "Developer")
    ]


def test_an_analysis_is_shown_stage_by_stage_and_with_everything_that_came_of_it(
    ada: httpx.Client, demo: DemoSet, work: Work
) -> None:
    taken = send(ada, demo.members[0].sample.data, job_text=demo.job.read_text("utf-8")).json()
    address = f"/api/v1/analyses/{taken['analysis_id']}"
    before = ada.get(address).json()
    assert (before["status"], before["overall"], before["metrics"]) == ("pending", None, [])
    work(taken["analysis_id"])
    after = ada.get(address).json()
    assert [(each["stage"], each["status"]) for each in after["stages"]] == [
        ("extract", "completed"),
        ("score", "completed"),
        ("feedback", "completed"),
    ]
    assert after["status"] == "completed"
    assert after["overall"] == after["job_match"] > 0
    assert after["metrics"]
    assert after["feedback"]
    assert {each["importance"] for each in after["requirements"]} <= {"must", "nice"}
    assert after["requirements"][0]["text"]
    assert send(ada, demo.members[0].sample.data, job_text=demo.job.read_text("utf-8")).json()["known"] is True


def test_a_refused_file_is_shown_with_its_reason(ada: httpx.Client, work: Work) -> None:
    taken = send(ada, b"%PDF-1.7 and then nothing that a reader could use").json()
    work(taken["analysis_id"])
    analysis = ada.get(f"/api/v1/analyses/{taken['analysis_id']}").json()
    assert (analysis["status"], analysis["reason"]) == ("failed", "corrupt")
    assert analysis["message"]
    assert ada.get(f"/api/v1/uploads/{taken['upload_id']}").json()["reason"] == "corrupt"


def test_another_user_finds_nothing_and_is_told_the_same_as_of_an_unknown_id(
    ada: httpx.Client, grace: httpx.Client
) -> None:
    taken = send(ada, RESUME).json()
    for kind, key in (("uploads", "upload_id"), ("analyses", "analysis_id")):
        foreign, unknown = grace.get(f"/api/v1/{kind}/{taken[key]}"), grace.get(f"/api/v1/{kind}/{uuid4()}")
        assert foreign.status_code == unknown.status_code == 404
        assert foreign.content == unknown.content
    assert grace.post(f"/api/v1/analyses/{taken['analysis_id']}/retry").status_code == 404
    assert grace.get("/api/v1/uploads").json() == {"uploads": [], "next": None}


def test_another_user_with_the_same_bytes_has_other_ids(ada: httpx.Client, grace: httpx.Client) -> None:
    assert not set(send(ada, RESUME).json().values()) & set(send(grace, RESUME).json().values()) - {False}


def test_uploads_are_listed_newest_first_by_pages(ada: httpx.Client) -> None:
    sent = [send(ada, RESUME + bytes(str(number), "ascii")).json()["upload_id"] for number in range(5)]
    listed: list[str] = []
    after: dict[str, str] = {}
    for length in (2, 2, 1):
        page = ada.get("/api/v1/uploads", params={"limit": 2, **after}).json()
        assert len(page["uploads"]) == length
        listed += [each["upload_id"] for each in page["uploads"]]
        after = {"after": page["next"]}
    assert after == {"after": None}
    assert listed == sent[::-1]


def test_a_page_after_what_is_another_users_is_empty(ada: httpx.Client, grace: httpx.Client) -> None:
    foreign = send(ada, RESUME).json()["upload_id"]
    send(grace, RESUME)
    assert grace.get("/api/v1/uploads", params={"after": foreign}).json()["uploads"] == []


def test_what_was_cancelled_is_tried_again_by_hand(ada: httpx.Client, database: Database) -> None:
    taken = send(ada, RESUME).json()
    analysis_id = UUID(taken["analysis_id"])
    database.run(lambda session: cancel_waiting(session, [analysis_id]))
    assert ada.get(f"/api/v1/analyses/{analysis_id}").json()["reason"] == "cancelled"
    answer = ada.post(f"/api/v1/analyses/{analysis_id}/retry")
    assert (answer.status_code, answer.json()) == (202, taken)
    assert ada.get(f"/api/v1/analyses/{analysis_id}").json()["status"] == "pending"
    assert len(database.run(lambda session: promises_for(session, [analysis_id]))) == 1


def test_what_cannot_end_better_is_not_tried_again(ada: httpx.Client, demo: DemoSet, work: Work) -> None:
    for data in (demo.members[0].sample.data, b"%PDF-1.7 and then nothing"):
        analysis_id = send(ada, data).json()["analysis_id"]
        work(analysis_id)
        answer = ada.post(f"/api/v1/analyses/{analysis_id}/retry")
        assert (answer.status_code, answer.json()["code"]) == (409, "not_again")


@pytest.mark.parametrize("name", ["plain.txt", "with spaces and 'quotes'.txt", "Łódź 履歴書.pdf", "%2e%2e%2f.txt"])
def test_a_name_is_kept_as_it_was_sent(ada: httpx.Client, name: str) -> None:
    taken = send(ada, RESUME, name=name).json()
    assert ada.get(f"/api/v1/uploads/{taken['upload_id']}").json()["filename"] == name
