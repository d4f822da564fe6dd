import pytest

from pathwise.resume.degrees import level_of, names_degree, split_leading_degree
from pathwise.resume.model import EducationLevel

L = EducationLevel
LEVELS = [
    ("PhD in Physics", L.DOCTORATE),
    ("Dr. rer. nat.", L.DOCTORATE),
    ("Doctorat en droit", L.DOCTORATE),
    ("M.Sc. Statistics", L.MASTER),
    ("MBA", L.MASTER),
    ("Diplom-Ingenieur", L.MASTER),
    ("Mestrado em História", L.MASTER),
    ("B.A. (Hons) History", L.BACHELOR),
    ("BS in Nursing", L.BACHELOR),
    ("Bachelor of Arts", L.BACHELOR),
    ("Licenciatura en Derecho", L.BACHELOR),
    ("Laurea triennale in Economia", L.BACHELOR),
    ("Associate of Science", L.ASSOCIATE),
    ("BTS Comptabilité", L.ASSOCIATE),
    ("Ausbildung zum Tischler", L.VOCATIONAL),
    ("MBO Detailhandel", L.VOCATIONAL),
    ("NVQ Level 2 Catering", L.VOCATIONAL),
    ("High School Diploma", L.SECONDARY),
    ("Abitur", L.SECONDARY),
    ("Baccalauréat", L.SECONDARY),
]


@pytest.mark.parametrize(("text", "level"), LEVELS)
def test_the_level_is_told_by_the_words_for_degrees(text: str, level: EducationLevel) -> None:
    assert level_of(text) is level


@pytest.mark.parametrize(
    "text", ["As a team we did it", "but its end was near", "Nurse in Boston", "me and ma", "Course in knitting"]
)
def test_plain_words_are_no_degrees(text: str) -> None:
    assert level_of(text) is None


def test_a_thesis_is_no_degree() -> None:
    assert not names_degree("Master thesis: On bread")


def test_a_degree_in_front_of_a_school_is_parted() -> None:
    assert split_leading_degree("PhD Example University") == ("PhD", "Example University")
    assert split_leading_degree("Example University") is None
