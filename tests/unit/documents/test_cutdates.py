"""Dates cut by a line end."""

import pytest

from pathwise.documents.cutdates import join_cut_dates
from pathwise.documents.model import Line


def joined(*texts: str) -> list[str]:
    return [line.text for line in join_cut_dates([Line(text) for text in texts])]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Baker | Grand Hotel 01/2019 -", "Present"),
        ("Mar 2021 –", "heute"),
        ("Sep 2017 – Feb", "2021"),
        ("2014 –", "Juni 2018"),
        ("First Aid, May", "2022"),
    ],
)
def test_a_date_goes_on_in_the_next_line(first: str, second: str) -> None:
    assert joined(first, second, "Ghent") == [f"{first} {second}", "Ghent"]


def test_what_stands_behind_the_date_stays_a_line() -> None:
    assert joined("2014 –", "2018 Baker") == ["2014 – 2018", "Baker"]


@pytest.mark.parametrize(
    "texts",
    [
        ("2019 –", "Baker"),
        ("Baked rye, wheat and oats,", "2021"),
        ("Opened a shop in May", "2022"),
        ("2019 -", "Nowadays a baker"),
        ("Mar 2021 – Present", "2019"),
    ],
)
def test_other_lines_stay_apart(texts: tuple[str, ...]) -> None:
    assert joined(*texts) == list(texts)


def test_a_list_item_and_another_page_do_not_go_on() -> None:
    lines = [Line("2019 -"), Line("2021", is_bullet=True)]
    assert join_cut_dates(lines) == lines
    assert join_cut_dates([Line("2019 -"), Line("2021", page=2)]) == [Line("2019 -"), Line("2021", page=2)]
