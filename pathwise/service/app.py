"""The app: its routers, in one place, and what lives as long as it does."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from importlib.metadata import version

from fastapi import FastAPI

from pathwise.service import analyses, batches, health, uploads, webhooks
from pathwise.service.bodies import BodyLimits
from pathwise.service.delivery import Manner, Sender
from pathwise.service.description import describe
from pathwise.service.door import RateLimit
from pathwise.service.headers import SafeHeaders
from pathwise.service.journal import Journal
from pathwise.service.problems import tell_problems
from pathwise.service.surroundings import Surroundings, surroundings
from pathwise.settings import Settings, load_settings

KIBIBYTE = 1024
FORM_BYTES = 512 * KIBIBYTE
"""What a form may hold beside its file: a job's text, and the form's own words."""

ROUTERS = (uploads.router, analyses.router, batches.router, webhooks.router, health.router)


def create_app(settings: Settings | None = None) -> FastAPI:
    """Make the service.

    Args:
        settings: What it is to use; read from the environment where nothing is given, as uvicorn's `--factory` does.
    """
    chosen = settings or load_settings()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        with surroundings(chosen) as around, closing(_sender(around)):
            app.state.around = around
            app.state.lookout = health.Lookout()
            app.state.rate_limit = RateLimit(chosen.service_requests_per_minute)
            yield

    app = FastAPI(
        title="Pathwise",
        version=version("pathwise"),
        lifespan=lifespan,
        # A redirect to a path with a slash would be built from a header of the caller.
        redirect_slashes=False,
        redoc_url=None,
    )
    # The last one added is the first one met.
    app.add_middleware(BodyLimits, limits=_body_limits(chosen), idle_seconds=chosen.service_idle_seconds)
    app.add_middleware(SafeHeaders)
    app.add_middleware(Journal)
    tell_problems(app)
    for router in ROUTERS:
        app.include_router(router)
    describe(app)
    return app


def _sender(around: Surroundings) -> Sender:
    return Sender(around.database, Manner(allow_private=around.settings.webhook_private_addresses))


def _body_limits(settings: Settings) -> dict[str, int]:
    """Name the largest body of the addresses that take files, by the beginning of their path."""
    return {
        "/api/v1/uploads": settings.max_file_bytes + FORM_BYTES,
        # In JSON a file is written in base64, four characters for three bytes.
        "/webhooks/": settings.max_file_bytes * 4 // 3 + FORM_BYTES,
    }
