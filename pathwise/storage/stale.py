"""Analyses that are to be made again: found page by page, opened, and put in the place of older ones. Never commits."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, literal, or_, select, tuple_, update
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Session, aliased

from pathwise.errors import UnknownBatchError, UnknownUserError
from pathwise.manifest import RulesVersions
from pathwise.shifts import Answer, Change
from pathwise.staleness import CurrentAnalysis, StaleWish, StandingAnalysis, takes_the_place
from pathwise.storage.analyses import Question, open_analyses
from pathwise.storage.membership import is_among
from pathwise_models.analyses import ResumeAnalysis
from pathwise_models.comparisons import BatchMember, ComparisonBatch
from pathwise_models.enums import ComparisonBatchStatus, ReasonCode, ResumeAnalysisStatus, Stage, StageRunStatus
from pathwise_models.stages import StageRun
from pathwise_models.uploads import ResumeUpload
from pathwise_models.users import User

PATIENCE = timedelta(hours=1)
"""What waits for less may yet be begun by the run that it was made for."""

OPEN_BATCHES = (ComparisonBatchStatus.PENDING, ComparisonBatchStatus.PROCESSING)


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in the walk over all analyses of one status: after the row with this time and id."""

    created_at: datetime
    analysis_id: UUID


@dataclass(frozen=True, slots=True)
class Page:
    """A part of that walk.

    Attributes:
        standing: Analyses that may be stale, in the order in which they were asked for.
        current: Answers of the rules of this program to the same questions, by standing analysis.
        end: Where the next page begins; None where this one is the last.
    """

    standing: Sequence[StandingAnalysis]
    current: Mapping[UUID, CurrentAnalysis]
    end: Cursor | None


def check_wish(session: Session, wish: StaleWish) -> None:
    """Check that what a wish names is there.

    Raises:
        UnknownUserError: There is no such user.
        UnknownBatchError: There is no such batch.
    """
    if wish.user_id and session.get(User, wish.user_id) is None:
        raise UnknownUserError(wish.user_id)
    if wish.batch_id and session.get(ComparisonBatch, wish.batch_id) is None:
        raise UnknownBatchError(wish.batch_id)


def load_page(
    session: Session,
    wish: StaleWish,
    status: ResumeAnalysisStatus,
    versions: RulesVersions,
    after: Cursor | None,
    size: int,
) -> Page:
    """Load the next analyses that may be stale: one query along the index of status and time, one for their answers.

    Args:
        wish: What is wanted.
        status: Completed, failed or pending; the others are worked on.
        versions: The rules of this program.
        after: Where the page begins; None for the first.
        size: Most analyses of the page, 1 or more.
    """
    analysis = ResumeAnalysis
    place = tuple_(analysis.created_at, analysis.id)
    begin = [place > tuple_(literal(after.created_at), literal(after.analysis_id))] if after else []
    rows = session.execute(
        select(
            analysis.id,
            analysis.resume_upload_id,
            ResumeUpload.content_sha256,
            analysis.analysis_type,
            analysis.job_description,
            analysis.job_title,
            analysis.comparison_batch_id,
            analysis.status,
            analysis.reason_code,
            analysis.manifest["versions"],
            analysis.created_at,
        )
        .join(ResumeUpload, ResumeUpload.id == analysis.resume_upload_id)
        .where(analysis.status == status, analysis.superseded_at.is_(None), _may_be_stale(status, versions))
        .where(*begin, *_is_wanted(wish))
        .order_by(analysis.created_at, analysis.id)
        .limit(size)
    ).all()
    standing = [StandingAnalysis(*row[:-1]) for row in rows]
    end = Cursor(rows[-1].created_at, rows[-1].id) if len(rows) == size else None
    return Page(standing, _load_current(session, standing, versions), end)


def open_again(session: Session, standing: Sequence[StandingAnalysis], versions: RulesVersions) -> dict[UUID, UUID]:
    """Open the analyses by which these rules answer the same questions again.

    One that waits is taken as it is, whatever the rules were when it was asked for.

    Returns:
        The analysis to be made, by standing analysis; those whose upload is gone are left out.
    """
    opened = {each.analysis_id: each.analysis_id for each in standing if each.status is ResumeAnalysisStatus.PENDING}
    by_question: dict[Question, list[StandingAnalysis]] = defaultdict(list)
    for each in standing:
        if each.analysis_id not in opened:
            question = Question(each.job_text, each.job_title, each.analysis_type, each.batch_id)
            by_question[question].append(each)
    for question, asked in by_question.items():
        made = open_analyses(session, [each.upload_id for each in asked], question, versions)
        opened |= {each.analysis_id: made[each.upload_id] for each in asked if each.upload_id in made}
    return opened


def take_places(session: Session, pairs: Mapping[UUID, UUID]) -> list[Change]:
    """Let the analyses that were made again take the place of the older ones, where they ended so.

    The older ones stay as they are, superseded: they are what was answered at their time.

    Args:
        pairs: The analysis that was made again, by the one that stood before; the same where its row was tried again.

    Returns:
        What became of each, in the order of the pairs.
    """
    found = _load_answers(session, {*pairs, *pairs.values()})
    changes = {}
    replaced = []
    for before_id, after_id in pairs.items():
        if before_id in found and after_id in found:
            before, after = found[before_id], found[after_id]
            changes[before_id] = Change(before if before_id != after_id else None, after)
            if before_id != after_id and takes_the_place(after.status, after.reason, before.status):
                replaced.append(before_id)
    if replaced:
        session.execute(
            update(ResumeAnalysis)
            .where(is_among(ResumeAnalysis.id, replaced), ResumeAnalysis.superseded_at.is_(None))
            .values(superseded_at=func.now())
            .execution_options(synchronize_session=False)
        )
    return [*changes.values()]


def _may_be_stale(status: ResumeAnalysisStatus, versions: RulesVersions) -> ColumnElement[bool]:
    if status is ResumeAnalysisStatus.COMPLETED:
        known = literal(versions.as_dict(), JSONB)
        return ResumeAnalysis.manifest["versions"].is_distinct_from(known)
    if status is ResumeAnalysisStatus.FAILED:
        return ResumeAnalysis.reason_code != ReasonCode.CANCELLED
    in_open_batch = (
        select(ComparisonBatch.id)
        .where(ComparisonBatch.id == ResumeAnalysis.comparison_batch_id, ComparisonBatch.status.in_(OPEN_BATCHES))
        .exists()
    )
    # A batch that has not ended makes its members itself, when its turn comes.
    return and_(ResumeAnalysis.updated_at < func.now() - PATIENCE, ResumeAnalysis.flow_run_id.is_(None), ~in_open_batch)


def _is_wanted(wish: StaleWish) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wish.asked_from:
        conditions.append(ResumeAnalysis.created_at >= wish.asked_from)
    if wish.asked_until:
        conditions.append(ResumeAnalysis.created_at < wish.asked_until)
    if wish.user_id:
        conditions.append(ResumeAnalysis.user_id == wish.user_id)
    if wish.batch_id:
        member = (
            select(BatchMember.id)
            .where(BatchMember.resume_analysis_id == ResumeAnalysis.id, BatchMember.batch_id == wish.batch_id)
            .exists()
        )
        conditions.append(or_(ResumeAnalysis.comparison_batch_id == wish.batch_id, member))
    return conditions


def _load_current(
    session: Session, standing: Sequence[StandingAnalysis], versions: RulesVersions
) -> dict[UUID, CurrentAnalysis]:
    """Load the answers of these rules to the questions of standing analyses, by standing analysis."""
    wanted = {each.analysis_id: (each.upload_id, each.fingerprint(versions)) for each in standing}
    if not wanted:
        return {}
    analysis, run = aliased(ResumeAnalysis), StageRun
    failures = (
        select(func.count())
        .where(
            run.resume_analysis_id == analysis.id,
            run.stage == Stage.SCORE,
            run.status == StageRunStatus.FAILED,
            run.reason_code.in_([reason for reason in ReasonCode if reason.is_curable]),
        )
        .scalar_subquery()
    )
    rows = session.execute(
        select(
            analysis.resume_upload_id,
            analysis.fingerprint,
            analysis.id,
            analysis.status,
            analysis.reason_code,
            failures,
        )
        .where(
            is_among(analysis.resume_upload_id, {upload_id for upload_id, _ in wanted.values()}),
            analysis.fingerprint.in_({fingerprint for _, fingerprint in wanted.values()}),
            analysis.superseded_at.is_(None),
        )
        # As where a question is asked: of several, the one that did not fail wins; of failed ones the newest.
        .order_by(analysis.status != ResumeAnalysisStatus.FAILED, analysis.created_at)
    )
    answers = {(row[0], row[1]): CurrentAnalysis(*row[2:]) for row in rows}
    return {analysis_id: answers[key] for analysis_id, key in wanted.items() if key in answers}


def _load_answers(session: Session, analysis_ids: set[UUID]) -> dict[UUID, Answer]:
    rows = session.execute(
        select(
            ResumeAnalysis.id,
            ResumeAnalysis.status,
            ResumeAnalysis.reason_code,
            ResumeAnalysis.overall_score,
            ResumeAnalysis.manifest["content_sha256"],
            ResumeAnalysis.manifest["versions"],
        ).where(is_among(ResumeAnalysis.id, analysis_ids))
    )
    found: dict[UUID, Any] = {row[0]: Answer(*row[1:]) for row in rows}
    return found
