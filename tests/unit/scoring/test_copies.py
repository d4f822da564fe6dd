from pathwise.scoring.copies import copied_lines

JOB = ["# Baker", "## Requirements", "- rye", "- wheat", "- Three years of experience with sourdough", "- ovens"]


def test_a_sentence_taken_over_is_found_whatever_its_punctuation() -> None:
    assert copied_lines(["Sold bread", "three years of experience with Sourdough!"], JOB) == {1}


def test_a_bare_list_taken_over_with_its_heading_is_found_across_lines() -> None:
    assert copied_lines(["Skills", "Requirements", "rye", "wheat", "Three years of", "experience"], JOB) == {
        1,
        2,
        3,
        4,
        5,
    }


def test_a_plain_list_of_skills_in_a_usual_order_is_no_copy() -> None:
    job = ["Requirements", "Python, Java, Kafka, Docker, Linux, Git and SQL"]
    assert copied_lines(["Python, Java, Kafka, Docker, Linux, Git and SQL"], job) == frozenset()


def test_a_line_that_only_shares_some_words_is_no_copy() -> None:
    assert copied_lines(["Baked rye and wheat bread in stone ovens for three years"], JOB) == frozenset()


def test_a_job_of_two_words_cannot_be_copied() -> None:
    assert copied_lines(["required rye"], ["required rye"]) == frozenset()


def test_nothing_is_copied_from_an_empty_job() -> None:
    assert copied_lines(["rye"], []) == frozenset()


SPEECH = ["Train apprentices at the oven", "Order flour and yeast from suppliers", "Plan shifts of the team", "Rye"]


def test_short_lines_taken_over_in_any_order_are_found_with_the_bare_names_among_them() -> None:
    mixed = [SPEECH[2], "Sold bread", SPEECH[3], SPEECH[0], "Leeds", SPEECH[1]]
    assert copied_lines(mixed, SPEECH) == {0, 2, 3, 5}


def test_two_lines_that_happen_to_be_the_same_are_no_copy() -> None:
    assert copied_lines([SPEECH[3], "Sold bread", SPEECH[0], "Leeds", SPEECH[2]], SPEECH) == frozenset()


def test_a_long_line_of_the_words_of_the_job_alone_is_a_copy_however_they_are_mixed() -> None:
    mixed = "the oven of shifts from the team and yeast flour plan suppliers apprentices order the at train"
    assert copied_lines([mixed, "Trained the apprentices of a team at an oven"], SPEECH) == {0}
