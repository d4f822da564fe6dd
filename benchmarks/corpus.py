"""The resumes that are measured: made by the demo, stored once, opened anew for every run."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from multiprocessing.pool import Pool
from uuid import UUID, uuid4

from pathwise.demo.generator import make_resume
from pathwise.documents.model import ReadingLimits
from pathwise.job.requirements import read_requirements
from pathwise.manifest import current_versions
from pathwise.orders import AnswerOrder, ReadOrder
from pathwise.resume.months import YearMonth
from pathwise.settings import PROJECT_ROOT
from pathwise.storage.batches import ComparisonWish, MemberWish, open_batch
from pathwise.storage.database import Database
from pathwise.storage.files import FileStore, StoredFile
from pathwise.storage.uploads import Arrival, ensure_user, register_uploads

SEED = 2026
AT_ONCE = 500
"""Uploads registered by one statement."""


def job_text() -> str:
    """Read the job that all are compared for."""
    return (PROJECT_ROOT / "pathwise" / "demo" / "backend-developer.md").read_text(encoding="utf-8")


def store_files(count: int, store_url: str, pool: Pool) -> list[StoredFile]:
    """Make resumes of all layouts and put them into the file store, in the order of their index."""
    return pool.map(partial(_store_file, store_url), range(count), chunksize=16)


def open_comparison(files: Sequence[StoredFile], database: Database) -> UUID:
    """Make stored files uploads of a new user, and a batch of them.

    Nothing of an earlier run is known of them but the bytes, which every user stores anew.
    """
    user_id, _ = database.run(lambda session: ensure_user(session, f"{uuid4()}@example.org"))
    uploads: list[UUID] = []
    for start in range(0, len(files), AT_ONCE):
        arrivals = [Arrival("resume", each) for each in files[start : start + AT_ONCE]]
        uploads += database.run(partial(register_uploads, user_id=user_id, arrivals=arrivals))
    text = job_text()
    wish = ComparisonWish(text, read_requirements(text).title, None, tuple(MemberWish(each) for each in uploads))
    return database.run(lambda session: open_batch(session, user_id, wish, current_versions()))


def answer_orders(files: Sequence[StoredFile], store_url: str) -> Iterator[AnswerOrder]:
    """Write the orders that the flow writes for such uploads."""
    today = datetime.now(UTC)
    questions = (job_text(),)
    for each in files:
        reading = ReadOrder(store_url, each.key, ReadingLimits(), YearMonth(today.year, today.month))
        yield AnswerOrder(reading, questions)


def _store_file(store_url: str, index: int) -> StoredFile:
    return FileStore(store_url).put(make_resume(index, SEED).data)
