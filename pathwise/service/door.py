"""Who may come in: a bearer key is asked for before anything of a body is read, and counted against its rate."""

import math
import time
from collections.abc import Callable, Coroutine
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import Depends, Request, Response
from fastapi.routing import APIRoute
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.concurrency import run_in_threadpool

from pathwise.service.problems import RefusedError
from pathwise.service.surroundings import Surroundings
from pathwise.storage.api_keys import KeyHolder, holder_of

LONGEST_KEY = 200
"""No key of ours is longer; what is, is not even hashed."""

NO_KEY = (
    "This address needs an API key, sent as `Authorization: Bearer KEY`. `pathwise key create --user EMAIL` makes one."
)
_scheme = HTTPBearer(
    auto_error=False,
    scheme_name="ApiKey",
    description="A key made by `pathwise key create --user EMAIL`. It sees that user's uploads and results alone.",
)


class GuardedRoute(APIRoute):
    """A route that asks for a key first, and takes JSON where it takes a body."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Make the handler of the route."""
        handle = super().get_route_handler()

        async def guarded(request: Request) -> Response:
            request.state.caller = await _admit(request)
            if self.body_field and media_type(request) != "application/json":
                raise wrong_type("application/json")
            return await handle(request)

        return guarded


class RateLimit:
    """Counts the requests of each key within the last minute. In memory: the service is one process.

    Args:
        requests_per_minute: Most requests that one key may make.
    """

    def __init__(self, requests_per_minute: int) -> None:
        self._item = RateLimitItemPerMinute(requests_per_minute)
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def count(self, holder: KeyHolder) -> None:
        """Count a request.

        Raises:
            RefusedError: It is one too many.
        """
        key = str(holder.key_id)
        if self._limiter.hit(self._item, key):
            return
        seconds = max(1, math.ceil(self._limiter.get_window_stats(self._item, key).reset_time - time.time()))
        sentence = (
            f"This key has made {self._item.amount} requests within a minute, which is all it may. "
            f"Come again in {seconds} seconds."
        )
        headers = {"Retry-After": str(seconds)}
        raise RefusedError(HTTPStatus.TOO_MANY_REQUESTS, "too_many_requests", sentence, headers=headers)


def _caller(request: Request, _shown: Annotated[HTTPAuthorizationCredentials | None, Depends(_scheme)]) -> KeyHolder:
    caller: KeyHolder = request.state.caller
    return caller


Caller = Annotated[KeyHolder, Depends(_caller)]
"""What a guarded route asks for by its type: who asks."""


def wrong_type(wanted: str) -> RefusedError:
    """Make the answer for a body of another type than the one that is taken."""
    sentence = f"The body must be sent as {wanted}; the header Content-Type says something else."
    return RefusedError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "unsupported_media_type", sentence)


async def _admit(request: Request) -> KeyHolder:
    around: Surroundings = request.app.state.around
    key = _key_of(request)
    holder = await run_in_threadpool(around.database.run, lambda session: holder_of(session, key)) if key else None
    if holder is None:
        headers = {"WWW-Authenticate": "Bearer"}
        raise RefusedError(HTTPStatus.UNAUTHORIZED, "no_valid_key", NO_KEY, headers=headers)
    limit: RateLimit = request.app.state.rate_limit
    limit.count(holder)
    return holder


def _key_of(request: Request) -> str | None:
    scheme, _, key = request.headers.get("authorization", "").partition(" ")
    is_key = scheme.lower() == "bearer" and 0 < len(key) <= LONGEST_KEY and key.isascii()
    return key if is_key else None


def media_type(request: Request) -> str:
    """Read the type of a body, without its parameters."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()
