"""What a piece of advice promises comes true: the text is mended as it says, read and scored again."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathwise.documents.model import DocumentText
from pathwise.documents.reading import read_document
from pathwise.feedback.advice import MOST_ITEMS
from pathwise.feedback.model import FeedbackItem
from pathwise.job.requirements import read_requirements
from pathwise.judgement import Judgement, judge
from pathwise.resume.model import ResumeProfile
from pathwise.resume.months import YearMonth
from pathwise.resume.profile import build_profile

Read = Callable[[str], tuple[DocumentText, ResumeProfile]]

JOB = "Requirements\n- Docker\n- Java\n- Kafka\n- Redis\n- 5 years of experience\n\nNice to have\n- Terraform\n"

# For each rule: the flaw put into the resume, how it is mended, and the job, if there is one.
MENDS: dict[str, tuple[tuple[str, str], tuple[str, str], str | None]] = {
    "No e-mail address found": (("mira.holt@example.org | ", ""), ("+44", "mira.holt@example.org | +44"), None),
    "No phone number found": (("+44 20 7946 0958 | ", ""), ("| Leeds", "| +44 20 7946 0958 | Leeds"), None),
    "No place and no link found": ((" | Leeds, United Kingdom", ""), ("0958", "0958 | Leeds, United Kingdom"), None),
    "No section “summary” found": (
        ("Summary\nBackend developer who likes small, well tested services.\n", ""),
        ("Experience\n\n", "Summary\nBackend developer who likes small, well tested services.\n\nExperience\n\n"),
        None,
    ),
    "Few results with figures": (
        ("by 75% with Docker", "with Docker"),
        (
            "Built order services in Python and PostgreSQL\n- Cut the time of a release",
            "Built 12 order services in Python and PostgreSQL\n- Cut the time of a release by 75%",
        ),
        None,
    ),
    "Room for 1 more result": (("", ""), ("Built order services", "Built 12 order services"), None),
    "Openings that hide what you did": (
        ("Reconciled supplier invoices", "Responsible for supplier invoices\n- Involved in payments"),
        ("Responsible for supplier invoices\n- Involved in payments", "Reconciled supplier invoices\n- Made payments"),
        None,
    ),
    "Past positions told in the present": (
        ("Maintained a Java", "Maintain a Java"),
        ("Maintain a Java", "Maintained a Java"),
        None,
    ),
    "Spelling": (
        ("Reconciled supplier", "Reconciled and recieved supplier"),
        ("and recieved", "and received"),
        None,
    ),
    "Dates in several forms": (
        ("January 2016 - February 2019", "01/2016 - 02/2019"),
        ("01/2016 - 02/2019", "January 2016 - February 2019"),
        None,
    ),
    "Only named: Kafka": (("", ""), ("- Maintained", "- Moved the stock ledger to Kafka\n- Maintained"), JOB),
    "Not found: Redis": (("", ""), ("- Maintained", "- Moved the stock ledger to Redis\n- Maintained"), JOB),
    "Nice to have: Terraform": (("", ""), ("- Maintained", "- Moved servers to Terraform\n- Maintained"), JOB),
    "Java, without a result": (("", ""), ("a Java system", "a Java system for 40 shops"), JOB),
}


def judged(text: str, job: str | None) -> Judgement:
    document = read_document(text.encode())
    assert isinstance(document, DocumentText)
    return judge(document, build_profile(document, YearMonth(2026, 11)), read_requirements(job) if job else None)


def replaced(text: str, change: tuple[str, str]) -> str:
    old, new = change
    assert old in text
    return text.replace(old, new) if old else text


@pytest.mark.parametrize("title", MENDS)
def test_mending_brings_what_was_promised(resume: str, title: str) -> None:
    flaw, mend, job = MENDS[title]
    flawed = replaced(resume, flaw)
    before, after = judged(flawed, job), judged(replaced(flawed, mend), job)
    item = next(item for item in before.feedback if item.title == title)
    assert before.scorecard.overall is not None
    assert after.scorecard.overall is not None
    # A mend changes a word or two beside what it mends; a word more or less moves the score by a tenth.
    assert after.scorecard.overall - before.scorecard.overall == pytest.approx(item.points_available, abs=0.6)
    assert item.points_available > 0.0


@pytest.mark.parametrize("title", MENDS)
def test_what_was_mended_is_not_advised_again(resume: str, title: str) -> None:
    flaw, mend, job = MENDS[title]
    mended = judged(replaced(replaced(resume, flaw), mend), job)
    assert title not in [item.title for item in mended.feedback]


@pytest.mark.parametrize(("title", "job"), [("Positions without dates", None), ("Dates beside the positions", JOB)])
def test_dates_beside_all_positions_bring_what_was_promised(resume: str, title: str, job: str | None) -> None:
    undated = resume.replace("March 2019 - June 2024\n", "").replace("January 2016 - February 2019\n", "")
    before, after = judged(undated, job), judged(resume, job)
    item = next(item for item in before.feedback if item.title == title)
    assert before.scorecard.overall is not None
    assert after.scorecard.overall is not None
    assert after.scorecard.overall - before.scorecard.overall == pytest.approx(item.points_available, abs=0.6)


LINES = st.sampled_from(
    [
        "Mira Holt",
        "mira.holt@example.org",
        "+44 20 7946 0958",
        "Leeds, United Kingdom",
        "Summary",
        "Experience",
        "Education",
        "Skills",
        "Baker, Example Mills Ltd",
        "Backend Developer, Example Orchards Ltd",
        "March 2019 - June 2024",
        "01/2016 - 02/2019",
        "2012 - 2015",
        "- Responsible for the ovens and the managment of apprentices",
        "- Cut the time of a release by 75% with Docker",
        "- Manage a team of 4 bakers",
        "- Built order services in Python and PostgreSQL",
        "Python, Java, Kafka",
        "Bachelor of Science in Computer Science, Example University",
        "Docker; 5 years of experience; Rust",
        "{0} Bυilt {ovens}",
    ]
)


@given(st.lists(LINES, max_size=25), st.sampled_from([None, JOB]))
def test_whatever_is_written_feedback_keeps_its_promises(lines: list[str], job: str | None) -> None:
    text = "Mira Holt\n" + "\n".join(lines)
    first, second = judged(text, job), judged(text, job)
    assert first == second
    assert len(first.feedback) <= MOST_ITEMS
    document = read_document(text.encode())
    assert isinstance(document, DocumentText)
    for item in first.feedback:
        assert 0.0 <= item.points_available <= 100.0
        assert is_where_it_says(item, document)
    assert len({(item.title, item.quote) for item in first.feedback}) == len(first.feedback)


def is_where_it_says(item: FeedbackItem, document: DocumentText) -> bool:
    """The quote begins in the line that is named: the line holds its beginning, or it holds the line."""
    if item.line is None or item.quote is None:
        return item.line is None
    line = document.lines[item.line - 1].text
    return line in item.quote or item.quote in line or item.quote.split()[0] in line
