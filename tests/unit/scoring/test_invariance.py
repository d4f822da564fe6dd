"""What never counts for the match: changed in real files of invented people, one thing at a time."""

from dataclasses import replace
from random import Random

import pytest

from pathwise.demo.layouts import make_file
from pathwise.demo.model import Layout, Person, Special
from pathwise.demo.people import invent_person
from pathwise.documents.model import DocumentText
from pathwise.documents.reading import read_document
from pathwise.job.requirements import read_requirements
from pathwise.resume.months import YearMonth
from pathwise.resume.profile import build_profile
from pathwise.scoring.scorecard import score_resume

JOB = """Backend Developer

Requirements
- Python
- PostgreSQL or MySQL
- Planning of budgets
- Care of patients

Nice to have
- Docker

Responsibilities
- Write and review the services of the team
- Train new colleagues
"""
PEOPLE = range(6)


def match_of(person: Person, layout: Layout = Layout.TEXT) -> float | None:
    document = read_document(make_file(person, layout, Special.NOTHING, Random(7)))
    assert isinstance(document, DocumentText)
    return score_resume(document, build_profile(document, YearMonth(2026, 11)), read_requirements(JOB)).job_match


def later(person: Person, years: int) -> Person:
    courses = (
        replace(course, start_year=(course.start_year or 0) + years, end_year=(course.end_year or 0) + years)
        if course.start_year
        else course
        for course in person.education
    )
    return replace(person, education=tuple(courses))


@pytest.mark.parametrize("index", PEOPLE)
@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"name": "Ada Baker"}, id="name"),
        pytest.param({"email": "python.docker@example.com"}, id="e-mail"),
        pytest.param({"phone": "+44 20 7946 0000"}, id="phone"),
        pytest.param({"location": "Lyon, France"}, id="place"),
        pytest.param({"links": ("github.com/python-postgresql",)}, id="links"),
        pytest.param({"uses_letter_paper": True}, id="paper"),
    ],
)
def test_who_somebody_is_and_where_never_counts(index: int, changed: dict[str, object]) -> None:
    person = invent_person(2026, index)
    assert match_of(replace(person, **changed)) == match_of(person)  # type: ignore[arg-type]


@pytest.mark.parametrize("index", PEOPLE)
def test_the_years_and_the_name_of_a_school_never_count(index: int) -> None:
    person = invent_person(2026, index)
    first, *rest = person.education
    elsewhere = replace(person, education=(replace(first, institution="Example University"), *rest))
    assert match_of(later(person, -9)) == match_of(person)
    assert match_of(elsewhere) == match_of(person)


@pytest.mark.parametrize("index", PEOPLE)
def test_a_gap_between_positions_never_counts(index: int) -> None:
    person = invent_person(2026, index)
    *newer, oldest = person.positions
    if oldest.start is None or oldest.end is None:
        pytest.skip("this person gives no dates")
    start, end = (f"{int(month[:4]) - 2}{month[4:]}" for month in (oldest.start, oldest.end))
    earlier = replace(oldest, start=start, end=end)
    assert match_of(replace(person, positions=(*newer, earlier))) == match_of(person)


@pytest.mark.parametrize("index", PEOPLE)
@pytest.mark.parametrize("layout", [each for each in Layout if each is not Layout.TEXT])
def test_the_layout_never_counts(index: int, layout: Layout) -> None:
    person = invent_person(2026, index)
    assert match_of(person, layout) == match_of(person)
