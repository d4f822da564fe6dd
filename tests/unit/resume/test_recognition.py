import tomllib
from pathlib import Path

import pytest

from pathwise.documents.model import DocumentText, Line
from pathwise.resume.months import YearMonth
from pathwise.resume.profile import build_profile
from pathwise.resume.recognition import why_not_a_resume

DOCUMENTS = tomllib.loads(Path(__file__).with_name("recognition.toml").read_text("utf-8"))


def judge(text: str) -> str | None:
    document = DocumentText("text/plain", 1, tuple(Line(line) for line in text.splitlines() if line.strip()))
    return why_not_a_resume(document, build_profile(document, YearMonth(2025, 6)))


@pytest.mark.parametrize("other", DOCUMENTS["others"], ids=lambda each: each["kind"])
def test_what_is_plainly_no_resume_is_named_with_the_way_out(other: dict[str, str]) -> None:
    sentence = judge(other["text"])
    assert sentence is not None
    assert other["kind"] in sentence
    assert sentence.endswith("Please send the resume itself; if this is one, send it again and say so.")


@pytest.mark.parametrize("resume", DOCUMENTS["resumes"], ids=lambda each: each["what"])
def test_a_poor_resume_is_still_a_resume(resume: dict[str, str]) -> None:
    assert judge(resume["text"]) is None


def test_a_resume_that_is_added_to_another_document_wins() -> None:
    resume = "Ada Northerly\nExperience\nElectrician, Example Works, March 2019 - May 2023\n"
    assert {judge(resume + other["text"]) for other in DOCUMENTS["others"]} == {None}


def test_a_long_document_costs_no_more_than_its_first_lines() -> None:
    advert = next(each["text"] for each in DOCUMENTS["others"] if each["kind"] == "a job advertisement")
    assert judge("Thing\n" * 400 + advert) is None
