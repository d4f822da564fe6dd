"""A folder, a zip or a prefix of the file store becomes uploads, and one batch that is compared."""

from typing import Any
from uuid import UUID

from prefect import flow
from prefect.client.schemas.objects import State
from prefect.futures import as_completed
from prefect.states import Completed
from prefect.task_runners import ThreadPoolTaskRunner

from flows.compare_batch import compare_batch
from flows.forms import CompareBatchRequest, ImportResumesRequest
from pathwise.runtime.prefect_api import EndName
from tasks.chunks import process_members
from tasks.imports import (
    Imported,
    ImportWish,
    count_imported,
    import_files,
    open_imported,
    open_imported_batch,
    publish_import,
)
from tasks.selection import CHUNKS_AT_ONCE


@flow(
    name="import-resumes",
    flow_run_name="import-{request.user_id}",
    # The runner's type does not fit what the decorator of the same library asks for.
    task_runner=ThreadPoolTaskRunner(max_workers=CHUNKS_AT_ONCE),  # type: ignore[arg-type]
)
def import_resumes(request: ImportResumesRequest) -> State[Any]:
    """Take the resumes of a place in, and judge them: as one batch for a job, or each by itself.

    Args:
        request: Whose they are, where they lie, and the job.

    Returns:
        Completed, and named by what came of it: `Completed`, `Refused` (no file could be taken in).
    """
    wish = ImportWish(request.user_id, request.source, request.place, request.job, request.as_resumes)
    imported = import_files(wish)
    batch_id = _judge(wish, imported) if imported.upload_ids else None
    publish_import(imported, batch_id)
    name = EndName.COMPLETED if imported.upload_ids else EndName.REFUSED
    return Completed(name=name, message=count_imported(imported))


def _judge(wish: ImportWish, imported: Imported) -> UUID | None:
    """Compare what was imported, or judge each resume by itself."""
    if wish.job:
        batch_id = open_imported_batch(wish, imported)
        compare_batch(CompareBatchRequest(batch_id=batch_id))
        return batch_id
    for chunk in as_completed([process_members.submit(each) for each in open_imported(imported)]):
        chunk.result()
    return None
