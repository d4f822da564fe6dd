import pytest

from pathwise.documents.model import Line
from pathwise.resume.education import education_of
from pathwise.resume.model import Education, EducationLevel
from pathwise.resume.sections import sections_of


def read(text: str) -> tuple[Education, ...]:
    lines = [Line(line.removeprefix("* "), is_bullet=line.startswith("* ")) for line in text.strip().splitlines()]
    return education_of(lines, sections_of(lines))


LAYOUTS = [
    "Example University\nBSc in Physics\nSept 2012 - June 2015",
    "BSc in Physics\nExample University\nSept 2012 - June 2015",
    "Sept 2012 - June 2015\nExample University\nBSc in Physics",
    "Example University, BSc in Physics – Ghent, Belgium Sept 2012 - June 2015",
    "BSc in Physics, Example University, Sept 2012 - June 2015",
    "BSc in Physics (Example University)\nSept 2012 - June 2015",
    "BSc in Physics | Example University | Sept 2012 - June 2015",
    "Sept 2012 - June 2015: BSc in Physics at Example University",
    "BSc Example University, Physics\n* Thesis: on light\nGhent, Belgium\nSept 2012 - June 2015",
]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_school_degree_and_dates_are_found_in_every_order(layout: str) -> None:
    (course,) = read(f"Education\n{layout}")
    assert course.institution == "Example University"
    assert course.degree is not None
    assert course.degree.startswith("BSc")
    assert "Physics" in course.degree
    assert course.level is EducationLevel.BACHELOR
    assert (course.start, course.end) == ("2012-09", "2015-06")


def test_two_courses_are_parted_without_dates() -> None:
    courses = read("Education\nExample University\nMSc in Physics\nOther College\nBSc in Physics")
    assert [(course.institution, course.degree) for course in courses] == [
        ("Example University", "MSc in Physics"),
        ("Other College", "BSc in Physics"),
    ]


def test_a_second_degree_of_the_same_school_carries_its_name() -> None:
    courses = read("Education\nExample University\nMSc in Physics, 2018\nBSc in Physics, 2016")
    assert [course.institution for course in courses] == ["Example University", "Example University"]


def test_a_subject_without_a_degree_is_kept_and_a_mark_is_not() -> None:
    (course,) = read("Education\nExample College\nHistory of bread\nGPA: 3.9")
    assert course.degree == "History of bread"
    assert course.level is None


def test_a_thesis_is_no_course() -> None:
    (course,) = read("Education\nExample University\nPhD in Physics\nMaster thesis: On light at Other University")
    assert course.institution == "Example University"


def test_one_date_alone_is_the_end() -> None:
    (course,) = read("Education\nBSc in Physics, Example University, May 2018")
    assert (course.start, course.end) == (None, "2018-05")


def test_list_items_are_read_where_nothing_else_is_there() -> None:
    assert len(read("Education\n* BSc in Physics, Example University, 2015\n* Abitur, Gymnasium Beispiel, 2011")) == 2


def test_a_degree_that_a_narrow_column_cuts_goes_on_below() -> None:
    lines = [Line(text) for text in ("Education", "Bachelor of Science in", "Nursing", "Worcester State College")]
    (course,) = education_of(lines, sections_of(lines))
    assert (course.degree, course.institution) == ("Bachelor of Science in Nursing", "Worcester State College")
