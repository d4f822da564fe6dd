"""The OpenAPI description: what it says beside what the routes tell of themselves."""

from http import HTTPStatus
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from pathwise.service.problems import MEDIA_TYPE, Problem, WrongField

DESCRIPTION = """Takes resumes in, scores and explains them, and ranks them for a job.

* Every address but health needs an API key, sent as `Authorization: Bearer KEY`; `pathwise key create --user EMAIL`
  makes one. A key sees its user's uploads and results alone: what is another user's is answered as what does not exist.
* Webhooks need no key but a signature, as Standard Webhooks describes it.
* Work goes on after the answer: `202` with ids, then ask for them until `status` is `completed` or `failed`.
* The same bytes are the same upload, the same question under the same rules the same analysis, the same resumes and job
  the same batch: to send something twice does no harm.
* Whatever goes wrong is told as `application/problem+json`, with a `code` for programs and a sentence for people.
"""

TAGS = [
    {"name": "uploads", "description": "Resumes, as files."},
    {"name": "analyses", "description": "Scores and advice: what was asked of an upload, and the answer."},
    {"name": "batches", "description": "Resumes compared for a job, and ranked."},
    {"name": "webhooks", "description": "Signed messages from other systems (Standard Webhooks)."},
    {"name": "health", "description": "How the service is; asked without a key."},
]

_TOLD = {
    400: "The body cannot be read.",
    401: "No API key, or none that is valid.",
    404: "Nothing of yours has this id.",
    408: "The body did not come in time.",
    409: "It cannot be done as things stand.",
    413: "The body is too large.",
    415: "The body has another type than the one that is taken.",
    422: "Something in the request cannot be used; `errors` names it.",
    429: "This key makes too many requests; `Retry-After` says when to come again.",
    507: "The file store is full.",
    503: "The database or the file store is away; `Retry-After` says when to come again.",
}


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Describe the problems that a route may answer with, for its `responses`."""
    return {status: _described(status) for status in statuses}


GUARDED = (401, 429, 503)
"""What every route behind the door may answer with."""


def describe(app: FastAPI) -> None:
    """Have an app describe itself, once, with the shape of problems among its components."""

    def openapi() -> dict[str, Any]:
        if not app.openapi_schema:
            description = get_openapi(
                title=app.title, version=app.version, description=DESCRIPTION, routes=app.routes, tags=TAGS
            )
            shapes = description.setdefault("components", {}).setdefault("schemas", {})
            for model in (Problem, WrongField):
                shape = model.model_json_schema(ref_template="#/components/schemas/{model}")
                shape.pop("$defs", None)
                shapes[model.__name__] = shape
            app.openapi_schema = description
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]  # FastAPI's own way to replace it


def _described(status: int) -> dict[str, Any]:
    example = Problem(
        title=HTTPStatus(status).phrase, status=status, code="...", detail="What is wrong, and what to do."
    )
    return {
        "description": _TOLD[status],
        "content": {
            MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}, "example": example.model_dump()},
        },
    }
