"""From files to stored results: taken in, run through the flows, waited for. What `process` and `demo` share."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar
from uuid import UUID

from pathwise.commands.console import progress, say, with_progress
from pathwise.commands.orchestration import Orchestration, orchestration
from pathwise.documents.collection import Candidate
from pathwise.documents.model import Refusal
from pathwise.manifest import current_versions
from pathwise.settings import Settings
from pathwise.storage.analyses import Question
from pathwise.storage.database import Database, DatabaseUnusableError, shared_database, told_plainly
from pathwise.storage.files import FileStore
from pathwise.storage.intake import TakenIn, TurnedAway, take_in
from pathwise.storage.results import AnalysisResult, cancel_waiting, load_results, open_claims
from pathwise.storage.uploads import ensure_user
from pathwise_models.enums import ReasonCode, ResumeAnalysisStatus

T = TypeVar("T")

CHUNKS_FROM = 10
"""From this many uploads on they go in chunks; fewer get a flow run each, which shows more in Prefect."""

POLL_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Processed:
    """What became of files, in the order given.

    Attributes:
        user_id: Whose they are.
        entries: What each file became.
        results: Analyses as they stand, by id.
        known: Analyses that had ended before: same file, same question, same rules.
    """

    user_id: UUID
    entries: Sequence[TakenIn | TurnedAway]
    results: dict[UUID, AnalysisResult]
    known: frozenset[UUID]

    def succeeded(self) -> Iterator[tuple[str, AnalysisResult]]:
        """Give the files that have a result, with it."""
        for entry in self.entries:
            if isinstance(entry, TakenIn) and self._is_completed(entry):
                yield entry.label, self.results[entry.analysis_id]

    def failed(self) -> Iterator[tuple[str, Refusal, AnalysisResult | None]]:
        """Give the files that have none, with the reason and, where they were stored, the analysis."""
        for entry in self.entries:
            if isinstance(entry, TurnedAway):
                yield entry.label, entry.refusal, None
            elif not self._is_completed(entry):
                result = self.results[entry.analysis_id]
                reason = result.reason or ReasonCode.INTERRUPTED
                yield entry.label, Refusal(reason, result.message or "It has not ended. Run the same again."), result

    def _is_completed(self, entry: TakenIn) -> bool:
        return self.results[entry.analysis_id].status is ResumeAnalysisStatus.COMPLETED


def process_stored(
    settings: Settings, candidates: Sequence[Candidate], email: str, job_text: str | None, *, force: bool = False
) -> Processed:
    """Take files in, run them through the flows, and load what came of them; bring up what that needs.

    Interrupted, by Ctrl-C or a signal, it puts what waited on record as cancelled; what ran is recorded by its stage.

    Raises:
        PathwiseError: Something broke that is not a file's fault: the database, Prefect, or a flow.
    """
    with orchestration(settings) as around:
        return process_within(around, candidates, email, Question(job_text=job_text), force=force)


def process_within(
    around: Orchestration, candidates: Sequence[Candidate], email: str, question: Question, *, force: bool = False
) -> Processed:
    """Do the same with what is up already. Raises as `process_stored` does."""
    database = shared_database()
    user_id, is_new = database.run(lambda session: ensure_user(session, email))
    if is_new:
        say(f"New user {email}, id {user_id}.")
    entries: list[TakenIn | TurnedAway] = []
    try:
        for taken in _take_in(candidates, user_id, question, around.settings, force=force):
            entries += taken
        pairs = _pairs(entries)
        unfinished = database.run(lambda session: open_claims(session, list(pairs)))
        _run_flows(pairs, around)
        _wait_for_others(pairs, around, database)
    except (KeyboardInterrupt, SystemExit):
        _cancel(list(_pairs(entries)), around, database)
        raise
    results = database.run(lambda session: load_results(session, list(pairs)))
    known = frozenset(pairs) - frozenset(unfinished)
    return Processed(user_id, entries, {each.analysis_id: each for each in results}, known)


def _pairs(entries: Sequence[TakenIn | TurnedAway]) -> dict[UUID, UUID]:
    """Give the upload of each analysis."""
    return {entry.analysis_id: entry.upload_id for entry in entries if isinstance(entry, TakenIn)}


def _cancel(analysis_ids: Sequence[UUID], around: Orchestration, database: Database) -> None:
    """Put what waits on record as cancelled, and say how it stands."""
    try:
        with told_plainly(around.database_url):
            database.run_once(lambda session: cancel_waiting(session, analysis_ids))
            results = database.run_once(lambda session: load_results(session, analysis_ids))
    except DatabaseUnusableError:
        say("Stopped. The database does not answer; the same command goes on once it does.")
        return
    done = sum(each.status is ResumeAnalysisStatus.COMPLETED for each in results)
    say(f"Stopped: {done} of {len(analysis_ids)} are done and kept. The same command goes on with the others.")


def _take_in(
    candidates: Sequence[Candidate], user_id: UUID, question: Question, settings: Settings, *, force: bool
) -> Iterator[list[TakenIn | TurnedAway]]:
    versions, store, database = current_versions(), FileStore(settings.file_store_url), shared_database()
    chunks = _chunks(candidates, settings.chunk_size)
    for chunk in with_progress(chunks, len(chunks), "Storing"):
        yield take_in(chunk, user_id, question, versions, store=store, database=database, force=force)


def _run_flows(pairs: dict[UUID, UUID], around: Orchestration) -> None:
    """Run a flow an upload, or for many a flow a chunk."""
    with progress() as bar:
        done = bar.add_task("Reading and judging", total=len(pairs))
        if len(pairs) < CHUNKS_FROM:
            for analysis_id, upload_id in pairs.items():
                around.run_flow("process-upload", request={"upload_id": upload_id, "analysis_id": analysis_id})
                bar.advance(done)
        else:
            for chunk in _chunks(list(pairs), around.settings.chunk_size):
                around.run_flow("process-chunk", analysis_ids=list(chunk))
                bar.advance(done, len(chunk))


def _wait_for_others(pairs: dict[UUID, UUID], around: Orchestration, database: Database) -> None:
    """Wait for what other runs have claimed; take over what they let go."""
    told = False
    while waiting := database.run(lambda session: open_claims(session, list(pairs))):
        free = [each for each, until in waiting.items() if until is None or until < datetime.now(UTC)]
        if free:
            _run_flows({each: pairs[each] for each in free}, around)
            continue
        if not told:
            say(f"Another run works on {len(waiting)} of these; waiting for it, or for its claim to run out.")
            told = True
        time.sleep(POLL_SECONDS)


def _chunks(items: Sequence[T], size: int) -> list[Sequence[T]]:
    return [items[start : start + size] for start in range(0, len(items), size)]
