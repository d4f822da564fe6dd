"""Batches over HTTP: resumes compared for a job, listed, shown with their ranking."""

from functools import partial
from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from pathwise.job.requirements import read_requirements
from pathwise.manifest import current_versions
from pathwise.service.batch_shapes import BatchPage, BatchShape, RefusedCriterion, TakenBatch, WholeBatch, show_batch
from pathwise.service.description import GUARDED, problems
from pathwise.service.door import Caller, GuardedRoute
from pathwise.service.problems import WrongField, not_found, tried_again, unprocessable
from pathwise.service.surroundings import Around
from pathwise.service.uploads import JOB_CHARACTERS, LONGEST_PAGE, TITLE_CHARACTERS
from pathwise.storage.attempts import stages_of
from pathwise.storage.batches import NAME_LENGTH, ComparisonWish, MemberWish
from pathwise.storage.holdings import filenames, find_batch, list_batches, owned_uploads
from pathwise.storage.rankings import load_members
from pathwise.storage.reception import receive_batch, retry_batch
from pathwise_models.enums import Stage, StageTrigger

MOST_MEMBERS = 2000
"""Most resumes that one request may compare. Our choice: the ids of more do not fit a body of reasonable size."""

Name = Annotated[str, StringConstraints(max_length=NAME_LENGTH)]

router = APIRouter(
    prefix="/api/v1/batches", tags=["batches"], route_class=GuardedRoute, responses=problems(*GUARDED, 422)
)


class Asked(BaseModel):
    """What is to be compared."""

    model_config = ConfigDict(extra="forbid")


class MemberAsked(Asked):
    """An upload that is to be compared."""

    upload_id: UUID = Field(description="An upload of yours; one named twice is one member.")
    label: Name | None = Field(default=None, description="Name for people.", examples=["First choice"])
    is_primary: bool = Field(default=False, description="The others are compared with it; of several the first counts.")


class BatchAsked(Asked):
    """A comparison: resumes, and the job they are ranked for."""

    members: list[MemberAsked] = Field(min_length=1, max_length=MOST_MEMBERS)
    job_text: Annotated[str, StringConstraints(max_length=JOB_CHARACTERS, pattern=r"\S")] = Field(
        description="The job.", examples=["Backend developer\n\nMust have:\n- Python\n- PostgreSQL"]
    )
    job_title: Annotated[str, StringConstraints(max_length=TITLE_CHARACTERS)] | None = Field(
        default=None, description="Title of the job; read from its text where it is not given."
    )
    name: Name | None = Field(default=None, description="Name of the batch for people.", examples=["Spring round"])


@router.post(
    "",
    status_code=HTTPStatus.ACCEPTED,
    summary="Have resumes ranked for a job",
    responses=problems(400, 408, 413, 415),
)
def send_batch(asked: BatchAsked, response: Response, caller: Caller, around: Around) -> TakenBatch:
    """Open a comparison of uploads, and have it ranked; does not wait for that.

    Ask for the batch until its `status` is `completed` or `failed`. The same resumes and job again are answered with
    the same id.
    """
    own = around.database.run(
        lambda session: owned_uploads(session, caller.user_id, [each.upload_id for each in asked.members])
    )
    unknown = [place for place, each in enumerate(asked.members) if each.upload_id not in own]
    if unknown:
        raise unprocessable(
            [WrongField(where=f"body.members.{place}.upload_id", problem="is no upload of yours") for place in unknown]
        )
    job = read_requirements(asked.job_text)
    receive = partial(
        receive_batch,
        user_id=caller.user_id,
        wish=_wish(asked, job.title),
        versions=current_versions(),
        trigger=StageTrigger.WEBHOOK,
    )
    received = around.database.run(receive)
    if received.is_promised:
        around.starter.start([received.batch_id])
    response.headers["Location"] = f"/api/v1/batches/{received.batch_id}"
    refused = [RefusedCriterion.model_validate(each) for each in job.protected]
    return TakenBatch(batch_id=received.batch_id, known=not received.is_promised, refused_criteria=refused)


@router.get("", summary="List batches, newest first")
def list_own(
    caller: Caller,
    around: Around,
    limit: Annotated[int, Query(ge=1, le=LONGEST_PAGE, description="Longest page.")] = 50,
    after: Annotated[UUID | None, Query(description="`next` of the page before.")] = None,
) -> BatchPage:
    """List what was compared, by pages."""
    found = around.database.run(lambda session: list_batches(session, caller.user_id, after, limit + 1))
    batches = [BatchShape.model_validate(each) for each in found[:limit]]
    return BatchPage(batches=batches, next=batches[-1].batch_id if len(found) > limit else None)


@router.get("/{batch_id}", summary="Show a batch with its ranking", responses=problems(404))
def show(batch_id: UUID, caller: Caller, around: Around) -> WholeBatch:
    """Show how far a batch has come, its ranking, and who could not be judged."""
    batch = around.database.run(lambda session: find_batch(session, caller.user_id, batch_id))
    if batch is None:
        raise not_found()
    stages = around.database.run(lambda session: stages_of(session, batch_id, [Stage.COMPARE]))
    members = around.database.run(lambda session: load_members(session, batch_id))
    uploads = [each.upload_id for each in members]
    return show_batch(batch, stages, members, around.database.run(lambda session: filenames(session, uploads)))


@router.post(
    "/{batch_id}/retry",
    status_code=HTTPStatus.ACCEPTED,
    summary="Try a batch again",
    responses=problems(404, 409),
)
def retry(batch_id: UUID, caller: Caller, around: Around) -> TakenBatch:
    """Try a batch again that was cancelled or failed, or whose members may by now be judged."""
    again = partial(retry_batch, user_id=caller.user_id, batch_id=batch_id, trigger=StageTrigger.WEBHOOK)
    received = tried_again(lambda: around.database.run(again))
    around.starter.start([received.batch_id])
    return TakenBatch(batch_id=received.batch_id, known=False)


def _wish(asked: BatchAsked, title: str | None) -> ComparisonWish:
    return ComparisonWish(
        job_text=asked.job_text,
        job_title=asked.job_title or title,
        name=asked.name,
        members=tuple(MemberWish(each.upload_id, each.label, each.is_primary) for each in asked.members),
    )
