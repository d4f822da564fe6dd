"""What begins a run: the question asked of an upload, found or made."""

from uuid import UUID

from prefect import task
from sqlalchemy.orm import Session

from pathwise.errors import ForeignAnalysisError, UnknownAnalysisError, UnknownUploadError
from pathwise.manifest import RulesVersions, current_versions
from pathwise.orders import load_all
from pathwise.settings import load_settings
from pathwise.storage.analyses import Question, open_analyses, revive
from pathwise.storage.assignments import Assignment, load_assignments, load_stored_uploads
from pathwise.storage.database import shared_database
from pathwise.storage.stage_runs import record_skipped
from pathwise.storage.uploads import declare_resumes
from pathwise.workers.shared import shared_pool
from pathwise_models.enums import ResumeAnalysisStatus, Stage
from tasks.outcomes import Ending, Outcome
from tasks.retries import STAGE_TASK
from tasks.rules import rules_in_force
from tasks.run_context import current_claimant

KNOWN_MESSAGE = "Nothing to do: the same file, asked the same under the same rules, has this answer already."


@task(name="open-analysis", task_run_name="open-{upload_id}", tags={"stage:score"}, **STAGE_TASK)
def open_analysis(upload_id: UUID, analysis_id: UUID | None = None, *, as_resume: bool = False) -> UUID:
    """Find the analysis to be made: the one that is named, else that of the upload by itself. Safe to run again.

    A process of the pool gets ready meanwhile: it takes longer than what is done before it is needed.

    Args:
        upload_id: The upload.
        analysis_id: The analysis that is to be made, where one waits.
        as_resume: Note that the upload is a resume, whatever it looks like.

    Returns:
        The analysis' id.

    Raises:
        UnknownUploadError: There is no such upload. Not retried.
        UnknownAnalysisError: There is no such analysis. Not retried.
        ForeignAnalysisError: It judges another upload. Not retried.

    Writes:
        A row of `resume_analyses`, unless it is there or one is named; `is_declared_resume` of `resume_uploads`.
    """
    shared_pool(load_settings()).get_ready(load_all, None)
    versions = rules_in_force()
    return shared_database().run(lambda session: _open(session, upload_id, analysis_id, versions, as_resume=as_resume))


def _open(
    session: Session, upload_id: UUID, analysis_id: UUID | None, versions: RulesVersions, *, as_resume: bool
) -> UUID:
    if not load_stored_uploads(session, [upload_id]):
        raise UnknownUploadError(upload_id)
    if as_resume:
        declare_resumes(session, [upload_id])
    if analysis_id is None:
        return open_analyses(session, [upload_id], Question(), versions)[upload_id]
    named = load_assignments(session, [analysis_id], versions)
    if not named:
        raise UnknownAnalysisError(analysis_id)
    if named[0].upload_id != upload_id:
        raise ForeignAnalysisError(analysis_id, upload_id)
    if as_resume:
        revive(session, [analysis_id])
    return analysis_id


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
