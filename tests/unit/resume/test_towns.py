"""Names of towns."""

import pytest

from pathwise.resume.calendar_words import MONTH_NAMES
from pathwise.resume.lines import names_organisation, names_position
from pathwise.resume.sections import heading_kind
from pathwise.resume.towns import _towns, is_town, without_town


@pytest.mark.parametrize("town", ["Bristol", "München", "São Paulo", "Lyon", "Kraków", "Stoke-on-Trent", "(Leeds)"])
def test_large_towns_are_known_in_their_own_spelling(town: str) -> None:
    assert is_town(town)


def test_no_town_is_called_like_what_resumes_are_made_of() -> None:
    assert not [town for town in _towns() if names_position(town) or names_organisation(town)]
    assert not [town for town in _towns() if town in MONTH_NAMES or heading_kind(town.title())]


def test_only_a_town_behind_a_comma_is_taken_away() -> None:
    assert without_town("Tarn & Hollow, Manchester") == "Tarn & Hollow"
    assert without_town("University of Bristol") == "University of Bristol"
    assert without_town("Smith, Jones") == "Smith, Jones"
