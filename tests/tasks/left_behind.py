"""Rows as a run that died leaves them, made on a real Postgres."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import func, select, text, update
from sqlalchemy.orm import Session

from pathwise.manifest import current_versions
from pathwise.storage.analyses import Question, open_analyses
from pathwise.storage.batches import ComparisonWish, MemberWish, open_batch, open_members
from pathwise.storage.claims import claim
from pathwise.storage.database import Database
from pathwise.storage.files import StoredFile, key_of
from pathwise.storage.run_requests import Promise, promises_for
from pathwise.storage.stage_runs import Claimant
from pathwise.storage.subjects import ANALYSIS, BATCH, UPLOAD, Subject
from pathwise.storage.uploads import Arrival, ensure_user, register_uploads
from pathwise_models.enums import ReasonCode, Stage, StageTrigger
from pathwise_models.stages import StageRun

JOB = "We look for a baker.\n- Sourdough"


@dataclass
class World:
    """A database with uploads of invented bytes, and runs that claim them."""

    database: Database
    numbers: "count[int]" = field(default_factory=count)

    def uploads(self, number: int) -> list[UUID]:
        """Make uploads whose bytes lie nowhere."""
        hashes = [f"{next(self.numbers):064x}" for _ in range(number)]
        arrivals = [Arrival(f"{each}.pdf", StoredFile(key_of(each), each, 10)) for each in hashes]
        return self.database.run(lambda session: register_uploads(session, self.user_id(), arrivals))

    def user_id(self) -> UUID:
        """Give the only user."""
        return self.database.run(lambda session: ensure_user(session, "ada@example.org"))[0]

    def singles(self, number: int) -> list[UUID]:
        """Make pending analyses, each of an upload of its own."""
        uploads = self.uploads(number)
        opened = self.database.run(lambda session: open_analyses(session, uploads, Question(), current_versions()))
        return [opened[each] for each in uploads]

    def batch(self, number: int, uploads: list[UUID] | None = None) -> tuple[UUID, list[UUID]]:
        """Make a pending batch with open members; gives it and their analyses."""
        members = tuple(MemberWish(each) for each in uploads or self.uploads(number))
        job = f"{JOB} {next(self.numbers)}"
        wish = ComparisonWish(job, "Baker", None, members)
        versions, user_id = current_versions(), self.user_id()
        batch_id = self.database.run(lambda session: open_batch(session, user_id, wish, versions))
        return batch_id, self.database.run(lambda session: open_members(session, batch_id, versions))

    def upload_of(self, analysis_id: UUID) -> UUID:
        """Give the upload of an analysis."""
        return UUID(str(self.rows("SELECT resume_upload_id FROM resume_analyses WHERE id = :id", id=analysis_id)[0][0]))

    def claim(self, stage: Stage, ids: list[UUID], run: UUID | None = None, seconds: float = -3600) -> UUID:
        """Have a run claim subjects until some seconds from now, by default long past; gives the run."""
        claimant = Claimant(run or uuid4(), None, StageTrigger.UI)
        lease = timedelta(seconds=seconds)
        claimed = self.database.run(lambda session: claim(session, stage, ids, claimant, lease))
        assert len(claimed) == len(ids)
        return claimant.flow_run_id

    def standing(self, subject: Subject, ids: Collection[UUID]) -> list[tuple[str, str | None, UUID | None]]:
        """Tell status, reason and claimant of subjects, each kind of standing once."""
        model = subject.model
        query = select(getattr(model, subject.status), model.reason_code, model.flow_run_id).where(model.id.in_(ids))
        found = self.database.run(lambda session: session.execute(query.distinct()).all())
        return [(status.value, reason.value if reason else None, run) for status, reason, run in found]

    def attempts(self, ids: Collection[UUID]) -> list[tuple[str, ReasonCode | None]]:
        """Tell how the attempts at subjects stand, each kind once."""
        of_subjects = [subject.stage_run_key.in_(ids) for subject in (UPLOAD, ANALYSIS, BATCH)]
        query = select(StageRun.status, StageRun.reason_code).where(of_subjects[0] | of_subjects[1] | of_subjects[2])
        found = self.database.run(lambda session: session.execute(query.distinct()).all())
        return [(status.value, reason) for status, reason in found]

    def promises(self, ids: Collection[UUID]) -> list[Promise]:
        """Give the open promises for subjects."""
        return self.database.run(lambda session: promises_for(session, ids))

    def rows(self, query: str, **values: object) -> list[Any]:
        """Ask, or change, with plain SQL."""

        def ask(session: Any) -> list[Any]:
            result = session.execute(text(query), values)
            return list(result) if result.returns_rows else []

        return self.database.run(ask)

    def age(self, subject: Subject, ids: Collection[UUID], age: timedelta) -> None:
        """Make it look as if nobody had touched subjects for a time."""
        model = subject.model

        def change(session: Session) -> None:
            # The trigger that keeps the time of the last change would put it right.
            session.execute(text("SET LOCAL session_replication_role = replica"))
            session.execute(update(model).where(model.id.in_(ids)).values(updated_at=func.now() - age))

        self.database.run(change)

    def snapshot(self) -> Mapping[str, str]:
        """Give all that is stored, to the last time stamp."""
        tables = ("resume_uploads", "resume_analyses", "comparison_batches", "stage_runs", "run_requests")
        query = "SELECT coalesce(jsonb_agg(to_jsonb(t) ORDER BY t.id), '[]')::text FROM {} t"
        return {table: self.rows(query.format(table))[0][0] for table in tables}
