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
