"""How strongly each member shows each requirement, side by side."""

from collections.abc import Collection

from pathwise.comparison.model import Contender, Matrix, MatrixRow, Ranking


def build_matrix(ranking: Ranking, contenders: Collection[Contender]) -> Matrix:
    """Lay the requirements of a batch side by side.

    Args:
        ranking: Of these contenders.
        contenders: In any order, judged against the same job.

    Returns:
        One row a placement, in the order of the ranking. A requirement that a member was not judged by cannot be
        told of it.

    Raises:
        KeyError: If the ranking places a member that is not among the contenders.
    """
    by_id = {each.member_id: each for each in contenders}
    ordered = [(placement, by_id[placement.member_id].requirements) for placement in ranking.placements]
    columns = tuple(dict.fromkeys(match.requirement for _, matches in ordered for match in matches))
    rows = []
    for placement, matches in ordered:
        strengths = {match.requirement: match.strength for match in matches}
        rows.append(MatrixRow(placement.member_id, placement.rank, tuple(map(strengths.get, columns))))
    return Matrix(columns, tuple(rows))
