"""The stage that scores: a profile, with or without a job, becomes points and what they rest on."""

from uuid import UUID

from prefect import task
from sqlalchemy.orm import Session

from pathwise.documents.model import Refusal
from pathwise.errors import StageNotReadyError, UnknownAnalysisError
from pathwise.inspection import Inspection
from pathwise.judgement import Judgement
from pathwise.manifest import build_manifest, current_versions
from pathwise.orders import JudgeOrder, judge_one
from pathwise.settings import load_settings
from pathwise.storage.analyses import save_scorecards
from pathwise.storage.cases import Case, load_cases
from pathwise.storage.database import shared_database
from pathwise.workers.failure import ItemFailure
from pathwise.workers.shared import shared_pool
from pathwise_models.enums import Stage
from tasks.outcomes import Outcome
from tasks.retries import STAGE_TASK
from tasks.stages import run_stage


@task(name="score-resume", task_run_name="score-{analysis_id}", tags={"stage:score"}, **STAGE_TASK)
def score_resume(analysis_id: UUID) -> Outcome:
    """Score one analysis and keep the result. Safe to run again.

    Returns:
        Completed; refused where its upload could not be read, with the reading's reason; claimed elsewhere.

    Raises:
        UnknownAnalysisError: There is no such analysis. Not retried.
        StageNotReadyError: Nothing was extracted yet. Not retried: waiting cannot help.
        OperationalError: Postgres is away. Retried.

    Writes:
        `analysis_scores`, one row a metric, replaced on (analysis_id, metric_key); the scores, requirements and
        manifest of `resume_analyses`; one `stage_runs` row.
    """
    case, reading = load_ready_case(Stage.SCORE, analysis_id)

    def keep(session: Session, judgement: Judgement) -> None:
        if isinstance(reading, Inspection):
            manifest = build_manifest(case.content_sha256, case.job_text, reading, judgement, current_versions())
            save_scorecards(session, {analysis_id: judgement.scorecard}, {analysis_id: manifest})

    return run_stage(Stage.SCORE, analysis_id, lambda: judge_case(case, reading), keep)


def load_ready_case(stage: Stage, analysis_id: UUID) -> tuple[Case, Inspection | Refusal]:
    """Load what judging an analysis needs, and what was read.

    Raises:
        UnknownAnalysisError: There is no such analysis.
        StageNotReadyError: Its upload was not read yet.
    """
    versions = current_versions()
    case = shared_database().run(lambda session: load_cases(session, [analysis_id], versions).get(analysis_id))
    if case is None:
        raise UnknownAnalysisError(analysis_id)
    if case.reading is None:
        raise StageNotReadyError(stage, analysis_id)
    return case, case.reading


def judge_case(case: Case, reading: Inspection | Refusal) -> Judgement | Refusal | ItemFailure:
    """Have the pool judge what was read; what could not be read is refused for the same reason."""
    if isinstance(reading, Refusal):
        return reading
    return shared_pool(load_settings()).submit(judge_one, JudgeOrder(reading, case.job_text)).result()
