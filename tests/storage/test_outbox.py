"""Messages are written with the result: for those who want them, once for each end, without a word of a resume."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from pathwise.judgement import Judgement
from pathwise.manifest import current_versions
from pathwise.storage.analyses import save_feedback, save_scorecards
from pathwise.storage.batches import ComparisonWish, MemberWish, open_batch, open_members
from pathwise.storage.claims import claim
from pathwise.storage.database import Database
from pathwise.storage.endpoints import add_endpoint
from pathwise.storage.messages import disable
from pathwise.storage.outbox import tell_analyses
from pathwise.storage.placements import save_ranking
from pathwise.storage.results import cancel_waiting
from pathwise.storage.stage_runs import Claimant, Failure, fail
from pathwise.storage.uploads import ensure_user
from pathwise_models.enums import ReasonCode, Stage, StageTrigger, WebhookEvent
from pathwise_models.webhooks import OutgoingMessage

MakeIds = Callable[[int], list[UUID]]
NOT_READ = Failure(ReasonCode.ENCRYPTED, "The file is locked. Save it without a password.")


def listen(database: Database, user_id: UUID, *events: WebhookEvent) -> UUID:
    return database.run(lambda session: add_endpoint(session, user_id, "https://hooks.example.org/in", events))[0]


def messages(database: Database) -> list[OutgoingMessage]:
    return list(database.run(lambda session: session.scalars(select(OutgoingMessage)).all()))


def told(database: Database) -> list[tuple[UUID, str]]:
    return [(each.endpoint_id, each.event.value) for each in messages(database)]


def complete(database: Database, analysis_id: UUID, judgement: Judgement) -> None:
    def write(session: Session) -> None:
        save_scorecards(session, {analysis_id: judgement.scorecard}, {analysis_id: {}})
        save_feedback(session, {analysis_id: judgement.feedback}, {analysis_id: "Fine."})

    database.run(write)


def fail_at(database: Database, stage: Stage, ids: list[UUID]) -> None:
    run = Claimant(uuid4(), None, StageTrigger.WEBHOOK)
    claims = database.run(lambda session: claim(session, stage, ids, run, timedelta(seconds=60)))
    database.run(lambda session: fail(session, [(each, NOT_READ) for each in claims]))


def test_a_completed_analysis_is_told_with_ids_status_and_points(
    database: Database, user_id: UUID, make_analyses: MakeIds, judgements: list[Judgement]
) -> None:
    [analysis_id] = make_analyses(1)
    endpoint_id = listen(database, user_id)
    complete(database, analysis_id, judgements[0])
    [message] = messages(database)
    assert (message.endpoint_id, message.event) == (endpoint_id, WebhookEvent.ANALYSIS_COMPLETED)
    assert message.payload["type"] == "analysis.completed"
    data = message.payload["data"]
    assert data["analysis_id"] == str(analysis_id)
    assert data["status"] == "completed"
    assert data["reason"] is None
    assert data["overall_score"] == pytest.approx(judgements[0].scorecard.overall)
    assert data["url"] == f"/api/v1/analyses/{analysis_id}"
    assert set(data) == {
        "analysis_id",
        "upload_id",
        "batch_id",
        "status",
        "reason",
        "overall_score",
        "document_quality",
        "job_match",
        "coverage",
        "url",
    }


def test_a_failed_analysis_is_told_with_its_reason(database: Database, user_id: UUID, make_analyses: MakeIds) -> None:
    analyses = make_analyses(2)
    listen(database, user_id)
    fail_at(database, Stage.SCORE, analyses)
    assert {each.payload["data"]["analysis_id"] for each in messages(database)} == set(map(str, analyses))
    assert {each.event for each in messages(database)} == {WebhookEvent.ANALYSIS_FAILED}
    assert {each.payload["data"]["reason"] for each in messages(database)} == {"encrypted"}


def test_an_upload_that_cannot_be_read_is_told_by_its_analysis_alone(
    database: Database, user_id: UUID, make_uploads: MakeIds
) -> None:
    listen(database, user_id)
    fail_at(database, Stage.EXTRACT, make_uploads(1))
    assert told(database) == []


def test_what_is_cancelled_while_it_waits_is_told_as_failed(
    database: Database, user_id: UUID, make_analyses: MakeIds
) -> None:
    [analysis_id] = make_analyses(1)
    endpoint_id = listen(database, user_id)
    database.run(lambda session: cancel_waiting(session, [analysis_id]))
    assert told(database) == [(endpoint_id, "analysis.failed")]


def test_a_ranked_batch_is_told_and_one_that_failed_as_well(
    database: Database, user_id: UUID, make_uploads: MakeIds
) -> None:
    endpoint_id = listen(database, user_id)
    batches = [
        database.run(
            lambda session, upload_id=upload_id: open_batch(  # type: ignore[misc]
                session,
                user_id,
                ComparisonWish("A welder.", None, None, (MemberWish(upload_id),)),
                current_versions(),
            )
        )
        for upload_id in make_uploads(2)
    ]
    database.run(lambda session: open_members(session, batches[0], current_versions()))
    database.run(lambda session: save_ranking(session, batches[0], {}))
    fail_at(database, Stage.COMPARE, batches[1:])
    assert told(database) == [(endpoint_id, "batch.completed"), (endpoint_id, "batch.failed")]
    assert [each.payload["data"]["batch_id"] for each in messages(database)] == [str(each) for each in batches]


def test_every_endpoint_of_the_user_is_told_of_what_it_asked_for_and_nobody_else(
    database: Database, user_id: UUID, make_analyses: MakeIds
) -> None:
    other, _ = database.run(lambda session: ensure_user(session, "grace@example.org"))
    listen(database, other)
    listen(database, user_id, WebhookEvent.ANALYSIS_COMPLETED)
    failures = listen(database, user_id, WebhookEvent.ANALYSIS_FAILED, WebhookEvent.BATCH_FAILED)
    everything = listen(database, user_id)
    switched_off = listen(database, user_id)
    database.run(lambda session: disable(session, switched_off, "It was gone."))
    fail_at(database, Stage.SCORE, make_analyses(1))
    assert sorted(told(database)) == sorted([(failures, "analysis.failed"), (everything, "analysis.failed")])


def test_a_result_that_is_not_kept_is_not_told(database: Database, user_id: UUID, make_analyses: MakeIds) -> None:
    [analysis_id] = make_analyses(1)
    listen(database, user_id)

    def break_off(session: Session) -> None:
        cancel_waiting(session, [analysis_id])
        raise KeyError(analysis_id)

    with pytest.raises(KeyError):
        database.run(break_off)
    assert messages(database) == []


def test_an_analysis_that_has_not_ended_is_not_told(database: Database, user_id: UUID, make_analyses: MakeIds) -> None:
    listen(database, user_id)
    analyses = make_analyses(1)
    database.run(lambda session: tell_analyses(session, analyses))
    assert messages(database) == []


def test_any_number_of_results_is_one_statement(
    make_analyses: MakeIds, count_statements: Callable[[Callable[[Session], object]], int]
) -> None:
    analyses = make_analyses(50)
    assert count_statements(lambda session: tell_analyses(session, analyses)) == 1
    assert count_statements(lambda session: tell_analyses(session, [])) == 0
