import pytest

from pathwise.resume.positions import Naming, read_naming

NAMINGS = [
    (["Night Porter, Grand Example Hotel – Ghent, Belgium"], "Night Porter", "Grand Example Hotel"),
    (["Grand Example Hotel, Night Porter – Ghent, Belgium"], "Night Porter", "Grand Example Hotel"),
    (["Co-Founder & CTO, Example Works"], "Co-Founder & CTO", "Example Works"),
    (["Example Works, Inc.", "Data Analyst"], "Data Analyst", "Example Works, Inc."),
    (["Data Analyst", "Example Works", "Springfield, IL"], "Data Analyst", "Example Works"),
    (["Cook at Example Inn"], "Cook", "Example Inn"),
    (["Köchin bei Gasthof Beispiel"], "Köchin", "Gasthof Beispiel"),
    (["Welder | Example Shipyard | Gdynia, Poland"], "Welder", "Example Shipyard"),
    (["Research Assistant University of Example"], "Research Assistant", "University of Example"),
    (["Employer: Example Works", "Position: Clerk"], "Clerk", "Example Works"),
    (["Clerk, Example Works (Ghent, Belgium)"], "Clerk", "Example Works"),
    (["Example Works"], None, "Example Works"),
    (["Nurse"], "Nurse", None),
    ([], None, None),
]


@pytest.mark.parametrize(("lines", "title", "organisation"), NAMINGS)
def test_position_and_organisation_are_told_apart(
    lines: list[str], title: str | None, organisation: str | None
) -> None:
    naming = read_naming(lines)
    assert (naming.title, naming.organisation) == (title, organisation)


def test_where_words_do_not_tell_the_habit_of_the_resume_decides() -> None:
    lines = ["Head of Everything Else", "Zyx"]
    assert read_naming(["Qwert", "Zyx"], title_first=True) == Naming("Qwert", "Zyx")
    assert read_naming(["Qwert", "Zyx"], title_first=False) == Naming("Zyx", "Qwert")
    assert read_naming(lines, title_first=False).organisation is not None


@pytest.mark.parametrize(
    "lines",
    [
        ["Night Porter", "Tarn & Hollow, Manchester"],
        ["Tarn & Hollow", "Night Porter", "Leeds"],
        ["Leeds", "Night Porter, Tarn & Hollow"],
        ["Night Porter | Tarn & Hollow | München"],
        ["Tarn & Hollow Boston, MA", "Night Porter"],
    ],
)
def test_a_town_is_no_place_of_work_where_another_is_named(lines: list[str]) -> None:
    naming = read_naming(lines)
    assert (naming.title, naming.organisation) == ("Night Porter", "Tarn & Hollow")


def test_a_place_of_work_that_is_called_like_a_town_stays() -> None:
    assert read_naming(["Night Porter, Bristol"]).organisation == "Bristol"


def test_two_slashes_part_position_place_of_work_and_place() -> None:
    naming = read_naming(["Night Porter / Tarn & Hollow / Worcester, MA"])
    assert (naming.title, naming.organisation) == ("Night Porter", "Tarn & Hollow")
    assert read_naming(["Night Porter / Baker"]).title == "Night Porter / Baker"
