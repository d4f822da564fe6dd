"""Whether an analysis, worked out once more, gives what is kept of it; if not, what differs and why. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest
from typing import Any

from pathwise.manifest import changed_versions

Value = float | str | None
Advice = tuple[str, float, str, str | None, str | None]
"""A piece of feedback: title, points, message, recommendation, quote."""

ALTERED = "the kept value was changed after it was worked out: the manifest of that time still says what comes out now"
MANIFEST_ALTERED = "the manifest was changed after it was written: the kept value is what comes out now"
UNEXPLAINED = "nothing that is on record changed: the program itself gives something else under the same versions"


class Source(StrEnum):
    """What an analysis was worked out from again."""

    FILE = "file"
    DOCUMENT = "document"


class Subject(StrEnum):
    """What of an analysis may differ, in the order in which one rests on the other."""

    FILE = "file"
    JOB = "job"
    TEXT = "text"
    RUBRIC = "rubric"
    REQUIREMENT = "requirement"
    METRIC = "metric"
    SCORE = "score"
    FEEDBACK = "feedback"


@dataclass(frozen=True, slots=True)
class KeptAnalysis:
    """An analysis as it is kept.

    Attributes:
        manifest: What was written down when it was made.
        requirements: Text and strength (0.0 to 1.0, None where it cannot be told) of each, in order.
        metrics: Points by metric, as kept in their rows.
        scores: Points by score, and the coverage, as kept in their columns.
        feedback: In order.
        job_sha256: Hash of the job's text as it is kept now.
    """

    manifest: Mapping[str, Any]
    requirements: Sequence[tuple[str, float | None]]
    metrics: Mapping[str, float | None]
    scores: Mapping[str, float | None]
    feedback: Sequence[Advice]
    job_sha256: str | None


@dataclass(frozen=True, slots=True)
class Recomputed:
    """The same, worked out again.

    Attributes:
        source: From what.
        manifest: What was written down now.
        feedback: In order.
    """

    source: Source
    manifest: Mapping[str, Any]
    feedback: Sequence[Advice]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is kept and does not come out again.

    Attributes:
        subject: What it is.
        key: Which one, such as the key of a metric; empty where there is but one.
        kept: What is kept.
        computed: What comes out now.
        why: The reason, as far as it is on record, in words.
    """

    subject: Subject
    key: str
    kept: Value
    computed: Value
    why: str

    @property
    def points(self) -> float | None:
        """What comes out now, less what is kept; None where either is no number."""
        if isinstance(self.kept, float | int) and isinstance(self.computed, float | int):
            return round(self.computed - self.kept, 3)
        return None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of computing an analysis again.

    Attributes:
        source: From what it was worked out.
        versions: Version of each rule now.
        changed_versions: Version then and now, by rule, where they differ.
        differences: What does not come out again; empty: everything does.
    """

    source: Source
    versions: Mapping[str, str]
    changed_versions: Mapping[str, tuple[str | None, str | None]]
    differences: tuple[Difference, ...]

    @property
    def is_same(self) -> bool:
        """Everything that is kept comes out again."""
        return not self.differences


def compare(kept: KeptAnalysis, made: Recomputed) -> Verdict:
    """Hold an analysis against the same worked out again.

    Other versions alone are no difference: what counts is whether the same comes out. What an older manifest does
    not hold is not compared.
    """
    now = made.manifest["versions"]
    changed = changed_versions(kept.manifest.get("versions"), now)
    inputs = tuple(_inputs(kept, made, is_rubric_changed="rubric" in changed))
    why = _reason(changed, inputs)
    return Verdict(made.source, now, changed, (*inputs, *_results(kept, made, why)))


def _inputs(kept: KeptAnalysis, made: Recomputed, *, is_rubric_changed: bool) -> Iterator[Difference]:
    then, now = kept.manifest, made.manifest
    if made.source is Source.FILE:
        yield from _hash(Subject.FILE, then.get("content_sha256"), now["content_sha256"], "the file has other bytes")
    yield from _hash(Subject.JOB, then.get("job_sha256"), kept.job_sha256, "the text of the job was changed")
    if then.get("versions", {}).get("reader") == now["versions"]["reader"]:
        yield from _hash(
            Subject.TEXT,
            then.get("text_sha256"),
            now["text_sha256"],
            "other text, under the same version of the reader",
        )
    if not is_rubric_changed:
        why = "the figures of the rubric were changed without a new version"
        yield from _hash(Subject.RUBRIC, then.get("rubric_sha256"), now["rubric_sha256"], why)


def _hash(subject: Subject, then: str | None, now: str | None, why: str) -> Iterator[Difference]:
    if then and then != now:
        yield Difference(subject, "sha256", then, now, why)


def _reason(changed: Mapping[str, tuple[str | None, str | None]], inputs: Sequence[Difference]) -> str:
    rules = [f"{rule} {then or 'unknown'} then, {now or 'none'} now" for rule, (then, now) in changed.items()]
    return "; ".join([each.why for each in inputs] + rules) or UNEXPLAINED


def _results(kept: KeptAnalysis, made: Recomputed, why: str) -> Iterator[Difference]:
    yield from _requirements(kept, made, why)
    noted, now = kept.manifest.get("metrics") or {}, made.manifest["metrics"]
    yield from _values(Subject.METRIC, kept.metrics, noted, now, why)
    yield from _values(Subject.SCORE, kept.scores, kept.manifest.get("scores") or {}, made.manifest["scores"], why)
    yield from _feedback(kept, made, why)


def _requirements(kept: KeptAnalysis, made: Recomputed, why: str) -> Iterator[Difference]:
    noted = [*zip(kept.manifest.get("requirements") or (), kept.manifest.get("strengths") or (), strict=False)]
    now = [*zip(made.manifest["requirements"], made.manifest["strengths"], strict=True)]
    if [text for text, _ in kept.requirements] == [text for text, _ in now]:
        for place, ((text, strength), (_, computed)) in enumerate(zip(kept.requirements, now, strict=True)):
            if strength != computed:
                is_noted = place < len(noted) and noted[place] == (text, computed)
                yield Difference(Subject.REQUIREMENT, text, strength, computed, ALTERED if is_noted else why)
        return
    reason = ALTERED if noted == now else why
    was, computed = [text for text, _ in kept.requirements], [text for text, _ in now]
    for text in dict.fromkeys([*was, *computed]):
        if was.count(text) != computed.count(text):
            yield Difference(Subject.REQUIREMENT, text, was.count(text), computed.count(text), reason)


def _values(
    subject: Subject,
    kept: Mapping[str, float | None],
    noted: Mapping[str, float | None],
    now: Mapping[str, float | None],
    why: str,
) -> Iterator[Difference]:
    for key in dict.fromkeys([*kept, *now, *noted]):
        was, computed, written = kept.get(key), now.get(key), noted.get(key)
        if was != computed:
            yield Difference(subject, key, was, computed, ALTERED if key in noted and written == computed else why)
        elif noted and written != computed:
            yield Difference(subject, f"{key} in the manifest", written, computed, MANIFEST_ALTERED)


def _feedback(kept: KeptAnalysis, made: Recomputed, why: str) -> Iterator[Difference]:
    then, now = kept.manifest.get("feedback_sha256"), made.manifest["feedback_sha256"]
    reason = ALTERED if then == now else why
    for place, (was, computed) in enumerate(zip_longest(kept.feedback, made.feedback), start=1):
        if was != computed:
            yield Difference(Subject.FEEDBACK, f"item {place}", _told(was), _told(computed), reason)


def _told(item: Advice | None) -> str | None:
    return None if item is None else f"{item[0]} ({item[1]:+.1f} points)"
