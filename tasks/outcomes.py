"""How a stage, or all stages of an analysis, ended: values that flows decide by."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from pathwise_models.enums import ReasonCode


class Ending(StrEnum):
    """The ways a stage ends without the program being at fault."""

    COMPLETED = "completed"
    KNOWN = "known"
    REFUSED = "refused"
    CLAIMED_ELSEWHERE = "claimed_elsewhere"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How it ended for one upload or analysis.

    Attributes:
        subject_id: The upload or analysis.
        ending: How.
        reason: Why it was refused; None otherwise.
    """

    subject_id: UUID
    ending: Ending
    reason: ReasonCode | None = None

    @property
    def is_claimed_elsewhere(self) -> bool:
        """Another run works on it."""
        return self.ending is Ending.CLAIMED_ELSEWHERE

    @property
    def is_good(self) -> bool:
        """There is a result, new or known."""
        return self.ending in (Ending.COMPLETED, Ending.KNOWN)
