"""A folder becomes uploads and a ranked batch; Prefect learns where it lies and whose it is, and no more."""

from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest
from prefect.client.schemas.objects import State
from sqlalchemy import func, select

from flows.launch import launch
from pathwise.demo.samples import write_demo
from pathwise.storage.database import Database
from pathwise.storage.rankings import load_members
from pathwise.storage.uploads import ensure_user
from pathwise_models.analyses import ResumeAnalysis
from pathwise_models.comparisons import ComparisonBatch
from pathwise_models.enums import ComparisonBatchStatus, ResumeAnalysisStatus
from pathwise_models.requests import RunRequest
from pathwise_models.uploads import ResumeUpload


@pytest.fixture
def user_id(database: Database) -> UUID:
    return database.run(lambda session: ensure_user(session, "ada@example.org"))[0]


@pytest.fixture(autouse=True)
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Allow the folder of the small demo: eight resumes, two of which cannot be read, and a job beside them."""
    write_demo(tmp_path, size="small")
    monkeypatch.setenv("PATHWISE_IMPORT_ROOT", str(tmp_path))
    monkeypatch.setenv("PATHWISE_CHUNK_SIZE", "3")
    return tmp_path


def run(api_url: str, **request: object) -> State[Any]:
    return launch(api_url, "import-resumes", "trigger:ui", {"request": request})


def summary(api_url: str, state: State[Any]) -> str:
    wanted = {"artifacts": {"flow_run_id": {"any_": [str(state.state_details.flow_run_id)]}}}
    found = httpx.post(f"{api_url}/artifacts/filter", json=wanted).json()
    return next(str(each["data"]) for each in found if each["key"] == "import-summary")


def test_a_folder_with_a_job_becomes_one_ranked_batch_and_the_same_again_is_known(
    api_url: str, database: Database, user_id: UUID
) -> None:
    asked = {"user_id": str(user_id), "place": "resumes", "job": "backend-developer.md"}
    state = run(api_url, **asked)
    assert (state.type.value, state.name) == ("COMPLETED", "Completed")
    assert state.message == "8 files became 8 uploads, 0 turned away."
    [batch] = database.run(lambda session: list(session.scalars(select(ComparisonBatch))))
    assert (batch.status, batch.user_id) == (ComparisonBatchStatus.COMPLETED, user_id)
    members = database.run(lambda session: load_members(session, batch.id))
    assert sum(member.rank is not None for member in members) == 6
    assert f"Batch `{batch.id}`" in summary(api_url, state)
    # Promised while it was under way, to this run: had it died, another one would have been started.
    [promise] = database.run(lambda session: list(session.scalars(select(RunRequest))))
    assert (promise.comparison_batch_id, promise.flow_run_id) == (batch.id, state.state_details.flow_run_id)

    assert run(api_url, **asked).name == "Completed"
    assert database.run(lambda session: session.scalar(select(func.count()).select_from(ResumeUpload))) == 8
    assert database.run(lambda session: session.scalar(select(func.count()).select_from(ComparisonBatch))) == 1


def test_without_a_job_each_resume_is_judged_by_itself(
    api_url: str, database: Database, user_id: UUID, monkeypatch: pytest.MonkeyPatch, root: Path
) -> None:
    monkeypatch.setenv("PATHWISE_MAX_FILE_BYTES", "1000000")
    (root / "resumes" / "huge.txt").write_bytes(b"x" * 2_000_000)
    state = run(api_url, user_id=str(user_id), place="resumes")
    assert state.message == "9 files became 8 uploads, 1 turned away."
    assert "| too_large | 1 |" in summary(api_url, state)
    statuses = database.run(lambda session: list(session.scalars(select(ResumeAnalysis.status))))
    assert statuses.count(ResumeAnalysisStatus.COMPLETED) == 6
    assert statuses.count(ResumeAnalysisStatus.FAILED) == 2


@pytest.mark.parametrize(
    ("hostile", "told"),
    [
        ({"user_id": str(UUID(int=1))}, "No user has the id"),
        ({"user_id": "ada@example.org"}, "user_id"),
        ({"place": "../.."}, "relative to PATHWISE_IMPORT_ROOT"),
        ({"job": "../job.md"}, "relative to PATHWISE_IMPORT_ROOT"),
        ({"job_text": "Wanted: a developer"}, "job_text"),
    ],
)
def test_what_cannot_be_asked_is_refused_and_nothing_is_stored(
    api_url: str, database: Database, user_id: UUID, hostile: dict[str, object], told: str
) -> None:
    state = run(api_url, **({"user_id": str(user_id), "place": "resumes"} | hostile))
    assert state.type.value == "FAILED"
    assert told in str(state.message)
    assert database.run(lambda session: session.scalar(select(func.count()).select_from(ResumeUpload))) == 0
