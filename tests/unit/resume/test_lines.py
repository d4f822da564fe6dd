import pytest

from pathwise.resume.lines import (
    is_continuation,
    is_page_mark,
    is_task,
    names_learning,
    names_organisation,
    names_position,
)


@pytest.mark.parametrize(
    "text", ["Page 2 of 3", "2/3", "Ada Example – 1/2", "2 years 10 months", "ada@example.org", "Seite 2"]
)
def test_page_numbers_lengths_and_addresses_name_nothing(text: str) -> None:
    assert is_page_mark(text)


@pytest.mark.parametrize("text", ["Head Porter", "2 Sisters Bakery", "Area 52"])
def test_a_name_is_no_page_mark(text: str) -> None:
    assert not is_page_mark(text)


@pytest.mark.parametrize(
    "text", ["Managed a team of nine", "Responsible for stock", "cooking for guests", "Tools: saw, plane", "We won it."]
)
def test_a_line_that_tells_what_was_done_is_a_task(text: str) -> None:
    assert is_task(text)


@pytest.mark.parametrize(
    "text", ["Marketing Manager", "Lead Developer", "Registered Nurse", "Example Trading Co.", "King's Inn"]
)
def test_a_line_that_names_a_position_or_a_house_is_no_task(text: str) -> None:
    assert not is_task(text)


def test_a_wrapped_line_goes_on_with_the_one_above() -> None:
    assert is_continuation("Raised funds from Example Capital and Other", "Fund", widest=45, follower_is_item=True)
    assert not is_continuation("Raised funds.", "Head Cook", widest=45, follower_is_item=True)


@pytest.mark.parametrize("text", ["Krankenschwester", "Projektleiterin", "Ingénieure d’études", "Cooks", "Camarero"])
def test_positions_are_known_in_several_languages(text: str) -> None:
    assert names_position(text)


def test_words_of_organisations_and_schools_are_told_apart() -> None:
    assert names_organisation("Example Works GmbH")
    assert not names_organisation("Night Porter")
    assert names_learning("Universität Beispielstadt")
    assert not names_learning("Example Works")
