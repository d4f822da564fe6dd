"""Analyses over HTTP: shown, and tried again by hand."""

from functools import partial
from http import HTTPStatus
from uuid import UUID

from fastapi import APIRouter

from pathwise.manifest import current_versions
from pathwise.service.description import GUARDED, problems
from pathwise.service.door import Caller, GuardedRoute
from pathwise.service.problems import not_found, tried_again
from pathwise.service.shapes import Taken, WholeAnalysis
from pathwise.service.surroundings import Around
from pathwise.storage.holdings import find_analysis
from pathwise.storage.reception import retry_analysis
from pathwise_models.enums import StageTrigger

router = APIRouter(
    prefix="/api/v1/analyses", tags=["analyses"], route_class=GuardedRoute, responses=problems(*GUARDED, 404, 422)
)


@router.get("/{analysis_id}", summary="Show an analysis")
def show(analysis_id: UUID, caller: Caller, around: Around) -> WholeAnalysis:
    """Show how far an analysis has come, and what came of it: scores, requirements, advice."""
    holding = around.database.run(lambda session: find_analysis(session, caller.user_id, analysis_id))
    if holding is None:
        raise not_found()
    return WholeAnalysis.of(holding)


@router.post(
    "/{analysis_id}/retry",
    status_code=HTTPStatus.ACCEPTED,
    summary="Try an analysis again",
    responses=problems(409),
)
def retry(analysis_id: UUID, caller: Caller, around: Around) -> Taken:
    """Try an analysis again that was cancelled, or failed for a reason that may have passed.

    Where the rules have changed meanwhile, another analysis answers: its id is in the answer.
    """
    again = partial(
        retry_analysis,
        user_id=caller.user_id,
        analysis_id=analysis_id,
        versions=current_versions(),
        trigger=StageTrigger.WEBHOOK,
    )
    received = tried_again(lambda: around.database.run(again))
    if received.is_promised:
        around.starter.start([received.analysis_id])
    return Taken(upload_id=received.upload_id, analysis_id=received.analysis_id, known=not received.is_promised)
