"""What is left to do for an analysis, asked of a real Postgres."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from pathwise.inspection import Inspection
from pathwise.judgement import Judgement
from pathwise.manifest import RulesVersions, current_versions
from pathwise.storage.analyses import Question, open_analyses, save_feedback, save_scorecards
from pathwise.storage.assignments import Assignment, load_assignments, load_stored_uploads
from pathwise.storage.database import Database
from pathwise.storage.files import key_of
from pathwise.storage.inspections import save_inspections
from pathwise_models.analyses import ResumeAnalysis
from pathwise_models.enums import ReasonCode, ResumeAnalysisStatus

MakeIds = Callable[[int], list[UUID]]


def load(database: Database, ids: list[UUID], versions: RulesVersions | None = None) -> list[Assignment]:
    rules = versions or current_versions()
    return database.run(lambda session: load_assignments(session, ids, rules))


def test_a_new_analysis_has_everything_before_it(database: Database, make_uploads: MakeIds) -> None:
    [upload_id] = make_uploads(1)
    versions = current_versions()
    opened = database.run(lambda session: open_analyses(session, [upload_id], Question(), versions))
    assert load(database, list(opened.values())) == [
        Assignment(
            analysis_id=opened[upload_id],
            upload_id=upload_id,
            status=ResumeAnalysisStatus.PENDING,
            reason=None,
            message=None,
            has_text=False,
            has_profile=False,
            is_scored=False,
        )
    ]


def test_what_is_done_is_told_step_by_step(
    database: Database, make_analyses: MakeIds, inspections: list[Inspection], judgements: list[Judgement]
) -> None:
    [analysis_id] = make_analyses(1)
    steps: list[tuple[bool, bool, bool, bool]] = []

    def step(work: Callable[[Session], None]) -> None:
        database.run(work)
        [now] = load(database, [analysis_id])
        steps.append((now.has_text, now.has_profile, now.is_scored, now.is_ended))

    [upload_id] = [each.upload_id for each in load(database, [analysis_id])]
    cards = {analysis_id: judgements[0].scorecard}
    step(lambda session: save_inspections(session, {upload_id: inspections[0]}))
    step(lambda session: save_scorecards(session, cards, {analysis_id: {}}))
    step(lambda session: save_feedback(session, {analysis_id: judgements[0].feedback}, {analysis_id: "Fine."}))
    assert steps == [(True, True, False, False), (True, True, True, False), (True, True, True, True)]


def test_what_other_rules_read_leaves_the_reading_to_be_done(
    database: Database, make_analyses: MakeIds, inspections: list[Inspection]
) -> None:
    [analysis_id] = make_analyses(1)
    [upload_id] = [each.upload_id for each in load(database, [analysis_id])]
    older = replace(inspections[0], profile=replace(inspections[0].profile, lexicon_version="older"))
    database.run(lambda session: save_inspections(session, {upload_id: older}))
    # Two profiles of one upload are two rows to join: still one assignment.
    database.run(lambda session: save_inspections(session, {upload_id: inspections[0]}))
    ours = current_versions()
    told = [load(database, [analysis_id], each) for each in (ours, replace(ours, profile="newer"))]
    told.append(load(database, [analysis_id], replace(ours, reader="newer")))
    assert [[(each.has_text, each.has_profile) for each in some] for some in told] == [
        [(True, True)], [(True, False)], [(False, False)],
    ]  # fmt: skip


def test_a_failure_is_told_with_its_reason(database: Database, make_analyses: MakeIds) -> None:
    [analysis_id] = make_analyses(1)
    failed = update(ResumeAnalysis).values(
        status=ResumeAnalysisStatus.FAILED, reason_code=ReasonCode.NO_TEXT, failure_reason="There is no text."
    )
    database.run(lambda session: session.execute(failed))
    [told] = load(database, [analysis_id])
    assert (told.reason, told.message, told.is_ended) == (ReasonCode.NO_TEXT, "There is no text.", True)


@pytest.mark.parametrize("count", [0, 5])
def test_assignments_come_in_the_order_of_their_ids_without_unknown_ones(
    database: Database, make_analyses: MakeIds, count: int
) -> None:
    ids = make_analyses(count)
    told = load(database, [uuid4(), *reversed(ids)])
    assert [each.analysis_id for each in told] == sorted(ids)


def test_the_place_of_an_uploads_bytes_is_told(database: Database, make_uploads: MakeIds) -> None:
    ids = make_uploads(2)
    stored = database.run(lambda session: load_stored_uploads(session, [*ids, uuid4()]))
    assert {upload_id: (each.key, each.sha256) for upload_id, each in stored.items()} == {
        upload_id: (key_of(f"{number:064x}"), f"{number:064x}") for number, upload_id in enumerate(ids)
    }
    assert all(each.received_at.tzinfo for each in stored.values())
