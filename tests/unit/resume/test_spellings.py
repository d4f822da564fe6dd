from pathwise.resume.spellings import SkillEntry, SpellingTree, aliases_of, spelling_of, tokens_of


def entry(canonical: str, *aliases: str) -> SkillEntry:
    return SkillEntry(canonical, "skill", "x", aliases=aliases)


def ends(tree: SpellingTree, line: str) -> list[int]:
    return [last for last, _ in tree.at(tokens_of(line), 0)]


def test_signs_are_words_of_their_own() -> None:
    assert [token.folded for token in tokens_of("C++, Café")] == ["c", "+", "+", ",", "cafe"]


def test_a_name_counts_in_any_case_unless_a_marked_alias_spells_it() -> None:
    assert aliases_of(entry("C++", "cpp")) == ("C++", "cpp")
    assert aliases_of(entry("Go", "=Go", "golang")) == ("=Go", "golang")


def test_a_marked_alias_is_doubtful() -> None:
    skill = entry("Go")
    assert [spelling_of(skill, alias)[1].is_doubtful for alias in ("golang", "=Go", "^Go", "?go")] == [
        False,
        True,
        True,
        True,
    ]


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


def test_of_skills_that_share_a_spelling_the_first_counts_and_the_clash_is_told() -> None:
    tree = SpellingTree([entry("one", "same"), entry("two", "same")])
    ((_, spellings),) = tree.at(tokens_of("same"), 0)
    assert [spelling.entry.canonical for spelling in spellings] == ["one"]
    assert tree.clashes() == [("one", "two")]


def test_words_in_the_plural_count_in_the_singular_unless_that_is_another_skill() -> None:
    tree = SpellingTree([entry("complaints", "guest complaints"), entry("case files"), entry("case file")])
    assert ends(tree, "guest complaint") == [2]
    ((_, spellings),) = tree.at(tokens_of("case file"), 0)
    assert [spelling.entry.canonical for spelling in spellings] == ["case file"]
