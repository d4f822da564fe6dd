"""How long to wait before a part that ended is started again."""

from dataclasses import dataclass
from typing import Final

FIRST_SECONDS: Final = 1.0
LONGEST_SECONDS: Final = 30.0
SETTLED_SECONDS: Final = 60.0
"""A part that ran this long was well: its next end is a first one again."""


@dataclass(slots=True)
class Backoff:
    """The waits of one part: each twice the one before, up to half a minute."""

    _next: float = FIRST_SECONDS

    def after(self, lived_seconds: float) -> float:
        """Tell how long to wait now that the part has ended.

        Args:
            lived_seconds: How long it had run; 0 where it did not start at all.

        Example:
            >>> backoff = Backoff()
            >>> [backoff.after(0.0) for _ in range(7)]
            [1.0, 2.0, 4.0, 8.0, 16.0, 30.0, 30.0]
            >>> backoff.after(3600.0)
            1.0
        """
        if lived_seconds >= SETTLED_SECONDS:
            self._next = FIRST_SECONDS
        wait = self._next
        self._next = min(2 * wait, LONGEST_SECONDS)
        return wait
