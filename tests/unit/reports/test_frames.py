from dataclasses import astuple
from uuid import UUID

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pathwise.comparison.model import Matrix, MatrixRow
from pathwise.job.model import Importance, Requirement, RequirementKind
from pathwise.reports.frames import RankingRow, matrix_frame, ranking_frame
from pathwise_models.enums import ReasonCode

FIRST = RankingRow(1, "shows most of what the job asks for", "ash.pdf", None, True, 2, 80.0, 65.5, 80.0, 0.9)
SECOND = RankingRow(2, "not enough to judge", "birch.pdf", "internal", False, 0, None, None, None, None, None)
REFUSED = RankingRow(None, None, "cedar.pdf", position=1, reason=ReasonCode.ENCRYPTED, message="Remove the password.")
DTYPES = {
    "rank": "Int64",
    "band": "string",
    "file": "string",
    "label": "string",
    "is_primary": "boolean",
    "position": "Int64",
    "overall": "Float64",
    "document_quality": "Float64",
    "job_match": "Float64",
    "coverage": "Float64",
    "difference": "Float64",
    "reason": "string",
    "message": "string",
    "tier": "Int64",
    "before_next": "string",
    "same_person_as": "string",
}


def skill(text: str, importance: Importance = Importance.MUST) -> Requirement:
    return Requirement(text, RequirementKind.SKILL, importance, text)


def dtypes(frame: pd.DataFrame) -> dict[str, str]:
    return {str(name): str(dtype) for name, dtype in frame.dtypes.items()}


@pytest.mark.parametrize("rows", [[], [REFUSED], [FIRST, SECOND, REFUSED]])
def test_every_column_has_its_dtype_whatever_the_rows_hold(rows: list[RankingRow]) -> None:
    assert dtypes(ranking_frame(rows)) == DTYPES


def test_members_that_could_not_be_read_stand_below_the_ranked() -> None:
    frame = ranking_frame([REFUSED, SECOND, FIRST])
    assert frame["file"].tolist() == ["ash.pdf", "birch.pdf", "cedar.pdf"]
    assert frame["rank"].tolist() == [1, 2, pd.NA]
    assert frame["reason"].tolist() == [pd.NA, pd.NA, "encrypted"]
    assert frame.index.tolist() == [0, 1, 2]


def test_members_of_one_rank_stand_in_the_order_they_were_given() -> None:
    rows = [RankingRow(1, None, f"{place}.pdf", position=place) for place in (2, 0, 1)]
    assert ranking_frame(rows)["position"].tolist() == [0, 1, 2]


def test_every_value_reaches_its_column() -> None:
    (values,) = ranking_frame([FIRST]).itertuples(index=False, name=None)
    assert [None if value is pd.NA else value for value in values] == list(astuple(FIRST))


def test_a_matrix_has_a_row_a_member_and_a_column_a_requirement() -> None:
    one, other = UUID(int=1), UUID(int=2)
    matrix = Matrix((skill("SQL"), skill("Baking")), (MatrixRow(one, 1, (1.0, None)), MatrixRow(other, 1, (0.0, 0.3))))
    frame = matrix_frame(matrix, {one: "ash.pdf", other: "ash.pdf"})
    assert frame.index.names == ["rank", "file"]
    assert frame.index.tolist() == [(1, "ash.pdf"), (1, "ash.pdf")]
    assert dtypes(frame) == {"SQL": "Float64", "Baking": "Float64"}
    assert frame["SQL"].tolist() == [1.0, 0.0]
    assert frame["Baking"].tolist() == [pd.NA, 0.3]


def test_a_requirement_of_which_nothing_can_be_told_keeps_its_dtype() -> None:
    frame = matrix_frame(Matrix((skill("German"),), (MatrixRow(UUID(int=1), 1, (None,)),)), {UUID(int=1): "ash.pdf"})
    assert dtypes(frame) == {"German": "Float64"}


@pytest.mark.parametrize("columns", [(), (skill("SQL"),)])
def test_a_matrix_without_members_keeps_its_columns(columns: tuple[Requirement, ...]) -> None:
    frame = matrix_frame(Matrix(columns, ()), {})
    assert frame.shape == (0, len(columns))
    assert frame.index.names == ["rank", "file"]


def test_what_is_nice_to_have_says_so_in_its_column() -> None:
    matrix = Matrix((skill("SQL"), skill("SQL", Importance.NICE)), ())
    assert list(matrix_frame(matrix, {}).columns) == ["SQL", "SQL (nice to have)"]


def test_names_that_would_be_the_same_are_numbered() -> None:
    texts = ("SQL", "SQL", "SQL (2)", "SQL")
    assert list(matrix_frame(Matrix(tuple(map(skill, texts)), ()), {}).columns) == [
        "SQL",
        "SQL (2)",
        "SQL (2) (2)",
        "SQL (3)",
    ]


@settings(max_examples=30)
@given(
    st.lists(st.builds(skill, st.sampled_from(["SQL", "SQL (2)", "SQL (nice to have)"]), st.sampled_from(Importance)))
)
def test_no_two_columns_have_the_same_name(columns: list[Requirement]) -> None:
    assert matrix_frame(Matrix(tuple(columns), ()), {}).columns.is_unique


def test_a_member_without_a_file_is_an_error_of_the_caller() -> None:
    with pytest.raises(KeyError):
        matrix_frame(Matrix((), (MatrixRow(UUID(int=1), 1, ()),)), {})
