from collections.abc import Callable

import pytest

from pathwise.documents.model import DocumentText
from pathwise.resume.model import ResumeProfile
from pathwise.scoring.date_forms import stray_dates

Read = Callable[[str], tuple[DocumentText, ResumeProfile]]

DATES = ("March 2019 - June 2024", "January 2016 - February 2019")


def strays(read: Read, resume: str, newest: str, older: str) -> list[str] | None:
    document, profile = read(resume.replace(DATES[0], newest).replace(DATES[1], older))
    lines = stray_dates(document, profile.experience)
    return None if lines is None else [document.lines[line].text for line in lines]


@pytest.mark.parametrize(
    ("newest", "older"),
    [
        DATES,
        ("03/2019 - 06/2024", "1/2016 – 02/2019"),
        ("Mar 2019 - Jun 2024", "Jan. 2016 to Feb. 2019"),
        ("May 2019 - June 2024", "May 2016 - February 2019"),
        ("2019 - 2024", "2016 - 2019"),
        ("March 2019 - present", "January 2016 - February 2019"),
    ],
)
def test_dates_in_one_form_agree(read: Read, resume: str, newest: str, older: str) -> None:
    assert strays(read, resume, newest, older) == []


@pytest.mark.parametrize(
    ("newest", "older"),
    [
        ("March 2019 - June 2024", "Jan 2016 - Feb 2019"),
        ("March 2019 - June 2024", "01/2016 - 02/2019"),
        ("03/2019 - 06/2024", "01.2016 - 02.2019"),
        ("03/2019 - 06/2024", "2016 - 2019"),
        ("2019-03 - 2024-06", "01/2016 - 02/2019"),
        ("March 2019 - June 2024", "January 2016 - 02/2019"),
    ],
)
def test_a_date_in_another_form_stands_out(read: Read, resume: str, newest: str, older: str) -> None:
    assert strays(read, resume, newest, older) == [older]


def test_one_position_cannot_disagree_with_itself(read: Read, resume: str) -> None:
    document, profile = read(resume)
    assert stray_dates(document, profile.experience[:1]) is None
    assert stray_dates(document, ()) is None


def test_figures_within_statements_are_no_dates_of_the_position(read: Read, resume: str) -> None:
    text = resume.replace("Built order services", "Built order services in 2020 and 05/2021")
    document, profile = read(text)
    assert stray_dates(document, profile.experience) == ()
