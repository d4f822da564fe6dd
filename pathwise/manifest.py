"""What an analysis rests on: the versions of all rules, the fingerprint of a question, the manifest."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Protocol

from pathwise.documents.reading import READER_VERSION
from pathwise.feedback.advice import FEEDBACK_VERSION
from pathwise.inspection import Inspection
from pathwise.job.requirements import JOB_RULES_VERSION, normalise_job_text
from pathwise.judgement import Judgement
from pathwise.lexicon_in_force import version_in_force
from pathwise.resume.profile import PROFILE_VERSION
from pathwise.scoring.rubric import Rubric, load_rubric
from pathwise.scoring.semantics import semantics_version
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
    semantics: str

    def as_dict(self) -> dict[str, str]:
        """Give the versions by name, for a manifest."""
        return asdict(self)


def current_versions() -> RulesVersions:
    """Name the rules of this program."""
    return RulesVersions(
        reader=READER_VERSION,
        profile=PROFILE_VERSION,
        lexicon=version_in_force(),
        job=JOB_RULES_VERSION,
        rubric=load_rubric().version,
        feedback=FEEDBACK_VERSION,
        semantics=semantics_version(),
    )


def changed_versions(
    then: Mapping[str, str] | None, now: Mapping[str, str]
) -> dict[str, tuple[str | None, str | None]]:
    """Give the version then and now of each rule of which they differ, by the rule's name, in the order of names.

    Example:
        >>> changed_versions({"reader": "1", "rubric": "1"}, {"reader": "1", "rubric": "2"})
        {'rubric': ('1', '2')}
    """
    then = then or {}
    return {rule: (then.get(rule), now.get(rule)) for rule in sorted({*then, *now}) if then.get(rule) != now.get(rule)}


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
    content_sha256: str | None,
    job_text: str | None,
    inspection: Inspection,
    judgement: Judgement,
    versions: RulesVersions,
    rubric: Rubric | None = None,
) -> dict[str, Any]:
    """Write down what an analysis rests on and what came of it, so that it can be computed again and compared.

    Args:
        content_sha256: Hash of the file's bytes; None where that is not on record.
        job_text: The job as written; None for none.
        inspection: What was read.
        judgement: What was made of it.
        versions: The rules that were applied.
        rubric: The one among them that gave the points; the packaged one by default.

    Returns:
        JSON values: hashes of the file, of the text read in it and of the job's text; the month at which "present"
        ended; the versions of all rules and the hash of the rubric's figures; the requirements as texts with their
        strengths; the points by metric and by score; the hash of the feedback.
    """
    card = judgement.scorecard
    return {
        "content_sha256": content_sha256,
        "text_sha256": _sha256(inspection.document.text),
        "job_sha256": job_sha256(job_text),
        "as_of": inspection.profile.as_of,
        "versions": versions.as_dict(),
        "rubric_sha256": rubric_sha256(rubric or load_rubric()),
        "requirements": [match.requirement.text for match in card.requirements],
        "strengths": [match.strength for match in card.requirements],
        "metrics": {metric.key: metric.value for metric in card.metrics},
        "scores": scores_of(card),
        "feedback_sha256": _sha256(json.dumps([asdict(item) for item in judgement.feedback], sort_keys=True)),
    }


class Scored(Protocol):
    """What has the scores of an analysis: a scorecard, or what is kept of one."""

    @property
    def overall(self) -> float | None:
        """Points, 0.0 to 100.0, of what is shown first."""

    @property
    def document_quality(self) -> float | None:
        """Points, 0.0 to 100.0."""

    @property
    def job_match(self) -> float | None:
        """Points, 0.0 to 100.0."""

    @property
    def coverage(self) -> float | None:
        """Share of the requirements that could be judged, 0.0 to 1.0."""


def scores_of(scored: Scored) -> dict[str, float | None]:
    """Give the scores of an analysis by the names under which they are kept."""
    return {
        "overall": scored.overall,
        "document_quality": scored.document_quality,
        "job_match": scored.job_match,
        "coverage": scored.coverage,
    }


def job_sha256(job_text: str | None) -> str | None:
    """Name the text of a job; None for none, or a blank one."""
    text = normalise_job_text(job_text or "")
    return _sha256(text) if text else None


def rubric_sha256(rubric: Rubric) -> str:
    """Name the figures of a rubric: one that was changed without a new version has another hash.

    Returns:
        64 hexadecimal digits.
    """
    return _sha256(json.dumps(asdict(rubric), sort_keys=True))


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()
