from dataclasses import replace
from random import Random
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pathwise.comparison.persons import Identity, is_one_person, link_persons, may_be_one_person

WORDS = [f"word{number}" for number in range(400)]
TEXT = " ".join(WORDS)


def person(number: int, **changes: object) -> Identity:
    made = Identity(
        UUID(int=number), number, False, "Ada Byron", ("ada@example.org",), ("+1 206-555-0166",), "2024-01", 40
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # any field


def other_words(count: int) -> str:
    """The text with so many words at its end replaced."""
    return " ".join(WORDS[: len(WORDS) - count] + [f"other{number}" for number in range(count)])


def links(*members: tuple[Identity, str]) -> dict[int, int]:
    found = link_persons([each for each, _ in members], {each.member_id: text for each, text in members})
    return {linked.int: ranked.int for linked, ranked in found.items()}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, True),
        ({"phones": (), "name": None}, True),
        ({"emails": ("ADA@example.org",), "phones": ()}, True),
        ({"emails": ("a.byron@example.org",), "phones": ("206 555 0166",)}, True),
        ({"emails": ("a.byron@example.org",), "name": "Ada M. Byron"}, True),
        ({"emails": ("a.byron@example.org",), "name": "BYRON Ada"}, True),
        # The same name, and nothing else in common: two people.
        ({"emails": ("other@example.org",), "phones": ("+1 415-555-0102",)}, False),
        ({"emails": (), "phones": ()}, False),
        # A family or an agency with one address or telephone: the names tell them apart.
        ({"name": "Eve Byron"}, False),
        ({"name": "Ada Lovelace", "emails": ("other@example.org",)}, False),
        # A telephone without a name proves nothing, nor does a first name alone.
        ({"name": None, "emails": ("other@example.org",)}, False),
        ({"name": "Ada", "emails": ("other@example.org",)}, False),
    ],
)
def test_one_person_has_an_address_in_common_or_name_and_telephone(changes: dict[str, object], expected: bool) -> None:
    one, other = person(1), person(2, **changes)
    assert is_one_person(one, other) is is_one_person(other, one) is expected


def test_the_same_resume_twice_is_ranked_once() -> None:
    assert links((person(0), TEXT), (person(1), TEXT)) == {1: 0}


def test_a_resume_with_a_few_words_changed_is_linked_and_one_with_many_is_not() -> None:
    assert links((person(0), TEXT), (person(1), other_words(20))) == {1: 0}
    assert links((person(0), TEXT), (person(1), other_words(80))) == {}


def test_two_people_of_one_name_are_never_linked_even_with_one_text() -> None:
    namesake = person(1, emails=("ada.b@example.com",), phones=("+44 20 7946 0958",))
    assert links((person(0), TEXT), (namesake, TEXT)) == {}


def test_short_texts_must_be_the_very_same() -> None:
    short = " ".join(WORDS[:25])
    assert links((person(0), short), (person(1), short)) == {1: 0}
    assert links((person(0), short), (person(1), f"{short} more")) == {}
    assert links((person(0), ""), (person(1), "")) == {}


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"newest_month": "2025-02"}, TEXT),
        ({"months": 52}, TEXT),
        ({}, f"{TEXT} and a line more"),
        ({"is_primary": True, "newest_month": "2020-01"}, TEXT),
    ],
)
def test_the_primary_then_the_latest_then_the_most_complete_is_ranked(changes: dict[str, object], text: str) -> None:
    assert links((person(0), TEXT), (person(1, **changes), text)) == {0: 1}


def test_everyone_linked_is_near_identical_to_the_one_that_is_ranked() -> None:
    # Each is near the one before it, but the last is not near the first.
    chain = [(person(number), other_words(35 * number)) for number in range(3)]
    assert links(*chain) == {1: 0}


def test_only_those_with_something_in_common_are_compared() -> None:
    alone = person(2, emails=("eve@example.org",), phones=())
    groups = may_be_one_person([person(0), person(1), alone])
    assert {each.member_id.int for group in groups for each in group} == {0, 1}


@settings(max_examples=40)
@given(
    st.lists(st.tuples(st.sampled_from([0, 20, 90, 200]), st.sampled_from(["2023-05", "2024-01", None])), max_size=6),
    st.randoms(use_true_random=False),
)
def test_the_order_of_the_input_changes_nothing_and_nobody_ranked_is_linked(
    versions: list[tuple[int, str | None]], rng: Random
) -> None:
    members = [
        (person(number, newest_month=month), other_words(changed)) for number, (changed, month) in enumerate(versions)
    ]
    found = links(*members)
    shuffled = members.copy()
    rng.shuffle(shuffled)
    assert links(*shuffled) == found
    assert not found.keys() & set(found.values())
