"""What a person, or a script, sees of an analysis that was worked out again."""

from typing import Any
from uuid import UUID

from pathwise.commands.wrapping import wrapped
from pathwise.verification import Difference, Source, Subject, Value, Verdict

_FROM = {
    Source.FILE: "Worked out again from the stored file",
    Source.DOCUMENT: "The file is no longer in the file store: worked out again from the text that was kept of it",
}
_HASH = 12


def verdict_object(analysis_id: UUID, verdict: Verdict) -> dict[str, Any]:
    """Describe a verdict for `verify --json`."""
    return {
        "analysis_id": str(analysis_id),
        "status": "same" if verdict.is_same else "differs",
        "computed_from": verdict.source.value,
        "versions": dict(verdict.versions),
        "changed_versions": [
            {"rule": rule, "kept": then, "now": now} for rule, (then, now) in verdict.changed_versions.items()
        ],
        "differences": [
            {
                "what": each.subject.value,
                "key": each.key,
                "kept": each.kept,
                "computed": each.computed,
                "points": each.points,
                "why": each.why,
            }
            for each in verdict.differences
        ],
    }


def verdict_page(analysis_id: UUID, verdict: Verdict) -> str:
    """Show a verdict: same, or what differs and why."""
    word = "same" if verdict.is_same else "differs"
    lines = [f"{analysis_id}: {word}", *wrapped(f"{_FROM[verdict.source]}.", "  ")]
    for rule, (then, now) in verdict.changed_versions.items():
        lines += wrapped(f"Other rules: {rule} {then or 'unknown'} then, {now or 'none'} now.", "  ", "    ")
    if verdict.is_same and verdict.changed_versions:
        lines += wrapped("They make no difference to this analysis.", "  ")
    for each in verdict.differences:
        lines += wrapped(_told(each), "  ", "    ")
    return "\n".join(lines)


def _told(each: Difference) -> str:
    name = f"{each.subject.value} {each.key}".strip()
    change = "" if each.points is None else f" ({each.points:+g})"
    kept, computed = _shown(each.subject, each.kept), _shown(each.subject, each.computed)
    return f"{name}: {kept} kept, {computed} now{change}. Why: {each.why}."


def _shown(subject: Subject, value: Value) -> str:
    if value is None:
        return "nothing"
    is_hash = subject in (Subject.FILE, Subject.JOB, Subject.TEXT, Subject.RUBRIC)
    return str(value)[:_HASH] if is_hash else str(value)
