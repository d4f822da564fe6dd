from pathwise.job.skills import skill_choices
from pathwise.job.vocabulary import load_vocabulary
from pathwise.resume.lexicon import load_lexicon


def choices(text: str) -> list[tuple[str, ...]]:
    return [choice.any_of for choice in skill_choices(text, load_lexicon(), load_vocabulary())]


def test_the_words_of_the_clause_are_kept() -> None:
    (choice,) = skill_choices("Either Python or Java", load_lexicon(), load_vocabulary())
    assert choice.text == "Python or Java"


def test_a_list_of_all_and_a_choice_keep_apart() -> None:
    assert choices("Docker and Python or Java") == [("Docker",), ("Python", "Java")]


def test_an_unknown_name_does_not_break_a_list_of_examples() -> None:
    assert choices("systems such as MySQL, Bakemaster, MongoDB") == [("MySQL", "MongoDB")]


def test_a_name_that_is_a_plain_word_is_told_behind_experience_with() -> None:
    assert choices("2 years of experience with Rust") == [("Rust",)]


def test_a_clause_without_skills_has_no_choices() -> None:
    assert choices("Figure skating") == []
