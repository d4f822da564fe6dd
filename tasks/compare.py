"""The stage that compares: the analyses of a batch become a ranking."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from itertools import chain
from time import sleep
from uuid import UUID

from prefect import task
from sqlalchemy.orm import Session

from pathwise.comparison.model import Contender
from pathwise.comparison.persons import link_persons, may_be_one_person
from pathwise.comparison.ranking import rank
from pathwise.comparison.tiers import resolution
from pathwise.errors import UnknownBatchError
from pathwise.manifest import current_versions
from pathwise.scoring.rubric import load_rubric
from pathwise.settings import load_settings
from pathwise.storage.batches import BatchState, batch_state, member_analyses, open_members, reopen_batch
from pathwise.storage.database import shared_database
from pathwise.storage.placements import Place, save_ranking
from pathwise.storage.rankings import MemberResult, load_members, open_members_by_claim
from pathwise.storage.results import cancel_waiting
from pathwise.storage.stage_runs import Failure, StageClaim, complete, fail, record_skipped
from pathwise.storage.standings import load_asked, load_identities, load_member_texts, load_metrics
from pathwise_models.enums import ComparisonBatchStatus, ReasonCode, Stage
from tasks.intake import KNOWN_MESSAGE
from tasks.outcomes import Ending, Outcome
from tasks.retries import STAGE_TASK
from tasks.rules import rules_in_force
from tasks.run_context import current_claimant
from tasks.stages import ClaimedWork, Claiming, claimed

POLL_SECONDS = 1.0

NOBODY = Failure(
    ReasonCode.NO_READABLE_MEMBER,
    "No resume of this batch could be read, so there is nothing to rank. The reason stands with each member.",
)


def claim_batch(batch_id: UUID) -> AbstractContextManager[ClaimedWork]:
    """Claim a batch for as long as it is compared; one that was stopped or broken off is taken up again.

    Interrupted by a person or a signal, the batch and its members that nobody works on are put on record as
    cancelled.
    """

    def take(session: Session, claim_free: Claiming) -> list[StageClaim]:
        reopen_batch(session, batch_id)
        return claim_free(Stage.COMPARE, [batch_id])

    return claimed(
        take,
        also_cancel=lambda session: cancel_waiting(session, member_analyses(session, batch_id)),
    )


@task(name="open-members", task_run_name="open-{batch_id}", tags={"stage:compare"}, **STAGE_TASK)
def open_batch_members(batch_id: UUID) -> list[list[UUID]]:
    """Open the analysis of each member of a batch. Safe to run again.

    Returns:
        The analyses that have not ended, in chunks.

    Writes:
        `resume_analyses`, unless they are there; `batch_members.resume_analysis_id`.
    """
    versions = rules_in_force()
    shared_database().run(lambda session: open_members(session, batch_id, versions))
    return _in_chunks(_unfinished(batch_id))


@task(name="find-unfinished", task_run_name="unfinished-{batch_id}", tags={"stage:compare"}, **STAGE_TASK)
def find_unfinished(batch_id: UUID) -> list[list[UUID]]:
    """Find the members that still have no result once all chunks are through.

    What another run has claimed, because one upload or analysis serves several batches, is waited for; what that run
    lets go is to be done here.

    Returns:
        The analyses that nobody works on, in chunks; empty when all have ended.
    """
    database = shared_database()
    while True:
        waiting = database.run(lambda session: open_members_by_claim(session, batch_id))
        if waiting.free or not waiting.claimed:
            return _in_chunks(waiting.free)
        sleep(POLL_SECONDS)


@task(name="rank-members", task_run_name="rank-{batch_id}", tags={"stage:compare"}, **STAGE_TASK)
def rank_members(batch_id: UUID, work: ClaimedWork) -> Outcome:
    """Rank the members of a batch that this run has claimed. Safe to run again.

    Near-identical resumes of one person are linked, and one of them is ranked.

    Returns:
        Completed; refused where no member could be read; claimed elsewhere where another run took the batch over.

    Writes:
        Places and links of `batch_members`; status of `comparison_batches`; the `stage_runs` row of the claim.
    """
    database = shared_database()
    members = database.run(lambda session: load_members(session, batch_id))
    asked = database.run(lambda session: load_asked(session, batch_id))
    metrics = database.run(lambda session: load_metrics(session, batch_id))
    links = _find_links(batch_id)
    least = resolution(asked, chain(*metrics.values()), load_rubric().ladder)
    places = place_members([each for each in members if each.member_id not in links], least)

    def write(session: Session, held: list[StageClaim]) -> None:
        if not places:
            fail(session, [(each, NOBODY) for each in held])
        elif held:
            save_ranking(session, batch_id, places, links)
            complete(session, held)

    kept = work.save(write)
    if batch_id not in kept:
        return Outcome(batch_id, Ending.CLAIMED_ELSEWHERE)
    return Outcome(batch_id, Ending.COMPLETED) if places else Outcome(batch_id, Ending.REFUSED, NOBODY.reason)


def _find_links(batch_id: UUID) -> dict[UUID, UUID]:
    """Find members that are near-identical resumes of one person; texts are loaded of those alone who may be."""
    database, versions = shared_database(), current_versions()
    identities = database.run(lambda session: load_identities(session, batch_id, versions))
    alike = {each.member_id for group in may_be_one_person(identities) for each in group}
    texts = database.run(lambda session: load_member_texts(session, alike, versions)) if alike else {}
    return link_persons(identities, texts)


def place_members(members: Sequence[MemberResult], least: float = 0.0) -> dict[UUID, Place]:
    """Rank the members that were judged.

    Args:
        members: In any order.
        least: Points that the evidence can tell apart.

    Returns:
        By member; empty where none was judged.
    """
    contenders = [
        Contender(member.member_id, place, member.job_match, member.coverage)
        for place, member in enumerate(members)
        if member.is_judged
    ]
    return {each.member_id: Place(each.rank, each.band.key, each.tier) for each in rank(contenders, least).placements}


@task(name="find-batch", task_run_name="find-{batch_id}", tags={"stage:compare"}, **STAGE_TASK)
def answer_known(batch_id: UUID) -> Outcome:
    """Tell how a batch stands that this run could not claim.

    Returns:
        Known, with a `skipped` row on record, where it has its ranking; refused where it failed for good; claimed
        elsewhere where another run works on it.

    Raises:
        UnknownBatchError: There is no such batch. Not retried.
    """
    claimant = current_claimant()

    def look(session: Session) -> BatchState:
        state = batch_state(session, batch_id)
        if state is None:
            raise UnknownBatchError(batch_id)
        if state.is_ended:
            record_skipped(session, Stage.COMPARE, [batch_id], claimant, KNOWN_MESSAGE)
        return state

    state = shared_database().run(look)
    if not state.is_ended:
        return Outcome(batch_id, Ending.CLAIMED_ELSEWHERE)
    failed = state.status is ComparisonBatchStatus.FAILED
    return Outcome(batch_id, Ending.REFUSED if failed else Ending.KNOWN, state.reason)


def _unfinished(batch_id: UUID) -> list[UUID]:
    """Name the members' analyses that have not ended, whoever works on them."""
    members = shared_database().run(lambda session: load_members(session, batch_id))
    return [member.analysis_id for member in members if member.is_open and member.analysis_id]


def _in_chunks(analysis_ids: Sequence[UUID]) -> list[list[UUID]]:
    size = load_settings().chunk_size
    return [list(analysis_ids[start : start + size]) for start in range(0, len(analysis_ids), size)]
