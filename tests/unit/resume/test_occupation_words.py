from pathwise.resume import occupation_words as words
from pathwise.resume.wording import fold


def test_words_are_spelled_as_they_are_looked_for() -> None:
    tables = (words.POSITION_WORDS, words.ORGANISATION_WORDS, words.LEARNING_WORDS, words.TASK_WORDS, words.NOT_TASKS)
    assert [word for table in tables for word in table if fold(word) != word] == []


def test_a_word_that_begins_positions_is_a_task_word_too() -> None:
    assert words.NOUNS_TOO & words.TASK_WORDS
