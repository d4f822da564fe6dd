"""Where a resume lists the certificates, licences and permits that a person holds. Knows no points."""

import re
from collections.abc import Iterator, Sequence

from pathwise.job.model import Requirement
from pathwise.job.vocabulary import load_vocabulary
from pathwise.resume.degrees import level_of, names_degree
from pathwise.resume.model import EducationLevel, SectionKind
from pathwise.scoring.evidence import Rung, Trace
from pathwise.scoring.findings import ResumeEvidence
from pathwise.scoring.passages import Passage

# Some count them among the skills.
_QUALIFICATIONS = re.compile(r"\bqualifications?\b", re.IGNORECASE)


def listed_lines(evidence: ResumeEvidence) -> frozenset[int]:
    """Give the lines that list something held: entries of certificates, and lines about education that say they do."""
    entries = {each.line for each in evidence.profile.certifications}
    vocabulary = load_vocabulary()
    papers = {
        each.trace.line
        for each in _lines(evidence)
        if _is_of_studies(each.trace.line, evidence) and vocabulary.says("certificates", each.trace.quote)
    }
    return frozenset(entries | papers) - evidence.copied


def trade_learned(evidence: ResumeEvidence) -> Trace | None:
    """Find a trade that is learned among the certificates and qualifications, where trades list it; None without one.

    What a section of education holds is read as education.
    """
    entries = {each.line for each in evidence.profile.certifications}
    for each in _lines(evidence):
        is_listed = each.trace.line in entries or _is_of_studies(each.trace.line, evidence)
        if is_listed and names_degree(each.trace.quote) and level_of(each.trace.quote) is EducationLevel.VOCATIONAL:
            return Trace(Rung.ONLY_NAMED, each.trace.quote, each.trace.line)
    return None


def _is_of_studies(line: int, evidence: ResumeEvidence) -> bool:
    return any(
        section.first_line <= line <= section.last_line
        and (section.kind is SectionKind.EDUCATION or _QUALIFICATIONS.search(section.title))
        for section in evidence.profile.sections
    )


def places_listing(requirement: Requirement, listed: frozenset[int], evidence: ResumeEvidence) -> Iterator[Trace]:
    """Find the listed lines that name one of the certificates asked for.

    Yields:
        Each as only named. A licence may be listed by the name of the trade alone: "Registered Nurse, State of
        Example" among the licences is the licence of a registered nurse.
    """
    named = evidence.lines_of(requirement.any_of) & listed
    quotes = {each.trace.line: each.trace.quote for each in _lines(evidence)}
    yield from (Trace(Rung.ONLY_NAMED, quotes[line], line) for line in sorted(named) if line in quotes)
    for entry in evidence.profile.certifications:
        trade = entry.name.split(",")[0]
        found = {match.canonical for match in evidence.lexicon.find(f"{trade} license")}
        if entry.line in listed and not found.isdisjoint(requirement.any_of):
            yield Trace(Rung.ONLY_NAMED, quotes.get(entry.line, entry.name), entry.line)


def _lines(evidence: ResumeEvidence) -> Sequence[Passage]:
    return [each for each in evidence.passages if not each.is_pair]
