"""How long a resume shows something: the months of the positions that do."""

from pathwise.resume.months import Stay, YearMonth, months_covered
from pathwise.scoring.findings import ResumeEvidence


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
    roles = [role for role in dated if any(role.first_line <= line <= role.last_line for line in shows)]
    as_of = evidence.profile.as_of
    stays = [Stay(YearMonth.parse(each.start), YearMonth.parse(each.end or as_of)) for each in roles if each.start]
    return months_covered(stays) + sum(each.months or 0 for each in roles if not each.start)
