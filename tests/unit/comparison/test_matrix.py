from uuid import UUID

import pytest

from pathwise.comparison.matrix import build_matrix
from pathwise.comparison.model import Contender, Matrix, MatrixRow
from pathwise.comparison.ranking import rank
from pathwise.job.model import Importance, Requirement, RequirementKind
from pathwise.scoring.model import RequirementMatch

SQL = Requirement("SQL", RequirementKind.SKILL, Importance.MUST, "SQL")
NICE_SQL = Requirement("SQL", RequirementKind.SKILL, Importance.NICE, "SQL")
BAKING = Requirement("Baking", RequirementKind.DUTY, Importance.MUST, "Baking")


def contender(number: int, job_match: float | None, strengths: dict[Requirement, float | None]) -> Contender:
    matches = tuple(RequirementMatch(asked, strength, None, None, "") for asked, strength in strengths.items())
    return Contender(UUID(int=number), number, job_match, 1.0, matches)


def test_rows_stand_in_the_order_of_the_ranking_and_columns_in_that_of_the_job() -> None:
    weak = contender(1, 20.0, {SQL: 0.3, BAKING: 0.0})
    strong = contender(2, 90.0, {SQL: 1.0, BAKING: 0.8})
    assert build_matrix(rank([weak, strong]), [weak, strong]) == Matrix(
        (SQL, BAKING), (MatrixRow(UUID(int=2), 1, (1.0, 0.8)), MatrixRow(UUID(int=1), 2, (0.3, 0.0)))
    )


def test_what_cannot_be_told_and_what_was_not_judged_are_unknown() -> None:
    judged, empty = contender(1, 20.0, {SQL: None, BAKING: 0.5}), contender(2, None, {})
    rows = build_matrix(rank([empty, judged]), [empty, judged]).rows
    assert [row.strengths for row in rows] == [(None, 0.5), (None, None)]


def test_the_same_words_of_another_importance_are_a_column_of_their_own() -> None:
    member = contender(1, 50.0, {SQL: 0.3, NICE_SQL: 0.8})
    matrix = build_matrix(rank([member]), [member])
    assert matrix.columns == (SQL, NICE_SQL)
    assert matrix.rows[0].strengths == (0.3, 0.8)


def test_an_empty_batch_has_an_empty_matrix() -> None:
    assert build_matrix(rank([]), []) == Matrix((), ())


def test_a_ranking_of_others_is_an_error_of_the_caller() -> None:
    member = contender(1, 50.0, {})
    with pytest.raises(KeyError):
        build_matrix(rank([member]), [])
