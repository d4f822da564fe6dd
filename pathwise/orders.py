"""The work that the pool does on one resume: orders that can be sent to another process, and what comes back.

Knows no database. Only keys and texts travel; the file itself is opened by the process that reads it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from typing import Final
from uuid import UUID

from pathwise.documents.model import DocumentText, ReadingLimits, Refusal
from pathwise.feedback.summary import summarise
from pathwise.inspection import Inspection, inspect_bytes, inspect_document
from pathwise.job.model import Requirements
from pathwise.job.requirements import read_requirements
from pathwise.judgement import Judgement, judge
from pathwise.lexicon_in_force import lexicon_in_force
from pathwise.manifest import build_manifest, current_versions
from pathwise.resume.lexicon import Lexicon
from pathwise.resume.months import YearMonth
from pathwise.scoring.assessment import Knowledge, load_knowledge
from pathwise.storage.files import FileStore
from pathwise.storage.records import (
    FeedbackRecord,
    InspectionRecord,
    ScoreRecord,
    record_feedback,
    record_inspection,
    record_scorecard,
)
from pathwise.storage.store_failures import FileStoreError, MissingExtraError
from pathwise_models.enums import ReasonCode

_EXAMPLE: Final = b"Ada Example\n\nExperience\nBaker, Example Mills\n01/2019 - 12/2021\n\nSkills\nBaking\n"
_EXAMPLE_JOB: Final = "Requirements\n- Baking\n- Oven cleaning\n"


@dataclass(frozen=True, slots=True)
class ReadOrder:
    """Read one stored file, or take its text where an earlier run has read it.

    Attributes:
        store_url: The file store.
        key: The file's place in it.
        limits: What reading may cost.
        as_of: Month at which "present" ends.
        document: The text, where it is known already: then no file is opened.
        as_resume: Take it for a resume, whatever it looks like.
    """

    store_url: str
    key: str
    limits: ReadingLimits
    as_of: YearMonth
    document: DocumentText | None = None
    as_resume: bool = False


@dataclass(frozen=True, slots=True)
class StoreTrouble:
    """The file store could not be used, so nothing can be said of the file.

    Attributes:
        problem: What is wrong with it, in a few words.
    """

    problem: str


@dataclass(frozen=True, slots=True)
class JudgeOrder:
    """Judge what was read, for a job or for itself."""

    inspection: Inspection
    job_text: str | None


@dataclass(frozen=True, slots=True)
class Question:
    """A job as read, and what a resume is judged with beside it: one lexicon serves both.

    Attributes:
        requirements: What the job asks for; None without a job.
        knowledge: What judging knows; None without a job, where nothing is compared.
    """

    requirements: Requirements | None
    knowledge: Knowledge | None


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


@dataclass(frozen=True, slots=True)
class RecordOrder:
    """Take an upload through all stages, and write down what is to be kept.

    Attributes:
        upload_id: The upload.
        content_sha256: Hash of its bytes; None for rows older than the hashes.
        source: Its file, or what was read of it before.
        questions: The job of each analysis that asks, by analysis; one or more.
    """

    upload_id: UUID
    content_sha256: str | None
    source: ReadOrder | Inspection
    questions: Mapping[UUID, str | None]


@dataclass(frozen=True, slots=True)
class Records:
    """What all stages yield, ready to be kept: trees of objects would be taken apart and written by one process alone.

    Attributes:
        inspection: What was read; None where that was done before.
        scores: By analysis.
        feedback: By analysis.
    """

    inspection: InspectionRecord | None
    scores: Mapping[UUID, ScoreRecord]
    feedback: Mapping[UUID, FeedbackRecord]


def load_all(_: None) -> None:
    """Load what the first resume would load, held against a job."""
    import_module("pathwise.documents.pdf")  # The formats load when they are met; most resumes are this one.
    inspection = inspect_bytes(_EXAMPLE, ReadingLimits(), YearMonth(2000, 1))
    if isinstance(inspection, Inspection):
        judge_one(JudgeOrder(inspection, _EXAMPLE_JOB))


def read(order: ReadOrder) -> Inspection | Refusal | StoreTrouble:
    """Read a stored resume."""
    if order.document:
        return inspect_document(order.document, order.as_of, as_resume=order.as_resume)
    data = fetch(order.store_url, order.key)
    if not isinstance(data, bytes):
        return data
    return inspect_bytes(data, order.limits, order.as_of, as_resume=order.as_resume)


def fetch(store_url: str, key: str) -> bytes | Refusal | StoreTrouble:
    """Take the bytes of an upload out of the file store."""
    try:
        return _open_store(store_url).read(key)
    except FileNotFoundError:
        return Refusal(ReasonCode.MISSING_FILE, "The uploaded file is not in the file store. Please upload it again.")
    except (FileStoreError, MissingExtraError) as error:
        return StoreTrouble(error.problem)


def judge_one(order: JudgeOrder) -> Judgement:
    """Score a resume and write its feedback."""
    question = question_of(order.job_text)
    inspection = order.inspection
    return judge(inspection.document, inspection.profile, question.requirements, knowledge=question.knowledge)


def answer(order: AnswerOrder) -> Answer | Refusal | StoreTrouble:
    """Read a resume unless it was read before, then answer every question asked of it."""
    inspection = read(order.source) if isinstance(order.source, ReadOrder) else order.source
    if isinstance(inspection, Refusal | StoreTrouble):
        return inspection
    return Answer(inspection, tuple(judge_one(JudgeOrder(inspection, job_text)) for job_text in order.job_texts))


def record(order: RecordOrder) -> Records | Refusal | StoreTrouble:
    """Read an upload unless it was read before, answer every analysis, and write down what comes of it."""
    answered = answer(AnswerOrder(order.source, tuple(order.questions.values())))
    if isinstance(answered, Refusal | StoreTrouble):
        return answered
    versions = current_versions()
    judgements = dict(zip(order.questions, answered.judgements, strict=True))
    return Records(
        inspection=record_inspection(order.upload_id, answered.inspection)
        if isinstance(order.source, ReadOrder)
        else None,
        scores={
            analysis_id: record_scorecard(
                analysis_id,
                each.scorecard,
                build_manifest(order.content_sha256, order.questions[analysis_id], answered.inspection, each, versions),
            )
            for analysis_id, each in judgements.items()
        },
        feedback={
            analysis_id: record_feedback(analysis_id, each.feedback, summarise(each.scorecard, each.feedback))
            for analysis_id, each in judgements.items()
        },
    )


def question_of(job_text: str | None) -> Question:
    """Read a job's text; the same job is read once a process, and again when another lexicon is in force."""
    if not job_text:
        return Question(None, None)
    lexicon = lexicon_in_force()
    return Question(_requirements_of(job_text, lexicon), load_knowledge(lexicon))


@lru_cache(maxsize=32)
def _requirements_of(job_text: str, lexicon: Lexicon) -> Requirements:
    return read_requirements(job_text, lexicon)


@lru_cache(maxsize=4)
def _open_store(url: str) -> FileStore:
    return FileStore(url)
