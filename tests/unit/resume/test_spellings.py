from pathwise.resume.spellings import SkillEntry, end_of_spelling, spellings_of, tokens_of


def entry(canonical: str, *aliases: str) -> SkillEntry:
    return SkillEntry(canonical, "skill", "x", (), aliases, frozenset(), frozenset())


def test_signs_are_words_of_their_own() -> None:
    assert [token.folded for token in tokens_of("C++, Café")] == ["c", "+", "+", ",", "cafe"]


def test_a_name_counts_in_any_case_unless_an_alias_spells_it() -> None:
    assert [spelling.is_doubtful for spelling in spellings_of(entry("C++"))] == [False]
    assert all(spelling.is_doubtful for spelling in spellings_of(entry("Go", "=Go")))


def test_a_plain_spelling_has_a_plural_and_a_marked_one_has_none() -> None:
    assert {spelling.tokens for spelling in spellings_of(entry("invoice"))} == {("invoice",), ("invoices",)}
    assert {spelling.tokens for spelling in spellings_of(entry("React", "^React"))} == {("react",)}


def test_hyphens_between_words_make_no_difference() -> None:
    spelling = next(spellings_of(entry("problem solving")))
    assert end_of_spelling(spelling, tokens_of("Problem-Solving here"), 0) == 3
    assert end_of_spelling(spelling, tokens_of("problem solving"), 0) == 2
    assert end_of_spelling(spelling, tokens_of("problem - solving"), 0) is None
