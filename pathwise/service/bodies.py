"""How large a body may be and how long it may take, whatever reads it. Middleware of plain ASGI."""

import asyncio
from collections.abc import Callable, Mapping
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pathwise.service.problems import RefusedError, answer

KIBIBYTE = 1024
JSON_BYTES = 1024 * KIBIBYTE
"""Largest body where nothing else is said: JSON with as many ids and labels as a batch may have."""


class BodyLimits:
    """Ends a request whose body is too large, or does not come.

    Args:
        app: What is guarded.
        limits: Largest body, in bytes, by the beginning of the path; elsewhere `JSON_BYTES`.
        idle_seconds: Longest wait for the next piece of a body.
    """

    def __init__(self, app: ASGIApp, limits: Mapping[str, int], idle_seconds: float) -> None:
        self._app = app
        self._limits = limits
        self._idle_seconds = idle_seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, with its body watched."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        limit = self._limit_of(scope["path"])
        if _announced(scope) > limit:
            await answer(too_large(limit))(scope, receive, send)
            return
        await self._app(scope, self._watched(receive, limit), send)

    def _limit_of(self, path: str) -> int:
        return next((limit for start, limit in self._limits.items() if path.startswith(start)), JSON_BYTES)

    def _watched(self, receive: Receive, limit: int) -> Receive:
        read, is_whole = 0, False

        async def watched() -> Message:
            nonlocal read, is_whole
            # After the body only the end of the connection is waited for, however long that takes.
            message = await (receive() if is_whole else _in_time(receive, self._idle_seconds))
            if message["type"] == "http.request":
                read += len(message.get("body", b""))
                is_whole = not message.get("more_body", False)
            if read > limit:
                raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, headers={"Connection": "close"})
            return message

        return watched


def too_large(limit: int) -> RefusedError:
    """Make the answer for a body that is larger than it may be."""
    sentence = f"The body is larger than the {limit:,} bytes that this address takes. Nothing was kept of it."
    return RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too_large", sentence, headers={"Connection": "close"})


async def _in_time(receive: Callable[[], object], seconds: float) -> Message:
    try:
        async with asyncio.timeout(seconds):
            return await receive()  # type: ignore[misc,no-any-return]  # Receive, as given
    except TimeoutError:
        raise HTTPException(HTTPStatus.REQUEST_TIMEOUT, headers={"Connection": "close"}) from None


def _announced(scope: Scope) -> int:
    announced: bytes = next((value for name, value in scope["headers"] if name == b"content-length"), b"0")
    return int(announced) if announced.isdigit() else 0
