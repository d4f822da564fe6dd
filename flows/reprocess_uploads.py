"""What is stale is made again: found by its reason, in chunks, and what changed is told."""

from typing import Any

from prefect import flow
from prefect.client.schemas.objects import State
from prefect.futures import as_completed
from prefect.states import Completed
from prefect.task_runners import ThreadPoolTaskRunner

from flows.forms import ReprocessUploadsRequest
from pathwise.runtime.prefect_api import EndName
from pathwise.shifts import ChangeCount
from tasks.changes import count_changes, count_stale, publish_changes, publish_survey
from tasks.chunks import process_members
from tasks.progress import Progress
from tasks.run_context import current_claimant
from tasks.selection import CHUNKS_AT_ONCE, Place, Survey, open_wave, settle_wave, survey_stale


@flow(
    name="reprocess-uploads",
    flow_run_name="reprocess-{request.purpose}",
    # The runner's type does not fit what the decorator of the same library asks for.
    task_runner=ThreadPoolTaskRunner(max_workers=CHUNKS_AT_ONCE),  # type: ignore[arg-type]
)
def reprocess_uploads(request: ReprocessUploadsRequest) -> State[Any]:
    """Make again what older rules answered, what broke, and what never began.

    Args:
        request: What is wanted, and whether it is only to be counted.

    Returns:
        Completed, and named by what came of it: `Fresh` (nothing is stale, nothing was written), `Counted` (a dry
        run), `Completed`.
    """
    survey = survey_stale(request.wish())
    if not survey.total:
        return Completed(name=EndName.FRESH, message=count_stale(survey))
    publish_survey(survey)
    if request.dry_run:
        return Completed(name=EndName.COUNTED, message=count_stale(survey))
    changes = _make_again(survey)
    publish_changes(survey, changes)
    return Completed(message=count_changes(changes))


def _make_again(survey: Survey) -> ChangeCount:
    """Work in waves, so that what is opened but not made is never more than a wave."""
    changes, place = ChangeCount(), Place()
    progress = Progress(current_claimant().flow_run_id, survey.total)
    while wave := open_wave(survey.wish, place, survey.total - changes.total):
        for chunk in as_completed([process_members.submit(each) for each in wave.chunks]):
            chunk.result()
        changes.add(settle_wave(wave))
        progress.advance(len(wave.pairs))
        place = wave.end
    return changes
