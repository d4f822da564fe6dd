"""Messages about results, written with the result itself: one statement, nothing where nobody wants to be told.

Ids, status and points alone: never a name, an address or a word of a resume. Functions here never commit.
"""

from collections.abc import Collection
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Insert, Text, Uuid, any_, bindparam, cast, func, insert, or_, select
from sqlalchemy.orm import Session

from pathwise_models.analyses import ResumeAnalysis
from pathwise_models.comparisons import ComparisonBatch
from pathwise_models.webhooks import OutgoingMessage, WebhookEndpoint

API = "/api/v1"
"""Where the service answers for what a message speaks of."""

ENDED = ("completed", "failed")


def tell_analyses(session: Session, analysis_ids: Collection[UUID]) -> None:
    """Write the messages about analyses that have just ended, one an endpoint of their user that wants it.

    To be called once for each end, in its transaction, after the status was written.
    """
    if analysis_ids:
        session.execute(_telling_analyses(), {"ids": list(analysis_ids)})


def tell_batches(session: Session, batch_ids: Collection[UUID]) -> None:
    """Write the messages about batches that have just ended. As `tell_analyses` does."""
    if batch_ids:
        session.execute(_telling_batches(), {"ids": list(batch_ids)})


# Made once: to put such a statement together takes longer than Postgres needs to find that nobody wants to be told.
@cache
def _telling_analyses() -> Insert:
    row = ResumeAnalysis
    facts = {
        "analysis_id": row.id,
        "upload_id": row.resume_upload_id,
        "batch_id": row.comparison_batch_id,
        "status": row.status,
        "reason": row.reason_code,
        "overall_score": row.overall_score,
        "document_quality": row.document_quality,
        "job_match": row.job_match,
        "coverage": row.coverage,
        "url": func.concat(f"{API}/analyses/", row.id),
    }
    return _telling("analysis.", row, facts)


@cache
def _telling_batches() -> Insert:
    row = ComparisonBatch
    facts = {
        "batch_id": row.id,
        "status": row.status,
        "reason": row.reason_code,
        "url": func.concat(f"{API}/batches/", row.id),
    }
    return _telling("batch.", row, facts)


def _telling(prefix: str, row: type[ResumeAnalysis | ComparisonBatch], facts: dict[str, Any]) -> Insert:
    """Insert a message for each endpoint that is to be told; a row that has not ended gives none."""
    event = func.concat(prefix, row.status)
    data = func.jsonb_build_object(*(part for name, value in facts.items() for part in (name, value)))
    wanted = or_(func.jsonb_array_length(WebhookEndpoint.events) == 0, func.jsonb_exists(WebhookEndpoint.events, event))
    messages = (
        select(
            WebhookEndpoint.id,
            cast(event, OutgoingMessage.event.type),
            func.jsonb_build_object("type", event, "timestamp", row.completed_at, "data", data),
        )
        .join(row, row.user_id == WebhookEndpoint.user_id)
        .where(
            row.id == any_(bindparam("ids", type_=ARRAY(Uuid))),
            WebhookEndpoint.disabled_at.is_(None),
            cast(row.status, Text).in_(ENDED),
            wanted,
        )
    )
    return insert(OutgoingMessage.__table__).from_select(["endpoint_id", "event", "payload"], messages)  # type: ignore[arg-type]
