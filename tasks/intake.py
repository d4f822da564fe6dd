"""What begins a run: the question asked of an upload, found or made."""

from uuid import UUID

from prefect import task
from sqlalchemy.orm import Session

from pathwise.errors import UnknownUploadError
from pathwise.manifest import current_versions
from pathwise.storage.analyses import Question, open_analyses
from pathwise.storage.assignments import Assignment, load_assignments
from pathwise.storage.database import shared_database
from pathwise.storage.stage_runs import record_skipped
from pathwise_models.enums import ResumeAnalysisStatus, Stage
from tasks.outcomes import Ending, Outcome
from tasks.retries import STAGE_TASK
from tasks.run_context import current_claimant

KNOWN_MESSAGE = "Nothing to do: the same file, asked the same under the same rules, has this answer already."


@task(name="open-analysis", task_run_name="open-{upload_id}", tags={"stage:score"}, **STAGE_TASK)
def open_analysis(upload_id: UUID) -> UUID:
    """Find or make the analysis of an upload by itself, without a job. Safe to run again.

    Returns:
        The analysis' id.

    Raises:
        UnknownUploadError: There is no such upload. Not retried.

    Writes:
        A row of `resume_analyses`, unless it is there.
    """
    opened = shared_database().run(lambda session: open_analyses(session, [upload_id], Question(), current_versions()))
    if upload_id not in opened:
        raise UnknownUploadError(upload_id)
    return opened[upload_id]


@task(name="sort-known", tags={"stage:score"}, **STAGE_TASK)
def sort_known(analysis_ids: list[UUID]) -> list[Outcome]:
    """Tell which analyses have their answer already: one query, no file opened.

    Returns:
        An outcome for each that is completed, or was refused for good; the others are left out.

    Writes:
        A `skipped` row of `stage_runs` for each of them: it was asked for, and nothing was to do.
    """
    versions, claimant = current_versions(), current_claimant()

    def sort(session: Session) -> list[Assignment]:
        known = [each for each in load_assignments(session, analysis_ids, versions) if each.is_ended]
        record_skipped(session, Stage.SCORE, [each.analysis_id for each in known], claimant, KNOWN_MESSAGE)
        return known

    known = shared_database().run(sort)
    return [_outcome(each) for each in known]


def _outcome(known: Assignment) -> Outcome:
    if known.status is ResumeAnalysisStatus.FAILED:
        return Outcome(known.analysis_id, Ending.REFUSED, known.reason)
    return Outcome(known.analysis_id, Ending.KNOWN)
