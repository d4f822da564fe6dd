"""Who may send webhooks: whoever signs as Standard Webhooks says. Asked before a message is looked at."""

from collections.abc import Callable, Coroutine, Mapping, Sequence
from hashlib import sha256
from http import HTTPStatus
from typing import Annotated, Any, Final

from fastapi import Depends, Request, Response
from fastapi.routing import APIRoute
from standardwebhooks import Webhook, WebhookVerificationError
from starlette.concurrency import run_in_threadpool

from pathwise.service.door import media_type, wrong_type
from pathwise.service.problems import RefusedError
from pathwise.service.surroundings import Surroundings
from pathwise.storage.deliveries import Message

ID: Final = "webhook-id"
LONGEST: Final = {ID: 255, "webhook-timestamp": 32, "webhook-signature": 4096}
"""The headers that a signature rests on, each with the most characters it may have."""

OFF = "Webhooks are not taken in here: PATHWISE_WEBHOOK_SECRETS is not set."
UNSIGNED = (
    "The message is not signed as it must be (Standard Webhooks): its headers are missing or wrong, its time stamp is "
    "more than five minutes off, or its signature is of another key or another body."
)


class SignedRoute(APIRoute):
    """A route that looks at nothing of a message before its signature is found right."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Make the handler of the route."""
        handle = super().get_route_handler()

        async def signed(request: Request) -> Response:
            around: Surroundings = request.app.state.around
            request.state.message = await _verified(request, around.settings.webhook_keys)
            if media_type(request) != "application/json":
                raise wrong_type("application/json")
            return await handle(request)

        return signed


def verify(headers: Mapping[str, str], body: bytes, keys: Sequence[str]) -> bool:
    """Tell whether a message was signed with one of the keys, less than five minutes ago.

    Args:
        headers: Those that a signature rests on, by lower-case name.
        body: As it came, to the byte.
        keys: While keys are changed, the old and the new one.
    """
    return any(_is_signed(headers, body, key) for key in keys)


def _is_signed(headers: Mapping[str, str], body: bytes, key: str) -> bool:
    try:
        Webhook(key).verify(body, dict(headers), json_parse=False)
    except (WebhookVerificationError, ValueError, OverflowError):
        # Beside its own error the library lets those of broken base64, commas and UTF-8 through.
        return False
    return True


async def _verified(request: Request, keys: Sequence[str]) -> Message:
    if not keys:
        raise RefusedError(HTTPStatus.NOT_FOUND, "webhooks_off", OFF)
    headers = {name: request.headers.get(name, "") for name in LONGEST}
    # What cannot be right is refused before its body is read.
    if any(not 0 < len(value) <= LONGEST[name] for name, value in headers.items()):
        raise _unsigned()
    body = await request.body()
    if not await run_in_threadpool(verify, headers, body, keys):
        raise _unsigned()
    return Message(headers[ID], sha256(body).hexdigest())


def _unsigned() -> RefusedError:
    return RefusedError(HTTPStatus.UNAUTHORIZED, "not_signed", UNSIGNED, headers={"WWW-Authenticate": "Webhook"})


def _message(request: Request) -> Message:
    message: Message = request.state.message
    return message


SignedMessage = Annotated[Message, Depends(_message)]
"""What a route asks for by its type."""
