"""The stage that advises: scores become feedback, and the analysis is complete."""

from uuid import UUID

from prefect import task
from sqlalchemy.orm import Session

from pathwise.feedback.summary import summarise
from pathwise.judgement import Judgement
from pathwise.storage.analyses import save_feedback
from pathwise_models.enums import Stage
from tasks.outcomes import Outcome
from tasks.retries import STAGE_TASK
from tasks.score import judge_case, load_ready_case
from tasks.stages import run_stage


@task(name="write-feedback", task_run_name="feedback-{analysis_id}", tags={"stage:feedback"}, **STAGE_TASK)
def write_feedback(analysis_id: UUID) -> Outcome:
    """Write the feedback of one analysis and complete it. Safe to run again.

    Advice is found by scoring again with one thing mended, so the scores are worked out anew; the same input gives
    the same numbers as those kept.

    Returns:
        Completed, or claimed elsewhere.

    Raises:
        UnknownAnalysisError: There is no such analysis. Not retried.
        StageNotReadyError: Nothing was extracted yet. Not retried: waiting cannot help.
        OperationalError: Postgres is away. Retried.

    Writes:
        `feedback_items`, replaced as a whole; summary and status of `resume_analyses`; one `stage_runs` row.
    """
    case, reading = load_ready_case(Stage.FEEDBACK, analysis_id)

    def keep(session: Session, judgement: Judgement) -> None:
        save_feedback(
            session,
            {analysis_id: judgement.feedback},
            {analysis_id: summarise(judgement.scorecard, judgement.feedback)},
        )

    return run_stage(Stage.FEEDBACK, analysis_id, lambda: judge_case(case, reading), keep)
