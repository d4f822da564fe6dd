from collections.abc import Callable
from dataclasses import replace

import pytest

from pathwise.documents.model import DocumentText, HiddenText
from pathwise.feedback.advice import MOST_ITEMS, write_feedback
from pathwise.feedback.model import FeedbackItem
from pathwise.feedback.rules import FeedbackRule, load_rules
from pathwise.job.requirements import read_requirements
from pathwise.resume.model import ResumeProfile
from pathwise.scoring.scorecard import score_resume
from pathwise_models.enums import FeedbackSeverity

Read = Callable[[str], tuple[DocumentText, ResumeProfile]]
Change = tuple[str, str]

JOB = "# Developer\n\n## Requirements\n- Docker\n"
HEAVY = "Institutionalised departmental harmonisation throughout international organisational structures " * 5
LONG = "Built order services " + "and more services for the bakers of the town " * 6

# For each rule: a change of the resume and a job with which it applies.
FIRES: dict[str, tuple[Change, str | None]] = {
    "missing_must": (("", ""), "Requirements\n- Rust\n"),
    "missing_paper": (("", ""), "Requirements\n- Registered nurse licence\n"),
    "unlisted_paper": (("Python, Java, Kafka", "Python, Java, Kafka, CISSP"), "Requirements\n- CISSP certification\n"),
    "nice_paper": (("", ""), "Nice to have\n- CISSP certification\n"),
    "named_must": (("", ""), "Requirements\n- Kafka\n"),
    "other_trade": (("", ""), "Requirements\n- Rust\n- Perl\n- Scala\n"),
    "close_must": (("", ""), "Requirements\n- Order services for mills\n"),
    "undated_evidence": (("", ""), "Requirements\n- Python\n"),
    "missing_duty": (("", ""), "Responsibilities\n- Teach figure skating\n"),
    "missing_nice": (("", ""), "Nice to have\n- Rust\n"),
    "unused_result": (("", ""), "Requirements\n- Python\n"),
    "unread_years": (("", ""), "Requirements\n- 3 years of experience\n"),
    "misspellings": (("Reconciled supplier", "Reconciled and recieved supplier"), None),
    "stray_dates": (("January 2016 - February 2019", "01/2016 - 02/2019"), None),
    "present_tense": (("Maintained a Java system", "Maintain a Java system"), None),
    "hard_to_read": (("Built order services", HEAVY), None),
    "missing_education": (
        ("Education\n\nBachelor of Science in Computer Science, Example University, 2012 - 2015\n", ""),
        "Requirements\n- Bachelor's degree\n",
    ),
    "unsaid_language": (("", ""), "Requirements\n- Fluent German\n"),
    "unsaid_circumstance": (("", ""), "Requirements\n- Work permit for Norway\n"),
    "copied_job": (
        ("Kafka\n", "Kafka\nExperience with the old stone ovens\n"),
        "Experience with the old stone ovens of brick",
    ),
    "hidden_text": (("", ""), None),
    "look_alike_letters": (("", ""), None),
    "scanned": (("", ""), None),
    "missing_email": (("mira.holt@example.org | ", ""), None),
    "missing_phone": (("+44 20 7946 0958 | ", ""), None),
    "missing_name": (("Mira Holt\n", ""), None),
    "missing_place": ((" | Leeds, United Kingdom", ""), None),
    "missing_section": (("Summary\nBackend developer who likes small, well tested services.\n", ""), None),
    "few_results": (("by 75% ", ""), None),
    "more_results": (("", ""), None),
    "no_statements": (("", ""), None),
    "weak_openings": (("Reconciled supplier invoices", "Responsible for invoices\n- Involved in payments"), None),
    "long_statements": (("Built order services", LONG), None),
    "undated_positions": (("", ""), None),
    "too_long": (("Kafka\n", "Kafka\n" + "and many more words " * 400), None),
    "too_short": (("", ""), None),
    "strong_requirement": (("", ""), "Requirements\n- Docker\n"),
    "strong_results": (("Built order services", "Built 12 order services for 40 shops"), None),
    "strong_openings": (("", ""), None),
}
UNDATED = {"undated_evidence", "undated_positions"}


def without_dates(text: str) -> str:
    return text.replace("March 2019 - June 2024\n", "").replace("January 2016 - February 2019\n", "")


def without_statements(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if not line.startswith("- "))


def feedback(read: Read, text: str, job: str | None) -> tuple[FeedbackItem, ...]:
    return feedback_of(*read(text), job)


def feedback_of(document: DocumentText, profile: ResumeProfile, job: str | None) -> tuple[FeedbackItem, ...]:
    requirements = read_requirements(job) if job else None
    return write_feedback(document, profile, score_resume(document, profile, requirements), requirements)


def is_from(rule: FeedbackRule, item: FeedbackItem) -> bool:
    """A rule is known by the words of its message that hold no value."""
    fixed = max(rule.message.replace("}", "{").split("{")[::2], key=len)
    return item.category == rule.category and fixed in item.message


def rule_of(condition: str) -> FeedbackRule:
    return next(rule for rule in load_rules().rules if rule.condition == condition)


def changed(condition: str, resume: str) -> str:
    (old, new), _ = FIRES[condition]
    assert old in resume
    text = resume.replace(old, new) if old else resume
    if condition == "no_statements":
        text = without_statements(text)
    if condition == "unread_years":
        text = text[: text.index("Experience")] + text[text.index("Education") :]
    return without_dates(text) if condition in UNDATED else text


def test_the_table_covers_every_rule() -> None:
    assert set(FIRES) == {rule.condition for rule in load_rules().rules}


@pytest.mark.parametrize("condition", FIRES)
def test_a_rule_speaks_where_it_applies(read: Read, resume: str, condition: str) -> None:
    document, profile = read(changed(condition, resume))
    if condition == "scanned":
        document = replace(document, scanned_pages=(1,))
    if condition == "look_alike_letters":
        document = replace(document, hidden_text=(HiddenText("P\u0443thon", "look_alike_letters"),))
    if condition == "hidden_text":
        document = replace(document, hidden_text=(HiddenText("best baker ever", "white_text"),))
    items = feedback_of(document, profile, FIRES[condition][1])
    assert [item for item in items if is_from(rule_of(condition), item)]


@pytest.mark.parametrize("condition", FIRES)
def test_a_rule_is_silent_where_it_does_not_apply(read: Read, condition: str) -> None:
    items = feedback(read, POOR if condition in PRAISE else SPOTLESS, JOB)
    assert not [item for item in items if is_from(rule_of(condition), item)]


PRAISE = {"strong_requirement", "strong_results", "strong_openings"}
POOR = "Mira Holt\n\nExperience\nBaker, Example Mills\n2019 - 2021\n- Was there\n"
SPOTLESS = (
    "Mira Holt\nmira.holt@example.org | +44 20 7946 0958 | Leeds, United Kingdom\n\n"
    "Summary\n" + "Developer of small and well tested services for bakers, millers and shops. " * 20 + "\n\n"
    "Experience\n\nBackend Developer, Example Mills Ltd\nMarch 2019 - June 2024\n"
    "- Cut the time of a release by 75% with Docker\n- Trained 6 apprentices in code review\n\n"
    "Education\n\nBachelor of Science in Computer Science, Example University, 2012 - 2015\n\n"
    "Skills\nPython, Java, Kafka\n"
)


def test_a_spotless_resume_hears_praise_only(read: Read) -> None:
    items = feedback(read, SPOTLESS, JOB)
    assert items
    assert {item.category for item in items} == {"strength"}


def test_praise_is_low_has_no_recommendation_and_brings_no_points(read: Read, resume: str) -> None:
    praise = [item for item in feedback(read, resume, JOB) if item.category == "strength"]
    assert 1 <= len(praise) <= 2
    for item in praise:
        assert (item.severity, item.recommendation, item.points_available) == (FeedbackSeverity.LOW, None, 0.0)


def test_a_missing_must_comes_first_and_is_told_apart_from_one_only_named(read: Read, resume: str) -> None:
    items = feedback(read, resume, "Requirements\n- Kafka\n- Rust\n\nNice to have\n- Terraform\n")
    assert items[0].title == "Not found: Rust"
    assert items[0].quote is None
    named = next(item for item in items if item.title == "Only named: Kafka")
    assert named.quote == "Python, Java, Kafka"


def test_the_points_are_those_of_scoring_the_mended_resume(read: Read, resume: str) -> None:
    job = "Requirements\n- Docker\n- Java\n- Kafka\n"
    item = next(item for item in feedback(read, resume, job) if item.title == "Only named: Kafka")
    mended = resume.replace("- Maintained", "- Moved the stock ledger to Kafka\n- Maintained")
    before, after = (score_resume(*read(text), read_requirements(job)).overall for text in (resume, mended))
    assert before is not None
    assert after is not None
    assert item.points_available == pytest.approx(after - before, abs=0.05)


def test_the_points_of_a_missing_phone_number_are_those_of_adding_it(read: Read, resume: str) -> None:
    without = resume.replace("+44 20 7946 0958 | ", "")
    item = next(item for item in feedback(read, without, None) if item.title == "No phone number found")
    before, after = (score_resume(*read(text), None).overall for text in (without, resume))
    assert before is not None
    assert after is not None
    assert item.points_available == pytest.approx(after - before, abs=0.2)


def test_items_are_ordered_by_points_then_severity(read: Read, resume: str) -> None:
    items = [item for item in feedback(read, without_dates(resume), None) if item.recommendation]
    severities = list(FeedbackSeverity)
    keys = [(-item.points_available, -severities.index(item.severity)) for item in items]
    assert keys == sorted(keys)


def test_there_are_at_most_a_dozen_items(read: Read) -> None:
    asked = ["Rust", "Kafka", "Terraform", "Ansible", "Scala", "Perl"]
    duties = ["Teach figure skating", "Sing in the choir", "Paint the fences"]
    job = "Requirements\n" + "".join(f"- {text}\n" for text in asked)
    job += "Responsibilities\n" + "".join(f"- {text}\n" for text in duties)
    job += "Nice to have\n- Redis\n- MongoDB\n"
    assert len(feedback(read, "Experience\nBaker, Example Mills\n- was there\n", job)) == MOST_ITEMS


def test_beside_a_job_advice_about_the_document_brings_no_points(read: Read, resume: str) -> None:
    for item in feedback(read, resume.replace("mira.holt@example.org | ", ""), JOB):
        if item.category in {"contact", "clarity", "structure"}:
            assert item.points_available == 0.0


def test_an_empty_resume_gets_no_made_up_advice(read: Read) -> None:
    assert feedback(read, "Mira Holt", JOB) == ()


def test_braces_in_a_resume_or_a_job_are_words_like_others(read: Read, resume: str) -> None:
    items = feedback(read, resume, "Requirements\n- Care of {ovens} and {0} doughs\n")
    assert "{ovens}" in items[0].message


def test_a_driving_licence_that_is_named_is_no_strength_in_use(read: Read, resume: str) -> None:
    items = feedback(read, f"{resume}Driving licence\n", "Requirements\n- Driving licence\n")
    assert not [item for item in items if is_from(rule_of("strong_requirement"), item)]
