from collections.abc import Callable

from pathwise.documents.model import DocumentText
from pathwise.job.requirements import read_requirements
from pathwise.resume.model import ResumeProfile
from pathwise.scoring.assessment import assess, is_empty_profile
from pathwise.scoring.scorecard import add_up, overall_of

Read = Callable[[str], tuple[DocumentText, ResumeProfile]]
JOB = "Requirements\n- Python\n- Rust\n- 3 years of experience\n- Fluent German\n\nNice to have\n- Kafka\n"


def test_the_overall_score_alone_is_that_of_the_scorecard(read: Read, resume: str) -> None:
    for requirements in (None, read_requirements(JOB), read_requirements("")):
        assessment = assess(*read(resume), requirements)
        assert overall_of(assessment) == add_up(assessment).overall


def test_a_resume_is_not_empty(read: Read, resume: str) -> None:
    assert not is_empty_profile(read(resume)[1])


def test_lines_that_repeat_the_job_are_noted(read: Read, resume: str) -> None:
    document, profile = read(f"{resume}\n{JOB}")
    copied = assess(document, profile, read_requirements(JOB)).copied
    assert {document.lines[line].text for line in copied} >= {"Python", "Rust", "Fluent German"}
    assert not assess(*read(resume), read_requirements(JOB)).copied
