"""Some dozens of uploads: the same stages, many members at once."""

from uuid import UUID

from prefect import flow

from tasks.chunks import process_members
from tasks.intake import sort_known
from tasks.outcomes import Outcome
from tasks.publish import publish_chunk


@flow(name="process-chunk", flow_run_name="chunk-{analysis_ids[0]}")
def process_chunk(analysis_ids: list[UUID]) -> list[Outcome]:
    """Take up to some dozens of analyses through all stages in one run.

    Args:
        analysis_ids: One or more; about fifty is a good size.

    Returns:
        How each ended: those known before first, then the others in the order given.
    """
    known = sort_known(analysis_ids)
    answered = {each.subject_id for each in known}
    waiting = [analysis_id for analysis_id in analysis_ids if analysis_id not in answered]
    outcomes = known + (process_members(waiting) if waiting else [])
    publish_chunk(outcomes)
    return outcomes
