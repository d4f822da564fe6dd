import pytest

from pathwise.scoring.openings import Tense, opens_strongly, tense_of


@pytest.mark.parametrize("text", ["Built a bakery", "Baked 40 loaves a day", "Led the night shift", "Assembled ovens"])
def test_a_statement_that_opens_with_what_was_done_opens_strongly(text: str) -> None:
    assert opens_strongly(text)


@pytest.mark.parametrize(
    "text",
    ["Responsible for baking", "Worked on ovens", "I baked", "My duties included baking", "Accountable for bread"],
)
def test_a_statement_that_hides_what_was_done_does_not(text: str) -> None:
    assert not opens_strongly(text)


@pytest.mark.parametrize(
    ("text", "tense"),
    [
        ("Baked 40 loaves a day", Tense.PAST),
        ("Successfully led the night shift", Tense.PAST),
        ("I taught apprentices", Tense.PAST),
        ("Cut waste by a third", Tense.PAST),
        ("Oversaw two bakeries", Tense.PAST),
        ("Manage the night shift", Tense.PRESENT),
        ("Manages the night shift", Tense.PRESENT),
        ("Supplies shops with bread", None),
        ("Supplies all shops with bread", Tense.PRESENT),
        ("Carries trays", Tense.PRESENT),
        ("Exceed targets every month", Tense.PRESENT),
        ("Teach apprentices to bake", Tense.PRESENT),
        ("Lead a team of four", Tense.PRESENT),
        # Nouns, gerunds and words that are both: nothing is told.
        ("Lead baker of the night shift", None),
        ("Support of 40 shops", None),
        ("Test automation for ovens", None),
        ("Design and construction of ovens", None),
        ("Managing the night shift", None),
        ("Need for bread", None),
        ("Forecast of demand", None),
        ("40 loaves a day", None),
        ("", None),
    ],
)
def test_the_tense_is_that_of_the_verb_in_front(text: str, tense: Tense | None) -> None:
    assert tense_of(text) is tense
