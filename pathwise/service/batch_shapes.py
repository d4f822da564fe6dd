"""What the service answers about batches. Keys are never renamed or left out; rankings have the command line's."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Self
from uuid import UUID

from pydantic import Field

from pathwise.job.model import Ground
from pathwise.service.shapes import Message, Points, Reason, Shape, Share, StageShape
from pathwise.storage.attempts import StageState
from pathwise.storage.holdings import BatchHolding
from pathwise.storage.rankings import MemberResult
from pathwise_models.enums import ComparisonBatchStatus, ResumeAnalysisStatus


class RefusedCriterion(Shape):
    """Something that a job asks for and the law forbids to ask for."""

    text: str = Field(description="The words that ask for it.")
    ground: Ground = Field(description="What the law protects.")
    quote: str = Field(description="The line of the job it stands in.")


class TakenBatch(Shape):
    """A comparison that was asked for."""

    batch_id: UUID = Field(description="The batch: the same resumes and job are the same batch.")
    known: bool = Field(description="It was ranked before: the result is there, and nothing is started.")
    refused_criteria: list[RefusedCriterion] = Field(
        default=[], description="What the job asks for and the law forbids to ask for: it counts for nothing."
    )


class BatchShape(Shape):
    """A batch as it stands."""

    batch_id: UUID
    name: str | None
    job_title: str | None
    status: ComparisonBatchStatus
    reason: Reason
    message: Message
    created_at: datetime
    started_at: datetime | None
    completed_at: datetime | None = Field(description="When it ended, well or not.")


class MemberShape(Shape):
    """A member of a batch."""

    upload_id: UUID
    analysis_id: UUID | None = Field(description="The analysis its rank rests on; null before one was opened.")
    filename: str = Field(description="Name of the file as it was sent.")
    label: str | None
    is_primary: bool = Field(description="The others are compared with it.")

    @classmethod
    def of(cls, member: MemberResult, names: Mapping[UUID, str]) -> Self:
        """Show a member."""
        kept = {name: getattr(member, name) for name in cls.model_fields if name != "filename"}
        return cls(**kept, filename=names.get(member.upload_id, ""))


class RankedShape(MemberShape):
    """A ranked member of a batch."""

    rank: int = Field(ge=1, description="Members with the same match share a rank.")
    tier: int | None = Field(
        description="From 1; the evidence cannot tell members of one tier apart. Null where too little could be judged."
    )
    band: str | None = Field(description="What the match means in a word.")
    overall: Points | None
    document_quality: Points | None
    job_match: Points | None
    coverage: Share | None


class LinkedShape(MemberShape):
    """A member of a batch that is not ranked, because a near-identical resume of the same person is."""

    same_person_as: UUID = Field(description="The upload that is ranked in its place.")
    overall: Points | None
    document_quality: Points | None
    job_match: Points | None
    coverage: Share | None


class UnrankedShape(MemberShape):
    """A member of a batch that is not ranked: it has failed, or its turn has not come."""

    status: ResumeAnalysisStatus | None = Field(description="How far its analysis has come.")
    reason: Reason
    message: Message


class WholeBatch(BatchShape):
    """A batch with its stage and its members."""

    stages: list[StageShape]
    members: int = Field(ge=0, description="How many there are in all.")
    ranking: list[RankedShape] = Field(description="Best first.")
    linked: list[LinkedShape] = Field(description="Those in whose place another resume of the same person is ranked.")
    failed: list[UnrankedShape] = Field(description="Those that could not be judged.")
    waiting: list[UnrankedShape] = Field(description="Those that are not judged or not ranked yet.")


class BatchPage(Shape):
    """A page of batches, newest first."""

    batches: list[BatchShape]
    next: UUID | None = Field(description="Ask for the page `after` this one; null on the last page.")


def show_batch(
    batch: BatchHolding, stages: Sequence[StageState], members: Sequence[MemberResult], names: Mapping[UUID, str]
) -> WholeBatch:
    """Show a batch with its ranking.

    Args:
        batch: The batch.
        stages: Its stage.
        members: Ranked ones by rank, then the others.
        names: Names of their files, by upload.
    """
    ranked = [each for each in members if each.rank is not None]
    others = [each for each in members if each.rank is None and not each.is_linked]
    uploads = {each.member_id: each.upload_id for each in members}
    return WholeBatch(
        **dict(BatchShape.model_validate(batch)),
        stages=[StageShape.of(each) for each in stages],
        members=len(members),
        ranking=[RankedShape.of(each, names) for each in ranked],
        linked=[_linked(each, uploads[each.same_person_as], names) for each in members if each.same_person_as],
        failed=[UnrankedShape.of(each, names) for each in others if each.status is ResumeAnalysisStatus.FAILED],
        waiting=[UnrankedShape.of(each, names) for each in others if each.status is not ResumeAnalysisStatus.FAILED],
    )


def _linked(member: MemberResult, ranked: UUID, names: Mapping[UUID, str]) -> LinkedShape:
    return LinkedShape.of(replace(member, same_person_as=ranked), names)
