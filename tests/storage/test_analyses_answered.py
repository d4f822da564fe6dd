"""The answers of analyses on a real Postgres: kept as judged, replaced when kept again, never doubled."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import cycle
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pathwise.feedback.summary import summarise
from pathwise.judgement import Judgement
from pathwise.storage.analyses import save_feedback, save_scorecards
from pathwise.storage.claims import claim
from pathwise.storage.database import Database
from pathwise.storage.results import AnalysisResult, load_results
from pathwise.storage.stage_runs import Claimant
from pathwise_models.analyses import AnalysisScore, FeedbackItem, ResumeAnalysis
from pathwise_models.enums import ResumeAnalysisStatus, Stage, StageTrigger

LEASE = timedelta(seconds=60)

MakeIds = Callable[[int], list[UUID]]
CountStatements = Callable[[Callable[[Session], object]], int]


def analysis(database: Database, analysis_id: UUID) -> ResumeAnalysis:
    return database.run(lambda session: session.get_one(ResumeAnalysis, analysis_id))


def count(database: Database, model: type[AnalysisScore | FeedbackItem]) -> int:
    return database.run(lambda session: session.scalar(select(func.count()).select_from(model))) or 0


def begin(database: Database, analysis_ids: list[UUID]) -> None:
    run = Claimant(uuid4(), None, StageTrigger.COMMAND_LINE)
    database.run(lambda session: claim(session, Stage.SCORE, analysis_ids, run, LEASE))


def end_well(database: Database, judged: dict[UUID, Judgement]) -> None:
    def work(session: Session) -> None:
        save_scorecards(
            session,
            {each: judgement.scorecard for each, judgement in judged.items()},
            {each: {"versions": {}} for each in judged},
        )
        save_feedback(
            session,
            {each: judgement.feedback for each, judgement in judged.items()},
            {each: summarise(judgement.scorecard, judgement.feedback) for each, judgement in judged.items()},
        )

    database.run(work)


def result(database: Database, analysis_id: UUID) -> AnalysisResult:
    return database.run(lambda session: load_results(session, [analysis_id]))[0]


def test_scores_and_feedback_come_back_as_they_were_judged(
    database: Database, make_analyses: MakeIds, judgements: list[Judgement]
) -> None:
    ids = make_analyses(len(judgements))
    end_well(database, dict(zip(ids, judgements, strict=True)))
    for analysis_id, judgement in zip(ids, judgements, strict=True):
        kept, card = result(database, analysis_id), judgement.scorecard
        assert (kept.overall, kept.document_quality, kept.job_match, kept.coverage) == (
            card.overall, card.document_quality, card.job_match, card.coverage,
        )  # fmt: skip
        assert [
            (each.key, each.label, each.category, each.value, each.weight, each.explanation, each.evidence)
            for each in kept.metrics
        ] == [
            (each.key, each.label, each.category, each.value, each.weight, each.explanation, each.evidence)
            for each in card.metrics
        ]
        assert [
            (each.category, each.severity, each.title, each.message, each.recommendation, each.quote)
            for each in kept.feedback
        ] == [
            (each.category, each.severity, each.title, each.message, each.recommendation, each.quote)
            for each in judgement.feedback
        ]
        assert [each.points_available for each in kept.feedback] == [
            each.points_available for each in judgement.feedback
        ]


def test_with_its_feedback_an_analysis_is_complete_and_free(
    database: Database, make_analyses: MakeIds, judgements: list[Judgement]
) -> None:
    [analysis_id] = make_analyses(1)
    begin(database, [analysis_id])
    end_well(database, {analysis_id: judgements[0]})
    row = analysis(database, analysis_id)
    assert (row.status, row.flow_run_id, row.claimed_until) == (ResumeAnalysisStatus.COMPLETED, None, None)
    assert row.completed_at is not None
    assert row.summary == summarise(judgements[0].scorecard, judgements[0].feedback)
    assert (row.model_version, row.manifest) == (judgements[0].scorecard.rubric_version, {"versions": {}})
    assert [each["requirement"]["text"] for each in row.requirements] == [
        each.requirement.text for each in judgements[0].scorecard.requirements
    ]


def test_scores_alone_leave_an_analysis_running(
    database: Database, make_analyses: MakeIds, judgements: list[Judgement]
) -> None:
    [analysis_id] = make_analyses(1)
    begin(database, [analysis_id])
    cards = {analysis_id: judgements[0].scorecard}
    database.run(lambda session: save_scorecards(session, cards, {analysis_id: {}}))
    row = analysis(database, analysis_id)
    assert row.status is ResumeAnalysisStatus.RUNNING
    assert row.flow_run_id is not None


def test_scores_and_feedback_saved_again_are_replaced(
    database: Database, make_analyses: MakeIds, judgements: list[Judgement]
) -> None:
    ids = make_analyses(2)
    end_well(database, dict(zip(ids, judgements, strict=False)))
    end_well(database, {ids[0]: judgements[2]})
    kept, card = result(database, ids[0]), judgements[2].scorecard
    assert kept.overall == card.overall
    assert [each.value for each in kept.metrics] == [each.value for each in card.metrics]
    assert [each.title for each in kept.feedback] == [each.title for each in judgements[2].feedback]
    assert count(database, AnalysisScore) == len(card.metrics) + len(judgements[1].scorecard.metrics)
    assert count(database, FeedbackItem) == len(judgements[2].feedback) + len(judgements[1].feedback)


def test_odd_characters_in_quotes_break_no_save(
    database: Database, make_analyses: MakeIds, judgements: list[Judgement]
) -> None:
    odd = "Baked\x00 bre\ud800ad"
    judgement = replace(
        judgements[0],
        scorecard=replace(
            judgements[0].scorecard,
            metrics=tuple(replace(each, explanation=odd, evidence=(odd,)) for each in judgements[0].scorecard.metrics),
            requirements=tuple(replace(each, evidence=odd) for each in judgements[0].scorecard.requirements),
        ),
        feedback=tuple(replace(each, quote=odd, message=odd) for each in judgements[0].feedback),
    )
    [analysis_id] = make_analyses(1)
    end_well(database, {analysis_id: judgement})
    kept = result(database, analysis_id)
    assert {(each.explanation, each.evidence) for each in kept.metrics} == {("Baked bread", ("Baked bread",))}
    assert {each.quote for each in kept.feedback} == {"Baked bread"}
    assert {each["evidence"] for each in analysis(database, analysis_id).requirements} == {"Baked bread"}


def test_nothing_judged_is_nothing_saved(database: Database) -> None:
    end_well(database, {})
    assert count(database, AnalysisScore) == 0


def without_points(judgement: Judgement) -> Judgement:
    """Some metrics of some resumes cannot be told: nulls must cost no statements."""
    [first, *others] = judgement.scorecard.metrics
    return replace(judgement, scorecard=replace(judgement.scorecard, metrics=(replace(first, value=None), *others)))


def test_keeping_fifty_answers_takes_no_more_statements_than_two(
    make_analyses: MakeIds, judgements: list[Judgement], count_statements: CountStatements
) -> None:
    def sent(ids: list[UUID]) -> tuple[int, int]:
        judged = dict(zip(ids, cycle([judgements[0], without_points(judgements[1])]), strict=False))
        cards = {each: judgement.scorecard for each, judgement in judged.items()}
        feedback = {each: judgement.feedback for each, judgement in judged.items()}
        manifests: dict[UUID, dict[str, Any]] = {each: {"as_of": "2026-11"} for each in ids}
        return (
            count_statements(lambda session: save_scorecards(session, cards, manifests)),
            count_statements(lambda session: save_feedback(session, feedback, dict.fromkeys(ids, "A summary."))),
        )

    ids = make_analyses(52)
    assert sent(ids[:2]) == sent(ids[2:])
