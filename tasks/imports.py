"""What is imported: files at an allowed place become uploads, and a batch or a question of each by itself."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from prefect import task
from prefect.artifacts import create_markdown_artifact
from sqlalchemy.orm import Session

from pathwise.commands.arguments import read_job
from pathwise.errors import InvalidInputError, UnknownUserError
from pathwise.imports import ImportRefusedError, ImportSource, find_files, find_job
from pathwise.job.requirements import read_requirements
from pathwise.settings import Settings, load_settings
from pathwise.storage.analyses import Question, open_analyses
from pathwise.storage.batches import ComparisonWish, MemberWish, batch_state, open_batch
from pathwise.storage.database import shared_database
from pathwise.storage.files import FileStore
from pathwise.storage.intake import FileAtHand, TurnedAway, Uploaded, upload
from pathwise.storage.results import open_claims
from pathwise.storage.run_requests import note_accepted, promise_batches, promises_for
from pathwise.storage.uploads import has_user
from pathwise_models.enums import StageTrigger
from tasks.progress import Progress
from tasks.retries import STAGE_TASK
from tasks.rules import rules_in_force
from tasks.run_context import current_claimant


@dataclass(frozen=True, slots=True)
class ImportWish:
    """What is to be imported.

    Attributes:
        user_id: Whose resumes they are.
        source: Where the place lies.
        place: Relative to the import root or to the file store.
        job: File of the job, relative to the import root; None to judge each resume by itself.
        as_resumes: Take every file for a resume, whatever it looks like.
    """

    user_id: UUID
    source: ImportSource
    place: str
    job: str | None
    as_resumes: bool = False


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of the files of a place.

    Attributes:
        files: How many there were.
        upload_ids: Uploads they became, each once, in the order of the files.
        turned_away: How many were not stored, by reason code.
    """

    files: int
    upload_ids: Sequence[UUID]
    turned_away: Mapping[str, int]


@task(name="import-files", tags={"area:import"}, **STAGE_TASK)
def import_files(wish: ImportWish) -> Imported:
    """Store the files of a place as uploads of a user, a chunk at a time. Safe to run again: same bytes, same upload.

    Raises:
        UnknownUserError: There is no such user. Not retried.
        ImportRefusedError: The place, or the job, is not there or not allowed. Not retried.

    Writes:
        The file store; `resume_uploads`.
    """
    settings, database = load_settings(), shared_database()
    if not database.run(lambda session: has_user(session, wish.user_id)):
        raise UnknownUserError(wish.user_id)
    if wish.job:
        find_job(wish.job, settings)
    files = find_files(wish.source, wish.place, settings, as_resumes=wish.as_resumes)
    progress = Progress(current_claimant().flow_run_id, len(files))
    uploads: dict[UUID, None] = {}
    reasons: Counter[str] = Counter()
    for entries in _stored(files, wish.user_id, settings):
        uploads |= {each.upload_id: None for each in entries if isinstance(each, Uploaded)}
        reasons.update(each.refusal.reason.value for each in entries if isinstance(each, TurnedAway))
        progress.advance(len(entries))
    return Imported(len(files), list(uploads), reasons)


@task(name="open-import", tags={"area:import"}, **STAGE_TASK)
def open_imported(imported: Imported) -> list[list[UUID]]:
    """Open the question about each imported resume by itself. Safe to run again.

    Returns:
        The analyses that have not ended, in chunks.

    Writes:
        `resume_analyses`, unless they are there.
    """
    size, versions = load_settings().chunk_size, rules_in_force()
    chunks = []
    for start in range(0, len(imported.upload_ids), size):
        uploads = imported.upload_ids[start : start + size]

        def work(session: Session, ids: Sequence[UUID] = uploads) -> list[UUID]:
            opened = open_analyses(session, ids, Question(), versions)
            return [*open_claims(session, list(opened.values()))]

        chunks.append(shared_database().run(work))
    return [chunk for chunk in chunks if chunk]


@task(name="open-imported-batch", tags={"area:import"}, **STAGE_TASK)
def open_imported_batch(wish: ImportWish, imported: Imported) -> UUID:
    """Make one batch of what was imported, and promise that it is compared. Safe to run again: the same batch.

    The promise is this run's own: if it dies, another run is started for the batch.

    Raises:
        ImportRefusedError: The job cannot be read. Not retried.

    Writes:
        `comparison_batches`, `batch_members`; a row of `run_requests`.
    """
    job_text = _read_job(wish.job or "", load_settings())
    members = tuple(MemberWish(each) for each in imported.upload_ids)
    comparison = ComparisonWish(job_text, read_requirements(job_text).title, None, members)
    run_id, versions = current_claimant().flow_run_id, rules_in_force()

    def work(session: Session) -> UUID:
        batch_id = open_batch(session, wish.user_id, comparison, versions)
        state = batch_state(session, batch_id)
        if state is None or state.is_ended:
            return batch_id
        promise_batches(session, [batch_id], StageTrigger.UI)
        for promise in promises_for(session, [batch_id]):
            note_accepted(session, promise, run_id)
        return batch_id

    return shared_database().run(work)


@task(name="publish-import", tags={"area:import"}, **STAGE_TASK)
def publish_import(imported: Imported, batch_id: UUID | None) -> None:
    """Show what became of the files. Safe to run again.

    Writes:
        A version of the artifact `import-summary` in Prefect: counts, reason codes, the batch's id.
    """
    lines = [count_imported(imported)]
    if batch_id:
        lines.append(f"Batch `{batch_id}`; its ranking is the artifact `batch-{batch_id}`.")
    if imported.turned_away:
        rows = "\n".join(f"| {reason} | {count} |" for reason, count in sorted(imported.turned_away.items()))
        lines.append(f"| Turned away | Files |\n|---|---|\n{rows}")
    create_markdown_artifact(
        key="import-summary", markdown="\n\n".join(lines) + "\n", description="What was taken in, and what not."
    )


def count_imported(imported: Imported) -> str:
    """Say how many files became uploads.

    Example:
        >>> count_imported(Imported(3, [UUID(int=1)], {"too_large": 1}))
        '3 files became 1 upload, 1 turned away.'
    """
    count = len(imported.upload_ids)
    away = sum(imported.turned_away.values())
    return f"{imported.files} files became {count} upload{'' if count == 1 else 's'}, {away} turned away."


def _stored(files: Sequence[FileAtHand], user_id: UUID, settings: Settings) -> Iterator[list[Uploaded | TurnedAway]]:
    store, database, size = FileStore(settings.file_store_url), shared_database(), settings.chunk_size
    for start in range(0, len(files), size):
        yield upload(files[start : start + size], user_id, store=store, database=database)


def _read_job(place: str, settings: Settings) -> str:
    path = find_job(place, settings)
    try:
        return read_job(path, settings)
    except InvalidInputError:
        # That error names the file.
        raise ImportRefusedError("The job cannot be read. `pathwise inspect` says why.") from None
