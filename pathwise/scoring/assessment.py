"""A resume judged, before points are given: what scoring again with something mended starts from."""

from dataclasses import dataclass

from pathwise.documents.model import DocumentText
from pathwise.job.model import Requirements
from pathwise.resume.lexicon import Lexicon, load_lexicon
from pathwise.resume.model import ResumeProfile, SectionKind
from pathwise.scoring.closeness import with_closeness
from pathwise.scoring.copies import copied_lines
from pathwise.scoring.findings import gather_evidence
from pathwise.scoring.matching import Finding, find
from pathwise.scoring.quality import Facts, facts_of
from pathwise.scoring.rubric import Rubric, load_rubric
from pathwise.scoring.semantics import Semantics, load_semantics

_NOT_TELLING = (SectionKind.CONTACT, SectionKind.OTHER)


@dataclass(frozen=True, slots=True)
class Assessment:
    """A resume, judged.

    Attributes:
        facts: What was measured of the document; None where there is nothing to judge.
        findings: One a requirement, in the order of the job; None without a job.
        rubric: How points are given.
        copied: Indices of lines that repeat the job's own: they show nothing.
    """

    facts: Facts | None
    findings: tuple[Finding, ...] | None
    rubric: Rubric
    copied: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What judging knows beside the resume and the job.

    Attributes:
        lexicon: The names of skills, and which are broader than which. Resume and job were read by the same one.
        semantics: What lies close in meaning; None where only words are compared.
    """

    lexicon: Lexicon
    semantics: Semantics | None


def load_knowledge(lexicon: Lexicon | None = None) -> Knowledge:
    """Give what comes with the program, loaded once a process; with another lexicon where one is in force."""
    return Knowledge(lexicon or load_lexicon(), load_semantics())


def assess(
    document: DocumentText,
    profile: ResumeProfile,
    requirements: Requirements | None,
    rubric: Rubric | None = None,
    knowledge: Knowledge | None = None,
) -> Assessment:
    """Judge a resume without giving points. See `score_resume`."""
    rubric = rubric or load_rubric()
    facts = None if is_empty_profile(profile) else facts_of(document, profile)
    if requirements is None or facts is None:
        return Assessment(facts, None if requirements is None else (), rubric)
    copied = copied_lines([line.text for line in document.lines], _lines_of(requirements))
    knowledge = knowledge or load_knowledge()
    evidence = gather_evidence(document, profile, copied, frozenset(facts.results), knowledge.lexicon)
    findings = tuple(find(item, evidence, rubric) for item in requirements.items)
    if knowledge.semantics:
        findings = with_closeness(findings, evidence, knowledge.semantics, rubric)
    return Assessment(facts, findings, rubric, copied)


def _lines_of(requirements: Requirements) -> tuple[str, ...]:
    quotes = (*(item.quote for item in requirements.items), *requirements.refused)
    return requirements.lines or tuple(dict.fromkeys(quotes))


def is_empty_profile(profile: ResumeProfile) -> bool:
    """Tell whether a profile holds nothing that could be judged."""
    if profile.experience or profile.education or profile.skills:
        return False
    return not any(section.kind not in _NOT_TELLING and section.text.strip() for section in profile.sections)
