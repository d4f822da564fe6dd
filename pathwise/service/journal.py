"""What the service writes to its log: a line a request, and where the program broke. Never a word of a caller.

Addresses are told as the routes name them, errors by their class and the places they passed: an id or a message of
theirs may be a caller's.
"""

import logging
import sys
import time
import traceback
from http import HTTPStatus
from types import TracebackType
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOGGERS: Final = ("pathwise", "uvicorn.error")

_logger = logging.getLogger(__name__)


class PlacesFormatter(logging.Formatter):
    """Writes of an error its class and the places it passed; its message may quote a resume."""

    def format(self, record: logging.LogRecord) -> str:
        """Write a record."""
        # What another handler made of the error is kept there, with all its words.
        record.exc_text = None
        return super().format(record)

    def formatException(  # noqa: N802 - a method of the standard library's class
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        """Write an error."""
        kind, _, trace = ei
        places = " > ".join(f"{each.filename}:{each.lineno} {each.name}" for each in traceback.extract_tb(trace))
        return f"{kind.__name__ if kind else 'nothing'} at {places}"


def set_up_journal() -> None:
    """Have the service's log go to stderr."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(PlacesFormatter("{asctime} {levelname} {message}", style="{"))
    for name in LOGGERS:
        logger = logging.getLogger(name)
        logger.setLevel(logging.INFO)
        logger.addHandler(handler)
        logger.propagate = False


class Journal:
    """Writes a line for each request that is answered. Middleware of plain ASGI."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and note how it ended."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begin, status = time.perf_counter(), HTTPStatus.INTERNAL_SERVER_ERROR

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, noted)
        finally:
            milliseconds = (time.perf_counter() - begin) * 1000
            _logger.info("%s %s %d %.0f ms", scope["method"], _address(scope), status, milliseconds)


def _address(scope: Scope) -> str:
    """Name the route; an address that no route has is the caller's own word."""
    route = scope.get("route")
    return getattr(route, "path", "(unknown)")
