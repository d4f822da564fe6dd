"""Batches on a real Postgres: the same comparison is one batch, whoever asks for it how often."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier
from uuid import UUID, uuid4

import pytest
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from pathwise.manifest import current_versions
from pathwise.storage.batches import (
    BatchState,
    ComparisonWish,
    MemberWish,
    batch_state,
    is_claimed,
    member_analyses,
    open_batch,
    open_members,
)
from pathwise.storage.claims import claim
from pathwise.storage.database import Database
from pathwise.storage.placements import Place, save_ranking
from pathwise.storage.stage_runs import Claimant, Failure, fail
from pathwise.storage.uploads import ensure_user
from pathwise_models.analyses import ResumeAnalysis
from pathwise_models.comparisons import BatchMember, ComparisonBatch
from pathwise_models.enums import (
    ComparisonBatchStatus,
    ReasonCode,
    ResumeAnalysisStatus,
    ResumeAnalysisType,
    Stage,
    StageTrigger,
)

MakeIds = Callable[[int], list[UUID]]

JOB = "We look for a baker.\n- Sourdough"
LEASE = timedelta(seconds=60)
THREADS = 8
MANY = 2000
REFUSED_FOR_GOOD = sorted(reason for reason in ReasonCode if not reason.may_pass)
MAY_PASS = sorted(reason for reason in ReasonCode if reason.may_pass)


def wish_for(upload_ids: list[UUID], job_text: str = JOB) -> ComparisonWish:
    return ComparisonWish(job_text, "Baker", None, tuple(MemberWish(each) for each in upload_ids))


@pytest.fixture
def ask(database: Database, user_id: UUID) -> Callable[[ComparisonWish], UUID]:
    """Open the batch of a comparison, as the test's user."""
    return lambda wish: database.run(lambda session: open_batch(session, user_id, wish, current_versions()))


Ask = Callable[[ComparisonWish], UUID]


def state(database: Database, batch_id: UUID) -> BatchState:
    found = database.run(lambda session: batch_state(session, batch_id))
    assert found
    return found


def members(database: Database, batch_id: UUID) -> list[BatchMember]:
    query = select(BatchMember).where(BatchMember.batch_id == batch_id).order_by(BatchMember.position)
    return database.run(lambda session: list(session.scalars(query)))


def batch_row(database: Database, batch_id: UUID) -> ComparisonBatch:
    return database.run(lambda session: session.get_one(ComparisonBatch, batch_id))


def analysis_row(database: Database, analysis_id: UUID) -> ResumeAnalysis:
    return database.run(lambda session: session.get_one(ResumeAnalysis, analysis_id))


def count(database: Database, table: type[BatchMember] | type[ComparisonBatch]) -> int:
    return database.run(lambda session: session.scalar(select(func.count()).select_from(table))) or 0


def opened(database: Database, batch_id: UUID) -> list[UUID]:
    return database.run(lambda session: open_members(session, batch_id, current_versions()))


def end(database: Database, stage: Stage, subject_id: UUID, reason: ReasonCode) -> None:
    """Have a run claim something and fail at it."""
    run = Claimant(uuid4(), None, StageTrigger.COMMAND_LINE)

    def work(session: Session) -> None:
        [claimed] = claim(session, stage, [subject_id], run, LEASE)
        fail(session, [(claimed, Failure(reason, "It did not work."))])

    database.run(work)


def answer(database: Database, analysis_ids: list[UUID]) -> None:
    done = update(ResumeAnalysis).where(ResumeAnalysis.id.in_(analysis_ids))
    values = {"status": ResumeAnalysisStatus.COMPLETED, "reason_code": None, "failure_reason": None}
    database.run(lambda session: session.execute(done.values(**values)))


def rank_in_order(database: Database, batch_id: UUID, *, but_for: int | None = None) -> None:
    """Rank the members in the order they were given, all but one where that is asked for."""
    places = {
        each.id: Place(place, "strong")
        for place, each in enumerate(members(database, batch_id), start=1)
        if each.position != but_for
    }
    database.run(lambda session: save_ranking(session, batch_id, places))


class TestTheSameComparison:
    def test_it_is_one_batch_that_waits(self, ask: Ask, database: Database, make_uploads: MakeIds) -> None:
        ids = make_uploads(3)
        batch_id = ask(wish_for(ids))
        assert ask(wish_for(ids)) == batch_id
        assert state(database, batch_id) == BatchState(batch_id, ComparisonBatchStatus.PENDING, None, None)
        assert [each.resume_upload_id for each in members(database, batch_id)] == ids
        assert count(database, ComparisonBatch) == 1

    def test_neither_order_nor_white_space_nor_names_make_another(self, ask: Ask, make_uploads: MakeIds) -> None:
        ids = make_uploads(3)
        batch_id = ask(wish_for(ids))
        spaced = wish_for(list(reversed(ids)), "We look for  a baker.\r\n\n- Sourdough \n")
        assert ask(spaced) == batch_id
        assert ask(replace(wish_for(ids), name="Spring", job_title="Baker (m/f)")) == batch_id

    def test_another_job_another_set_and_another_user_are_other_batches(
        self, ask: Ask, database: Database, make_uploads: MakeIds
    ) -> None:
        ids = make_uploads(3)
        other, _ = database.run(lambda session: ensure_user(session, "grace@example.org"))
        versions = current_versions()
        batches = {
            ask(wish_for(ids)),
            ask(wish_for(ids, "We look for a cook.")),
            ask(wish_for(ids[:2])),
            database.run(lambda session: open_batch(session, other, wish_for(ids), versions)),
        }
        assert len(batches) == 4

    def test_other_rules_make_another_batch(self, database: Database, user_id: UUID, make_uploads: MakeIds) -> None:
        wish, versions = wish_for(make_uploads(1)), current_versions()
        newer = replace(versions, rubric="newer")
        one = database.run(lambda session: open_batch(session, user_id, wish, versions))
        assert database.run(lambda session: open_batch(session, user_id, wish, newer)) != one

    def test_an_upload_named_twice_is_one_member_with_the_first_label(
        self, ask: Ask, database: Database, make_uploads: MakeIds
    ) -> None:
        one, two = make_uploads(2)
        wishes = (
            MemberWish(one),
            MemberWish(two),
            MemberWish(one, "First"),
            MemberWish(one, "Second", is_primary=True),
        )
        wish = replace(wish_for([]), members=wishes)
        for _ in range(2):
            batch_id = ask(wish)
            found = [(each.resume_upload_id, each.label, each.is_primary) for each in members(database, batch_id)]
            assert found == [(one, "First", True), (two, None, False)]

    def test_threads_that_ask_at_once_get_one_batch(
        self, database: Database, user_id: UUID, make_uploads: MakeIds
    ) -> None:
        wish, barrier, versions = wish_for(make_uploads(20)), Barrier(THREADS), current_versions()

        def ask_at_once(_: int) -> UUID:
            barrier.wait()
            return database.run(lambda session: open_batch(session, user_id, wish, versions))

        with ThreadPoolExecutor(THREADS) as threads:
            batches = set(threads.map(ask_at_once, range(THREADS)))
        assert len(batches) == 1
        assert (count(database, ComparisonBatch), count(database, BatchMember)) == (1, 20)


class TestNames:
    def test_labels_and_the_primary_are_taken_over_later(
        self, ask: Ask, database: Database, make_uploads: MakeIds
    ) -> None:
        one, two = make_uploads(2)
        first = replace(wish_for([]), members=(MemberWish(one, "Old", is_primary=True), MemberWish(two, "Kept")))
        later = replace(wish_for([]), members=(MemberWish(one, "New"), MemberWish(two, is_primary=True)))
        ask(first)
        found = members(database, ask(later))
        assert [(each.label, each.is_primary) for each in found] == [("New", False), ("Kept", True)]
        assert [each.is_primary for each in members(database, ask(wish_for([one, two])))] == [False, True]

    def test_of_two_primaries_the_first_is_taken(self, ask: Ask, database: Database, make_uploads: MakeIds) -> None:
        wishes = tuple(MemberWish(each, is_primary=True) for each in make_uploads(2))
        for _ in range(2):
            batch_id = ask(replace(wish_for([]), members=wishes))
            assert [each.is_primary for each in members(database, batch_id)] == [True, False]

    def test_names_longer_than_their_columns_are_cut(self, ask: Ask, database: Database, make_uploads: MakeIds) -> None:
        [one] = make_uploads(1)
        wish = ComparisonWish(JOB, "t" * 300, "n" * 300, (MemberWish(one, "l" * 300),))
        for _ in range(2):
            batch_id = ask(wish)
            batch = batch_row(database, batch_id)
            [member] = members(database, batch_id)
            assert (batch.job_title, batch.name, member.label) == ("t" * 255, "n" * 255, "l" * 255)


class TestAskingAgain:
    @pytest.mark.parametrize("reason", MAY_PASS)
    def test_a_batch_that_failed_for_a_passing_reason_waits_again(
        self, ask: Ask, database: Database, make_uploads: MakeIds, reason: ReasonCode
    ) -> None:
        wish = wish_for(make_uploads(1))
        end(database, Stage.COMPARE, ask(wish), reason)
        again = ask(wish)
        assert state(database, again) == BatchState(again, ComparisonBatchStatus.PENDING, None, None)
        assert batch_row(database, again).completed_at is None
        assert count(database, ComparisonBatch) == 1

    @pytest.mark.parametrize("reason", MAY_PASS)
    def test_a_ranked_batch_with_a_member_to_try_again_waits_again(
        self, ask: Ask, database: Database, make_uploads: MakeIds, reason: ReasonCode
    ) -> None:
        wish = wish_for(make_uploads(2))
        batch_id = ask(wish)
        good, bad = opened(database, batch_id)
        answer(database, [good])
        end(database, Stage.SCORE, bad, reason)
        rank_in_order(database, batch_id, but_for=1)
        assert ask(wish) == batch_id
        assert state(database, batch_id).status is ComparisonBatchStatus.PENDING
        assert opened(database, batch_id) == [good, bad]
        assert not analysis_row(database, bad).reason_code

    def test_a_member_that_was_answered_after_the_ranking_is_ranked_as_well(
        self, ask: Ask, database: Database, make_uploads: MakeIds
    ) -> None:
        wish = wish_for(make_uploads(2))
        batch_id = ask(wish)
        analyses = opened(database, batch_id)
        rank_in_order(database, batch_id, but_for=1)
        answer(database, analyses)
        ask(wish)
        assert state(database, batch_id).status is ComparisonBatchStatus.PENDING

    @pytest.mark.parametrize("reason", REFUSED_FOR_GOOD)
    def test_a_ranked_batch_whose_others_are_refused_for_good_stays(
        self, ask: Ask, database: Database, make_uploads: MakeIds, reason: ReasonCode
    ) -> None:
        wish = wish_for(make_uploads(2))
        batch_id = ask(wish)
        good, bad = opened(database, batch_id)
        answer(database, [good])
        end(database, Stage.SCORE, bad, reason)
        rank_in_order(database, batch_id, but_for=1)
        ask(wish)
        assert state(database, batch_id).status is ComparisonBatchStatus.COMPLETED

    def test_a_batch_nobody_of_which_can_be_read_stays_failed(
        self, ask: Ask, database: Database, make_uploads: MakeIds
    ) -> None:
        wish = wish_for(make_uploads(1))
        batch_id = ask(wish)
        end(database, Stage.SCORE, opened(database, batch_id)[0], ReasonCode.ENCRYPTED)
        end(database, Stage.COMPARE, batch_id, ReasonCode.NO_READABLE_MEMBER)
        assert ask(wish) == batch_id
        assert state(database, batch_id).reason is ReasonCode.NO_READABLE_MEMBER

    def test_what_a_run_works_on_is_left_to_it(self, ask: Ask, database: Database, make_uploads: MakeIds) -> None:
        wish = wish_for(make_uploads(1))
        batch_id, run = ask(wish), Claimant(uuid4(), None, StageTrigger.COMMAND_LINE)
        assert not database.run(lambda session: is_claimed(session, batch_id))
        database.run(lambda session: claim(session, Stage.COMPARE, [batch_id], run, LEASE))
        assert ask(wish) == batch_id
        assert state(database, batch_id).status is ComparisonBatchStatus.PROCESSING
        assert database.run(lambda session: is_claimed(session, batch_id))


class TestMembers:
    def test_each_is_asked_for_the_job_in_the_order_given(
        self, ask: Ask, database: Database, make_uploads: MakeIds
    ) -> None:
        ids = [*reversed(make_uploads(3))]
        batch_id = ask(wish_for(ids))
        analyses = opened(database, batch_id)
        assert opened(database, batch_id) == analyses
        assert database.run(lambda session: member_analyses(session, batch_id)) == analyses
        rows = [analysis_row(database, each) for each in analyses]
        assert [row.resume_upload_id for row in rows] == ids
        assert {(row.job_description, row.analysis_type, row.comparison_batch_id) for row in rows} == {
            (JOB, ResumeAnalysisType.COMPARISON, batch_id)
        }

    def test_batches_for_the_same_job_share_the_analysis_of_a_resume(
        self, ask: Ask, database: Database, make_uploads: MakeIds
    ) -> None:
        ids = make_uploads(3)
        small, large = ask(wish_for(ids[:2])), ask(wish_for(ids))
        first = opened(database, small)
        assert opened(database, large)[:2] == first

    def test_a_batch_whose_uploads_are_gone_has_none_and_others_keep_theirs(
        self, ask: Ask, database: Database, make_uploads: MakeIds
    ) -> None:
        ids = make_uploads(2)
        gone, other = ask(wish_for(ids)), ask(wish_for(ids[:1]))
        analyses = opened(database, other)
        database.run(lambda session: session.execute(delete(BatchMember).where(BatchMember.batch_id == gone)))
        assert opened(database, gone) == []
        assert [each.resume_analysis_id for each in members(database, other)] == analyses

    def test_two_thousand_go_in_one_go(self, ask: Ask, database: Database, make_uploads: MakeIds) -> None:
        ids = make_uploads(MANY)
        batch_id = ask(wish_for(ids))
        assert ask(wish_for([*reversed(ids)])) == batch_id
        analyses = opened(database, batch_id)
        assert len(set(analyses)) == MANY
        rank_in_order(database, batch_id)
        assert [each.rank for each in members(database, batch_id)] == [*range(1, MANY + 1)]


class TestRanking:
    def test_it_completes_the_batch_and_frees_it(self, ask: Ask, database: Database, make_uploads: MakeIds) -> None:
        batch_id, run = ask(wish_for(make_uploads(3))), Claimant(uuid4(), None, StageTrigger.COMMAND_LINE)
        database.run(lambda session: claim(session, Stage.COMPARE, [batch_id], run, LEASE))
        rank_in_order(database, batch_id, but_for=1)
        found = [(each.rank, each.band) for each in members(database, batch_id)]
        assert found == [(1, "strong"), (None, None), (3, "strong")]
        batch = batch_row(database, batch_id)
        assert batch.status is ComparisonBatchStatus.COMPLETED
        assert (batch.flow_run_id, batch.claimed_until) == (None, None)
        assert batch.completed_at
        assert batch.started_at
        assert batch.completed_at >= batch.started_at

    def test_who_was_ranked_before_and_is_not_now_loses_rank_and_band(
        self, ask: Ask, database: Database, make_uploads: MakeIds
    ) -> None:
        batch_id = ask(wish_for(make_uploads(2)))
        other = ask(wish_for(make_uploads(3)))
        for each in (batch_id, other):
            rank_in_order(database, each)
        [first, _] = members(database, batch_id)
        database.run(lambda session: save_ranking(session, batch_id, {first.id: Place(1, "weak")}))
        assert [(each.rank, each.band) for each in members(database, batch_id)] == [(1, "weak"), (None, None)]
        assert [each.rank for each in members(database, other)] == [1, 2, 3]


def test_an_unknown_batch_has_no_state(database: Database) -> None:
    assert database.run(lambda session: batch_state(session, uuid4())) is None
