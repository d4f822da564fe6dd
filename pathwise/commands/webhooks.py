"""The addresses that are told of results, as the command line adds, lists, removes and enables them."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from pathwise.commands.orchestration import opened_database
from pathwise.commands.wrapping import wrapped
from pathwise.errors import InvalidInputError
from pathwise.service.addresses import UnsafeAddressError, check_url
from pathwise.settings import Settings
from pathwise.storage.endpoints import Endpoint, add_endpoint, enable_endpoint, list_endpoints, remove_endpoint
from pathwise.storage.uploads import ensure_user
from pathwise_models.enums import WebhookEvent

URL_LENGTH = 2048


def add_one(settings: Settings, email: str, url: str, events: Collection[WebhookEvent]) -> tuple[UUID, str]:
    """Have an address told of a user's results; the user is made where unknown.

    Returns:
        Its id, and the key its messages are signed with.

    Raises:
        InvalidInputError: Messages must not go there.
        DatabaseUnusableError: The database does not answer.
    """
    if len(url) > URL_LENGTH:
        raise InvalidInputError("URL", f"has more than {URL_LENGTH:,} characters.")
    try:
        check_url(url, allow_private=settings.webhook_private_addresses)
    except UnsafeAddressError as error:
        raise InvalidInputError("URL", f"messages cannot go there. {error.problem}") from None
    with opened_database(settings) as database:
        user_id, _ = database.run(lambda session: ensure_user(session, email))
        return database.run(lambda session: add_endpoint(session, user_id, url, events))


def all_endpoints(settings: Settings, email: str | None = None) -> list[Endpoint]:
    """List addresses, oldest first."""
    with opened_database(settings) as database:
        return database.run(lambda session: list_endpoints(session, email))


def remove_one(settings: Settings, endpoint_id: UUID) -> None:
    """Forget an address.

    Raises:
        InvalidInputError: There is none with this id.
    """
    with opened_database(settings) as database:
        is_known = database.run(lambda session: remove_endpoint(session, endpoint_id))
    _check_known(endpoint_id, is_known=is_known)


def enable_one(settings: Settings, endpoint_id: UUID) -> None:
    """Switch an address on again.

    Raises:
        InvalidInputError: There is none with this id.
    """
    with opened_database(settings) as database:
        is_known = database.run(lambda session: enable_endpoint(session, endpoint_id))
    _check_known(endpoint_id, is_known=is_known)


def endpoints_page(endpoints: Sequence[Endpoint]) -> str:
    """Show addresses, a few lines each."""
    if not endpoints:
        return "No addresses yet. `pathwise webhook add --user EMAIL URL` adds one."
    return "\n".join(line for endpoint in endpoints for line in _lines(endpoint))


def endpoint_object(endpoint: Endpoint) -> dict[str, Any]:
    """Describe an address, for `webhook list --jsonl`."""
    return {
        "endpoint_id": str(endpoint.endpoint_id),
        "user": endpoint.email,
        "url": endpoint.url,
        "events": [event.value for event in endpoint.events],
        "failures": endpoint.failures,
        "waiting": endpoint.waiting,
        "last_problem": endpoint.last_problem,
        "disabled_at": endpoint.disabled_at.isoformat() if endpoint.disabled_at else None,
        "disabled_reason": endpoint.disabled_reason,
    }


def _lines(endpoint: Endpoint) -> list[str]:
    events = ", ".join(event.value for event in endpoint.events) or "everything"
    state = f"{endpoint.waiting} waiting, {endpoint.failures} failed since the last that went well"
    lines = [
        f"{endpoint.endpoint_id}  {endpoint.email}",
        f"  {endpoint.url}",
        *wrapped(f"told of {events}; {state}", "  "),
    ]
    if endpoint.disabled_at:
        told = f"Switched off on {endpoint.disabled_at:%Y-%m-%d}. {endpoint.disabled_reason}"
        lines += wrapped(f"{told} `pathwise webhook enable {endpoint.endpoint_id}` switches it on again.", "  ")
    elif endpoint.failures and endpoint.last_problem:
        lines += wrapped(f"The last problem: {endpoint.last_problem}", "  ")
    return lines


def _check_known(endpoint_id: UUID, *, is_known: bool) -> None:
    if not is_known:
        raise InvalidInputError(str(endpoint_id), "is the id of no address. `pathwise webhook list` shows the ids.")
