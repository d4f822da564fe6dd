from dataclasses import replace

import pytest

from pathwise.documents.model import DocumentText, Line, Link
from pathwise.resume.model import Confidence
from pathwise.resume.months import YearMonth
from pathwise.resume.profile import build_profile

TEXT = """Ada Northerly
ada.northerly@example.org | +41 44 668 18 00 | 030 1234567
Zürich, Switzerland
Experience
Electrician, Example Works Ltd
March 2019 - May 2023
Wired 140 flats in Python houses
Blue Lantern
Foreman, 2015 - 2017
Led a crew
Education
BSc Physics, University of Example, 2010 - 2014
Languages
German (native), French
Certificates
Forklift licence, June 2018"""


def document(text: str = TEXT) -> DocumentText:
    return DocumentText("text/plain", 1, tuple(map(Line, text.splitlines())), (Link("https://github.com/ada-n"),))


def sources(read: DocumentText) -> dict[str, tuple[str | None, str]]:
    profile = build_profile(read, YearMonth(2026, 11))
    lines = [line.text for line in read.lines]
    return {
        each.field: (lines[each.line] if each.line is not None else None, each.confidence.value)
        for each in profile.sources
    }


@pytest.mark.parametrize(
    ("field", "line", "confidence"),
    [
        ("name", "Ada Northerly", "high"),
        ("emails[0]", "ada.northerly@example.org | +41 44 668 18 00 | 030 1234567", "high"),
        ("phones[0]", "ada.northerly@example.org | +41 44 668 18 00 | 030 1234567", "high"),
        ("links[0]", None, "high"),
        ("location", "Zürich, Switzerland", "medium"),
        ("experience[0].title", "Electrician, Example Works Ltd", "high"),
        ("experience[0].organisation", "Electrician, Example Works Ltd", "high"),
        ("experience[0].start", "March 2019 - May 2023", "high"),
        ("experience[0].end", "March 2019 - May 2023", "high"),
        ("education[0].institution", "BSc Physics, University of Example, 2010 - 2014", "high"),
        ("education[0].degree", "BSc Physics, University of Example, 2010 - 2014", "high"),
        ("languages[0]", "German (native), French", "high"),
        ("languages[1]", "German (native), French", "medium"),
        ("certifications[0]", "Forklift licence, June 2018", "medium"),
    ],
)
def test_each_field_names_its_line_and_how_surely_it_was_told(field: str, line: str | None, confidence: str) -> None:
    assert sources(document())[field] == (line, confidence)


def test_every_field_that_is_told_has_a_source_and_no_other() -> None:
    read = document()
    profile = build_profile(read, YearMonth(2026, 11))
    told = {"name"} if profile.name else set()
    told |= {"location"} if profile.location else set()
    for group in ("emails", "phones", "links", "skills", "languages", "certifications"):
        told |= {f"{group}[{place}]" for place in range(len(getattr(profile, group)))}
    for group, fields in (
        ("experience", ("title", "organisation", "start", "end")),
        ("education", ("institution", "degree", "start", "end")),
    ):
        for place, entry in enumerate(getattr(profile, group)):
            told |= {f"{group}[{place}].{name}" for name in fields if getattr(entry, name)}
    assert {each.field for each in profile.sources} == told
    assert len(profile.sources) == len(told)


def test_on_a_page_read_from_a_picture_everything_is_a_step_less_sure() -> None:
    plain, scanned = sources(document()), sources(replace(document(), scanned_pages=(1,)))
    assert scanned["name"] == ("Ada Northerly", "medium")
    assert scanned["languages[1]"][1] == "low"
    assert scanned["links[0]"] == plain["links[0]"]


def test_a_name_that_nothing_vouches_for_is_not_sure() -> None:
    found = sources(document("Ada Northerly\nBaker\nExperience\nCook, Example Inn, 2015 - 2018"))
    assert found["name"][1] == Confidence.LOW.value


def test_a_profile_of_nothing_has_no_sources() -> None:
    assert build_profile(DocumentText("text/plain", 1, (Line("x"),)), YearMonth(2026, 11)).sources == ()
