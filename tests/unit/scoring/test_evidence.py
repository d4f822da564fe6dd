import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathwise.resume.model import Mention, SectionKind
from pathwise.scoring.evidence import Rung, Trace, best, rung_of
from pathwise.scoring.rubric import load_rubric


@pytest.mark.parametrize(
    ("in_role", "is_dated", "has_result", "rung"),
    [
        (False, False, False, Rung.ONLY_NAMED),
        (False, True, True, Rung.ONLY_NAMED),
        (True, False, False, Rung.IN_ROLE),
        (True, True, False, Rung.IN_DATED_ROLE),
        (True, True, True, Rung.WITH_RESULT),
        (True, False, True, Rung.WITH_RESULT),
    ],
)
def test_a_mention_stands_on_one_step(in_role: bool, is_dated: bool, has_result: bool, rung: Rung) -> None:
    mention = Mention("Baked rye", 3, SectionKind.EXPERIENCE, in_role, is_dated, has_result)
    assert rung_of(mention) is rung


def test_the_steps_are_worth_what_the_rubric_says() -> None:
    assert [rung.strength(load_rubric().ladder) for rung in Rung] == [0.0, 0.3, 0.5, 0.8, 1.0]


@given(rungs=st.lists(st.sampled_from(Rung), min_size=1))
def test_the_best_place_decides_and_the_first_of_equals_is_quoted(rungs: list[Rung]) -> None:
    strongest = best(Trace(rung, "", line) for line, rung in enumerate(rungs))
    assert strongest is not None
    assert strongest.rung is max(rungs)
    assert strongest.line == rungs.index(max(rungs))


def test_no_places_have_no_best() -> None:
    assert best([]) is None
