from pathwise.job.words import content_words
from pathwise.scoring.evidence import Rung, Trace
from pathwise.scoring.passages import Passage
from pathwise.scoring.rubric import load_rubric
from pathwise.scoring.wording import places_like


def passage(text: str, line: int, rung: Rung = Rung.IN_DATED_ROLE) -> Passage:
    return Passage(Trace(rung, text, line), frozenset(content_words(text)), text)


def found(text: str, *passages: Passage, is_role: bool = False) -> list[tuple[int, Rung]]:
    roles = [passages] if is_role else []
    return [(trace.line, trace.rung) for trace in places_like(text, passages, roles, load_rubric().wording)]


def test_a_line_with_all_the_words_is_as_strong_as_it_stands() -> None:
    assert found("injection moulding", passage("Set up moulds for injection moulding", 4)) == [(4, Rung.IN_DATED_ROLE)]


def test_a_line_with_some_of_the_words_only_names_it() -> None:
    assert found("injection moulding", passage("Ordered injection pumps", 4)) == [(4, Rung.ONLY_NAMED)]


def test_words_spread_over_a_position_are_named_in_it() -> None:
    lines = (passage("Drew plans of moulds", 4), passage("Ran the injection line", 5))
    assert (4, Rung.IN_ROLE) in found("injection moulding", *lines, is_role=True)


def test_a_common_word_alone_shows_nothing() -> None:
    assert found("warehouse management", passage("Management of people", 4)) == []


def test_other_words_show_nothing() -> None:
    assert found("figure skating", passage("Baked bread", 4), is_role=True) == []


def test_a_text_without_words_of_its_own_is_shown_by_nothing() -> None:
    assert found("good experience", passage("Good experience", 4)) == []
