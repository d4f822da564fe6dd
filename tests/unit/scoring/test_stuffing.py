"""Words of the job are never credited to the resume, in whatever form they are put into it."""

import random
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pathwise.documents.model import DocumentText
from pathwise.job.requirements import read_requirements
from pathwise.resume.model import ResumeProfile
from pathwise.scoring.scorecard import score_resume

Read = Callable[[str], tuple[DocumentText, ResumeProfile]]

JOB = """Bakery Manager

What you bring
- Experience with rye and wheat sourdough
- Knowledge of food hygiene rules
- You plan the shifts of a team of ten
- Driving licence

What you will do
- Order flour and yeast from suppliers
- Train apprentices at the oven
- Reconcile the invoices of suppliers
"""
MOST = 1.0
HEADINGS = {"What you bring": "Ihr Profil", "What you will do": "Ihre Aufgaben"}


def rise(read: Read, resume: str, stuffed: str) -> float:
    requirements = read_requirements(JOB)
    before, after = (score_resume(*read(text), requirements).job_match for text in (resume, stuffed))
    assert before is not None
    assert after is not None
    return after - before


def test_the_job_under_translated_headings_brings_at_most_one_point(read: Read, resume: str) -> None:
    job = JOB
    for heading, other in HEADINGS.items():
        job = job.replace(heading, other)
    assert rise(read, resume, f"{resume}\n{job}") <= MOST


@settings(max_examples=25)
@given(seed=st.integers())
def test_the_lines_of_the_job_in_any_order_bring_at_most_one_point(read: Read, resume: str, seed: int) -> None:
    lines = JOB.splitlines()
    random.Random(seed).shuffle(lines)
    assert rise(read, resume, f"{resume}\n" + "\n".join(lines)) <= MOST


@settings(max_examples=25)
@given(seed=st.integers(), size=st.integers(min_value=2, max_value=5))
def test_pieces_of_the_job_spread_over_the_resume_bring_at_most_one_point(
    read: Read, resume: str, seed: int, size: int
) -> None:
    rng, lines, asked = random.Random(seed), resume.splitlines(), JOB.splitlines()
    for start in range(0, len(asked), size):
        at = rng.randrange(len(lines) + 1)
        lines[at:at] = asked[start : start + size]
    assert rise(read, resume, "\n".join(lines)) <= MOST


@pytest.mark.parametrize("rounds", [1, 8, 40])
def test_the_job_again_and_again_brings_at_most_one_point(read: Read, resume: str, rounds: int) -> None:
    assert rise(read, resume, resume + f"\n{JOB}" * rounds) <= MOST
