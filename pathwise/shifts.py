"""What making analyses again changed in scores, and whether the file or the rules are why. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, median

from pathwise.staleness import changed_rules
from pathwise_models.enums import ReasonCode, ResumeAnalysisStatus

NOTABLE_POINTS = 5.0
"""A score that moved by more is counted apart."""

OTHER_FILE = "the file"


@dataclass(frozen=True, slots=True)
class Answer:
    """An analysis as far as its score is compared.

    Attributes:
        status: How far it has come.
        reason: Why it failed; None otherwise.
        overall: Points, 0.0 to 100.0; None where it has none.
        content_sha256: Hash of the file that was judged; None where that is not on record.
        versions: The rules that judged, by name; None where that is not on record.
    """

    status: ResumeAnalysisStatus
    reason: ReasonCode | None
    overall: float | None
    content_sha256: str | None
    versions: Mapping[str, str] | None


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one analysis that was made again.

    Attributes:
        before: As it stood; None where it never had begun, or the same row was tried again.
        after: As it stands now.
    """

    before: Answer | None
    after: Answer

    @property
    def why(self) -> str:
        """Name the rules that changed, or the file where its bytes did."""
        if self.before is None or self.after.versions is None:
            return ""
        hashes = {self.before.content_sha256, self.after.content_sha256} - {None}
        rules = changed_rules(self.before.versions, self.after.versions)
        return OTHER_FILE if len(hashes) > 1 else rules

    @property
    def shift(self) -> float | None:
        """Points that were won or lost; None where one of the two has no score."""
        if self.before is None or self.before.overall is None or self.after.overall is None:
            return None
        return self.after.overall - self.before.overall


@dataclass(frozen=True, slots=True)
class Shift:
    """How scores moved for one reason.

    Attributes:
        why: Names of the rules that changed, or the file.
        analyses: How many have a score before and after, 1 or more.
        mean: Of the points won or lost, signed, to 0.01.
        median: Of the same.
        notable: How many moved by more than five points either way.
    """

    why: str
    analyses: int
    mean: float
    median: float
    notable: int


class ChangeCount:
    """Counts changes as they come; keeps a number for each, nothing else."""

    def __init__(self) -> None:
        self.answered = 0
        self.newly_answered = 0
        self.open = 0
        self.failed: Counter[str] = Counter()
        self._points: dict[str, list[float]] = {}

    @property
    def total(self) -> int:
        """How many changes were counted."""
        return self.answered + self.open + self.failed.total()

    def add(self, changes: Iterable[Change]) -> None:
        """Count changes."""
        for change in changes:
            self._add(change)

    def shifts(self) -> list[Shift]:
        """Sum up how scores moved, by reason; the most frequent reason first."""
        found = [_shift(why, points) for why, points in self._points.items()]
        return sorted(found, key=lambda each: (-each.analyses, each.why))

    def _add(self, change: Change) -> None:
        if change.after.status is ResumeAnalysisStatus.FAILED:
            self.failed[str(change.after.reason or "")] += 1
        elif change.after.status is not ResumeAnalysisStatus.COMPLETED:
            self.open += 1
        else:
            self.answered += 1
            self.newly_answered += change.before is None or change.before.status is not ResumeAnalysisStatus.COMPLETED
            if change.shift is not None:
                self._points.setdefault(change.why, []).append(change.shift)


def _shift(why: str, points: Sequence[float]) -> Shift:
    notable = sum(abs(each) > NOTABLE_POINTS for each in points)
    return Shift(why, len(points), round(fmean(points), 2), round(median(points), 2), notable)
