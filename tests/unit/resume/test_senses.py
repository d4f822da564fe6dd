import pytest

from pathwise.resume.senses import Candidate, is_meant, is_whole
from pathwise.resume.spellings import SkillEntry, Spelling, tokens_of

GO = SkillEntry("Go", "language", "programming", (), ("=Go",), frozenset({"list", "@programming"}), frozenset({"live"}))
JAVA = SkillEntry("Java", "language", "programming", (), (), frozenset(), frozenset())
DOUBTFUL = Spelling(GO, is_doubtful=True, exact="Go")
CERTAIN = Spelling(JAVA)


def candidate(spelling: Spelling, line: str) -> Candidate:
    words = [token.folded for token in tokens_of(line)]
    first = words.index(spelling.entry.canonical.casefold())
    return Candidate(spelling, first, first + 1)


@pytest.mark.parametrize("line", ["go", "Go-kart", "R&Go", "x.Go", "Go’s", "#Go"])
def test_another_case_or_a_part_of_a_name_is_not_whole(line: str) -> None:
    assert not is_whole(candidate(DOUBTFUL, line), tokens_of(line), line)


@pytest.mark.parametrize("line", ["Go", "Go, Rust", "(Go)", "C/Go", "Go & Rust", "Go."])
def test_a_word_between_other_signs_is_whole(line: str) -> None:
    assert is_whole(candidate(DOUBTFUL, line), tokens_of(line), line)


@pytest.mark.parametrize("line", ["java.example", "Java+", "java_home", "@java"])
def test_a_certain_word_may_be_part_of_a_name_too(line: str) -> None:
    assert not is_whole(candidate(CERTAIN, line), tokens_of(line), line)


def test_an_item_of_a_list_is_meant() -> None:
    line = "Rust, Go, Perl"
    assert is_meant(candidate(DOUBTFUL, line), tokens_of(line), ())


def test_a_word_of_prose_is_not_meant_unless_a_sure_skill_stands_by() -> None:
    line = "Wrote Go beside Java at night"
    certain = candidate(CERTAIN, line)
    assert not is_meant(candidate(DOUBTFUL, line), tokens_of(line), ())
    assert is_meant(candidate(DOUBTFUL, line), tokens_of(line), (certain,))


def test_a_denied_word_behind_it_settles_the_matter() -> None:
    line = "Java, Go live"
    assert not is_meant(candidate(DOUBTFUL, line), tokens_of(line), (candidate(CERTAIN, line),))


def test_a_sure_skill_far_away_says_nothing() -> None:
    line = "Wrote Go " + "and more words " * 30 + "Java"
    assert not is_meant(candidate(DOUBTFUL, line), tokens_of(line), (candidate(CERTAIN, line),))
