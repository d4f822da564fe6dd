"""Takes out of the file store what nobody will ask for: bytes without a row, and what killed writers left behind.

Safe beside uploads: a file that has no row is first set aside under another name, and goes an hour later. An upload
that had seen it in its place, and commits its row meanwhile, gets it back; one that comes later writes it anew.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from sqlalchemy import ARRAY, String, any_, delete, literal, select
from sqlalchemy.orm import Session

from pathwise.storage.database import Database
from pathwise.storage.files import BUCKET, FileStore
from pathwise_models.uploads import ResumeUpload
from pathwise_models.webhooks import OutgoingMessage

ORPHAN_AGE: Final = timedelta(days=1)
"""No upload takes this long from its bytes to its row."""

ASIDE_AGE: Final = timedelta(hours=1)
TOLD_AGE: Final = timedelta(days=30)
"""How long messages are kept that were delivered or given up."""

PARTS: Final = 256
"""Parts of the store, by the first two digits of a key; each is looked at about once a day."""

TURN: Final = timedelta(minutes=5)
ASIDE: Final = ".orphan"
DRAFTS: Final = (".part", ".probe")


@dataclass(frozen=True, slots=True)
class Swept:
    """What was done, in files.

    Attributes:
        set_aside: Without a row for a day.
        removed: Set aside for an hour, or left half written for a day.
        restored: Set aside, and asked for meanwhile.
    """

    set_aside: int = 0
    removed: int = 0
    restored: int = 0


def sweep_in_turn(database: Database, store_url: str, now: datetime) -> Swept:
    """Sweep the part of the store whose turn it is; at most times none.

    To be called once a minute: a file without a row is gone two days later at the latest.

    Raises:
        FileStoreError: The store cannot be used.
        MissingExtraError: The library for this kind of store is not installed.
    """
    if now.minute % (TURN.seconds // 60):
        return Swept()
    database.run(lambda session: forget_told(session, now - TOLD_AGE))
    turn = int(now.timestamp()) // TURN.seconds % PARTS
    return sweep(database, FileStore(store_url), now, f"{turn:02x}")


def sweep(database: Database, store: FileStore, now: datetime, part: str) -> Swept:
    """Sweep one part of the store, and what writers left beside the parts.

    Args:
        database: Tells which files have a row.
        store: The store.
        now: The time.
        part: First two digits of the keys, such as `a0`.

    Raises:
        FileStoreError: The store cannot be used.
    """
    with store.told_plainly():
        found = _ages(store, f"{part}/", now) | _drafts_beside(store, now)
        keys = {path: _key(path) for path in found if not _is_draft(path)}
        known = database.run(lambda session: known_keys(session, set(keys.values())))
        # What was written anew needs nothing back.
        wanted = {path for path, key in keys.items() if key in known and path.removesuffix(ASIDE) not in found}
        kept = {path for path, key in keys.items() if key in known and not path.endswith(ASIDE)}
        done = [_treat(store, path, age, wanted) for path, age in found.items() if path not in kept]
    return Swept(done.count("set_aside"), done.count("removed"), done.count("restored"))


def known_keys(session: Session, keys: Collection[str]) -> set[str]:
    """Tell which keys have an upload, whosever it is."""
    wanted = any_(literal(list(keys), ARRAY(String)))
    return set(session.scalars(select(ResumeUpload.stored_filename).where(ResumeUpload.stored_filename == wanted)))


def forget_told(session: Session, before: datetime) -> None:
    """Delete messages that were delivered, or given up, before a time."""
    for ended_at in (OutgoingMessage.delivered_at, OutgoingMessage.abandoned_at):
        session.execute(delete(OutgoingMessage).where(ended_at < before).execution_options(synchronize_session=False))


def _treat(store: FileStore, path: str, age: timedelta, wanted: Collection[str]) -> str:
    """Do with a file without a row, a half-written one, or one that lies aside, what its age asks for."""
    if path in wanted:
        store.files.mv(path, path.removesuffix(ASIDE))
        return "restored"
    if path.endswith(ASIDE):
        return _remove(store, path) if age > ASIDE_AGE else ""
    if age <= ORPHAN_AGE:
        return ""
    return _remove(store, path) if _is_draft(path) else _set_aside(store, path)


def _set_aside(store: FileStore, path: str) -> str:
    # A copy is as old as this moment: from now on the time counts that a file lies aside.
    store.files.cp_file(path, path + ASIDE)
    store.files.rm_file(path)
    return "set_aside"


def _remove(store: FileStore, path: str) -> str:
    store.files.rm_file(path)
    return "removed"


def _ages(store: FileStore, folder: str, now: datetime) -> dict[str, timedelta]:
    """List the files below a folder of the store with the time since they were written."""
    store.files.invalidate_cache()
    listing: Mapping[str, Any] = store.files.find(store.path_of(folder), detail=True)
    return {path: now - changed for path, info in listing.items() if (changed := _changed_at(info))}


def _drafts_beside(store: FileStore, now: datetime) -> dict[str, timedelta]:
    try:
        listing = store.files.ls(f"{store.root}/{BUCKET}", detail=True)
    except FileNotFoundError:
        # An object store knows no empty folder.
        return {}
    files = [info for info in listing if info["type"] == "file" and _is_draft(info["name"])]
    return {info["name"]: now - changed for info in files if (changed := _changed_at(info))}


def _changed_at(info: Mapping[str, Any]) -> datetime | None:
    """Read when a file was written; of a store that does not tell, nothing is swept."""
    changed = info.get("mtime") or info.get("LastModified") or info.get("created")
    if isinstance(changed, int | float):
        return datetime.fromtimestamp(changed, UTC)
    return changed if isinstance(changed, datetime) else None


def _is_draft(path: str) -> bool:
    name = path.rpartition("/")[2]
    return name.startswith(".") and name.endswith(DRAFTS)


def _key(path: str) -> str:
    return path.removesuffix(ASIDE).rpartition(f"/{BUCKET}/")[2]
