"""Batches as they stand, on a real Postgres: who is ranked where, who is still open, how many have come how far."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import delete, update

from pathwise.judgement import Judgement
from pathwise.manifest import current_versions
from pathwise.storage.analyses import save_feedback, save_scorecards
from pathwise.storage.batches import ComparisonWish, MemberWish, open_batch, open_members
from pathwise.storage.claims import claim
from pathwise.storage.database import Database
from pathwise.storage.placements import Place, save_ranking
from pathwise.storage.rankings import (
    MemberResult,
    OpenMembers,
    StageCount,
    count_members,
    load_members,
    load_requirements,
    open_members_by_claim,
)
from pathwise.storage.stage_runs import Claimant, Failure, fail
from pathwise_models.analyses import ResumeAnalysis
from pathwise_models.comparisons import BatchMember
from pathwise_models.enums import ReasonCode, ResumeAnalysisStatus, ResumeUploadStatus, Stage, StageTrigger
from pathwise_models.uploads import ResumeUpload

LEASE = timedelta(seconds=60)
OVER = timedelta(seconds=-1)
ME = Claimant(uuid4(), None, StageTrigger.COMMAND_LINE)


@pytest.fixture
def uploads(make_uploads: Callable[[int], list[UUID]]) -> list[UUID]:
    return make_uploads(4)


@pytest.fixture
def batch_id(database: Database, user_id: UUID, uploads: list[UUID]) -> UUID:
    """A batch of four, the last of them named."""
    wishes = (*map(MemberWish, uploads[:3]), MemberWish(uploads[3], "Last", is_primary=True))
    wish = ComparisonWish("We look for a baker.", None, None, wishes)
    return database.run(lambda session: open_batch(session, user_id, wish, current_versions()))


@pytest.fixture
def analyses(database: Database, batch_id: UUID) -> list[UUID]:
    """The members' analyses, in the order given."""
    return database.run(lambda session: open_members(session, batch_id, current_versions()))


def load(database: Database, batch_id: UUID) -> list[MemberResult]:
    return database.run(lambda session: load_members(session, batch_id))


def look(database: Database, batch_id: UUID) -> OpenMembers:
    return database.run(lambda session: open_members_by_claim(session, batch_id))


def keep(database: Database, analysis_id: UUID, judgement: Judgement) -> None:
    """Complete an analysis with what was judged."""
    database.run(lambda session: save_scorecards(session, {analysis_id: judgement.scorecard}, {analysis_id: {}}))
    database.run(lambda session: save_feedback(session, {analysis_id: []}, {analysis_id: "Fine."}))


def refuse(database: Database, stage: Stage, subject_id: UUID, reason: ReasonCode) -> None:
    [claimed] = database.run(lambda session: claim(session, stage, [subject_id], ME, LEASE))
    database.run(lambda session: fail(session, [(claimed, Failure(reason, "Not a file for us."))]))


class TestLoadMembers:
    def test_before_anything_began_they_stand_in_the_order_given(
        self, database: Database, batch_id: UUID, uploads: list[UUID]
    ) -> None:
        found = load(database, batch_id)
        assert [(each.upload_id, each.position) for each in found] == list(zip(uploads, range(4), strict=True))
        assert [(each.label, each.is_primary) for each in found] == [(None, False)] * 3 + [("Last", True)]
        assert {(each.analysis_id, each.status, each.rank) for each in found} == {(None, None, None)}
        assert all(each.is_open and not each.is_judged for each in found)

    def test_ranked_ones_come_first_by_rank_and_within_a_rank_as_given(
        self, database: Database, batch_id: UUID, uploads: list[UUID]
    ) -> None:
        ids = [each.member_id for each in load(database, batch_id)]
        places = {ids[3]: Place(1, "strong", 1), ids[2]: Place(2, "weak", 2), ids[1]: Place(2, "weak", 2)}
        database.run(lambda session: save_ranking(session, batch_id, places))
        found = [(each.upload_id, each.rank, each.band) for each in load(database, batch_id)]
        assert found == [
            (uploads[3], 1, "strong"),
            (uploads[1], 2, "weak"),
            (uploads[2], 2, "weak"),
            (uploads[0], None, None),
        ]

    def test_they_carry_their_points_or_why_there_are_none(
        self, database: Database, batch_id: UUID, analyses: list[UUID], judgements: list[Judgement]
    ) -> None:
        keep(database, analyses[0], judgements[0])
        refuse(database, Stage.SCORE, analyses[1], ReasonCode.CORRUPT)
        good, bad, waiting, _ = load(database, batch_id)
        card = judgements[0].scorecard
        assert (good.analysis_id, good.status) == (analyses[0], ResumeAnalysisStatus.COMPLETED)
        assert (good.overall, good.document_quality) == (card.overall, card.document_quality)
        assert (good.job_match, good.coverage) == (card.job_match, card.coverage)
        assert (bad.reason, bad.message, bad.job_match) == (ReasonCode.CORRUPT, "Not a file for us.", None)
        told = [(each.is_judged, each.is_open) for each in (good, bad, waiting)]
        assert told == [(True, False), (False, False), (False, True)]

    def test_another_batch_is_not_mixed_in(self, database: Database, batch_id: UUID) -> None:
        assert load(database, uuid4()) == []


class TestOpenMembers:
    def test_all_are_free_in_the_order_given_while_nobody_works(
        self, database: Database, batch_id: UUID, analyses: list[UUID]
    ) -> None:
        assert look(database, batch_id) == OpenMembers(analyses, [])

    def test_what_has_ended_is_left_out(
        self, database: Database, batch_id: UUID, analyses: list[UUID], judgements: list[Judgement]
    ) -> None:
        keep(database, analyses[0], judgements[0])
        refuse(database, Stage.SCORE, analyses[1], ReasonCode.CORRUPT)
        assert look(database, batch_id) == OpenMembers(analyses[2:], [])

    def test_a_claim_is_respected_until_it_runs_out(
        self, database: Database, batch_id: UUID, analyses: list[UUID]
    ) -> None:
        database.run(lambda session: claim(session, Stage.SCORE, [analyses[1]], ME, LEASE))
        database.run(lambda session: claim(session, Stage.SCORE, [analyses[2]], ME, OVER))
        assert look(database, batch_id) == OpenMembers([analyses[0], *analyses[2:]], [analyses[1]])

    def test_so_is_a_claim_on_the_upload_which_is_read_for_another_job(
        self, database: Database, batch_id: UUID, analyses: list[UUID], uploads: list[UUID]
    ) -> None:
        database.run(lambda session: claim(session, Stage.EXTRACT, uploads[:1], ME, LEASE))
        database.run(lambda session: claim(session, Stage.EXTRACT, uploads[1:2], ME, OVER))
        assert look(database, batch_id) == OpenMembers(analyses[1:], analyses[:1])


class TestLoadRequirements:
    def test_they_are_those_of_the_judged_members_by_member(
        self, database: Database, batch_id: UUID, analyses: list[UUID], judgements: list[Judgement]
    ) -> None:
        for analysis_id, judgement in zip(analyses[:2], judgements, strict=False):
            keep(database, analysis_id, judgement)
        first, second, *_ = load(database, batch_id)
        assert judgements[0].scorecard.requirements != judgements[1].scorecard.requirements
        assert database.run(lambda session: load_requirements(session, batch_id)) == {
            first.member_id: judgements[0].scorecard.requirements,
            second.member_id: judgements[1].scorecard.requirements,
        }


class TestCountMembers:
    def test_each_is_counted_once_where_it_stands(
        self, database: Database, batch_id: UUID, analyses: list[UUID], judgements: list[Judgement], uploads: list[UUID]
    ) -> None:
        keep(database, analyses[0], judgements[0])
        read = update(ResumeUpload).where(ResumeUpload.id == uploads[0])
        database.run(lambda session: session.execute(read.values(upload_status=ResumeUploadStatus.COMPLETED)))
        refuse(database, Stage.EXTRACT, uploads[1], ReasonCode.NO_TEXT)
        counts = database.run(lambda session: count_members(session, batch_id))
        waiting, done = ResumeAnalysisStatus.PENDING, ResumeAnalysisStatus.COMPLETED
        assert counts == [
            StageCount(ResumeUploadStatus.PENDING, waiting, None, 2),
            StageCount(ResumeUploadStatus.COMPLETED, done, None, 1),
            StageCount(ResumeUploadStatus.FAILED, waiting, ReasonCode.NO_TEXT, 1),
        ]

    def test_members_without_an_analysis_are_counted(
        self, database: Database, batch_id: UUID, analyses: list[UUID]
    ) -> None:
        database.run(lambda session: session.execute(delete(ResumeAnalysis).where(ResumeAnalysis.id == analyses[0])))
        counts = database.run(lambda session: count_members(session, batch_id))
        assert Counter({each.judging: each.members for each in counts}) == {None: 1, ResumeAnalysisStatus.PENDING: 3}

    def test_a_batch_without_members_counts_none(self, database: Database, batch_id: UUID) -> None:
        database.run(lambda session: session.execute(delete(BatchMember)))
        assert database.run(lambda session: count_members(session, batch_id)) == []
