"""What an analysis rests on: the versions of all rules, and the fingerprint of a question. Pure."""

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Any

from pathwise.documents.reading import READER_VERSION
from pathwise.feedback.advice import FEEDBACK_VERSION
from pathwise.job.requirements import JOB_RULES_VERSION, normalise_job_text
from pathwise.resume.lexicon import load_lexicon
from pathwise.resume.model import ResumeProfile
from pathwise.resume.profile import PROFILE_VERSION
from pathwise.scoring.model import Scorecard
from pathwise.scoring.rubric import load_rubric
from pathwise_models.enums import ResumeAnalysisType


@dataclass(frozen=True, slots=True)
class RulesVersions:
    """Versions of everything that can change a score."""

    reader: str
    profile: str
    lexicon: str
    job: str
    rubric: str
    feedback: str

    def as_dict(self) -> dict[str, str]:
        """Give the versions by name, for a manifest."""
        return asdict(self)


def current_versions() -> RulesVersions:
    """Name the rules of this program."""
    return RulesVersions(
        reader=READER_VERSION,
        profile=PROFILE_VERSION,
        lexicon=load_lexicon().version,
        job=JOB_RULES_VERSION,
        rubric=load_rubric().version,
        feedback=FEEDBACK_VERSION,
    )


def fingerprint(
    content_sha256: str, analysis_type: ResumeAnalysisType, job_text: str | None, versions: RulesVersions
) -> str:
    """Name a question: the same file, asked the same, under the same rules, has the same fingerprint.

    Args:
        content_sha256: Hash of the file's bytes.
        analysis_type: Whether it is asked for by itself or in a batch.
        job_text: The job as written; white space and line ends do not count.
        versions: The rules that answer.

    Returns:
        64 hexadecimal digits.
    """
    question = [content_sha256, analysis_type.value, normalise_job_text(job_text or ""), versions.as_dict()]
    return hashlib.sha256(json.dumps(question, sort_keys=True).encode()).hexdigest()


def build_manifest(
    content_sha256: str | None, job_text: str | None, profile: ResumeProfile, card: Scorecard, versions: RulesVersions
) -> dict[str, Any]:
    """Write down what an analysis rests on, so that it can be computed again to the same numbers.

    Returns:
        JSON values: hash of the file, hash of the job's text, the month at which "present" ended, the versions of
        all rules, the requirements as texts, and the points by metric.
    """
    return {
        "content_sha256": content_sha256,
        "job_sha256": hashlib.sha256(normalise_job_text(job_text).encode()).hexdigest() if job_text else None,
        "as_of": profile.as_of,
        "versions": versions.as_dict(),
        "requirements": [match.requirement.text for match in card.requirements],
        "metrics": {metric.key: metric.value for metric in card.metrics},
    }
