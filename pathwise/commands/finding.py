"""What `pathwise doctor` says of one part."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """The state of one part.

    Attributes:
        part: What was looked at.
        is_well: It is as it should be.
        state: What was seen.
        remedy: What to do; empty where nothing is to do.
    """

    part: str
    is_well: bool
    state: str
    remedy: str = ""
