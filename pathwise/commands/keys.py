"""The keys of the service, as the command line makes, lists and revokes them."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from pathwise.commands.orchestration import opened_database
from pathwise.errors import InvalidInputError
from pathwise.settings import Settings
from pathwise.storage.api_keys import KeyEntry, list_keys, make_key, revoke_key
from pathwise.storage.uploads import ensure_user


def create_key(settings: Settings, email: str, label: str | None) -> tuple[str, bool]:
    """Make a key in the name of a user, who is made where unknown.

    Returns:
        The key, and whether the user is new.

    Raises:
        DatabaseUnusableError: The database does not answer.
    """
    with opened_database(settings) as database:
        user_id, is_new = database.run(lambda session: ensure_user(session, email))
        return database.run(lambda session: make_key(session, user_id, label)), is_new


def all_keys(settings: Settings) -> list[KeyEntry]:
    """List all keys, oldest first. Raises as `create_key` does."""
    with opened_database(settings) as database:
        return database.run(list_keys)


def revoke_one(settings: Settings, key_id: UUID) -> None:
    """Have a key open no more doors.

    Raises:
        InvalidInputError: There is no such key.
        DatabaseUnusableError: The database does not answer.
    """
    with opened_database(settings) as database:
        is_known = database.run(lambda session: revoke_key(session, key_id))
    if not is_known:
        raise InvalidInputError(str(key_id), "is the id of no key. `pathwise key list` shows the ids.")


def keys_page(entries: Sequence[KeyEntry]) -> str:
    """Show keys, a line each."""
    if not entries:
        return "No keys yet. `pathwise key create --user EMAIL` makes one."
    head = f"{'Id':36}  {'Key':14}  {'Made':10}  {'Last used':16}  User"
    return "\n".join([head, *map(_row, entries)])


def key_object(entry: KeyEntry) -> dict[str, Any]:
    """Describe a key, for `key list --jsonl`."""
    return {
        "key_id": str(entry.key_id),
        "user": entry.email,
        "label": entry.label,
        "hint": entry.hint,
        "created_at": entry.created_at.isoformat(),
        "last_used_at": entry.last_used_at.isoformat() if entry.last_used_at else None,
        "revoked_at": entry.revoked_at.isoformat() if entry.revoked_at else None,
    }


def _row(entry: KeyEntry) -> str:
    used = f"{entry.last_used_at:%Y-%m-%d %H:00}" if entry.last_used_at else "never"
    marks = [text for text in (entry.label, "revoked" if entry.revoked_at else None) if text]
    told = f"  ({', '.join(marks)})" if marks else ""
    return f"{entry.key_id}  {entry.hint + '...':14}  {entry.created_at:%Y-%m-%d}  {used:16}  {entry.email}{told}"
