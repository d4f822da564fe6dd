"""The work that the pool does on one resume: orders that can be sent to another process, and what comes back.

Knows no database. Only keys and texts travel; the file itself is opened by the process that reads it.
"""

from dataclasses import dataclass
from functools import lru_cache

from pathwise.documents.model import DocumentText, ReadingLimits, Refusal
from pathwise.inspection import Inspection, inspect_bytes, inspect_document
from pathwise.job.model import Requirements
from pathwise.job.requirements import read_requirements
from pathwise.judgement import Judgement, judge
from pathwise.resume.months import YearMonth
from pathwise.storage.files import FileStore
from pathwise_models.enums import ReasonCode


@dataclass(frozen=True, slots=True)
class ReadOrder:
    """Read one stored file, or take its text where an earlier run has read it.

    Attributes:
        store_url: The file store.
        key: The file's place in it.
        limits: What reading may cost.
        as_of: Month at which "present" ends.
        document: The text, where it is known already: then no file is opened.
    """

    store_url: str
    key: str
    limits: ReadingLimits
    as_of: YearMonth
    document: DocumentText | None = None


@dataclass(frozen=True, slots=True)
class JudgeOrder:
    """Judge what was read, for a job or for itself."""

    inspection: Inspection
    job_text: str | None


@dataclass(frozen=True, slots=True)
class AnswerOrder:
    """Take a resume through all stages at once.

    Attributes:
        source: A file to read, or what was read of it before.
        job_texts: The questions asked of it, one or more; None asks about the resume by itself.
    """

    source: ReadOrder | Inspection
    job_texts: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What all stages yield.

    Attributes:
        inspection: What was read.
        judgements: An answer to each question, in their order.
    """

    inspection: Inspection
    judgements: tuple[Judgement, ...]


def read(order: ReadOrder) -> Inspection | Refusal:
    """Read a stored resume."""
    if order.document:
        return inspect_document(order.document, order.as_of)
    try:
        data = _open_store(order.store_url).read(order.key)
    except FileNotFoundError:
        return Refusal(ReasonCode.MISSING_FILE, "The uploaded file is not in the file store. Please upload it again.")
    return inspect_bytes(data, order.limits, order.as_of)


def judge_one(order: JudgeOrder) -> Judgement:
    """Score a resume and write its feedback."""
    requirements = requirements_of(order.job_text) if order.job_text else None
    return judge(order.inspection.document, order.inspection.profile, requirements)


def answer(order: AnswerOrder) -> Answer | Refusal:
    """Read a resume unless it was read before, then answer every question asked of it."""
    inspection = read(order.source) if isinstance(order.source, ReadOrder) else order.source
    if isinstance(inspection, Refusal):
        return inspection
    return Answer(inspection, tuple(judge_one(JudgeOrder(inspection, job_text)) for job_text in order.job_texts))


@lru_cache(maxsize=32)
def requirements_of(job_text: str) -> Requirements:
    """Read a job's text; the same job is read once a process."""
    return read_requirements(job_text)


@lru_cache(maxsize=4)
def _open_store(url: str) -> FileStore:
    return FileStore(url)
