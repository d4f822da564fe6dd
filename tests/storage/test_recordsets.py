"""Rows sent as one JSON value: inserted and updated on a real Postgres as if each had been sent by itself."""

from collections.abc import Callable
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pathwise.storage.characters import JsonRows
from pathwise.storage.database import Database
from pathwise.storage.recordsets import insert_rows, update_rows
from pathwise_models.analyses import AnalysisScore, ResumeAnalysis
from pathwise_models.enums import ResumeAnalysisStatus

MakeIds = Callable[[int], list[UUID]]

COLUMNS = ("analysis_id", "metric_key", "score_value", "evidence")


def scores(database: Database) -> list[AnalysisScore]:
    query = select(AnalysisScore).order_by(AnalysisScore.metric_key)
    return database.run(lambda session: list(session.scalars(query)))


def insert(database: Database, rows: JsonRows) -> None:
    database.run(lambda session: insert_rows(session, AnalysisScore, COLUMNS, rows))


def test_rows_arrive_with_the_types_of_their_columns(database: Database, make_analyses: MakeIds) -> None:
    [analysis_id] = make_analyses(1)
    words = 'A "quoted" \\ line\nwith \u00e9 and \U0001f600'
    rows = [
        {"analysis_id": analysis_id, "metric_key": "first", "score_value": 12.5, "evidence": [words]},
        {"analysis_id": analysis_id, "metric_key": "second", "score_value": None, "evidence": []},
    ]
    insert(database, JsonRows.write(rows))
    kept = [(each.analysis_id, each.metric_key, each.score_value, each.evidence) for each in scores(database)]
    assert kept == [(analysis_id, "first", 12.5, [words]), (analysis_id, "second", None, [])]
    assert all(each.created_at for each in scores(database))


def test_rows_written_by_several_are_sent_as_one(database: Database, make_analyses: MakeIds) -> None:
    written = [
        JsonRows.write([{"analysis_id": each, "metric_key": f"metric_{place}", "evidence": []}])
        for place, each in enumerate(make_analyses(3))
    ]
    insert(database, JsonRows.joined([JsonRows.write([]), *written, JsonRows.write([])]))
    assert [each.metric_key for each in scores(database)] == ["metric_0", "metric_1", "metric_2"]


def test_no_rows_are_no_statement(
    make_analyses: MakeIds, count_statements: Callable[[Callable[[Session], object]], int]
) -> None:
    make_analyses(1)
    nothing = JsonRows.write([])

    def work(session: Session) -> None:
        insert_rows(session, AnalysisScore, COLUMNS, nothing)
        update_rows(session, ResumeAnalysis, ["id", "summary"], nothing)

    assert count_statements(work) == count_statements(lambda _: None)


def test_an_update_changes_the_rows_it_names_and_no_others(database: Database, make_analyses: MakeIds) -> None:
    first, second, other = make_analyses(3)
    rows = JsonRows.write([{"id": first, "summary": "One."}, {"id": second, "summary": None}])
    same = {"status": ResumeAnalysisStatus.COMPLETED, "completed_at": func.clock_timestamp()}
    database.run(lambda session: update_rows(session, ResumeAnalysis, ["id", "summary"], rows, **same))
    kept = {each: database.run(lambda s, key=each: s.get_one(ResumeAnalysis, key)) for each in (first, second, other)}  # type: ignore[misc]
    assert [kept[each].summary for each in (first, second, other)] == ["One.", None, None]
    assert [kept[each].status.value for each in (first, second, other)] == ["completed", "completed", "pending"]
