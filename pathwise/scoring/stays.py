"""How long a resume shows something: the months of the positions that do."""

from pathwise.resume.model import Experience
from pathwise.scoring.findings import ResumeEvidence

_MONTHS_A_YEAR = 12


def months_with(names: tuple[str, ...], evidence: ResumeEvidence) -> int | None:
    """Count the months of the positions that show any of some skills, each month once; None without dates.

    Args:
        names: Canonical skills.
        evidence: What the resume may show.
    """
    dated = [role for role in evidence.profile.experience if role.months is not None]
    if not dated:
        return None
    shows = evidence.lines_of(names)
    stays = [role for role in dated if any(role.first_line <= line <= role.last_line for line in shows)]
    return _joined_months(stays, evidence.profile.as_of)


def _joined_months(roles: list[Experience], as_of: str) -> int:
    months: set[int] = set()
    loose = 0
    for role in roles:
        if role.start:
            months.update(range(_month(role.start), _month(role.end or as_of) + 1))
        else:
            loose += role.months or 0
    return len(months) + loose


def _month(text: str) -> int:
    return int(text[:4]) * _MONTHS_A_YEAR + int(text[5:7])
