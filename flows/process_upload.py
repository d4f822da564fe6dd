"""One upload: read, scored, advised."""

from typing import Any
from uuid import UUID

from prefect import flow
from prefect.client.schemas.objects import State

from tasks.extract import extract_text
from tasks.feedback import write_feedback
from tasks.intake import open_analysis, sort_known
from tasks.outcomes import Outcome
from tasks.publish import final_state, publish_analysis
from tasks.score import score_resume


@flow(name="process-upload", flow_run_name="upload-{upload_id}")
def process_upload(upload_id: UUID, analysis_id: UUID | None = None) -> State[Any]:
    """Read one resume, score it, write its feedback.

    Args:
        upload_id: The upload.
        analysis_id: The question asked of it, such as a job; left out, the resume is judged by itself.

    Returns:
        Completed, and named by what came of it: `Completed`, `Known` (answered before), `Refused` (the file cannot
        be read: the reason stands with it), `Skipped` (another run works on it).
    """
    analysis = analysis_id or open_analysis(upload_id)
    outcome = _answer(upload_id, analysis)
    publish_analysis(analysis, outcome)
    return final_state(outcome)


def _answer(upload_id: UUID, analysis_id: UUID) -> Outcome:
    """Take the stages in their order; the first that has nothing to go on ends the way."""
    known = sort_known([analysis_id])
    if known:
        return known[0]
    reading = extract_text(upload_id)
    if reading.is_claimed_elsewhere:
        return reading
    scoring = score_resume(analysis_id)
    return write_feedback(analysis_id) if scoring.is_good else scoring
