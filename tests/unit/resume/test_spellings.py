from pathwise.resume.spellings import SkillEntry, SpellingTree, spellings_of, tokens_of


def entry(canonical: str, *aliases: str) -> SkillEntry:
    return SkillEntry(canonical, "skill", "x", aliases=aliases)


def ends(tree: SpellingTree, line: str) -> list[int]:
    return [last for last, _ in tree.at(tokens_of(line), 0)]


def test_signs_are_words_of_their_own() -> None:
    assert [token.folded for token in tokens_of("C++, Café")] == ["c", "+", "+", ",", "cafe"]


def test_a_name_counts_in_any_case_unless_an_alias_spells_it() -> None:
    assert [spelling.is_doubtful for _, spelling in spellings_of(entry("C++"))] == [False]
    assert all(spelling.is_doubtful for _, spelling in spellings_of(entry("Go", "=Go")))


def test_a_plain_spelling_has_a_plural_and_a_marked_one_has_none() -> None:
    assert ends(SpellingTree([entry("invoice")]), "invoices") == [1]
    assert ends(SpellingTree([entry("React", "^React")]), "Reacts") == []


def test_short_words_have_no_plural() -> None:
    assert ends(SpellingTree([entry("cad")]), "cads") == []


def test_hyphens_between_words_make_no_difference() -> None:
    tree = SpellingTree([entry("problem solving")])
    assert ends(tree, "Problem-Solving here") == [3]
    assert ends(tree, "problem solving") == [2]
    assert ends(tree, "problem - solving") == []


def test_the_longest_spelling_comes_first() -> None:
    tree = SpellingTree([entry("sales"), entry("sales force"), entry("sales force automation")])
    assert ends(tree, "Sales Force Automation tools") == [3, 2, 1]
