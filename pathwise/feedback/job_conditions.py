"""When a rule about the job applies. Most look at the requirements one by one."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from itertools import islice

from pathwise.feedback.sighting import Case, Condition, Sighting
from pathwise.job.model import Importance, RequirementKind
from pathwise.scoring.assessment import Assessment
from pathwise.scoring.evidence import Rung
from pathwise.scoring.matching import Finding, in_years, is_circumstance, mended

_SKILL_LIKE = frozenset(
    {RequirementKind.SKILL, RequirementKind.CERTIFICATION, RequirementKind.TITLE, RequirementKind.DOMAIN}
)
_FEWEST_OF_ANOTHER_TRADE = 3
_LISTED = 6
_LONGEST_STATEMENT = 6
_NEXT_SENTENCE = re.compile(r"[.!?]\s+(?=\S)")

Applies = Callable[[Finding, Case], bool]


def _each(applies: Applies, mended_at: Rung | None) -> Condition:
    """Make a condition that sights every requirement to which something applies, the same words of the resume once."""

    def condition(case: Case) -> Iterator[Sighting]:
        seen: set[str] = set()
        for index, finding in enumerate(_findings(case)):
            match = finding.match
            if not applies(finding, case) or match.evidence in seen:
                continue
            if match.evidence:
                seen.add(match.evidence)
            values = {"text": match.requirement.text, "asked": in_years(match.requirement.months or 0)}
            mended = None if mended_at is None else _mended(case, {index: mended_at})
            yield Sighting(values, match.evidence, _begin(case, match.evidence, match.line), mended)

    return condition


def _findings(case: Case) -> tuple[Finding, ...]:
    return case.assessment.findings or ()


def _begin(case: Case, quote: str | None, line: int | None) -> int | None:
    """Find the line in which a quote begins: the words that show something may stand in a later line of it."""
    if quote is None or line is None:
        return None
    for index in range(line, max(-1, line - _LONGEST_STATEMENT), -1):
        text = case.document.lines[index].text
        if any(
            quote.startswith(text[begin:]) for begin in (0, *(match.end() for match in _NEXT_SENTENCE.finditer(text)))
        ):
            return index
    return line


def _mended(case: Case, rungs: Mapping[int, Rung]) -> Assessment:
    rubric = case.assessment.rubric
    findings = tuple(
        mended(finding, rungs[index].strength(rubric.ladder), rubric) if index in rungs else finding
        for index, finding in enumerate(_findings(case))
    )
    return replace(case.assessment, findings=findings)


def _stands_at(finding: Finding, rung: Rung, case: Case) -> bool:
    return finding.match.strength == rung.strength(case.assessment.rubric.ladder)


def _is_at(rung: Rung, importance: Importance) -> Applies:
    def applies(finding: Finding, case: Case) -> bool:
        asked = finding.match.requirement
        return asked.kind in _SKILL_LIKE and asked.importance is importance and _stands_at(finding, rung, case)

    return applies


def _is_not_found(importance: Importance, *, papers: bool = False) -> Applies:
    """Tell what is missing of skills and their like, or of certificates, which are shown in another way."""

    def applies(finding: Finding, case: Case) -> bool:
        is_paper = finding.match.requirement.kind is RequirementKind.CERTIFICATION
        is_missing = is_paper is papers and _is_at(Rung.NOT_FOUND, importance)(finding, case)
        return is_missing and not _missing_altogether(case)

    return applies


def _is_unlisted_paper(finding: Finding, case: Case) -> bool:
    is_paper = finding.match.requirement.kind is RequirementKind.CERTIFICATION
    return is_paper and _is_at(Rung.ONLY_NAMED, Importance.MUST)(finding, case)


def _is_named_must(finding: Finding, case: Case) -> bool:
    """A certificate or a title is never used, only held: naming it is all that can be done."""
    is_held = finding.match.requirement.kind in (RequirementKind.CERTIFICATION, RequirementKind.TITLE)
    return not is_held and _is_at(Rung.ONLY_NAMED, Importance.MUST)(finding, case)


def _is_only_named(finding: Finding, case: Case) -> bool:
    return _is_named_must(finding, case) and not _stands_in_position(finding, case)


def _is_close(finding: Finding, case: Case) -> bool:
    return _is_named_must(finding, case) and _stands_in_position(finding, case)


def _stands_in_position(finding: Finding, case: Case) -> bool:
    facts, line = case.assessment.facts, finding.match.line
    return bool(facts and line is not None and any(role.first_line <= line <= role.last_line for role in facts.roles))


def _missing_altogether(case: Case) -> list[int]:
    """Give the must-haves, where there are some and none of them is shown: each by itself would say the same."""
    musts = [
        index
        for index, finding in enumerate(_findings(case))
        if finding.match.requirement.importance is Importance.MUST and finding.match.requirement.kind in _SKILL_LIKE
    ]
    missing = [index for index in musts if _findings(case)[index].share == 0.0]
    return missing if len(missing) == len(musts) >= _FEWEST_OF_ANOTHER_TRADE else []


def _other_trade(case: Case) -> Iterator[Sighting]:
    missing = _missing_altogether(case)
    if missing:
        values = {"count": len(missing), "texts": _texts(missing, case)}
        yield Sighting(values, mended=_mended(case, dict.fromkeys(missing, Rung.IN_DATED_ROLE)))


def _texts(indices: Collection[int], case: Case) -> str:
    texts = [f"“{_findings(case)[index].match.requirement.text}”" for index in islice(indices, _LISTED)]
    return ", ".join(texts) + (f" and {len(indices) - _LISTED} more" if len(indices) > _LISTED else "")


def _undated_evidence(case: Case) -> Iterator[Sighting]:
    """Sight positions without dates, and all that the job asks for and would find in them."""
    facts = case.assessment.facts
    if not facts or not facts.undated:
        return
    rungs = {
        index: Rung.WITH_RESULT if finding.match.requirement.kind is RequirementKind.YEARS else Rung.IN_DATED_ROLE
        for index, finding in enumerate(_findings(case))
        if _waits_for_dates(finding, case)
    }
    if rungs:
        values = {"texts": _texts(rungs, case)}
        line = facts.undated[0].first_line
        yield Sighting(values, case.document.lines[line].text, line, _mended(case, rungs))


def _waits_for_dates(finding: Finding, case: Case) -> bool:
    kind = finding.match.requirement.kind
    if kind is RequirementKind.YEARS:
        return finding.share is None
    return kind in _SKILL_LIKE and _stands_at(finding, Rung.IN_ROLE, case)


def _is_missing(kind: RequirementKind) -> Applies:
    def applies(finding: Finding, case: Case) -> bool:
        is_missing = finding.match.requirement.kind is kind and finding.share == 0.0
        return is_missing and not _missing_altogether(case)

    return applies


def _is_unknown(kind: RequirementKind) -> Applies:
    return lambda finding, _: finding.match.requirement.kind is kind and finding.share is None


def _has_unread_years(finding: Finding, case: Case) -> bool:
    facts = case.assessment.facts
    return _is_unknown(RequirementKind.YEARS)(finding, case) and not (facts and facts.undated)


def _is_skill_without_result(finding: Finding, case: Case) -> bool:
    facts, quote = case.assessment.facts, finding.match.evidence
    # A title or a heading shows something as well, but no result can stand in it.
    is_told = bool(quote and facts and any(quote in each.text for each in facts.statements))
    return is_told and _is_at(Rung.IN_DATED_ROLE, Importance.MUST)(finding, case)


def _is_unsaid_circumstance(finding: Finding, _: Case) -> bool:
    return finding.share is None and is_circumstance(finding.match.requirement)


def _is_in_use(finding: Finding) -> bool:
    """Tell whether what is asked for can be used at all: a licence that is listed brings all points as it is."""
    requirement = finding.match.requirement
    is_held = requirement.kind is RequirementKind.CERTIFICATION or is_circumstance(requirement)
    return requirement.kind in _SKILL_LIKE and not is_held


def _strong_requirement(case: Case) -> Iterator[Sighting]:
    """Sight what is shown with a result, first what the quoted words name themselves."""
    strong = [
        finding.match
        for finding in _findings(case)
        if _is_in_use(finding) and _stands_at(finding, Rung.WITH_RESULT, case)
    ]
    for match in sorted(
        strong, key=lambda each: each.requirement.text.casefold() not in (each.evidence or "").casefold()
    ):
        yield Sighting({"text": match.requirement.text}, match.evidence, _begin(case, match.evidence, match.line))


def _copied_job(case: Case) -> Iterator[Sighting]:
    copied = sorted(case.assessment.copied)
    if copied:
        count = "1 line" if len(copied) == 1 else f"{len(copied)} lines"
        yield Sighting({"count": count}, case.document.lines[copied[0]].text, copied[0])


JOB_CONDITIONS: dict[str, Condition] = {
    "other_trade": _other_trade,
    "missing_must": _each(_is_not_found(Importance.MUST), Rung.IN_DATED_ROLE),
    "missing_paper": _each(_is_not_found(Importance.MUST, papers=True), Rung.WITH_RESULT),
    "unlisted_paper": _each(_is_unlisted_paper, Rung.WITH_RESULT),
    "nice_paper": _each(_is_not_found(Importance.NICE, papers=True), Rung.WITH_RESULT),
    "named_must": _each(_is_only_named, Rung.IN_DATED_ROLE),
    "close_must": _each(_is_close, Rung.IN_DATED_ROLE),
    "undated_evidence": _undated_evidence,
    "missing_duty": _each(_is_missing(RequirementKind.DUTY), Rung.IN_DATED_ROLE),
    "missing_nice": _each(_is_not_found(Importance.NICE), Rung.IN_DATED_ROLE),
    "unused_result": _each(_is_skill_without_result, Rung.WITH_RESULT),
    "unread_years": _each(_has_unread_years, Rung.WITH_RESULT),
    "missing_education": _each(_is_missing(RequirementKind.EDUCATION), Rung.WITH_RESULT),
    "unsaid_language": _each(_is_unknown(RequirementKind.LANGUAGE), Rung.WITH_RESULT),
    "unsaid_circumstance": _each(_is_unsaid_circumstance, None),
    "copied_job": _copied_job,
    "strong_requirement": _strong_requirement,
}
