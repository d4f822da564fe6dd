"""Files become uploads: their bytes go into the file store first, then their rows are committed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from sqlalchemy.orm import Session

from pathwise.documents.model import Refusal
from pathwise.manifest import RulesVersions
from pathwise.storage.analyses import Question, open_analyses
from pathwise.storage.database import Database
from pathwise.storage.files import FileStore
from pathwise.storage.uploads import Arrival, register_uploads


class FileAtHand(Protocol):
    """A file that may be a resume; nothing of it is read yet."""

    @property
    def label(self) -> str:
        """Its path as its owner knows it."""
        ...

    @property
    def as_resume(self) -> bool:
        """Whether somebody says that it is a resume, whatever it looks like."""
        ...

    def read_bytes(self) -> bytes | Refusal:
        """Read it, or tell why that cannot be."""
        ...


@dataclass(frozen=True, slots=True)
class TakenIn:
    """A file that became an upload, with the analysis that answers the question asked of it."""

    label: str
    upload_id: UUID
    analysis_id: UUID


@dataclass(frozen=True, slots=True)
class Uploaded:
    """A file that became an upload."""

    label: str
    upload_id: UUID


@dataclass(frozen=True, slots=True)
class TurnedAway:
    """A file that was not stored, and why."""

    label: str
    refusal: Refusal


def take_in(
    candidates: Sequence[FileAtHand],
    user_id: UUID,
    question: Question,
    versions: RulesVersions,
    *,
    store: FileStore,
    database: Database,
    force: bool = False,
) -> list[TakenIn | TurnedAway]:
    """Store files, and open the question asked of each.

    Safe to run again: the same bytes are one upload, the same question one analysis. Bytes that lie in the store
    without a row, because the database went away in between, are found again by the next run.

    Returns:
        One entry for each candidate, in their order. The same bytes under two names give the same ids.
    """
    stored = [_store(candidate, store) for candidate in candidates]
    arrivals = [each for each in stored if isinstance(each, Arrival)]

    def write(session: Session) -> list[tuple[UUID, UUID]]:
        upload_ids = register_uploads(session, user_id, arrivals)
        analyses = open_analyses(session, upload_ids, question, versions, force=force)
        return [(upload_id, analyses[upload_id]) for upload_id in upload_ids]

    ids = iter(database.run(write))
    return [
        each if isinstance(each, TurnedAway) else TakenIn(candidate.label, *next(ids))
        for candidate, each in zip(candidates, stored, strict=True)
    ]


def upload(
    candidates: Sequence[FileAtHand], user_id: UUID, *, store: FileStore, database: Database
) -> list[Uploaded | TurnedAway]:
    """Store files and ask nothing of them yet. Safe to run again.

    Returns:
        One entry for each candidate, in their order. The same bytes under two names give the same id.
    """
    stored = [_store(candidate, store) for candidate in candidates]
    arrivals = [each for each in stored if isinstance(each, Arrival)]
    ids = iter(database.run(lambda session: register_uploads(session, user_id, arrivals)))
    return [
        each if isinstance(each, TurnedAway) else Uploaded(candidate.label, next(ids))
        for candidate, each in zip(candidates, stored, strict=True)
    ]


def _store(candidate: FileAtHand, store: FileStore) -> Arrival | TurnedAway:
    data = candidate.read_bytes()
    if isinstance(data, Refusal):
        return TurnedAway(candidate.label, data)
    return Arrival(_name_of(candidate), store.put(data), candidate.as_resume)


def _name_of(candidate: FileAtHand) -> str:
    """Give the file's own name, without the folders of whoever sent it."""
    return candidate.label.replace("\\", "/").rpartition("/")[2]
