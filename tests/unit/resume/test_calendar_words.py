from pathwise.resume.calendar_words import MONTH_NAMES, SEASONS
from pathwise.resume.moments import plain_letters


def test_every_month_has_names() -> None:
    assert set(MONTH_NAMES.values()) == set(range(1, 13))


def test_names_are_spelled_as_they_are_looked_for() -> None:
    assert all(plain_letters(name) == name for name in [*MONTH_NAMES, *SEASONS])
