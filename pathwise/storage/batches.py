"""Comparison batches and their members: opened, ranked, read. Functions here never commit."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Update, func, insert, or_, select, update
from sqlalchemy.orm import Session

from pathwise.comparison.bands import load_bands
from pathwise.job.requirements import normalise_job_text
from pathwise.manifest import RulesVersions
from pathwise.storage.analyses import Question, open_analyses
from pathwise.storage.characters import JsonRows
from pathwise.storage.recordsets import update_rows
from pathwise.storage.second_chances import may_end_better
from pathwise_models.analyses import ResumeAnalysis
from pathwise_models.comparisons import BatchMember, ComparisonBatch
from pathwise_models.enums import ComparisonBatchStatus, ReasonCode, ResumeAnalysisType
from pathwise_models.uploads import ResumeUpload

AT_ONCE = 500
"""Members handled by one statement: far below the 65,535 parameters that one may have."""

NAME_LENGTH = 255
"""Most characters that a name, title or label keeps: the length of their columns."""

ENDED = (ComparisonBatchStatus.COMPLETED, ComparisonBatchStatus.FAILED)

LOCK_DIGITS = 15
"""Hexadecimal digits of a fingerprint that fit the number of an advisory lock."""


@dataclass(frozen=True, slots=True)
class MemberWish:
    """An upload that is to be compared.

    Attributes:
        upload_id: The upload.
        label: Name for people, cut at 255 characters; None to leave it as it is.
        is_primary: It is the reference the others are compared with. Of several, the first is taken.
    """

    upload_id: UUID
    label: str | None = None
    is_primary: bool = False


@dataclass(frozen=True, slots=True)
class ComparisonWish:
    """What is to be compared, and for which job.

    Attributes:
        job_text: The job.
        job_title: Its title, where known; cut at 255 characters, as is the name.
        name: Name of the batch for people.
        members: In the order given; an upload named twice is one member.
    """

    job_text: str
    job_title: str | None
    name: str | None
    members: tuple[MemberWish, ...]


@dataclass(frozen=True, slots=True)
class BatchState:
    """How a batch stands."""

    batch_id: UUID
    status: ComparisonBatchStatus
    reason: ReasonCode | None
    message: str | None

    @property
    def is_ended(self) -> bool:
        """It is ranked, or failed for good."""
        return self.status in ENDED


def open_batch(session: Session, user_id: UUID, wish: ComparisonWish, versions: RulesVersions) -> UUID:
    """Find or make the batch of a comparison.

    The same user, job text, contents and rules are the same batch. It is made pending again where it, or a member of
    it, failed for a reason that may have passed, and where a member got its answer after the batch was ranked. Name,
    labels and primary are taken over where they are given.

    Returns:
        The batch's id.
    """
    batch_print = _fingerprint(session, user_id, wish, versions)
    # Two commands that open the same batch at once take turns, so that the second finds what the first made.
    session.execute(select(func.pg_advisory_xact_lock(int(batch_print[:LOCK_DIGITS], 16))))
    known = session.scalars(
        select(ComparisonBatch)
        .where(ComparisonBatch.fingerprint == batch_print)
        .order_by(ComparisonBatch.created_at.desc())
        .limit(1)
        .with_for_update()
    ).first()
    if known is None:
        return _make(session, user_id, wish, batch_print)
    if wish.name:
        known.name = _cut(wish.name)
    _reopen(session, known)
    session.flush()
    _mark(session, known.id, wish.members)
    return known.id


def reopen_batch(session: Session, batch_id: UUID) -> None:
    """Make a batch pending again where a run may do better than the last one, as asking for the comparison does."""
    batch = session.get(ComparisonBatch, batch_id, with_for_update=True)
    if batch:
        _reopen(session, batch)
        session.flush()


def batch_state(session: Session, batch_id: UUID) -> BatchState | None:
    """Tell how a batch stands; None where there is none."""
    row = session.get(ComparisonBatch, batch_id)
    return BatchState(row.id, row.status, row.reason_code, row.failure_reason) if row else None


def is_claimed(session: Session, batch_id: UUID) -> bool:
    """Tell whether a run works on a batch at this moment."""
    claim = select(ComparisonBatch.id).where(
        ComparisonBatch.id == batch_id, ComparisonBatch.claimed_until >= func.now()
    )
    return session.scalar(claim) is not None


def open_members(session: Session, batch_id: UUID, versions: RulesVersions) -> list[UUID]:
    """Open the analysis of each member under these rules, and note it with the member.

    Returns:
        The analyses in the order of the members.
    """
    batch = session.get_one(ComparisonBatch, batch_id)
    question = Question(batch.job_description, batch.job_title, ResumeAnalysisType.COMPARISON, batch_id)
    members = session.execute(
        select(BatchMember.id, BatchMember.resume_upload_id)
        .where(BatchMember.batch_id == batch_id)
        .order_by(BatchMember.position, BatchMember.id)
    ).all()
    analyses: dict[UUID, UUID] = {}
    for start in range(0, len(members), AT_ONCE):
        uploads = [upload_id for _, upload_id in members[start : start + AT_ONCE]]
        analyses |= open_analyses(session, uploads, question, versions)
    rows = [{"id": member_id, "resume_analysis_id": analyses[upload_id]} for member_id, upload_id in members]
    update_rows(session, BatchMember, ["id", "resume_analysis_id"], JsonRows.write(rows))
    return [analyses[upload_id] for _, upload_id in members]


def member_analyses(session: Session, batch_id: UUID) -> list[UUID]:
    """Name the analyses of a batch's members, in their order."""
    return list(
        session.scalars(
            select(BatchMember.resume_analysis_id)
            .where(BatchMember.batch_id == batch_id, BatchMember.resume_analysis_id.is_not(None))
            .order_by(BatchMember.position, BatchMember.id)
        )
    )


def _reopen(session: Session, batch: ComparisonBatch) -> None:
    may_pass = batch.reason_code is not None and batch.reason_code.may_pass
    if batch.status in ENDED and (may_pass or _has_member_to_rank(session, batch)):
        batch.status, batch.reason_code, batch.failure_reason = ComparisonBatchStatus.PENDING, None, None
        batch.completed_at = None


def _has_member_to_rank(session: Session, batch: ComparisonBatch) -> bool:
    """Tell whether a member without a rank may get one: all may but those refused for what their file is.

    Its analysis may have been taken up again by another batch, and have its answer by now.
    """
    unranked = (
        select(BatchMember.id)
        .outerjoin(ResumeAnalysis, ResumeAnalysis.id == BatchMember.resume_analysis_id)
        .where(
            BatchMember.batch_id == batch.id,
            BatchMember.rank.is_(None),
            BatchMember.same_person_as_id.is_(None),
            or_(ResumeAnalysis.reason_code.is_(None), may_end_better()),
        )
    )
    return session.scalars(unranked.limit(1)).first() is not None


def _make(session: Session, user_id: UUID, wish: ComparisonWish, batch_print: str) -> UUID:
    batch_id = uuid4()
    values: dict[str, Any] = {
        "id": batch_id,
        "user_id": user_id,
        "name": _cut(wish.name),
        "job_title": _cut(wish.job_title),
        "job_description": wish.job_text,
        "fingerprint": batch_print,
    }
    session.execute(insert(ComparisonBatch).values(values))
    rows = [
        {
            "batch_id": batch_id,
            "resume_upload_id": member.upload_id,
            "position": position,
            "label": _cut(member.label),
            "is_primary": member.is_primary,
        }
        for position, member in enumerate(_without_repeats(wish.members))
    ]
    session.execute(insert(BatchMember), rows)
    return batch_id


def _mark(session: Session, batch_id: UUID, members: Sequence[MemberWish]) -> None:
    """Take over labels and the primary where they are given."""
    wishes = _without_repeats(members)
    for member in wishes:
        if member.label:
            session.execute(_change(batch_id, member.upload_id).values(label=_cut(member.label)))
    primary = next((member.upload_id for member in wishes if member.is_primary), None)
    if primary:
        others = _change(batch_id).where(BatchMember.is_primary, BatchMember.resume_upload_id != primary)
        session.execute(others.values(is_primary=False))
        session.execute(_change(batch_id, primary).values(is_primary=True))


def _change(batch_id: UUID, upload_id: UUID | None = None) -> Update:
    change = update(BatchMember).where(BatchMember.batch_id == batch_id)
    return change.where(BatchMember.resume_upload_id == upload_id) if upload_id else change


def _without_repeats(members: Sequence[MemberWish]) -> list[MemberWish]:
    """Make one wish of those for the same upload, with the first label given; only the first primary is one."""
    labels: dict[UUID, str | None] = {}
    for member in members:
        labels[member.upload_id] = labels.get(member.upload_id) or member.label
    primary = next((member.upload_id for member in members if member.is_primary), None)
    return [MemberWish(upload_id, label, upload_id == primary) for upload_id, label in labels.items()]


def _cut(text: str | None) -> str | None:
    return text[:NAME_LENGTH] if text else None


def _fingerprint(session: Session, user_id: UUID, wish: ComparisonWish, versions: RulesVersions) -> str:
    uploads = [member.upload_id for member in _without_repeats(wish.members)]
    hashes: list[str] = []
    for start in range(0, len(uploads), AT_ONCE):
        chunk = uploads[start : start + AT_ONCE]
        found = session.execute(select(ResumeUpload.id, ResumeUpload.content_sha256).where(ResumeUpload.id.in_(chunk)))
        hashes += [sha256 or str(upload_id) for upload_id, sha256 in found]
    question = [
        str(user_id),
        normalise_job_text(wish.job_text),
        sorted(hashes),
        versions.as_dict(),
        load_bands().version,
    ]
    return hashlib.sha256(json.dumps(question, sort_keys=True).encode()).hexdigest()
