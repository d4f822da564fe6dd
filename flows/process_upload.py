"""One upload: read, scored, advised."""

from typing import Any
from uuid import UUID

from prefect import flow
from prefect.client.schemas.objects import State

from flows.forms import ProcessUploadRequest
from tasks.extract import extract_text
from tasks.feedback import write_feedback
from tasks.intake import open_analysis, sort_known
from tasks.outcomes import Outcome
from tasks.publish import final_state, publish_analysis
from tasks.score import score_resume


@flow(name="process-upload", flow_run_name="upload-{request.upload_id}")
def process_upload(request: ProcessUploadRequest) -> State[Any]:
    """Read one resume, score it, write its feedback.

    Args:
        request: The upload, and the question asked of it, such as a job; without one, the resume is judged by itself.

    Returns:
        Completed, and named by what came of it: `Completed`, `Known` (answered before), `Refused` (the file cannot
        be read: the reason stands with it), `Skipped` (another run works on it).
    """
    analysis_id = open_analysis(request.upload_id, request.analysis_id, as_resume=request.as_resume)
    outcome = _answer(request.upload_id, analysis_id)
    publish_analysis(analysis_id, outcome)
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
