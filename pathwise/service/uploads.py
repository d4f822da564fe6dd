"""Resumes over HTTP: taken in piece by piece, listed, shown."""

from functools import partial
from http import HTTPStatus
from typing import Annotated, Any
from uuid import UUID

import anyio
from fastapi import APIRouter, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from pathwise.job.length import MOST_CHARACTERS
from pathwise.manifest import current_versions
from pathwise.service.bodies import too_large
from pathwise.service.description import GUARDED, problems
from pathwise.service.door import Caller, GuardedRoute
from pathwise.service.forms import Form, TextField, read_form
from pathwise.service.problems import WrongField, not_found, unprocessable
from pathwise.service.shapes import Taken, UploadPage, UploadShape, WholeUpload, show_upload
from pathwise.service.surroundings import Around, Surroundings
from pathwise.storage.analyses import Question
from pathwise.storage.attempts import stages_of
from pathwise.storage.files import FileTooLargeError
from pathwise.storage.holdings import analyses_of, find_upload, list_uploads
from pathwise.storage.reception import Received, receive_uploads
from pathwise.storage.uploads import Arrival
from pathwise_models.enums import Stage, StageTrigger

JOB_CHARACTERS = MOST_CHARACTERS
"""Longest text of a job. Our choice: ten pages and more, and still read in a second."""

TITLE_CHARACTERS = 255
LONGEST_PAGE = 200
MOST_ANALYSES = 100
FIELDS = (
    TextField("job_text", JOB_CHARACTERS),
    TextField("job_title", TITLE_CHARACTERS),
    TextField("as_resume", len("false")),
)

router = APIRouter(
    prefix="/api/v1/uploads", tags=["uploads"], route_class=GuardedRoute, responses=problems(*GUARDED, 422)
)

_FORM: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "additionalProperties": False,
                    "properties": {
                        "file": {
                            "type": "string",
                            "format": "binary",
                            "minLength": 1,
                            "description": "PDF, DOCX, DOC, ODT, RTF, HTML, TXT or Markdown, whatever its name.",
                        },
                        "job_text": {
                            "type": "string",
                            "maxLength": JOB_CHARACTERS,
                            "description": "The job to judge it for; without it the document is judged by itself.",
                        },
                        "job_title": {"type": "string", "maxLength": TITLE_CHARACTERS},
                        "as_resume": {
                            "type": "boolean",
                            "description": "It is a resume, whatever it looks like: it is never refused as "
                            "`not_a_resume`. Noted with the upload for good.",
                        },
                    },
                },
            }
        },
    }
}


@router.post(
    "",
    status_code=HTTPStatus.ACCEPTED,
    summary="Send a resume to be analysed",
    responses=problems(400, 408, 413, 415, 507),
    openapi_extra=_FORM,
)
async def send_upload(request: Request, response: Response, caller: Caller, around: Around) -> Taken:
    """Keep a resume, and have it read and judged; does not wait for that.

    Ask for the analysis until its `status` is `completed` or `failed`. The same bytes and job again are answered with
    the same ids.
    """
    form, arrival = await _take_in(request, around)
    received = await run_in_threadpool(_register, around, caller.user_id, form, arrival)
    if received.is_promised:
        around.starter.start([received.analysis_id])
    response.headers["Location"] = f"/api/v1/analyses/{received.analysis_id}"
    return Taken(upload_id=received.upload_id, analysis_id=received.analysis_id, known=not received.is_promised)


@router.get("", summary="List uploads, newest first")
def list_own(
    caller: Caller,
    around: Around,
    limit: Annotated[int, Query(ge=1, le=LONGEST_PAGE, description="Longest page.")] = 50,
    after: Annotated[UUID | None, Query(description="`next` of the page before.")] = None,
) -> UploadPage:
    """List what was sent, by pages."""
    # One more than is shown tells whether there is another page.
    found = around.database.run(lambda session: list_uploads(session, caller.user_id, after, limit + 1))
    uploads = [UploadShape.model_validate(each) for each in found[:limit]]
    return UploadPage(uploads=uploads, next=uploads[-1].upload_id if len(found) > limit else None)


@router.get("/{upload_id}", summary="Show an upload", responses=problems(404))
def show(upload_id: UUID, caller: Caller, around: Around) -> WholeUpload:
    """Show how far reading has come, and what was asked of the upload."""
    upload = around.database.run(lambda session: find_upload(session, caller.user_id, upload_id))
    if upload is None:
        raise not_found()
    stages = around.database.run(lambda session: stages_of(session, upload_id, [Stage.EXTRACT]))
    analyses = around.database.run(lambda session: analyses_of(session, upload_id, MOST_ANALYSES))
    return show_upload(upload, stages, analyses)


async def _take_in(request: Request, around: Surroundings) -> tuple[Form, Arrival]:
    """Read the form, its file straight into the store; where anything goes wrong nothing stays there."""
    most_bytes = around.settings.max_file_bytes
    incoming = await run_in_threadpool(around.store.incoming, most_bytes)
    try:
        form = await read_form(request, incoming, FIELDS)
        if incoming.size_bytes == 0:
            raise unprocessable([WrongField(where="body.file", problem="is empty: it may have been cut off")])
        is_resume = form.says("as_resume")
        return form, Arrival(form.filename, await run_in_threadpool(incoming.keep), is_resume)
    except FileTooLargeError:
        raise too_large(most_bytes) from None
    finally:
        with anyio.CancelScope(shield=True):
            await run_in_threadpool(incoming.discard)


def _register(around: Surroundings, user_id: UUID, form: Form, arrival: Arrival) -> Received:
    question = Question(form.texts.get("job_text"), form.texts.get("job_title"))
    receive = partial(
        receive_uploads,
        user_id=user_id,
        arrivals=[arrival],
        question=question,
        versions=current_versions(),
        trigger=StageTrigger.WEBHOOK,
    )
    return around.database.run(receive)[0]
