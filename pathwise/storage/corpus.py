"""The stored analyses as a corpus that rules are tried on: by pages, with what was read. Reads only."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, ScalarSelect, func, literal, or_, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute, Session

from pathwise.documents.model import DocumentText
from pathwise.inspection import Inspection
from pathwise.manifest import RulesVersions
from pathwise.rubric_shifts import Points
from pathwise.storage.database import Database
from pathwise.storage.inspections import latest_documents, load_inspections
from pathwise.storage.uploads import is_email
from pathwise_models.analyses import ResumeAnalysis
from pathwise_models.comparisons import BatchMember, ComparisonBatch
from pathwise_models.enums import ComparisonBatchStatus, ResumeAnalysisStatus
from pathwise_models.uploads import ResumeUpload
from pathwise_models.users import User

PAGE = 100
"""Analyses whose texts are held at once."""

BATCHES = 50

Place = tuple[datetime, UUID]


@dataclass(frozen=True, slots=True)
class CorpusWish:
    """Which analyses are to be tried.

    Attributes:
        email: Only those of this user.
        batch_id: Only those of the members of this batch.
        limit: Most analyses, oldest first; None for all.
    """

    email: str | None = None
    batch_id: UUID | None = None
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of the scores of an analysis, and what gave them.

    Attributes:
        points: The scores.
        versions: Of all rules, by name; empty for rows of the first service, as the other two are None.
        rubric_sha256: Hash of the rubric's figures.
        as_of: Month at which "present" ended.
    """

    points: Points
    versions: Mapping[str, str]
    rubric_sha256: str | None
    as_of: str | None


@dataclass(frozen=True, slots=True)
class Specimen:
    """One upload with the questions that were asked of it.

    Attributes:
        upload_id: The upload.
        received_at: When it came.
        reading: What these rules read in it, else the newest text that is kept; None where there is none.
        questions: The job of each analysis, by analysis; one or more.
        kept: What is kept of the scores of each analysis.
    """

    upload_id: UUID
    received_at: datetime
    reading: Inspection | DocumentText | None
    questions: dict[UUID, str | None]
    kept: Mapping[UUID, Kept]


def count_corpus(session: Session, wish: CorpusWish) -> int:
    """Count the analyses that are to be tried."""
    found = session.scalar(select(func.count()).select_from(ResumeAnalysis).where(*_is_wanted(wish))) or 0
    return found if wish.limit is None else min(found, wish.limit)


def corpus(database: Database, wish: CorpusWish, versions: RulesVersions) -> Iterator[list[Specimen]]:
    """Give the corpus by pages, each in a short transaction of its own; only one page is held at a time."""
    after: Place | None = None
    left = wish.limit
    while left is None or left > 0:
        size = PAGE if left is None else min(PAGE, left)
        page, after = database.run(partial(_page, wish=wish, versions=versions, after=after, size=size))
        if page:
            yield page
        if after is None:
            return
        left = None if left is None else left - size


def ranked_batches(database: Database, wish: CorpusWish) -> Iterator[tuple[UUID, list[UUID]]]:
    """Give the analyses of each ranked batch's ranked members, in the order of the members; batches oldest first."""
    after: Place | None = None
    while True:
        found, after = database.run(partial(_batches, wish=wish, after=after))
        yield from found
        if after is None:
            return


def _page(
    session: Session, wish: CorpusWish, versions: RulesVersions, after: Place | None, size: int
) -> tuple[list[Specimen], Place | None]:
    analysis = ResumeAnalysis
    rows = session.execute(
        select(
            analysis.id,
            analysis.resume_upload_id,
            analysis.job_description,
            analysis.created_at,
            ResumeUpload.created_at.label("received_at"),
            analysis.document_quality,
            analysis.job_match,
            analysis.coverage,
            analysis.manifest["versions"].label("versions"),
            analysis.manifest["rubric_sha256"].as_string().label("rubric_sha256"),
            analysis.manifest["as_of"].as_string().label("as_of"),
        )
        .join(ResumeUpload, ResumeUpload.id == analysis.resume_upload_id)
        .where(*_is_wanted(wish), *_begins(analysis.created_at, analysis.id, after))
        .order_by(analysis.created_at, analysis.id)
        .limit(size)
    ).all()
    end = (rows[-1].created_at, rows[-1].id) if len(rows) == size else None
    return _specimens(session, rows, versions), end


def _specimens(session: Session, rows: Sequence[Row[Any]], versions: RulesVersions) -> list[Specimen]:
    questions: defaultdict[UUID, dict[UUID, str | None]] = defaultdict(dict)
    kept: defaultdict[UUID, dict[UUID, Kept]] = defaultdict(dict)
    for row in rows:
        points = Points(row.document_quality, row.job_match, row.coverage)
        kept[row.resume_upload_id][row.id] = Kept(points, row.versions or {}, row.rubric_sha256, row.as_of)
        questions[row.resume_upload_id][row.id] = row.job_description
    received = {row.resume_upload_id: row.received_at for row in rows}
    read: dict[UUID, Inspection | DocumentText] = {**load_inspections(session, questions.keys(), versions)}
    read |= latest_documents(session, questions.keys() - read.keys(), preferred=versions.reader)
    return [
        Specimen(upload_id, received[upload_id], read.get(upload_id), asked, kept[upload_id])
        for upload_id, asked in questions.items()
    ]


def _batches(
    session: Session, wish: CorpusWish, after: Place | None
) -> tuple[list[tuple[UUID, list[UUID]]], Place | None]:
    batch = ComparisonBatch
    wanted = [] if wish.email is None else [batch.user_id == _user(wish.email)]
    if wish.batch_id:
        wanted.append(batch.id == wish.batch_id)
    found = (
        session.execute(
            select(batch.created_at, batch.id)
            .where(
                batch.status == ComparisonBatchStatus.COMPLETED, *wanted, *_begins(batch.created_at, batch.id, after)
            )
            .order_by(batch.created_at, batch.id)
            .limit(BATCHES)
        )
        .tuples()
        .all()
    )
    members = session.execute(
        select(BatchMember.batch_id, BatchMember.resume_analysis_id)
        .where(
            BatchMember.batch_id.in_([batch_id for _, batch_id in found]),
            BatchMember.rank.is_not(None),
            BatchMember.resume_analysis_id.is_not(None),
        )
        .order_by(BatchMember.batch_id, BatchMember.position, BatchMember.id)
    ).tuples()
    by_batch = {
        batch_id: [analysis_id for _, analysis_id in rows if analysis_id]
        for batch_id, rows in groupby(members, key=lambda row: row[0])
    }
    ordered = [(batch_id, by_batch[batch_id]) for _, batch_id in found if batch_id in by_batch]
    return ordered, found[-1] if len(found) == BATCHES else None


def _is_wanted(wish: CorpusWish) -> list[ColumnElement[bool]]:
    member = select(BatchMember.id).where(BatchMember.resume_analysis_id == ResumeAnalysis.id)
    conditions = [
        ResumeAnalysis.status == ResumeAnalysisStatus.COMPLETED,
        # What a batch was ranked by counts, even where a newer analysis has taken its place.
        or_(ResumeAnalysis.superseded_at.is_(None), member.exists()),
    ]
    if wish.email is not None:
        conditions.append(ResumeAnalysis.user_id == _user(wish.email))
    if wish.batch_id:
        conditions.append(member.where(BatchMember.batch_id == wish.batch_id).exists())
    return conditions


def _user(email: str) -> ScalarSelect[UUID]:
    return select(User.id).where(is_email(email)).scalar_subquery()


def _begins(
    created_at: InstrumentedAttribute[datetime], key: InstrumentedAttribute[UUID], after: Place | None
) -> list[ColumnElement[bool]]:
    if after is None:
        return []
    return [tuple_(created_at, key) > tuple_(literal(after[0]), literal(after[1]))]
