"""The same stages over many analyses at once: one claim, one pass through the pool, one transaction that keeps all.

A member's outcome is its own: what one file does wrong never touches the others.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from prefect import task
from sqlalchemy.orm import Session

from pathwise.documents.model import Refusal
from pathwise.inspection import Inspection
from pathwise.manifest import RulesVersions
from pathwise.orders import RecordOrder, Records, StoreTrouble, record
from pathwise.settings import load_settings
from pathwise.storage.analyses import keep_feedback, keep_scores
from pathwise.storage.assignments import load_assignments
from pathwise.storage.cases import Case, load_cases
from pathwise.storage.database import shared_database
from pathwise.storage.inspections import keep_inspections
from pathwise.storage.stage_runs import Failure, StageClaim, complete, fail, record_completed
from pathwise.storage.store_failures import FileStoreError
from pathwise.workers.failure import ItemFailure
from pathwise.workers.shared import shared_pool
from pathwise_models.enums import Stage
from tasks.extract import read_orders
from tasks.outcomes import Ending, Outcome
from tasks.retries import STAGE_TASK
from tasks.rules import rules_in_force
from tasks.run_context import current_claimant
from tasks.stages import ClaimedWork, Claiming, claimed, outcome_of, report

Result = Records | Refusal | ItemFailure


@dataclass(frozen=True, slots=True)
class _Results:
    """What the pool made of a chunk.

    Attributes:
        by_upload: A result for each upload that was claimed, or whose analysis was.
        cases: The claimed analyses.
    """

    by_upload: Mapping[UUID, Result]
    cases: Mapping[UUID, Case]

    def of(self, subject_id: UUID) -> Result | None:
        """Give the result of an upload, or of the upload of an analysis; None for what was not claimed."""
        case = self.cases.get(subject_id)
        return self.by_upload.get(case.upload_id if case else subject_id)


@task(name="process-members", tags={"stage:extract", "stage:score", "stage:feedback"}, **STAGE_TASK)
def process_members(analysis_ids: list[UUID]) -> list[Outcome]:
    """Take analyses through all stages. Safe to run again: what is done stays, what is left is done.

    Returns:
        An outcome for each analysis, in the order given.

    Raises:
        OperationalError: Postgres is away. Retried.
        FileStoreError: The file store cannot be used. Retried.

    Writes:
        All that extract-text, score-resume and write-feedback write, for all members in one transaction; a member
        whose claim was lost to another run is left to that run.
    """
    versions = rules_in_force()
    with claimed(lambda session, claim_free: _take(session, claim_free, analysis_ids, versions)) as work:
        results = _compute(work, versions)
        kept = work.save(lambda session, held: _keep(session, held, results))
    for upload_id, result in results.by_upload.items():
        if not isinstance(result, Records):
            report(upload_id, result)
    return [_outcome(analysis_id, results.of(analysis_id), kept) for analysis_id in analysis_ids]


def _take(
    session: Session, claim_free: Claiming, analysis_ids: Sequence[UUID], versions: RulesVersions
) -> list[StageClaim]:
    """Claim the uploads that are to be read, and the analyses whose upload is read or claimed."""
    assignments = [each for each in load_assignments(session, analysis_ids, versions) if not each.is_ended]
    uploads = claim_free(Stage.EXTRACT, {each.upload_id for each in assignments if not each.has_profile})
    readable = {each.subject_id for each in uploads}
    return uploads + claim_free(
        Stage.SCORE,
        {each.analysis_id for each in assignments if each.has_profile or each.upload_id in readable},
    )


def _compute(work: ClaimedWork, versions: RulesVersions) -> _Results:
    """Send every claimed upload through the pool, with the questions of all its claimed analyses."""
    settings = load_settings()
    to_read, to_judge = work.subjects(Stage.EXTRACT), work.subjects(Stage.SCORE)
    database = shared_database()
    reading = database.run(lambda session: read_orders(session, to_read, versions, settings))
    cases = database.run(lambda session: load_cases(session, to_judge, versions))
    sources = reading | {
        case.upload_id: case.reading
        for case in cases.values()
        if case.upload_id not in reading and isinstance(case.reading, Inspection)
    }
    questions: dict[UUID, dict[UUID, str | None]] = defaultdict(dict)
    for analysis_id, case in cases.items():
        questions[case.upload_id][analysis_id] = case.job_text
    hashes = {case.upload_id: case.content_sha256 for case in cases.values()}
    orders = [
        RecordOrder(upload_id, hashes.get(upload_id), source, questions[upload_id])
        for upload_id, source in sources.items()
    ]
    return _Results(dict(zip(sources, _records(orders), strict=True)), cases)


def _records(orders: Sequence[RecordOrder]) -> Iterator[Result]:
    for result in shared_pool(load_settings()).map(record, orders):
        if isinstance(result, StoreTrouble):
            # What is true of one file is true of all: the store is tried again with the whole chunk.
            raise FileStoreError(result.problem)
        yield result


def _keep(session: Session, held: Sequence[StageClaim], results: _Results) -> None:
    """Write what was computed, for the claims that still are this run's."""
    good = [(each, result) for each in held if isinstance(result := results.of(each.subject_id), Records)]
    judged = {each.subject_id: result for each, result in good if each.stage is Stage.SCORE}
    keep_inspections(
        session, [result.inspection for each, result in good if each.stage is Stage.EXTRACT and result.inspection]
    )
    keep_scores(session, {analysis_id: result.scores[analysis_id] for analysis_id, result in judged.items()})
    keep_feedback(session, {analysis_id: result.feedback[analysis_id] for analysis_id, result in judged.items()})
    complete(session, [each for each, _ in good])
    record_completed(session, Stage.FEEDBACK, list(judged), current_claimant())
    fail(
        session,
        [
            (each, Failure(result.reason, result.message))
            for each in held
            if isinstance(result := results.of(each.subject_id), Refusal | ItemFailure)
        ],
    )


def _outcome(analysis_id: UUID, result: Result | None, kept: Collection[UUID]) -> Outcome:
    if result is None:
        return Outcome(analysis_id, Ending.CLAIMED_ELSEWHERE)
    return outcome_of(analysis_id, result, kept)
