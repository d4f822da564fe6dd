"""How far a batch has come, live: counted in Postgres, whoever works on it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from threading import Event, Thread
from uuid import UUID

from rich.progress import Progress, TaskID

from pathwise.commands.console import progress, words
from pathwise.storage.database import Database, DatabaseUnusableError, told_plainly
from pathwise.storage.rankings import StageCount, count_members
from pathwise_models.enums import ResumeAnalysisStatus, ResumeUploadStatus

SECONDS_BETWEEN = 0.5
READ = (ResumeUploadStatus.COMPLETED, ResumeUploadStatus.FAILED)
JUDGED = (ResumeAnalysisStatus.COMPLETED, ResumeAnalysisStatus.FAILED)


@contextmanager
def watched(batch_id: UUID, database: Database, url: str) -> Iterator[None]:
    """Show how many members are read and judged while the block runs, where stderr is a terminal."""
    if not words.is_terminal:
        yield
        return
    ended = Event()
    with progress() as bar:
        watcher = Thread(target=_watch, args=(batch_id, database, url, bar, ended), daemon=True)
        watcher.start()
        try:
            yield
        finally:
            ended.set()
            watcher.join()


def _watch(batch_id: UUID, database: Database, url: str, bar: Progress, ended: Event) -> None:
    reading, judging = bar.add_task("Read", total=None), bar.add_task("Judged", total=None)
    while not ended.wait(SECONDS_BETWEEN):
        # While the database is away the bars stand still; the run itself waits and says so.
        with suppress(DatabaseUnusableError), told_plainly(url):
            _show(database.run_once(lambda session: count_members(session, batch_id)), bar, reading, judging)


def _show(counts: Sequence[StageCount], bar: Progress, reading: TaskID, judging: TaskID) -> None:
    total = sum(count.members for count in counts)
    bar.update(reading, total=total, completed=sum(each.members for each in counts if each.reading in READ))
    bar.update(judging, total=total, completed=sum(each.members for each in counts if each.judging in JUDGED))
