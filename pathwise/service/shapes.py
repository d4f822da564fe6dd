"""What the service answers with. Keys are never renamed or left out; those of results are the command line's."""

from datetime import datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from pathwise.storage.attempts import StageState
from pathwise.storage.holdings import AnalysisEntry, AnalysisHolding, UploadHolding
from pathwise_models.enums import (
    FeedbackSeverity,
    ReasonCode,
    ResumeAnalysisStatus,
    ResumeAnalysisType,
    ResumeUploadStatus,
    Stage,
)

Points = Annotated[float, Field(ge=0, le=100, description="Points, 0.0 to 100.0; null where it cannot be told.")]
Share = Annotated[float, Field(ge=0, le=1)]
Reason = Annotated[ReasonCode | None, Field(description="Why it failed, for programs; null otherwise.")]
Message = Annotated[str | None, Field(description="The same in a sentence for a person.")]


class Shape(BaseModel):
    """A part of an answer, made from what the storage gives."""

    model_config = ConfigDict(from_attributes=True)


class Taken(Shape):
    """An upload that was taken in, and the analysis that answers."""

    upload_id: UUID = Field(description="The upload: the same bytes of the same user are the same upload.")
    analysis_id: UUID = Field(description="The analysis: the same question under the same rules is the same one.")
    known: bool = Field(description="It was answered before: the result is there, and nothing is started.")


class StageShape(Shape):
    """How far a stage has come: its last attempt."""

    stage: Stage
    status: Literal["pending", "running", "completed", "failed"] = Field(description="`pending` before the first.")
    attempt: int = Field(ge=0, description="Attempts so far, 0 before the first.")
    reason: Reason
    message: Message
    started_at: datetime | None
    finished_at: datetime | None

    @classmethod
    def of(cls, state: StageState) -> Self:
        """Show the state of a stage."""
        return cls.model_validate(
            {name: getattr(state, name) for name in cls.model_fields} | {"status": state.status or "pending"}
        )


class UploadShape(Shape):
    """An upload as it stands; its status speaks of reading only."""

    upload_id: UUID
    filename: str = Field(description="Name of the file as it was sent.")
    content_type: str | None = Field(description="Type that the bytes have; null until they are read.")
    size_bytes: int | None
    status: ResumeUploadStatus
    reason: Reason
    message: Message
    created_at: datetime
    processed_at: datetime | None = Field(description="When reading ended, well or not.")


class AnalysisShape(Shape):
    """An analysis in a list."""

    analysis_id: UUID
    upload_id: UUID
    batch_id: UUID | None = Field(description="The batch that caused it; null for one asked for by itself.")
    analysis_type: ResumeAnalysisType
    status: ResumeAnalysisStatus
    reason: Reason
    message: Message
    job_title: str | None
    overall: Points | None
    created_at: datetime
    completed_at: datetime | None = Field(description="When it ended, well or not.")
    superseded_at: datetime | None = Field(description="When a newer analysis took its place.")


class WholeUpload(UploadShape):
    """An upload with its stage and its analyses."""

    stages: list[StageShape]
    analyses: list[AnalysisShape] = Field(description="The newest hundred, newest first.")


class MetricShape(Shape):
    """A part of a score."""

    key: str = Field(description="Never renamed.")
    label: str
    category: str = Field(description="The score it is part of: `document_quality` or `job_match`.")
    value: Points | None
    weight: Share = Field(description="Its weight within its score.")
    explanation: str
    evidence: list[str] = Field(description="Lines of the resume it rests on.")


class RequirementShape(Shape):
    """Something the job asks for."""

    text: str
    kind: str
    importance: str = Field(description="`must` or `nice`.")
    strength: Share | None = Field(description="0.0: not found, 1.0: used with a result; null: it cannot be told.")
    evidence: str | None = Field(description="The line that shows it.")


class FeedbackShape(Shape):
    """A piece of advice."""

    category: str
    severity: FeedbackSeverity
    title: str
    message: str
    recommendation: str | None = Field(description="What to do; null for praise.")
    quote: str | None = Field(description="The words it speaks of.")
    line: int | None = Field(description="Line of the resume's text in which they begin, from 1.")
    points_available: float = Field(description="What it would bring to `overall`; 0.0 for praise.")


class WholeAnalysis(AnalysisShape):
    """An analysis with everything that came of it."""

    document_quality: Points | None = Field(description="For the person whose resume it is.")
    job_match: Points | None = Field(description="For the person who hires; null without a job.")
    coverage: Share | None = Field(description="Part of the job's requirements that could be judged.")
    summary: str | None
    model_version: str | None = Field(description="The rubric that was applied.")
    started_at: datetime | None
    stages: list[StageShape]
    metrics: list[MetricShape] = Field(description="In the order of the rubric.")
    requirements: list[RequirementShape] = Field(description="In the order of the job; empty without one.")
    feedback: list[FeedbackShape] = Field(description="The most useful first, then praise.")

    @classmethod
    def of(cls, holding: AnalysisHolding) -> Self:
        """Show an analysis."""
        result = holding.result
        entry = AnalysisShape.model_validate(holding.entry)
        return cls(
            **dict(entry),
            document_quality=result.document_quality,
            job_match=result.job_match,
            coverage=result.coverage,
            summary=result.summary,
            model_version=holding.model_version,
            started_at=holding.started_at,
            stages=[StageShape.of(each) for each in holding.stages],
            metrics=[MetricShape.model_validate(each) for each in result.metrics],
            requirements=[RequirementShape.model_validate(each) for each in holding.requirements],
            feedback=[FeedbackShape.model_validate(each) for each in result.feedback],
        )


class UploadPage(Shape):
    """A page of uploads, newest first."""

    uploads: list[UploadShape]
    next: UUID | None = Field(description="Ask for the page `after` this one; null on the last page.")


def show_upload(upload: UploadHolding, stages: tuple[StageState, ...], analyses: list[AnalysisEntry]) -> WholeUpload:
    """Show an upload with its stage and its analyses."""
    return WholeUpload(
        **dict(UploadShape.model_validate(upload)),
        stages=[StageShape.of(each) for each in stages],
        analyses=[AnalysisShape.model_validate(each) for each in analyses],
    )
