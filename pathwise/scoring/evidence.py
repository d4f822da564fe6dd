"""The evidence ladder: how strongly a resume shows something, and the places where it does.

Words count once however often they stand there: the best place decides.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from pathwise.resume.model import Mention
from pathwise.scoring.model import Way
from pathwise.scoring.rubric import Ladder


class Rung(IntEnum):
    """Steps of the ladder, weakest first."""

    NOT_FOUND = 0
    ONLY_NAMED = 1
    IN_ROLE = 2
    IN_DATED_ROLE = 3
    WITH_RESULT = 4

    @property
    def words(self) -> str:
        """The step in words."""
        return _RUNG_WORDS[self]

    def strength(self, ladder: Ladder) -> float:
        """Give the step's share of full points, 0.0 to 1.0."""
        return ladder.steps[self]


_RUNG_WORDS = {
    Rung.NOT_FOUND: "not found in the resume",
    Rung.ONLY_NAMED: "only named",
    Rung.IN_ROLE: "named in a role",
    Rung.IN_DATED_ROLE: "used in a dated role",
    Rung.WITH_RESULT: "used with a result",
}


_WAYS = tuple(Way)


@dataclass(frozen=True, slots=True)
class Trace:
    """One place that shows something.

    Attributes:
        rung: How strongly.
        quote: The words as written.
        line: Index in the document's lines.
        way: How it was found; another name of a skill is told from the job's own when a requirement is judged.
        through: The narrower skill that shows it.
    """

    rung: Rung
    quote: str
    line: int
    way: Way = Way.EXACT
    through: str | None = None


def best(traces: Iterable[Trace]) -> Trace | None:
    """Give the strongest place, of equals the surest and then the first; None for none."""
    return max(traces, key=lambda trace: (trace.rung, -_WAYS.index(trace.way), -trace.line), default=None)


def rung_of(mention: Mention) -> Rung:
    """Tell how strongly one mention shows a skill.

    Example:
        >>> from pathwise.resume.model import SectionKind
        >>> rung_of(Mention("Moved billing to Python", 4, SectionKind.EXPERIENCE, in_role=True, is_dated=True))
        <Rung.IN_DATED_ROLE: 3>
    """
    return rung_for(mention.in_role, mention.is_dated, mention.has_result)


def rung_for(in_role: bool, is_dated: bool, has_result: bool) -> Rung:
    """Tell which step of the ladder a place is."""
    if not in_role:
        return Rung.ONLY_NAMED
    if has_result:
        return Rung.WITH_RESULT
    return Rung.IN_DATED_ROLE if is_dated else Rung.IN_ROLE
