from collections.abc import Callable

import pytest

from pathwise.documents.model import DocumentText
from pathwise.documents.reading import read_document
from pathwise.resume.model import ResumeProfile
from pathwise.resume.months import YearMonth
from pathwise.resume.profile import build_profile

Read = Callable[[str], tuple[DocumentText, ResumeProfile]]

RESUME = """Mira Holt
mira.holt@example.org | +44 20 7946 0958 | Leeds, United Kingdom

Summary
Backend developer who likes small, well tested services.

Experience

Backend Developer, Example Mills Ltd
March 2019 - June 2024
- Built order services in Python and PostgreSQL
- Cut the time of a release by 75% with Docker
- Reconciled supplier invoices with the bakery ledger

Junior Developer, Example Orchards Ltd
January 2016 - February 2019
- Maintained a Java system for stock and dispatch

Education

Bachelor of Science in Computer Science, Example University, 2012 - 2015

Skills
Python, Java, Kafka
"""


def _read(text: str) -> tuple[DocumentText, ResumeProfile]:
    document = read_document(text.encode())
    assert isinstance(document, DocumentText)
    return document, build_profile(document, YearMonth(2026, 11))


@pytest.fixture(scope="session")
def read() -> Read:
    """Reads a resume given as text, with the real reader."""
    return _read


@pytest.fixture(scope="session")
def resume() -> str:
    """The text of a resume of an invented person."""
    return RESUME
