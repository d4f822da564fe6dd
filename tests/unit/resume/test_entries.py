import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathwise.documents.model import Line
from pathwise.resume.entries import Entry, entries_of


def cut(*texts: str) -> tuple[Entry, ...]:
    """A leading `*` marks a list item."""
    lines = [Line(text.removeprefix("* "), is_bullet=text.startswith("* ")) for text in texts]
    return entries_of(lines, 0, len(lines) - 1)


def told(entries: tuple[Entry, ...]) -> list[tuple[tuple[str, ...], int]]:
    return [(entry.naming, len(entry.body)) for entry in entries]


TWO = [(("Cook", "Example Inn"), 1), (("Waiter", "Other Inn"), 1)]
LAYOUTS = {
    "date above": ("2015 - 2018", "Cook", "Example Inn", "* Soups", "2012 - 2015", "Waiter", "Other Inn", "* Trays"),
    "date below": ("Cook", "Example Inn", "2015 - 2018", "* Soups", "Waiter", "Other Inn", "2012 - 2015", "* Trays"),
    "date between": ("Cook", "2015 - 2018", "Example Inn", "* Soups", "Waiter", "2012 - 2015", "Other Inn", "* Trays"),
    "date at the end": (
        "Cook",
        "Example Inn",
        "* Soups",
        "2015 - 2018",
        "Waiter",
        "Other Inn",
        "* Trays",
        "2012 - 2015",
    ),
    "date in the line": ("Cook 2015 - 2018", "Example Inn", "* Soups", "Waiter 2012 - 2015", "Other Inn", "* Trays"),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_two_entries_are_parted_wherever_their_dates_stand(layout: str) -> None:
    entries = cut(*LAYOUTS[layout])
    assert told(entries) == TWO
    assert all(entry.period for entry in entries)


def test_positions_without_dates_are_entries_too() -> None:
    assert told(cut("Cook, Example Inn", "* Soups", "Waiter, Other Inn", "* Trays")) == [
        (("Cook, Example Inn",), 1),
        (("Waiter, Other Inn",), 1),
    ]


def test_a_wrapped_item_is_put_together() -> None:
    (entry,) = cut("Cook, Example Inn 2015 - 2018", "* Cooked for all the guests of the", "house", "* Soups")
    assert entry.body == ("Cooked for all the guests of the house", "Soups")


def test_a_page_number_belongs_to_no_entry() -> None:
    (entry,) = cut("Cook, Example Inn 2015 - 2018", "* Soups", "Ada Example – 1/2", "* Stews")
    assert entry.body == ("Soups", "Stews")


def test_a_year_within_a_sentence_starts_no_entry() -> None:
    assert (
        len(cut("Cook, Example Inn 2015 - 2018", "* Menu of the year 2016", "Won the soup prize of the town in 2017."))
        == 1
    )


def test_a_section_of_prose_has_no_entries() -> None:
    assert cut("I have always liked to cook for many people and to laugh with them.") == ()
    assert entries_of([], 0, -1) == ()


texts = st.sampled_from(
    ["Cook", "Example Inn", "2015 - 2018", "May 2019 to now", "cooked soups,", "Ghent, Belgium", "2/3"]
)


@given(st.lists(st.builds(Line, text=texts | st.text(min_size=1, max_size=50), is_bullet=st.booleans()), max_size=20))
def test_entries_stand_in_order_and_never_overlap(lines: list[Line]) -> None:
    entries = entries_of(lines, 0, len(lines) - 1)
    covered = [index for entry in entries for index in range(entry.first_line, entry.last_line + 1)]
    assert covered == sorted(set(covered))
    assert all(0 <= index < len(lines) for index in covered)


@pytest.mark.parametrize("place", ["Ghent, Belgium", "Leeds"])
def test_a_place_below_the_naming_lines_is_nothing_that_was_done(place: str) -> None:
    (entry,) = cut("2015 - 2018", "Example Inn", "Cook", place, "* Cooked soups")
    assert entry.body == ("Cooked soups",)


def test_a_statement_goes_on_below_though_its_next_word_has_a_capital() -> None:
    first, second = "Cooked soups for all of the guests of", "Raised money with help from a bank and"
    (entry,) = cut("Cook, Example Inn 2015 - 2018", f"* {first}", "Ghent", f"* {second}", "Founders Fund", "* Baked")
    assert entry.body == (f"{first} Ghent", f"{second} Founders Fund", "Baked")


def test_without_bullets_a_verb_begins_a_statement() -> None:
    (entry,) = cut(
        "Cook, Example Inn 2015 - 2018", "Cooked soups for all guests of the inn", "Maintained the oven daily"
    )
    assert entry.body == ("Cooked soups for all guests of the inn", "Maintained the oven daily")


def test_a_rule_below_the_heading_names_nothing() -> None:
    (entry,) = cut("--------------------", "2015 - 2018      Cook", "Example Inn", "* Soups")
    assert entry.naming == ("Cook", "Example Inn")


def test_a_statement_does_not_go_on_behind_an_address() -> None:
    (entry,) = cut("Cook, Example Inn 2015 - 2018", "Cooked soups for all guests", "cook@example.org", "and baked")
    assert entry.body == ("Cooked soups for all guests", "and baked")
