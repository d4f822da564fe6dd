"""The stage that reads: a stored file becomes text and a profile."""

from collections.abc import Collection
from uuid import UUID

from prefect import task
from sqlalchemy.orm import Session

from pathwise.documents.model import Refusal
from pathwise.errors import UnknownUploadError
from pathwise.inspection import Inspection
from pathwise.manifest import RulesVersions
from pathwise.orders import ReadOrder, StoreTrouble, read
from pathwise.resume.months import YearMonth
from pathwise.settings import Settings, load_settings
from pathwise.storage.assignments import load_stored_uploads
from pathwise.storage.database import shared_database
from pathwise.storage.inspections import has_profile, load_documents, save_inspections
from pathwise.storage.store_failures import FileStoreError
from pathwise.workers.failure import ItemFailure
from pathwise.workers.shared import shared_pool
from pathwise_models.enums import Stage
from tasks.outcomes import Ending, Outcome
from tasks.retries import STAGE_TASK
from tasks.rules import rules_in_force
from tasks.stages import run_stage


@task(name="extract-text", task_run_name="extract-{upload_id}", tags={"stage:extract"}, **STAGE_TASK)
def extract_text(upload_id: UUID) -> Outcome:
    """Read one upload and keep its text and profile. Safe to run again: what is known is not read twice.

    Returns:
        Completed, known (these rules have read it before), refused with the reason, or claimed elsewhere.

    Raises:
        UnknownUploadError: There is no such upload. Not retried.
        OperationalError: Postgres is away. Retried.
        FileStoreError: The file store cannot be used. Retried.

    Writes:
        `resume_documents` and `resume_profiles`, a row each for these rules; the status of `resume_uploads`; one
        `stage_runs` row.
    """
    versions, settings, database = rules_in_force(), load_settings(), shared_database()
    if database.run(lambda session: has_profile(session, upload_id, versions)):
        return Outcome(upload_id, Ending.KNOWN)
    orders = database.run(lambda session: read_orders(session, [upload_id], versions, settings))
    if upload_id not in orders:
        raise UnknownUploadError(upload_id)

    def compute() -> Inspection | Refusal | ItemFailure:
        result = shared_pool(settings).submit(read, orders[upload_id]).result()
        if isinstance(result, StoreTrouble):
            raise FileStoreError(result.problem)
        return result

    def keep(session: Session, inspection: Inspection) -> None:
        save_inspections(session, {upload_id: inspection})

    return run_stage(Stage.EXTRACT, upload_id, compute, keep)


def read_orders(
    session: Session, upload_ids: Collection[UUID], versions: RulesVersions, settings: Settings
) -> dict[UUID, ReadOrder]:
    """Write the orders by which the pool reads uploads, by upload; unknown ids are left out.

    Where this version of the reader has read a file before, the order carries the text, and no file is opened.
    """
    documents = load_documents(session, upload_ids, versions)
    return {
        upload_id: ReadOrder(
            store_url=settings.file_store_url,
            key=stored.key,
            limits=settings.reading_limits,
            # The month of the upload, not today's: the same upload gives the same profile in any month.
            as_of=YearMonth.of(stored.received_at),
            document=documents.get(upload_id),
            as_resume=stored.is_declared_resume,
        )
        for upload_id, stored in load_stored_uploads(session, upload_ids).items()
    }
