"""Taking out of a real text what it shows never raises the match."""

import re
from random import Random

import pytest

from pathwise.demo.layouts import make_file
from pathwise.demo.model import Layout, Special
from pathwise.demo.people import invent_person
from pathwise.documents.model import DocumentText
from pathwise.documents.reading import read_document
from pathwise.job.model import Requirements
from pathwise.job.requirements import read_requirements
from pathwise.resume.months import YearMonth
from pathwise.resume.profile import build_profile
from pathwise.scoring.scorecard import score_resume


def match_of(text: str, job: Requirements) -> float:
    document = read_document(text.encode())
    assert isinstance(document, DocumentText)
    match = score_resume(document, build_profile(document, YearMonth(2026, 11)), job).job_match
    assert match is not None
    return match


@pytest.mark.parametrize("index", range(6))
def test_deleting_a_shown_skill_from_the_text_never_raises_the_match(index: int) -> None:
    text = make_file(invent_person(2026, index), Layout.TEXT, Special.NOTHING, Random(7)).decode()
    document = read_document(text.encode())
    assert isinstance(document, DocumentText)
    names = [skill.canonical for skill in build_profile(document, YearMonth(2026, 11)).skills]
    shown = [name for name in names if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE)][:8]
    assert len(shown) > 2
    must, nice = shown[::2], shown[1::2]
    lines = ("Requirements", *(f"- {name}" for name in must), "Nice to have", *(f"- {name}" for name in nice))
    job = read_requirements("\n".join(lines))
    whole = match_of(text, job)
    for name in shown:
        without = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "", text, flags=re.IGNORECASE)
        assert match_of(without, job) <= whole, name
