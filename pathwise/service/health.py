"""How the service is: alive, and ready for work, part by part. Asked without a key, so it tells no addresses."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from threading import Lock
from typing import Literal

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field

from pathwise.errors import PathwiseError
from pathwise.service.surroundings import Around, Surroundings
from pathwise.storage.migrations import head_revision, revision_of
from pathwise.storage.store_failures import FileStoreError

KEPT_SECONDS = 1.0
"""How long a look at all parts is good for: whoever asks often costs no more."""

router = APIRouter(tags=["health"])


class Health(BaseModel):
    """The service answers."""

    status: Literal["ok"] = "ok"


class PartHealth(BaseModel):
    """How a part that the service rests on is."""

    part: Literal["database", "schema", "prefect", "file_store"]
    is_well: bool
    state: str = Field(description="What was seen, in a few words.", examples=["answers"])


class Readiness(BaseModel):
    """Whether the service can do all of its work."""

    status: Literal["ready", "not_ready"] = Field(description="`ready` where every part is well.")
    parts: list[PartHealth]


@router.get("/api/v1/health", summary="Health, as it always was")
@router.get("/health/live", summary="Whether the service answers")
async def live() -> Health:
    """Answer. Looks at nothing else: a process that answers need not be restarted."""
    return Health()


@router.get(
    "/health/ready",
    summary="Whether each part that the service rests on is well",
    responses={503: {"model": Readiness, "description": "A part is not well."}},
)
def ready(request: Request, response: Response, around: Around) -> Readiness:
    """Look at the database, its schema, the Prefect server and the file store."""
    readiness: Readiness = request.app.state.lookout.look(around)
    if readiness.status != "ready":
        response.status_code = HTTPStatus.SERVICE_UNAVAILABLE
    return readiness


@dataclass
class Lookout:
    """Looks at the parts, once for all who ask within a moment."""

    _seen: Readiness | None = None
    _seen_at: float = 0.0
    _guard: Lock = field(default_factory=Lock)

    def look(self, around: Surroundings) -> Readiness:
        """Tell how the parts are, as seen `KEPT_SECONDS` ago at most."""
        with self._guard:
            if self._seen is None or time.monotonic() - self._seen_at > KEPT_SECONDS:
                self._seen = _look(around)
                self._seen_at = time.monotonic()
            return self._seen


def _look(around: Surroundings) -> Readiness:
    parts = [part for look in _LOOKS for part in look(around)]
    return Readiness(status="ready" if all(part.is_well for part in parts) else "not_ready", parts=parts)


def _look_at_database(around: Surroundings) -> list[PartHealth]:
    try:
        revision = around.database.run_once(revision_of)
    except PathwiseError:
        return [
            PartHealth(part="database", is_well=False, state="does not answer"),
            PartHealth(part="schema", is_well=False, state="cannot be seen"),
        ]
    is_head = revision == head_revision()
    state = "newest" if is_head else f"at {revision or 'no revision'}, this program needs {head_revision()}"
    return [
        PartHealth(part="database", is_well=True, state="answers"),
        PartHealth(part="schema", is_well=is_head, state=state),
    ]


def _look_at_prefect(around: Surroundings) -> list[PartHealth]:
    if around.prefect is None:
        return [PartHealth(part="prefect", is_well=False, state="not named: PREFECT_API_URL is not set")]
    is_well = around.prefect.is_well()
    return [PartHealth(part="prefect", is_well=is_well, state="answers" if is_well else "does not answer")]


def _look_at_store(around: Surroundings) -> list[PartHealth]:
    try:
        around.store.check()
    except FileStoreError:
        return [PartHealth(part="file_store", is_well=False, state="cannot be written")]
    return [PartHealth(part="file_store", is_well=True, state="can be written")]


_LOOKS: tuple[Callable[[Surroundings], list[PartHealth]], ...] = (_look_at_database, _look_at_prefect, _look_at_store)
