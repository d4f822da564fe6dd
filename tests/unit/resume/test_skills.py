from pathwise.documents.model import DocumentText, Line
from pathwise.resume.model import Mention, SectionKind
from pathwise.resume.months import YearMonth
from pathwise.resume.profile import build_profile


def mentions(skill: str, text: str) -> tuple[Mention, ...]:
    lines = tuple(Line(line.removeprefix("* "), is_bullet=line.startswith("* ")) for line in text.strip().splitlines())
    profile = build_profile(DocumentText("text/plain", 1, lines), YearMonth(2025, 6))
    return next(found.mentions for found in profile.skills if found.canonical == skill)


RESUME = """
Ada Example
Skills
Welding, forklift
Experience
Welder, Example Shipyard, Jan 2019 - Dec 2021
* Cut welding time by 20%
Welder, Other Yard
* Welding of pipes
Projects
Gate, 2018
* Welding of a garden gate
"""


def test_each_place_tells_how_the_skill_is_shown() -> None:
    listed, with_result, *_, in_project = mentions("Welding", RESUME)
    assert (listed.section, listed.in_role, listed.is_dated) == (SectionKind.SKILLS, False, False)
    assert (with_result.in_role, with_result.is_dated, with_result.has_result) == (True, True, True)
    assert (in_project.section, in_project.in_role, in_project.is_dated) == (SectionKind.PROJECTS, True, True)
    assert not in_project.has_result


def test_a_quote_is_the_line_as_written() -> None:
    assert mentions("Welding", RESUME)[1].quote == "Cut welding time by 20%"


def test_a_line_counts_once_however_often_it_names_a_skill() -> None:
    assert len(mentions("Welding", "Skills\nWelding, welding, welding")) == 1
