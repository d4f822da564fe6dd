"""What is known of work that may have been left behind, and what is decided about it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

MOST_ATTEMPTS = 3
"""Runs that a promise is given to, one after the other, when they die."""

BULK_FROM = 10
"""From this many subjects on a run counts as a bulk run, which its own kind takes up again: the nightly run, or the
same command. Fewer are looked after one by one."""


class Verdict(StrEnum):
    """What is done about a claim that ran out, or about a promise."""

    LEAVE = "left alone"
    CANCEL = "ended as cancelled"
    RETURN = "made pending for who will take it"
    PROMISE = "promised to a run of its own"
    NEXT_ATTEMPT = "given to another run"
    GIVE_UP = "ended as interrupted"


@dataclass(frozen=True, slots=True)
class ExpiredClaim:
    """A claim that ran out, and who else would do the work.

    Attributes:
        subject_id: The upload, analysis or batch.
        flow_run_id: The run whose claim it was.
        is_fresh: It ran out so lately that a living run may only be late in renewing it.
        is_expected: A run that is promised, or a batch that is open, will take it up by itself.
        is_held: For an upload: a run has one of its analyses in hand.
        has_question: For an upload: an analysis waits for it that nobody will take up by itself.
        is_bulk: The dead run worked on ten or more.
    """

    subject_id: UUID
    flow_run_id: UUID
    is_fresh: bool = False
    is_expected: bool = False
    is_held: bool = False
    has_question: bool = False
    is_bulk: bool = False


@dataclass(frozen=True, slots=True)
class Righted:
    """What was put right in one transaction.

    Attributes:
        counts: How many met each verdict.
        to_start: Analyses and batches for which a run is to be started.
        gone: Runs that were taken for dead.
    """

    counts: Counter[Verdict] = field(default_factory=Counter)
    to_start: frozenset[UUID] = frozenset()
    gone: frozenset[UUID] = frozenset()

    def __add__(self, other: "Righted") -> "Righted":
        """Put two together."""
        return Righted(self.counts + other.counts, self.to_start | other.to_start, self.gone | other.gone)


@dataclass(frozen=True, slots=True)
class Round:
    """What one round of reconciling did.

    Attributes:
        counts: How many uploads, analyses, batches and promises met each verdict.
        settled: Promises that are kept: their subject has ended.
        started: Runs that Prefect was given.
        problem: Why the round did less than it should; None where it did all.
        is_elsewhere: Another round was under way, so this one did nothing.
    """

    counts: Mapping[Verdict, int] = field(default_factory=dict)
    settled: int = 0
    started: int = 0
    problem: str | None = None
    is_elsewhere: bool = False

    @property
    def has_changed(self) -> bool:
        """Something was put right."""
        return bool(self.counts or self.settled or self.started)

    def __str__(self) -> str:
        """Tell it in a sentence.

        Example:
            >>> str(Round(counts={Verdict.CANCEL: 2}, started=1))
            '2 ended as cancelled, 1 run started.'
            >>> str(Round())
            'Nothing to put right.'
        """
        if self.is_elsewhere:
            return "Another round is under way."
        done = [f"{number} {verdict.value}" for verdict, number in self.counts.items()]
        done += [f"{self.started} run{'s' if self.started > 1 else ''} started"] if self.started else []
        done += [f"{self.settled} promise{'s' if self.settled > 1 else ''} settled"] if self.settled else []
        told = ", ".join(done) + "." if done else "Nothing to put right."
        return f"{told} {self.problem}" if self.problem else told
