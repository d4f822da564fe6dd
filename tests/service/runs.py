"""What a run does, without Prefect: the stages of an analysis and the ranking of a batch, through the same doors."""

from datetime import timedelta
from functools import partial
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from pathwise.documents.model import Refusal
from pathwise.manifest import current_versions
from pathwise.orders import ReadOrder, RecordOrder, Records, StoreTrouble, record
from pathwise.resume.months import YearMonth
from pathwise.settings import Settings
from pathwise.storage.analyses import keep_feedback, keep_scores
from pathwise.storage.assignments import load_stored_uploads
from pathwise.storage.batches import open_members
from pathwise.storage.cases import load_cases
from pathwise.storage.claims import claim
from pathwise.storage.database import Database
from pathwise.storage.inspections import keep_inspections
from pathwise.storage.placements import Place, save_ranking
from pathwise.storage.rankings import load_members
from pathwise.storage.stage_runs import Claimant, Failure, StageClaim, complete, fail, record_completed
from pathwise_models.enums import Stage, StageTrigger

LEASE = timedelta(minutes=5)
RUN = Claimant(uuid4(), None, StageTrigger.WEBHOOK)


def work_on(analysis_id: UUID, database: Database, settings: Settings) -> None:
    """Read, score and advise, or put on record why not."""
    case = database.run(lambda session: load_cases(session, [analysis_id], current_versions()))[analysis_id]
    stored = database.run(lambda session: load_stored_uploads(session, [case.upload_id]))[case.upload_id]
    claims = [
        *database.run(lambda session: claim(session, Stage.EXTRACT, [case.upload_id], RUN, LEASE)),
        *database.run(lambda session: claim(session, Stage.SCORE, [analysis_id], RUN, LEASE)),
    ]
    source = ReadOrder(
        settings.file_store_url,
        stored.key,
        settings.reading_limits,
        YearMonth(2026, 11),
        as_resume=stored.is_declared_resume,
    )
    result = record(RecordOrder(case.upload_id, stored.sha256, source, {analysis_id: case.job_text}))
    assert not isinstance(result, StoreTrouble)
    database.run(partial(_keep, claims=claims, analysis_id=analysis_id, result=result))


def rank(batch_id: UUID, database: Database, settings: Settings) -> None:
    """Judge the members of a batch and rank them in the order given."""
    database.run(lambda session: claim(session, Stage.COMPARE, [batch_id], RUN, LEASE))
    analyses = database.run(lambda session: open_members(session, batch_id, current_versions()))
    for analysis_id in analyses:
        work_on(analysis_id, database, settings)
    members = database.run(lambda session: load_members(session, batch_id))
    judged = [each.member_id for each in members if each.is_judged]
    places = {member_id: Place(place, "much") for place, member_id in enumerate(judged, start=1)}
    database.run(lambda session: save_ranking(session, batch_id, places))


def _keep(session: Session, claims: list[StageClaim], analysis_id: UUID, result: Records | Refusal) -> None:
    if isinstance(result, Refusal):
        fail(session, [(each, Failure(result.reason, result.message)) for each in claims])
        return
    keep_inspections(session, [result.inspection] if result.inspection else [])
    keep_scores(session, result.scores)
    keep_feedback(session, result.feedback)
    complete(session, claims)
    record_completed(session, Stage.FEEDBACK, [analysis_id], RUN)
