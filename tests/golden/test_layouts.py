"""What is read from layouts in wide use, as kept; `make golden` writes it anew and shows what changed."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from pathwise.documents.model import ReadingLimits
from pathwise.inspection import Inspection, inspect_bytes
from pathwise.resume.months import YearMonth
from tests.golden.layout_pages import HEAD, JOBS, LAYOUTS, SCHOOL

FOLDER = Path(__file__).with_name("layouts")


@pytest.fixture(params=LAYOUTS)
def layout(request: pytest.FixtureRequest) -> tuple[str, Inspection]:
    inspection = inspect_bytes(LAYOUTS[request.param](), ReadingLimits(), YearMonth(2026, 11))
    assert isinstance(inspection, Inspection)
    return request.param, inspection


def page(inspection: Inspection) -> Iterator[str]:
    profile = inspection.profile
    yield f"name: {profile.name}"
    yield f"reach: {', '.join([*profile.emails, *profile.phones])}; {profile.location}"
    for position in profile.experience:
        yield f"position: {position.title} | {position.organisation} | {position.start} to {position.end}"
        yield from (f"  did: {bullet}" for bullet in position.bullets)
    for course in profile.education:
        yield f"course: {course.degree} | {course.institution} | {course.start} to {course.end}"
    yield from (f"language: {each.name} | {each.level}" for each in profile.languages)
    yield from (f"certificate: {each.name} | {each.month}" for each in profile.certifications)
    for section in profile.sections:
        yield f"\n[{section.kind}] {section.title}"
        yield section.text


def test_a_layout_is_read_as_kept(layout: tuple[str, Inspection]) -> None:
    name, inspection = layout
    file, read = FOLDER / f"{name}.txt", "\n".join(page(inspection)) + "\n"
    if os.environ.get("GOLDEN") == "write":
        file.write_text(read, "utf-8")
    assert read == file.read_text("utf-8")


def test_every_layout_tells_the_person_the_positions_and_the_course(layout: tuple[str, Inspection]) -> None:
    profile = layout[1].profile
    assert (profile.name, profile.emails) == (HEAD[0], (HEAD[2],))
    told = [f"{each.title} {each.organisation}" for each in profile.experience]
    assert len(told) == len(JOBS)
    assert all(title in text and where in text for text, (title, where, *_) in zip(told, JOBS, strict=True))
    assert [each.bullets for each in profile.experience] == [job[3] for job in JOBS]
    assert [(each.degree, each.institution) for each in profile.education] == [SCHOOL[:2]]
    assert not layout[1].document.hidden_text


def test_no_golden_is_left_over() -> None:
    assert {file.stem for file in FOLDER.iterdir()} == set(LAYOUTS)
