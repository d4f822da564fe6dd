"""`pathwise webhook`: the addresses that are told of results."""

from typing import Annotated
from uuid import UUID

import typer

from pathwise.commands.arguments import check_email
from pathwise.commands.console import emit, say
from pathwise.settings import load_settings
from pathwise_models.enums import WebhookEvent

User = Annotated[
    str, typer.Option("--user", help="E-mail address of the user whose results are told.", show_default=False)
]
OnlyUser = Annotated[str | None, typer.Option("--user", help="Only those of this user.", show_default=False)]
Url = Annotated[str, typer.Argument(help="Where messages are posted to.", metavar="URL", show_default=False)]
Events = Annotated[
    list[WebhookEvent] | None,
    typer.Option("--event", help="What it is told of; may be given several times. Without it: everything."),
]
JsonLines = Annotated[bool, typer.Option("--jsonl", help="One JSON object an address, a line each.")]
EndpointId = Annotated[UUID, typer.Argument(help="The id that `webhook list` shows.", metavar="ID", show_default=False)]

webhook_commands = typer.Typer(no_args_is_help=True, help="Add, list, remove and enable the addresses told of results.")


@webhook_commands.command("add")
def add(url: Url, user: User, event: Events = None) -> None:
    """Have an address told of a user's results. The key its messages are signed with is printed on stdout."""
    settings = load_settings()
    email = check_email(user)
    from pathwise.commands.webhooks import add_one  # noqa: PLC0415 - see process.py

    endpoint_id, secret = add_one(settings, email, url, event or [])
    say(f"Added {endpoint_id}. Messages are signed with this key (Standard Webhooks); give it to the receiver:")
    typer.echo(secret)


@webhook_commands.command("list")
def list_all(user: OnlyUser = None, as_jsonl: JsonLines = False) -> None:
    """List the addresses, oldest first, with what waits for them and why any is switched off."""
    settings = load_settings()
    email = check_email(user) if user else None
    from pathwise.commands.webhooks import all_endpoints, endpoint_object, endpoints_page  # noqa: PLC0415 - see process.py

    endpoints = all_endpoints(settings, email)
    if as_jsonl:
        for endpoint in endpoints:
            emit(endpoint_object(endpoint))
    else:
        typer.echo(endpoints_page(endpoints))


@webhook_commands.command("remove")
def remove(endpoint_id: EndpointId) -> None:
    """Forget an address, with all that waits for it."""
    settings = load_settings()
    from pathwise.commands.webhooks import remove_one  # noqa: PLC0415 - see process.py

    remove_one(settings, endpoint_id)
    say(f"Removed {endpoint_id}.")


@webhook_commands.command("enable")
def enable(endpoint_id: EndpointId) -> None:
    """Switch an address on again; what waits for it is sent."""
    settings = load_settings()
    from pathwise.commands.webhooks import enable_one  # noqa: PLC0415 - see process.py

    enable_one(settings, endpoint_id)
    say(f"Enabled {endpoint_id}. What waited for it is sent by the service now.")
