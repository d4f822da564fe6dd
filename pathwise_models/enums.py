"""The closed sets of words that the database, the library and the flows share. Stored by value."""

from enum import StrEnum


class ResumeUploadStatus(StrEnum):
    """How far the reading of an upload has come."""

    PENDING = "pending"
    PROCESSING = "processing"
    COMPLETED = "completed"
    FAILED = "failed"


class ComparisonBatchStatus(StrEnum):
    """How far a batch has come."""

    PENDING = "pending"
    PROCESSING = "processing"
    COMPLETED = "completed"
    FAILED = "failed"


class ResumeAnalysisStatus(StrEnum):
    """How far scoring and feedback of an analysis have come."""

    PENDING = "pending"
    RUNNING = "running"
    COMPLETED = "completed"
    FAILED = "failed"


class ResumeAnalysisType(StrEnum):
    """Whether an analysis was asked for by itself or as part of a batch."""

    SINGLE = "single"
    COMPARISON = "comparison"


class FeedbackSeverity(StrEnum):
    """How much a piece of feedback matters, least first."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"


class Stage(StrEnum):
    """The stages of work, in the order a resume passes them."""

    EXTRACT = "extract"
    SCORE = "score"
    FEEDBACK = "feedback"
    COMPARE = "compare"


class StageRunStatus(StrEnum):
    """How one attempt at a stage stands or ended."""

    RUNNING = "running"
    COMPLETED = "completed"
    FAILED = "failed"
    SKIPPED = "skipped"


class StageTrigger(StrEnum):
    """What started a run."""

    COMMAND_LINE = "command_line"
    UI = "ui"
    SCHEDULE = "schedule"
    WEBHOOK = "webhook"
    BATCH = "batch"


class WebhookEvent(StrEnum):
    """What other systems may be told of."""

    ANALYSIS_COMPLETED = "analysis.completed"
    ANALYSIS_FAILED = "analysis.failed"
    BATCH_COMPLETED = "batch.completed"
    BATCH_FAILED = "batch.failed"


class ReasonCode(StrEnum):
    """Why something failed. `failed` always carries one, with a sentence for a person beside it."""

    UNSUPPORTED_TYPE = "unsupported_type"
    EMPTY_FILE = "empty_file"
    TOO_LARGE = "too_large"
    TOO_MANY_PAGES = "too_many_pages"
    ENCRYPTED = "encrypted"
    CORRUPT = "corrupt"
    NO_TEXT = "no_text"
    NOT_A_RESUME = "not_a_resume"
    TIMED_OUT = "timed_out"
    OUT_OF_MEMORY = "out_of_memory"
    UNSAFE_ARCHIVE = "unsafe_archive"
    MISSING_FILE = "missing_file"
    NO_READABLE_MEMBER = "no_readable_member"
    CANCELLED = "cancelled"
    INTERRUPTED = "interrupted"
    INTERNAL_ERROR = "internal_error"

    @property
    def is_curable(self) -> bool:
        """Tell whether trying again, with nothing changed, may end better."""
        return self in _CURABLE

    @property
    def may_pass(self) -> bool:
        """Tell whether asking again by hand may end better: it is curable, or a person had stopped it."""
        return self.is_curable or self is ReasonCode.CANCELLED


_CURABLE = frozenset(
    {
        ReasonCode.INTERRUPTED,
        ReasonCode.TIMED_OUT,
        ReasonCode.OUT_OF_MEMORY,
        ReasonCode.MISSING_FILE,
        ReasonCode.INTERNAL_ERROR,
    }
)
