"""A file store that is away is no file's fault: nothing is put on record against a resume, and it is tried again."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast
from uuid import UUID

import pytest
from prefect.states import Failed

from pathwise.demo.samples import DemoSet, write_demo
from pathwise.settings import load_settings
from pathwise.storage.database import Database
from pathwise.storage.store_failures import FileStoreError
from pathwise_models.analyses import ResumeAnalysis
from pathwise_models.enums import ResumeAnalysisStatus, ResumeUploadStatus
from pathwise_models.uploads import ResumeUpload
from tasks.chunks import process_members
from tasks.extract import extract_text
from tasks.outcomes import Ending
from tasks.retries import waiting_can_cure


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> DemoSet:
    return write_demo(tmp_path_factory.mktemp("demo"), size="small")


@contextmanager
def store_away() -> Iterator[None]:
    """Put a file where the folder of the store is, for as long as the block runs."""
    folder = Path(load_settings().file_store_url, "uploads")
    aside = folder.rename(folder.with_name("aside"))
    folder.write_bytes(b"")
    yield
    folder.unlink()
    aside.rename(folder)


def standing(database: Database, upload_id: UUID, analysis_id: UUID) -> tuple[object, ...]:
    upload = database.run(lambda session: session.get_one(ResumeUpload, upload_id))
    analysis = database.run(lambda session: session.get_one(ResumeAnalysis, analysis_id))
    return upload.upload_status, upload.reason_code, analysis.status, analysis.reason_code


@pytest.mark.usefixtures("same_run")
def test_reading_goes_on_once_the_store_is_back(
    database: Database, samples: DemoSet, ids_of: Callable[..., tuple[UUID, UUID]]
) -> None:
    upload_id, analysis_id = ids_of(samples.members[0].path)
    with store_away(), pytest.raises(FileStoreError, match="file exists"):
        extract_text.fn(upload_id)
    assert standing(database, upload_id, analysis_id) == (
        ResumeUploadStatus.PROCESSING,
        None,
        ResumeAnalysisStatus.PENDING,
        None,
    )
    assert extract_text.fn(upload_id).ending is Ending.COMPLETED


@pytest.mark.usefixtures("same_run")
def test_a_chunk_goes_on_once_the_store_is_back(
    database: Database, samples: DemoSet, ids_of: Callable[..., tuple[UUID, UUID]]
) -> None:
    upload_id, analysis_id = ids_of(samples.members[0].path)
    with store_away(), pytest.raises(FileStoreError):
        process_members.fn([analysis_id])
    assert standing(database, upload_id, analysis_id) == (
        ResumeUploadStatus.PROCESSING,
        None,
        ResumeAnalysisStatus.RUNNING,
        None,
    )
    [outcome] = process_members.fn([analysis_id])
    assert outcome.ending is Ending.COMPLETED


@pytest.mark.parametrize(
    ("error", "tags", "is_retried"),
    [
        (FileStoreError("it does not answer"), [], True),
        (FileStoreError("it does not answer"), ["trigger:command-line"], False),
        (ValueError("a fault of the program"), [], False),
    ],
)
def test_waiting_is_thought_to_cure_it(error: Exception, tags: list[str], is_retried: bool) -> None:
    run = cast("Any", type("Run", (), {"tags": tags}))
    assert waiting_can_cure(cast("Any", None), run, Failed(data=error)) is is_retried
