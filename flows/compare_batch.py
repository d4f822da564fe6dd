"""Many resumes, one job: every member processed in chunks, then ranked, then shown."""

from typing import Any
from uuid import UUID

from prefect import flow
from prefect.client.schemas.objects import State
from prefect.futures import as_completed
from prefect.task_runners import ThreadPoolTaskRunner

from flows.forms import CompareBatchRequest
from tasks.compare import answer_known, claim_batch, find_unfinished, open_batch_members, rank_members
from tasks.fan_out import chunk_task
from tasks.outcomes import Outcome
from tasks.progress import Progress
from tasks.publish import final_state, publish_ranking
from tasks.stages import ClaimedWork

CHUNKS_IN_FLIGHT = 3
"""While one chunk is kept and one is claimed, a third keeps the pool busy; more would only hold memory."""


@flow(
    name="compare-batch",
    flow_run_name="batch-{request.batch_id}",
    # The runner's type does not fit what the decorator of the same library asks for.
    task_runner=ThreadPoolTaskRunner(max_workers=CHUNKS_IN_FLIGHT),  # type: ignore[arg-type]
)
def compare_batch(request: CompareBatchRequest) -> State[Any]:
    """Read and judge every resume of a batch, rank those that could be read, show the ranking.

    Args:
        request: The batch.

    Returns:
        Completed, and named by what came of it: `Completed`, `Known` (ranked before), `Refused` (no member could be
        read), `Skipped` (another run works on it).
    """
    batch_id = request.batch_id
    with claim_batch(batch_id) as work:
        outcome = _compare(batch_id, work) if work.claims else answer_known(batch_id)
    publish_ranking(batch_id, outcome)
    return final_state(outcome)


def _compare(batch_id: UUID, work: ClaimedWork) -> Outcome:
    """Work on chunks until every member has ended, then rank."""
    process, chunks = chunk_task(), open_batch_members(batch_id)
    progress = Progress(batch_id, len(chunks))
    while chunks:
        for chunk in as_completed([process.submit(each) for each in chunks]):
            chunk.result()
            progress.advance()
        chunks = find_unfinished(batch_id)
    return rank_members(batch_id, work)
