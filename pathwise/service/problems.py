"""What a caller is told when something is wrong: problem JSON (RFC 9457) with one plain sentence.

Never a stack trace, and never a word of what the caller sent: it may be a resume's.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from typing import Any, TypeVar

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from pathwise.errors import InvalidInputError, PathwiseError
from pathwise.storage.database import DatabaseUnusableError
from pathwise.storage.reception import NotAgainError
from pathwise.storage.store_failures import FileStoreError, FileStoreFullError

T = TypeVar("T")

MEDIA_TYPE = "application/problem+json"
RETRY_SECONDS = 5
"""When to come again after something that passes by itself."""

_logger = logging.getLogger(__name__)


class WrongField(BaseModel):
    """A part of the request that cannot be used."""

    where: str = Field(description="Its place, such as `body.upload_ids.0`.", examples=["path.upload_id"])
    problem: str = Field(description="What is wrong with it.", examples=["must be a UUID"])


class Problem(BaseModel):
    """Why a request was not carried out (RFC 9457)."""

    title: str = Field(description="The HTTP status in words.", examples=["Not Found"])
    status: int = Field(description="The HTTP status.", examples=[404])
    code: str = Field(description="What is wrong, for programs. Never renamed.", examples=["not_found"])
    detail: str = Field(
        description="What is wrong and what to do, in a sentence for a person.",
        examples=["Nothing of yours has this id."],
    )
    errors: list[WrongField] = Field(default=[], description="The parts of the request that cannot be used.")


class RefusedError(PathwiseError):
    """A request cannot be carried out as it is.

    Args:
        status: The HTTP status.
        code: What is wrong, for programs.
        sentence: The same for a person, with the way out; without a word of what was sent.
        headers: To be sent with the answer.
        errors: The parts of the request that cannot be used.
    """

    def __init__(
        self,
        status: HTTPStatus,
        code: str,
        sentence: str,
        *,
        headers: Mapping[str, str] | None = None,
        errors: Sequence[WrongField] = (),
    ) -> None:
        self.status = status
        self.code = code
        self.headers = headers
        self.errors = list(errors)
        super().__init__(sentence)


def answer(refusal: RefusedError) -> Response:
    """Make the answer that tells a refusal."""
    problem = Problem(
        title=refusal.status.phrase,
        status=refusal.status,
        code=refusal.code,
        detail=str(refusal),
        errors=refusal.errors,
    )
    return Response(problem.model_dump_json(), refusal.status, refusal.headers, MEDIA_TYPE)


def not_found() -> RefusedError:
    """Make the answer for what does not exist, or is another user's: the same for both."""
    return RefusedError(HTTPStatus.NOT_FOUND, "not_found", "Nothing of yours has this id. Check the id.")


def tried_again(attempt: Callable[[], T | None]) -> T:
    """Try something again that has ended.

    Raises:
        RefusedError: It is not there, or cannot end better.
    """
    try:
        received = attempt()
    except NotAgainError as error:
        raise RefusedError(HTTPStatus.CONFLICT, "not_again", str(error)) from None
    if received is None:
        raise not_found()
    return received


def unprocessable(errors: Sequence[WrongField]) -> RefusedError:
    """Make the answer for a request that holds something that cannot be used."""
    sentence = "The request holds something that cannot be used. Correct what `errors` names, and send it again."
    return RefusedError(HTTPStatus.UNPROCESSABLE_ENTITY, "invalid", sentence, errors=errors)


def tell_problems(app: FastAPI) -> None:
    """Have an app answer whatever goes wrong with a problem."""
    app.add_exception_handler(RefusedError, _refused)
    app.add_exception_handler(PathwiseError, _broken)
    app.add_exception_handler(DatabaseUnusableError, _database_away)
    app.add_exception_handler(InvalidInputError, _unusable_input)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(ClientDisconnect, _nobody_there)
    app.add_exception_handler(FileStoreError, _store_unusable)
    app.add_exception_handler(FileStoreFullError, _store_full)
    app.add_exception_handler(Exception, _broken)


async def _refused(_request: Request, error: Exception) -> Response:
    assert isinstance(error, RefusedError)  # noqa: S101 - Starlette's type of handlers names no class
    return answer(error)


async def _broken(_request: Request, error: Exception) -> Response:
    _logger.error("A request failed", exc_info=error)
    sentence = "Pathwise itself failed here; the request is not at fault. Nothing stored is lost: try again."
    return answer(RefusedError(HTTPStatus.INTERNAL_SERVER_ERROR, "internal_error", sentence))


async def _database_away(_request: Request, _error: Exception) -> Response:
    sentence = "The database does not answer at the moment. Nothing was changed: send the same again in a moment."
    return answer(_passing("database_away", sentence))


async def _store_unusable(_request: Request, _error: Exception) -> Response:
    sentence = "The file store cannot be used at the moment. Nothing was kept: send the same again later."
    return answer(_passing("file_store_unusable", sentence))


async def _store_full(_request: Request, _error: Exception) -> Response:
    sentence = "The file store is full. Nothing was kept: send the same again once there is room."
    return answer(RefusedError(HTTPStatus.INSUFFICIENT_STORAGE, "file_store_full", sentence))


async def _unusable_input(_request: Request, _error: Exception) -> Response:
    return answer(unprocessable([]))


async def _invalid(_request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - see above
    return answer(unprocessable([_wrong_field(each) for each in error.errors()]))


async def _http(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - see above
    status = HTTPStatus(error.status_code)
    code, sentence = _HTTP.get(status, (status.phrase.lower().replace(" ", "_"), f"{status.description or status}."))
    return answer(RefusedError(status, code, sentence, headers=error.headers))


async def _nobody_there(_request: Request, _error: Exception) -> Response:
    return Response(status_code=HTTPStatus.BAD_REQUEST)


def _passing(code: str, sentence: str) -> RefusedError:
    headers = {"Retry-After": str(RETRY_SECONDS)}
    return RefusedError(HTTPStatus.SERVICE_UNAVAILABLE, code, sentence, headers=headers)


def _wrong_field(error: Mapping[str, Any]) -> WrongField:
    kind: str = error["type"]
    # The name of an unknown field is the caller's own word.
    place = error["loc"][:-1] if kind == "extra_forbidden" else error["loc"]
    context = {name: value for name, value in error.get("ctx", {}).items() if isinstance(value, int | float | str)}
    told = _PROBLEMS.get(kind, "cannot be used")
    return WrongField(where=".".join(map(str, place)), problem=told.format_map(context))


_HTTP = {
    HTTPStatus.BAD_REQUEST: ("unreadable", "The body cannot be read. Send well-formed JSON in UTF-8."),
    HTTPStatus.REQUEST_TIMEOUT: ("timed_out", "The body did not come in time. Nothing was kept of it: send it again."),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: (
        "too_large",
        "The body is larger than this address takes. Nothing was kept of it.",
    ),
    HTTPStatus.NOT_FOUND: ("not_found", "Nothing is here. /openapi.json names all addresses."),
    HTTPStatus.METHOD_NOT_ALLOWED: ("method_not_allowed", "This address takes other methods; `Allow` names them."),
}
_PROBLEMS = {
    "missing": "is missing",
    "extra_forbidden": "holds a field that is not known",
    "json_invalid": "is not well-formed JSON",
    "uuid_parsing": "must be a UUID",
    "uuid_type": "must be a UUID",
    "string_type": "must be a text",
    "string_too_short": "must have at least {min_length} characters",
    "string_too_long": "must have at most {max_length} characters",
    "string_unicode": "must be well-formed Unicode",
    "too_short": "must have at least {min_length} entries",
    "too_long": "must have at most {max_length} entries",
    "list_type": "must be a list",
    "int_parsing": "must be a whole number",
    "int_type": "must be a whole number",
    "greater_than_equal": "must be at least {ge}",
    "less_than_equal": "must be at most {le}",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "model_attributes_type": "must be an object",
    "model_type": "must be an object",
    "dict_type": "must be an object",
    "base64": "must be base64",
    "one_source": "must name one source of the file, and no other",
    "timezone_aware": "must be a time with its zone",
    "datetime_from_date_parsing": "must be a time with its zone",
}
