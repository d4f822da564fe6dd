"""What is asked for from outside: rows and promised runs in one transaction. Functions here never commit."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from pathwise.errors import PathwiseError
from pathwise.manifest import RulesVersions
from pathwise.storage.analyses import Question, open_analyses
from pathwise.storage.batches import ComparisonWish, batch_state, open_batch, reopen_batch
from pathwise.storage.results import open_claims
from pathwise.storage.run_requests import promise_analyses, promise_batches, settle_ended
from pathwise.storage.second_chances import may_end_better
from pathwise.storage.uploads import Arrival, register_uploads
from pathwise_models.analyses import ResumeAnalysis
from pathwise_models.comparisons import ComparisonBatch
from pathwise_models.enums import ResumeAnalysisStatus, StageTrigger


class NotAgainError(PathwiseError):
    """Something is to be tried again that cannot end better."""

    def __init__(self, subject_id: UUID, problem: str) -> None:
        self.subject_id = subject_id
        super().__init__(f"{problem}. Trying again would not change it.")


@dataclass(frozen=True, slots=True)
class Received:
    """An upload that was asked for, and the analysis that answers.

    Attributes:
        upload_id: The upload.
        analysis_id: The analysis.
        is_promised: A run is to work on it; else it has ended.
    """

    upload_id: UUID
    analysis_id: UUID
    is_promised: bool


@dataclass(frozen=True, slots=True)
class ReceivedBatch:
    """A comparison that was asked for."""

    batch_id: UUID
    is_promised: bool


def receive_uploads(
    session: Session,
    user_id: UUID,
    arrivals: Sequence[Arrival],
    question: Question,
    versions: RulesVersions,
    trigger: StageTrigger,
) -> list[Received]:
    """Make uploads of stored files, open the question asked of each, and promise the runs that are needed.

    The same bytes and question again are the same ids, and no second run.

    Returns:
        An entry for each arrival, in their order.
    """
    settle_ended(session, user_id)
    upload_ids = register_uploads(session, user_id, arrivals)
    return _answer(session, upload_ids, question, versions, trigger)


def ask_again(
    session: Session,
    user_id: UUID,
    upload_id: UUID,
    question: Question,
    versions: RulesVersions,
    trigger: StageTrigger,
) -> Received:
    """Ask a question of a known upload once more: what failed for a reason that may have passed is tried again."""
    settle_ended(session, user_id)
    return _answer(session, [upload_id], question, versions, trigger)[0]


def retry_analysis(
    session: Session, user_id: UUID, analysis_id: UUID, versions: RulesVersions, trigger: StageTrigger
) -> Received | None:
    """Try an analysis of a user again; one that has not ended is promised its run once more.

    Returns:
        The analysis that answers: another one where the rules have changed. None where the user has no such analysis.

    Raises:
        NotAgainError: It is answered, or its file was refused for what it is.
    """
    mine = ResumeAnalysis.id == analysis_id, ResumeAnalysis.user_id == user_id
    row = session.scalars(select(ResumeAnalysis).where(*mine)).first()
    if row is None:
        return None
    if row.status is ResumeAnalysisStatus.COMPLETED or row.superseded_at:
        raise NotAgainError(analysis_id, "It is answered already")
    if row.reason_code and not session.scalar(select(may_end_better()).where(ResumeAnalysis.id == analysis_id)):
        raise NotAgainError(analysis_id, "Its file was refused for what it is: send a better one")
    question = Question(row.job_description, row.job_title, row.analysis_type, row.comparison_batch_id)
    return ask_again(session, user_id, row.resume_upload_id, question, versions, trigger)


def retry_batch(session: Session, user_id: UUID, batch_id: UUID, trigger: StageTrigger) -> ReceivedBatch | None:
    """Try a batch of a user again.

    Returns:
        None where the user has no such batch.

    Raises:
        NotAgainError: Another run could not do better than the last one.
    """
    mine = ComparisonBatch.id == batch_id, ComparisonBatch.user_id == user_id
    if session.scalars(select(ComparisonBatch.id).where(*mine)).first() is None:
        return None
    settle_ended(session, user_id)
    reopen_batch(session, batch_id)
    received = promise_batch(session, batch_id, trigger)
    if not received.is_promised:
        raise NotAgainError(batch_id, "All of its members that can be read are ranked")
    return received


def receive_batch(
    session: Session, user_id: UUID, wish: ComparisonWish, versions: RulesVersions, trigger: StageTrigger
) -> ReceivedBatch:
    """Open a comparison of a user's own uploads, and promise its run where one is needed."""
    settle_ended(session, user_id)
    batch_id = open_batch(session, user_id, wish, versions)
    return promise_batch(session, batch_id, trigger)


def promise_batch(session: Session, batch_id: UUID, trigger: StageTrigger) -> ReceivedBatch:
    """Promise the run of a batch that has not ended."""
    session.flush()
    state = batch_state(session, batch_id)
    is_open = state is not None and not state.is_ended
    if is_open:
        promise_batches(session, [batch_id], trigger)
    return ReceivedBatch(batch_id, is_open)


def _answer(
    session: Session,
    upload_ids: Sequence[UUID],
    question: Question,
    versions: RulesVersions,
    trigger: StageTrigger,
) -> list[Received]:
    analyses = open_analyses(session, upload_ids, question, versions)
    promised = _promise_open(session, analyses.values(), trigger)
    return [Received(each, analyses[each], analyses[each] in promised) for each in upload_ids]


def _promise_open(session: Session, analysis_ids: Collection[UUID], trigger: StageTrigger) -> set[UUID]:
    """Promise runs of those that have not ended; tell which those are."""
    waiting = set(open_claims(session, analysis_ids))
    promise_analyses(session, waiting, trigger)
    return waiting
