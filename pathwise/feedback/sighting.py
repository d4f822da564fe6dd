"""What a condition looks at, and what it saw."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from pathwise.documents.model import DocumentText
from pathwise.scoring.assessment import Assessment


@dataclass(frozen=True, slots=True)
class Case:
    """A resume, judged."""

    document: DocumentText
    assessment: Assessment


@dataclass(frozen=True, slots=True)
class Sighting:
    """One place where a rule applies.

    Attributes:
        values: What fills the rule's templates.
        quote: The words it speaks of; None where it speaks of something missing.
        line: Index in the document's lines of the line they begin in; None where they are no line of it.
        mended: The same resume with this mended; None where mending brings no points.
    """

    values: Mapping[str, object] = field(default_factory=dict)
    quote: str | None = None
    line: int | None = None
    mended: Assessment | None = None


Condition = Callable[[Case], Iterator[Sighting]]
