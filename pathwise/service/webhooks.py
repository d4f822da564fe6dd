"""Webhooks: signed messages of other systems become uploads, batches and promised runs, each of them once."""

from collections.abc import Callable, Sequence
from functools import partial
from http import HTTPStatus
from typing import Any
from uuid import UUID

from fastapi import APIRouter

from pathwise.job.requirements import read_requirements
from pathwise.manifest import current_versions
from pathwise.service.description import problems
from pathwise.service.forms import check_filename
from pathwise.service.problems import RefusedError, WrongField, unprocessable
from pathwise.service.signatures import SignedMessage, SignedRoute
from pathwise.service.surroundings import Around, Surroundings
from pathwise.service.webhook_shapes import BatchAnswer, BatchMessage, FileSent, UploadAnswer, UploadMessage
from pathwise.storage.analyses import Question
from pathwise.storage.deliveries import (
    AnotherBodyError,
    BatchOrder,
    Delivery,
    ForeignUploadsError,
    Message,
    deliver_batch,
    deliver_upload,
    known_answer,
)
from pathwise.storage.files import FileTooLargeError, StoredFile
from pathwise.storage.laid_objects import UnusableKeyError, take_over
from pathwise.storage.uploads import Arrival

router = APIRouter(
    prefix="/webhooks",
    tags=["webhooks"],
    route_class=SignedRoute,
    responses=problems(400, 401, 404, 408, 409, 413, 415, 422, 503, 507),
)


@router.post("/uploads", status_code=HTTPStatus.ACCEPTED, summary="Take in a resume that was uploaded elsewhere")
def take_upload(asked: UploadMessage, message: SignedMessage, around: Around) -> UploadAnswer:
    """Keep the user and the resume, and have it read and judged; does not wait for that."""

    def take() -> Callable[..., Delivery]:
        return partial(
            deliver_upload,
            message=message,
            profile=asked.user.profile,
            arrival=_arrival(around, asked.file, "body.file"),
            question=Question(asked.job_text, asked.job_title),
            versions=current_versions(),
        )

    return UploadAnswer.model_validate(_once(around, message, take))


@router.post("/batches", status_code=HTTPStatus.ACCEPTED, summary="Have resumes ranked for a job")
def take_batch(asked: BatchMessage, message: SignedMessage, around: Around) -> BatchAnswer:
    """Keep the user and the resumes, and have them compared; does not wait for that."""

    def take() -> Callable[..., Delivery]:
        return partial(
            deliver_batch,
            message=message,
            profile=asked.user.profile,
            order=_order(around, asked),
            versions=current_versions(),
        )

    return BatchAnswer.model_validate(_once(around, message, take))


def _once(around: Surroundings, message: Message, take: Callable[[], Callable[..., Delivery]]) -> dict[str, Any]:
    """Answer a message that came before as it was answered then; else take it, and have its run started."""
    try:
        # A sender that repeats itself costs no more than this look.
        answer = around.database.run(lambda session: known_answer(session, message))
        if answer is not None:
            return answer
        delivery = around.database.run(take())
    except AnotherBodyError as error:
        raise RefusedError(HTTPStatus.CONFLICT, "another_body", str(error)) from None
    except ForeignUploadsError as error:
        raise unprocessable(
            [WrongField(where=f"body.members.{place}.upload_id", problem=_FOREIGN) for place in error.places]
        ) from None
    if delivery.promised:
        around.starter.start(delivery.promised)
    return delivery.answer


def _order(around: Surroundings, asked: BatchMessage) -> BatchOrder:
    sources: Sequence[Arrival | UUID] = [
        each.upload_id or _arrival(around, each, f"body.members.{place}") for place, each in enumerate(asked.members)
    ]
    return BatchOrder(
        sources=sources,
        labels=[each.label for each in asked.members],
        primary=next((place for place, each in enumerate(asked.members) if each.is_primary), None),
        job_text=asked.job_text,
        job_title=asked.job_title or read_requirements(asked.job_text).title,
        name=asked.name,
    )


def _arrival(around: Surroundings, file: FileSent, where: str) -> Arrival:
    """Bring a file to where its content belongs in the store.

    Raises:
        RefusedError: There is no such file, or it cannot be an upload.
    """
    filename = check_filename(file.shown_name)
    try:
        stored = _stored(around, file)
    except (FileNotFoundError, UnusableKeyError, FileTooLargeError) as error:
        place = f"{where}.object" if file.object else f"{where}.content"
        problem = _NOT_THERE if isinstance(error, FileNotFoundError) else str(error)
        raise unprocessable([WrongField(where=place, problem=problem)]) from None
    if stored.size_bytes == 0:
        raise unprocessable([WrongField(where=where, problem="is empty: it may have been cut off")])
    return Arrival(filename, stored, file.as_resume)


def _stored(around: Surroundings, file: FileSent) -> StoredFile:
    settings = around.settings
    if file.object is not None:
        return take_over(around.store, file.object, settings.webhook_incoming, settings.max_file_bytes)
    content = file.content or b""
    if len(content) > settings.max_file_bytes:
        raise FileTooLargeError(settings.max_file_bytes)
    return around.store.put(content)


_FOREIGN = "is no upload of this user"
_NOT_THERE = "is not in the file store (yet): send the message again once it is"
