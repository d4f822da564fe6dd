"""Scores and what they rest on."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from pathwise.job.model import Requirement


class ScoreCategory(StrEnum):
    """The two scores, kept apart: one for the person whose resume it is, one for the person who hires."""

    DOCUMENT_QUALITY = "document_quality"
    JOB_MATCH = "job_match"


class Way(StrEnum):
    """How what a job asks for was found in a resume, surest first."""

    EXACT = "exact"
    ALIAS = "alias"
    NARROWER = "narrower"
    WORDING = "wording"
    MEANING = "meaning"


@dataclass(frozen=True, slots=True)
class MetricScore:
    """One metric of the rubric, applied.

    Attributes:
        key: Snake-case noun, never renamed once stored.
        label: For people.
        category: Which of the two scores it belongs to.
        value: Points, 0.0 to 100.0, rounded to one decimal; None where the metric cannot be told.
        weight: Share within its category, above 0; the weights of a category add up to 1.
        explanation: One or two sentences: what was seen and why it gives these points.
        evidence: Quotes of the resume it rests on; may be empty.
    """

    key: str
    label: str
    category: ScoreCategory
    value: float | None
    weight: float
    explanation: str
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RequirementMatch:
    """How strongly a resume shows one requirement.

    Attributes:
        requirement: What is asked for.
        strength: 0.0 (not found) to 1.0 (used with a result), one of the steps of the evidence ladder;
            None where a resume need not say it, so that it cannot be told.
        evidence: The quote that shows it; None where nothing does.
        line: Index of the quoted line; None without evidence.
        how: The step of the ladder in words, such as "used in a dated role".
        matched_by: How it was found: by the job's own name for it, by another name, by a narrower skill, by the words
            of the requirement, or by words of close meaning. None where nothing was found, and for years, education
            and languages, which are counted or known otherwise.
        through: The narrower skill that shows it; None for other ways.
    """

    requirement: Requirement
    strength: float | None
    evidence: str | None
    line: int | None
    how: str
    matched_by: Way | None = None
    through: str | None = None


@dataclass(frozen=True, slots=True)
class Scorecard:
    """All scores of one resume. Points are 0.0 to 100.0, rounded to one decimal.

    Attributes:
        overall: `job_match` when a job was given, else `document_quality`.
        document_quality: For the person whose resume it is; None where nothing can be judged.
        job_match: For the person who hires; None without a job, or with nothing to judge.
        coverage: Weighted share of the requirements that could be judged, 0.0 to 1.0; None without a job.
        metrics: In the order of the rubric.
        requirements: In the order of the job; empty without one.
        rubric_version: Names the rubric file.
    """

    overall: float | None
    document_quality: float | None
    job_match: float | None
    coverage: float | None
    metrics: tuple[MetricScore, ...]
    requirements: tuple[RequirementMatch, ...]
    rubric_version: str


class Matched(Protocol):
    """Whatever carries a match with a job and how much of the job it rests on; both as in `Scorecard`."""

    @property
    def job_match(self) -> float | None:
        """Points, 0.0 to 100.0."""

    @property
    def coverage(self) -> float | None:
        """Share of what could be judged, 0.0 to 1.0."""
