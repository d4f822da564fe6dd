"""When a rule about the job applies. Each condition looks at the requirements one by one."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from pathwise.feedback.sighting import Case, Condition, Sighting
from pathwise.job.model import Importance, RequirementKind
from pathwise.job.vocabulary import load_vocabulary
from pathwise.scoring.assessment import Assessment
from pathwise.scoring.evidence import Rung
from pathwise.scoring.matching import Finding, in_years

_SKILL_LIKE = frozenset(
    {RequirementKind.SKILL, RequirementKind.CERTIFICATION, RequirementKind.TITLE, RequirementKind.DOMAIN}
)


def _each(applies: Callable[[Finding], bool], mended_share: Callable[[Case], float] | None) -> Condition:
    """Make a condition that sights every requirement to which something applies."""

    def condition(case: Case) -> Iterator[Sighting]:
        for index, finding in enumerate(case.assessment.findings or ()):
            if applies(finding):
                asked = finding.match.requirement
                values = {"text": asked.text, "asked": in_years(asked.months or 0)}
                share = mended_share(case) if mended_share else None
                yield Sighting(values, finding.match.evidence, _mended(case, index, share))

    return condition


def _mended(case: Case, index: int, share: float | None) -> Assessment | None:
    findings = case.assessment.findings or ()
    if share is None:
        return None
    mended = replace(findings[index], share=share)
    return replace(case.assessment, findings=(*findings[:index], mended, *findings[index + 1 :]))


def _in_dated_role(case: Case) -> float:
    return case.assessment.rubric.ladder.in_dated_role


def _full(case: Case) -> float:
    return case.assessment.rubric.ladder.with_result


def _is_at(rung: Rung, importance: Importance) -> Callable[[Finding], bool]:
    def applies(finding: Finding) -> bool:
        asked = finding.match.requirement
        return asked.kind in _SKILL_LIKE and asked.importance is importance and finding.match.how == rung.words

    return applies


def _is_missing(kind: RequirementKind) -> Callable[[Finding], bool]:
    return lambda finding: finding.match.requirement.kind is kind and finding.share == 0.0


def _is_unknown(kind: RequirementKind) -> Callable[[Finding], bool]:
    return lambda finding: finding.match.requirement.kind is kind and finding.share is None


def _is_unsaid_circumstance(finding: Finding) -> bool:
    asked = finding.match.requirement
    return finding.share is None and load_vocabulary().says("circumstances", asked.text)


def _is_strong(finding: Finding) -> bool:
    return finding.match.how == Rung.WITH_RESULT.words and finding.match.requirement.kind in _SKILL_LIKE


def _copied_job(case: Case) -> Iterator[Sighting]:
    copied = sorted(case.assessment.copied)
    if copied:
        count = "1 line" if len(copied) == 1 else f"{len(copied)} lines"
        yield Sighting({"count": count}, case.document.lines[copied[0]].text)


JOB_CONDITIONS: dict[str, Condition] = {
    "missing_must": _each(_is_at(Rung.NOT_FOUND, Importance.MUST), _in_dated_role),
    "named_must": _each(_is_at(Rung.ONLY_NAMED, Importance.MUST), _in_dated_role),
    "undated_must": _each(_is_at(Rung.IN_ROLE, Importance.MUST), _in_dated_role),
    "missing_duty": _each(_is_missing(RequirementKind.DUTY), _in_dated_role),
    "missing_nice": _each(_is_at(Rung.NOT_FOUND, Importance.NICE), _in_dated_role),
    "unused_result": _each(_is_at(Rung.IN_DATED_ROLE, Importance.MUST), _full),
    "unread_years": _each(_is_unknown(RequirementKind.YEARS), _full),
    "missing_education": _each(_is_missing(RequirementKind.EDUCATION), _full),
    "unsaid_language": _each(_is_unknown(RequirementKind.LANGUAGE), _full),
    "unsaid_circumstance": _each(_is_unsaid_circumstance, None),
    "copied_job": _copied_job,
    "strong_requirement": _each(_is_strong, None),
}
