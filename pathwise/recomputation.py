"""An analysis worked out once more, by a process of the pool: what `pathwise verify` compares with what is kept.

Knows no database.
"""

import hashlib
from dataclasses import dataclass, replace
from typing import Any

from pathwise.documents.model import DocumentText, ReadingLimits, Refusal
from pathwise.feedback.model import FeedbackItem
from pathwise.inspection import Inspection, inspect_bytes, inspect_document
from pathwise.judgement import judge
from pathwise.manifest import build_manifest, current_versions
from pathwise.orders import StoreTrouble, fetch, question_of
from pathwise.resume.months import YearMonth
from pathwise.scoring.rubric import Rubric
from pathwise.verification import Advice, Recomputed, Source
from pathwise_models.enums import ReasonCode


@dataclass(frozen=True, slots=True)
class ProofOrder:
    """Work an analysis out again.

    Attributes:
        store_url: The file store.
        key: The file's place in it.
        limits: What reading may cost.
        as_of: Month at which "present" ended when it was made.
        job_text: The job it was judged for; None for none.
        document: The text kept of the file, for where the file is gone.
        rubric: How points are given; None for the packaged rubric.
    """

    store_url: str
    key: str
    limits: ReadingLimits
    as_of: YearMonth
    job_text: str | None
    document: DocumentText | None
    rubric: Rubric | None = None


def recompute(order: ProofOrder) -> Recomputed | Refusal | StoreTrouble:
    """Work an analysis out again from its file, or from the text that is kept where the file is gone.

    What has a result was taken for a resume, so it is one again, whatever it looks like to these rules.
    """
    data = fetch(order.store_url, order.key)
    if isinstance(data, bytes):
        inspection = inspect_bytes(data, order.limits, order.as_of, as_resume=True)
        return _judged(order, inspection, Source.FILE, hashlib.sha256(data).hexdigest())
    if isinstance(data, Refusal) and data.reason is ReasonCode.MISSING_FILE and order.document:
        return _judged(order, inspect_document(order.document, order.as_of, as_resume=True), Source.DOCUMENT, None)
    return data


def _judged(
    order: ProofOrder, inspection: Inspection | Refusal, source: Source, sha256: str | None
) -> Recomputed | Refusal:
    if isinstance(inspection, Refusal):
        return inspection
    question = question_of(order.job_text)
    judgement = judge(inspection.document, inspection.profile, question.requirements, order.rubric, question.knowledge)
    versions = replace(
        current_versions(), reader=inspection.document.reader_version, rubric=judgement.scorecard.rubric_version
    )
    manifest: dict[str, Any] = build_manifest(sha256, order.job_text, inspection, judgement, versions, order.rubric)
    return Recomputed(source, manifest, tuple(_advice(item) for item in judgement.feedback))


def _advice(item: FeedbackItem) -> Advice:
    return item.title, item.points_available, item.message, item.recommendation, item.quote
