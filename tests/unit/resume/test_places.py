import pytest

from pathwise.resume.places import is_place, split_place


@pytest.mark.parametrize(
    "text",
    [
        "Springfield, IL",
        "Austin, TX 78701",
        "Ghent, Belgium",
        "10115 Berlin",
        "São Paulo, Brasil",
        "Remote",
        "(Israel, Haifa)",
    ],
)
def test_a_town_with_its_region_or_country_is_a_place(text: str) -> None:
    assert is_place(text)


@pytest.mark.parametrize("text", ["Example Works, Inc.", "Cook, Example Inn", "2015 - 2018", "Head Porter", ""])
def test_other_names_are_no_places(text: str) -> None:
    assert not is_place(text)


@pytest.mark.parametrize(
    ("text", "before", "place"),
    [
        ("Example Inn – Ghent, Belgium", "Example Inn", "Ghent, Belgium"),
        ("Example Inn, Springfield, IL", "Example Inn", "Springfield, IL"),
        ("Example Inn (Ghent, Belgium)", "Example Inn", "Ghent, Belgium"),
        ("Springfield, IL", "", "Springfield, IL"),
        ("Smith, Jones & Co", "Smith, Jones & Co", None),
    ],
)
def test_the_place_at_the_end_is_parted(text: str, before: str, place: str | None) -> None:
    assert split_place(text) == (before, place)
