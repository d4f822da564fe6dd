"""Where the members of a batch stand, kept once it is ranked. Functions here never commit."""

from collections.abc import Mapping
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import func, or_, update
from sqlalchemy.orm import Session

from pathwise.storage.characters import JsonRows
from pathwise.storage.outbox import tell_batches
from pathwise.storage.recordsets import update_rows
from pathwise.storage.subjects import FREE
from pathwise_models.comparisons import BatchMember, ComparisonBatch
from pathwise_models.enums import ComparisonBatchStatus


class Place(NamedTuple):
    """Where a member stands: rank, key of its band, tier (None where too little could be judged)."""

    rank: int
    band: str
    tier: int | None = None


def save_ranking(
    session: Session, batch_id: UUID, places: Mapping[UUID, Place], links: Mapping[UUID, UUID] | None = None
) -> None:
    """Keep the places of the ranked members, by member; the others have none.

    With it the batch is complete, and who wants to be told of that is told.

    Args:
        batch_id: The batch.
        places: By member.
        links: The member that is ranked, by each that is not because it is the same person's.
    """
    is_placed = or_(BatchMember.rank.is_not(None), BatchMember.same_person_as_id.is_not(None))
    session.execute(
        update(BatchMember)
        .where(BatchMember.batch_id == batch_id, is_placed)
        .values(rank=None, band=None, tier=None, same_person_as_id=None)
        .execution_options(synchronize_session=False)
    )
    if places:
        rows = [{"id": member_id, **place._asdict()} for member_id, place in places.items()]
        update_rows(session, BatchMember, ["id", *Place._fields], JsonRows.write(rows))
    if links:
        linked = [{"id": member_id, "same_person_as_id": ranked} for member_id, ranked in links.items()]
        update_rows(session, BatchMember, ["id", "same_person_as_id"], JsonRows.write(linked))
    session.execute(
        update(ComparisonBatch)
        .where(ComparisonBatch.id == batch_id)
        .values(status=ComparisonBatchStatus.COMPLETED, completed_at=func.clock_timestamp(), **FREE)
    )
    tell_batches(session, [batch_id])
