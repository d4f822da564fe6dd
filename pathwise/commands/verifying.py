"""From an id to a verdict: what is kept is loaded, the pool works it out again, both are compared."""

from uuid import UUID

from pathwise.commands.orchestration import opened_database
from pathwise.documents.model import Refusal
from pathwise.errors import InvalidInputError, PathwiseError
from pathwise.manifest import changed_versions, current_versions
from pathwise.orders import StoreTrouble
from pathwise.recomputation import ProofOrder, recompute
from pathwise.resume.months import YearMonth
from pathwise.scoring.rubric import Rubric
from pathwise.settings import Settings
from pathwise.storage.proofs import Exhibit, load_exhibit
from pathwise.storage.store_failures import FileStoreError
from pathwise.verification import Difference, KeptAnalysis, Recomputed, Source, Subject, Verdict, compare
from pathwise.workers.failure import ItemFailure
from pathwise.workers.shared import shared_pool
from pathwise_models.enums import ReasonCode, ResumeAnalysisStatus


class NothingLeftError(PathwiseError):
    """Neither the file of an analysis nor its text is there any more."""

    def __init__(self, analysis_id: UUID) -> None:
        self.analysis_id = analysis_id
        super().__init__(
            f"{analysis_id} cannot be worked out again: its file is not in the file store, and no text of it is kept. "
            "Upload the file again, or bring the file store back from its backup."
        )


class NotComputedError(PathwiseError):
    """The work was stopped before anything came out: that says nothing of the analysis."""

    def __init__(self, analysis_id: UUID, failure: ItemFailure) -> None:
        self.analysis_id = analysis_id
        super().__init__(
            f"{analysis_id} could not be worked out again: the work was stopped ({failure.reason.value}). That says "
            "nothing of the analysis; try again, with a higher PATHWISE_READ_SECONDS where the machine is busy."
        )


def verify_stored(settings: Settings, analysis_id: UUID, rubric: Rubric | None = None) -> Verdict:
    """Work a stored analysis out again and compare.

    Args:
        settings: Where everything lies.
        analysis_id: The analysis.
        rubric: How points are given; None for the packaged rubric.

    Raises:
        InvalidInputError: There is no such analysis, or it has no result.
        NothingLeftError: There is nothing left to work it out from.
        NotComputedError: The work was stopped: by its deadline, for its memory, or from outside.
        FileStoreError: The file store cannot be used.
        DatabaseUnusableError: The database does not answer.
    """
    with opened_database(settings) as database:
        exhibit = database.run(lambda session: load_exhibit(session, analysis_id))
    if exhibit is None:
        raise InvalidInputError(str(analysis_id), "is the id of no analysis.")
    if exhibit.kept is None:
        raise InvalidInputError(str(analysis_id), _no_result(exhibit))
    made = shared_pool(settings).submit(recompute, _order(exhibit, exhibit.kept, settings, rubric)).result()
    if isinstance(made, StoreTrouble):
        raise FileStoreError(made.problem)
    if isinstance(made, ItemFailure):
        raise NotComputedError(analysis_id, made)
    if isinstance(made, Recomputed):
        return compare(exhibit.kept, made)
    if made.reason is ReasonCode.MISSING_FILE:
        raise NothingLeftError(analysis_id)
    return _refused(exhibit.kept, made)


def _no_result(exhibit: Exhibit) -> str:
    if exhibit.status is ResumeAnalysisStatus.COMPLETED:
        return "comes from the first service, which did not write down what its results rest on."
    return f"has no result that could be worked out again: it is {exhibit.status.value}."


def _order(exhibit: Exhibit, kept: KeptAnalysis, settings: Settings, rubric: Rubric | None) -> ProofOrder:
    return ProofOrder(
        store_url=settings.file_store_url,
        key=exhibit.stored.key,
        limits=settings.reading_limits,
        as_of=YearMonth.parse(kept.manifest["as_of"]),
        job_text=exhibit.job_text,
        document=exhibit.document,
        rubric=rubric,
    )


def _refused(kept: KeptAnalysis, refusal: Refusal) -> Verdict:
    """Tell of a file that gave a result and is refused now."""
    now = current_versions().as_dict()
    changed = changed_versions(kept.manifest.get("versions"), now)
    why = f"it could be read then, and cannot be read now: {refusal.message}"
    return Verdict(Source.FILE, now, changed, (Difference(Subject.FILE, "", "read", refusal.reason.value, why),))
