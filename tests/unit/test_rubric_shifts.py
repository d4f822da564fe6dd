from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from pathwise.rubric_shifts import SHOWN, Points, ScoreShifts, Trial, batch_shift

BATCH = UUID(int=999)
matches = st.none() | st.integers(0, 1000).map(lambda tenths: tenths / 10)


def trial(old: float | None, new: float | None, quality: float = 50.0) -> Trial:
    return Trial(Points(quality, old, 1.0), Points(quality, new, 1.0))


def batch(*pairs: tuple[float | None, float | None]) -> dict[UUID, Trial]:
    return {UUID(int=number): trial(*pair) for number, pair in enumerate(pairs)}


class TestScores:
    def test_moves_are_counted_and_summed_up(self) -> None:
        shifts = ScoreShifts()
        for number, pair in enumerate([(50.0, 60.0), (50.0, 49.0), (50.0, 50.0), (None, 10.0)]):
            shifts.add(UUID(int=number), trial(*pair))
        quality, match = shifts.shifts()
        assert (quality.score, quality.analyses, quality.moved, quality.largest) == ("document_quality", 4, 0, ())
        assert (match.analyses, match.moved, match.notable, match.mean, match.median) == (3, 2, 1, 3.0, 0.0)
        assert [(each.analysis_id.int, each.points) for each in match.largest] == [(0, 10.0), (1, -1.0)]

    def test_only_the_largest_moves_are_kept_whatever_their_order(self) -> None:
        moves = [(number, 50.0 + number % 25) for number in range(60)]
        one, other = ScoreShifts(), ScoreShifts()
        for number, new in moves:
            one.add(UUID(int=number), trial(50.0, new))
        for number, new in reversed(moves):
            other.add(UUID(int=number), trial(50.0, new))
        assert one.shifts() == other.shifts()
        largest = one.shifts()[1].largest
        assert len(largest) == SHOWN
        assert [each.points for each in largest] == sorted((new - 50.0 for _, new in moves), reverse=True)[:SHOWN]

    def test_a_score_that_nobody_has_is_left_out(self) -> None:
        shifts = ScoreShifts()
        shifts.add(BATCH, trial(None, None))
        assert [each.score for each in shifts.shifts()] == ["document_quality"]
        assert ScoreShifts().shifts() == []


class TestRanks:
    def test_members_that_change_places_are_told_the_largest_move_first(self) -> None:
        found = batch_shift(BATCH, batch((90.0, 40.0), (80.0, 70.0), (60.0, 65.0)))
        assert (found.members, found.moved, found.keeps_first, found.keeps_top) == (3, 3, False, True)
        moves = [(move.analysis_id.int, move.old_rank, move.new_rank) for move in found.moves]
        assert moves == [(0, 1, 3), (1, 2, 1), (2, 3, 2)]

    def test_lower_points_for_all_move_nobody(self) -> None:
        found = batch_shift(BATCH, batch((90.0, 80.0), (70.0, 60.0)))
        assert (found.moved, found.keeps_first, found.moves) == (0, True, ())

    def test_a_sixth_that_comes_among_the_first_five_is_told(self) -> None:
        steady = [(90.0 - number, 90.0 - number) for number in range(4)]
        assert not batch_shift(BATCH, batch(*steady, (50.0, 40.0), (45.0, 45.0))).keeps_top

    @given(st.lists(st.tuples(matches, matches), min_size=1, max_size=12))
    def test_two_rubrics_that_agree_move_nobody(self, pairs: list[tuple[float | None, float | None]]) -> None:
        found = batch_shift(BATCH, batch(*[(old, old) for old, _ in pairs]))
        assert (found.moved, found.keeps_first, found.keeps_top) == (0, True, True)
        assert 0 <= batch_shift(BATCH, batch(*pairs)).moved <= len(pairs)
