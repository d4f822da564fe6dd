"""The stage that compares, on a real Postgres: ranked, refused, known, waited for, cancelled, lost."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random
from threading import Timer
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, update

from pathwise.demo.samples import DemoSet, write_demo
from pathwise.documents.collection import collect
from pathwise.errors import StageBrokenError, UnknownBatchError
from pathwise.manifest import current_versions
from pathwise.settings import load_settings
from pathwise.storage.batches import ComparisonWish, MemberWish, batch_state, member_analyses, open_batch
from pathwise.storage.claims import claim
from pathwise.storage.database import Database
from pathwise.storage.files import FileStore
from pathwise.storage.intake import Uploaded, upload
from pathwise.storage.rankings import MemberResult, load_members
from pathwise.storage.stage_runs import Claimant, Failure, fail
from pathwise.storage.uploads import ensure_user
from pathwise_models.analyses import ResumeAnalysis
from pathwise_models.comparisons import ComparisonBatch
from pathwise_models.enums import (
    ComparisonBatchStatus,
    ReasonCode,
    ResumeAnalysisStatus,
    Stage,
    StageRunStatus,
    StageTrigger,
)
from pathwise_models.stages import StageRun
from tasks.chunks import process_members
from tasks.compare import (
    answer_known,
    claim_batch,
    find_unfinished,
    open_batch_members,
    place_members,
    rank_members,
)
from tasks.outcomes import Ending, Outcome

OpenBatch = Callable[..., UUID]

LEASE = timedelta(seconds=60)
SHORT_SECONDS = 1.5
OTHER_RUN = Claimant(uuid4(), None, StageTrigger.COMMAND_LINE)


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> DemoSet:
    return write_demo(tmp_path_factory.mktemp("demo"), size="small")


@pytest.fixture
def open_batch_of(database: Database, samples: DemoSet) -> OpenBatch:
    """Store files, all of the demo or those given, and open their batch."""

    def make(*paths: Path) -> UUID:
        user_id, _ = database.run(lambda session: ensure_user(session, "ada@example.org"))
        store, files = FileStore(load_settings().file_store_url), collect(list(paths) or [samples.folder])
        entries = upload(files, user_id, store=store, database=database)
        members = tuple(MemberWish(each.upload_id) for each in entries if isinstance(each, Uploaded))
        wish = ComparisonWish(samples.job.read_text("utf-8"), None, None, members)
        return database.run(lambda session: open_batch(session, user_id, wish, current_versions()))

    return make


@pytest.fixture
def batch_id(open_batch_of: OpenBatch) -> UUID:
    return open_batch_of()


def load(database: Database, batch_id: UUID) -> list[MemberResult]:
    return database.run(lambda session: load_members(session, batch_id))


def batch(database: Database, batch_id: UUID) -> ComparisonBatch:
    return database.run(lambda session: session.get_one(ComparisonBatch, batch_id))


def compare_attempts(database: Database) -> list[tuple[StageRunStatus, ReasonCode | None]]:
    query = select(StageRun).where(StageRun.stage == Stage.COMPARE).order_by(StageRun.started_at)
    return [(row.status, row.reason_code) for row in database.run(lambda session: list(session.scalars(query)))]


def compare(batch_id: UUID) -> Outcome:
    """Do what the flow does, without Prefect."""
    with claim_batch(batch_id) as work:
        for chunk in open_batch_members.fn(batch_id):
            process_members.fn(chunk)
        assert find_unfinished.fn(batch_id) == []
        return rank_members.fn(batch_id, work)


def claimed_by_another(database: Database, stage: Stage, subject_id: UUID, seconds: float = 60.0) -> None:
    lease = timedelta(seconds=seconds)
    assert database.run(lambda session: claim(session, stage, [subject_id], OTHER_RUN, lease))


def take_over(database: Database, batch_id: UUID) -> None:
    """Let another run take the batch, as after a lease that ran out."""
    values = {"flow_run_id": OTHER_RUN.flow_run_id}
    taken = update(ComparisonBatch).where(ComparisonBatch.id == batch_id).values(values)
    database.run(lambda session: session.execute(taken))


def break_off(batch_id: UUID, error: BaseException, before: Callable[[], None] = lambda: None) -> None:
    """Claim a batch, open its members, and end there."""
    with claim_batch(batch_id):
        open_batch_members.fn(batch_id)
        before()
        raise error


class TestRanking:
    def test_who_could_be_read_is_ranked_and_who_could_not_keeps_the_reason(
        self, database: Database, batch_id: UUID, samples: DemoSet
    ) -> None:
        assert compare(batch_id) == Outcome(batch_id, Ending.COMPLETED)
        members = load(database, batch_id)
        ranked = [each for each in members if each.rank is not None]
        reasons = sorted(each.reason for each in samples.members if each.reason)
        assert len(ranked) == len(samples.members) - len(reasons)
        assert sorted(each.reason for each in members if each.rank is None and each.reason) == reasons
        matches = [each.job_match or 0.0 for each in ranked]
        assert matches == sorted(matches, reverse=True)
        assert all(each.band for each in ranked)
        done = batch(database, batch_id)
        assert (done.status, done.flow_run_id) == (ComparisonBatchStatus.COMPLETED, None)
        assert compare_attempts(database) == [(StageRunStatus.COMPLETED, None)]

    def test_members_come_in_chunks_of_the_size_that_is_set(
        self, batch_id: UUID, samples: DemoSet, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("PATHWISE_CHUNK_SIZE", "3")
        assert [len(chunk) for chunk in open_batch_members.fn(batch_id)] == [3, 3, 2]
        assert len(samples.members) == 8

    def test_what_is_done_is_in_no_chunk(self, batch_id: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PATHWISE_CHUNK_SIZE", "3")
        first, *others = open_batch_members.fn(batch_id)
        process_members.fn(first)
        assert [each for chunk in open_batch_members.fn(batch_id) for each in chunk] == [
            each for chunk in others for each in chunk
        ]

    def test_where_nobody_can_be_read_the_batch_fails_with_that_reason(
        self, database: Database, open_batch_of: OpenBatch, samples: DemoSet
    ) -> None:
        batch_id = open_batch_of(*(each.path for each in samples.members if each.reason))
        assert compare(batch_id) == Outcome(batch_id, Ending.REFUSED, ReasonCode.NO_READABLE_MEMBER)
        failed = batch(database, batch_id)
        assert (failed.status, failed.reason_code) == (ComparisonBatchStatus.FAILED, ReasonCode.NO_READABLE_MEMBER)
        assert failed.failure_reason
        assert failed.flow_run_id is None
        assert compare_attempts(database) == [(StageRunStatus.FAILED, ReasonCode.NO_READABLE_MEMBER)]

    @pytest.mark.parametrize("readable", [True, False])
    def test_a_run_that_lost_the_batch_writes_nothing(
        self, database: Database, open_batch_of: OpenBatch, samples: DemoSet, readable: bool
    ) -> None:
        batch_id = open_batch_of(*(each.path for each in samples.members if (each.reason is None) is readable))
        with claim_batch(batch_id) as work:
            for chunk in open_batch_members.fn(batch_id):
                process_members.fn(chunk)
            take_over(database, batch_id)
            outcome = rank_members.fn(batch_id, work)
        assert outcome == Outcome(batch_id, Ending.CLAIMED_ELSEWHERE)
        assert {each.rank for each in load(database, batch_id)} == {None}
        left = batch(database, batch_id)
        assert (left.status, left.flow_run_id) == (ComparisonBatchStatus.PROCESSING, OTHER_RUN.flow_run_id)
        assert compare_attempts(database) == [(StageRunStatus.RUNNING, None)]


class TestKnown:
    def test_a_ranked_batch_is_known_and_leaves_one_skipped_row(self, database: Database, batch_id: UUID) -> None:
        compare(batch_id)
        with claim_batch(batch_id) as work:
            assert work.claims == []
        assert answer_known.fn(batch_id) == Outcome(batch_id, Ending.KNOWN)
        assert compare_attempts(database) == [(StageRunStatus.COMPLETED, None), (StageRunStatus.SKIPPED, None)]

    def test_a_batch_that_failed_is_refused_with_its_reason(
        self, database: Database, open_batch_of: OpenBatch, samples: DemoSet
    ) -> None:
        batch_id = open_batch_of(*(each.path for each in samples.members if each.reason))
        compare(batch_id)
        with claim_batch(batch_id) as work:
            assert work.claims == []
        assert answer_known.fn(batch_id) == Outcome(batch_id, Ending.REFUSED, ReasonCode.NO_READABLE_MEMBER)
        assert [status for status, _ in compare_attempts(database)] == [StageRunStatus.FAILED, StageRunStatus.SKIPPED]

    def test_one_that_another_run_works_on_is_left_to_it_and_on_no_record(
        self, database: Database, batch_id: UUID
    ) -> None:
        claimed_by_another(database, Stage.COMPARE, batch_id)
        with claim_batch(batch_id) as work:
            assert work.claims == []
        assert answer_known.fn(batch_id) == Outcome(batch_id, Ending.CLAIMED_ELSEWHERE)
        assert compare_attempts(database) == [(StageRunStatus.RUNNING, None)]

    def test_an_unknown_one_is_named(self, database: Database) -> None:
        unknown = uuid4()
        with pytest.raises(UnknownBatchError, match=str(unknown)):
            answer_known.fn(unknown)


class TestWaiting:
    def test_a_claim_of_another_run_is_waited_for_until_it_runs_out(self, database: Database, batch_id: UUID) -> None:
        [analyses] = open_batch_members.fn(batch_id)
        process_members.fn(analyses[1:])
        claimed_by_another(database, Stage.SCORE, analyses[0], SHORT_SECONDS)
        began = time.monotonic()
        assert find_unfinished.fn(batch_id) == [[analyses[0]]]
        assert time.monotonic() - began >= SHORT_SECONDS - 0.5

    def test_so_is_a_run_that_reads_the_same_resume_for_another_job(self, database: Database, batch_id: UUID) -> None:
        [analyses] = open_batch_members.fn(batch_id)
        process_members.fn(analyses[1:])
        upload_id = next(each.upload_id for each in load(database, batch_id) if each.analysis_id == analyses[0])
        claimed_by_another(database, Stage.EXTRACT, upload_id, SHORT_SECONDS)
        [outcome] = process_members.fn([analyses[0]])
        began = time.monotonic()
        assert outcome.is_claimed_elsewhere
        assert find_unfinished.fn(batch_id) == [[analyses[0]]]
        assert time.monotonic() - began >= SHORT_SECONDS - 1.0

    def test_what_the_other_run_finishes_is_not_done_again(self, database: Database, batch_id: UUID) -> None:
        [analyses] = open_batch_members.fn(batch_id)
        process_members.fn(analyses[1:])
        claimed_by_another(database, Stage.SCORE, analyses[0])
        values = {"status": ResumeAnalysisStatus.COMPLETED, "flow_run_id": None, "claimed_until": None}
        finished = update(ResumeAnalysis).where(ResumeAnalysis.id == analyses[0]).values(values)
        other = Timer(SHORT_SECONDS, lambda: database.run(lambda session: session.execute(finished)))
        other.start()
        assert find_unfinished.fn(batch_id) == []
        other.join()

    def test_what_is_free_is_not_kept_waiting_for_what_is_claimed(self, database: Database, batch_id: UUID) -> None:
        [analyses] = open_batch_members.fn(batch_id)
        claimed_by_another(database, Stage.SCORE, analyses[0])
        assert find_unfinished.fn(batch_id) == [analyses[1:]]


class TestInTheMidst:
    @pytest.mark.parametrize("end", [KeyboardInterrupt, SystemExit])
    def test_interrupted_the_batch_and_who_waits_are_cancelled_and_the_others_left_alone(
        self, database: Database, batch_id: UUID, end: type[BaseException]
    ) -> None:
        [(done, elsewhere, *waiting)] = open_batch_members.fn(batch_id)
        process_members.fn([done])
        claimed_by_another(database, Stage.SCORE, elsewhere)
        with pytest.raises(end):
            break_off(batch_id, end())
        stopped = batch(database, batch_id)
        assert (stopped.status, stopped.reason_code) == (ComparisonBatchStatus.FAILED, ReasonCode.CANCELLED)
        assert stopped.flow_run_id is None
        by_analysis = {each.analysis_id: (each.status, each.reason) for each in load(database, batch_id)}
        assert by_analysis.pop(done) == (ResumeAnalysisStatus.COMPLETED, None)
        assert by_analysis.pop(elsewhere) == (ResumeAnalysisStatus.RUNNING, None)
        assert by_analysis == dict.fromkeys(waiting, (ResumeAnalysisStatus.FAILED, ReasonCode.CANCELLED))
        assert compare_attempts(database) == [(StageRunStatus.FAILED, ReasonCode.CANCELLED)]

    def test_after_that_asking_again_completes_it(
        self, database: Database, batch_id: UUID, open_batch_of: OpenBatch
    ) -> None:
        with pytest.raises(KeyboardInterrupt):
            break_off(batch_id, KeyboardInterrupt())
        assert open_batch_of() == batch_id
        assert compare(batch_id) == Outcome(batch_id, Ending.COMPLETED)
        assert {each.reason for each in load(database, batch_id) if each.rank} == {None}

    def test_so_does_another_run_over_the_same_id(self, database: Database, batch_id: UUID) -> None:
        with pytest.raises(KeyboardInterrupt):
            break_off(batch_id, KeyboardInterrupt())
        assert compare(batch_id) == Outcome(batch_id, Ending.COMPLETED)
        assert ReasonCode.CANCELLED not in {each.reason for each in load(database, batch_id)}

    def test_a_run_that_lost_the_batch_cancels_nobody(self, database: Database, batch_id: UUID) -> None:
        with pytest.raises(KeyboardInterrupt):
            break_off(batch_id, KeyboardInterrupt(), lambda: take_over(database, batch_id))
        assert {each.status for each in load(database, batch_id)} == {ResumeAnalysisStatus.PENDING}
        assert batch(database, batch_id).status is ComparisonBatchStatus.PROCESSING

    def test_where_the_program_breaks_the_batch_fails_and_its_members_wait_for_the_next_run(
        self, database: Database, batch_id: UUID, open_batch_of: OpenBatch
    ) -> None:
        with pytest.raises(StageBrokenError):
            break_off(batch_id, ZeroDivisionError())
        state = database.run(lambda session: batch_state(session, batch_id))
        assert state
        assert state.reason is ReasonCode.INTERNAL_ERROR
        assert {each.status for each in load(database, batch_id)} == {ResumeAnalysisStatus.PENDING}
        assert open_batch_of() == batch_id
        assert compare(batch_id) == Outcome(batch_id, Ending.COMPLETED)


def test_a_member_that_another_batch_cured_is_ranked_when_asked_again(
    database: Database, open_batch_of: OpenBatch, samples: DemoSet
) -> None:
    first, second, third, *_ = (each.path for each in samples.members if each.reason is None)
    small = open_batch_of(first, second)
    [analyses] = open_batch_members.fn(small)
    [claimed] = database.run(lambda session: claim(session, Stage.SCORE, [analyses[1]], OTHER_RUN, LEASE))
    database.run(lambda session: fail(session, [(claimed, Failure(ReasonCode.TIMED_OUT, "It took too long."))]))
    compare_without_reopening(small)
    assert [each.rank for each in load(database, small)] == [1, None]
    large = open_batch_of(first, second, third)
    compare(large)
    assert database.run(lambda session: member_analyses(session, large))[:2] == analyses
    assert open_batch_of(first, second) == small
    assert compare(small) == Outcome(small, Ending.COMPLETED)
    assert {each.rank for each in load(database, small)} == {1, 2}


def compare_without_reopening(batch_id: UUID) -> None:
    """Rank with what has ended, as a run does in which a member timed out."""
    with claim_batch(batch_id) as work:
        for chunk in find_unfinished.fn(batch_id):
            process_members.fn(chunk)
        rank_members.fn(batch_id, work)


MEMBER = MemberResult(
    UUID(int=0),
    UUID(int=0),
    UUID(int=0),
    0,
    None,
    False,
    None,
    None,
    None,
    None,
    ResumeAnalysisStatus.COMPLETED,
    *[None] * 6,
)


class TestPlaceMembers:
    @given(
        matches=st.lists(st.none() | st.sampled_from([0.0, 40.0, 40.1, 90.0]), max_size=8),
        rng=st.randoms(use_true_random=False),
    )
    def test_the_order_they_are_loaded_in_does_not_matter(self, matches: list[float | None], rng: Random) -> None:
        members = [
            replace(MEMBER, member_id=UUID(int=place), position=place, job_match=match, coverage=1.0)
            for place, match in enumerate(matches)
        ]
        mixed = list(members)
        rng.shuffle(mixed)
        assert place_members(mixed) == place_members(members)

    def test_who_was_not_judged_has_no_place(self) -> None:
        good, bad = (replace(MEMBER, member_id=UUID(int=each), position=each, job_match=50.0) for each in range(2))
        for status in (None, *(each for each in ResumeAnalysisStatus if each is not ResumeAnalysisStatus.COMPLETED)):
            assert [*place_members([good, replace(bad, status=status)])] == [good.member_id]
        assert place_members([]) == {}

    def test_members_without_a_position_of_their_own_are_placed_all_the_same(self) -> None:
        both = [replace(MEMBER, member_id=UUID(int=each), job_match=10.0 * each) for each in range(2)]
        assert {member: place for member, (place, *_) in place_members(both).items()} == {
            UUID(int=1): 1,
            UUID(int=0): 2,
        }
