"""`pathwise key`: the keys of the HTTP service."""

from typing import Annotated
from uuid import UUID

import typer

from pathwise.commands.arguments import check_email
from pathwise.commands.console import emit, say
from pathwise.errors import InvalidInputError
from pathwise.settings import load_settings

LABEL_LENGTH = 255

User = Annotated[str, typer.Option("--user", help="E-mail address of the user the key acts for.", show_default=False)]
Label = Annotated[str | None, typer.Option("--label", help="What the key is for.", show_default=False)]
JsonLines = Annotated[bool, typer.Option("--jsonl", help="One JSON object a key, a line each.")]
KeyId = Annotated[UUID, typer.Argument(help="The id that `key list` shows.", metavar="ID", show_default=False)]

key_commands = typer.Typer(no_args_is_help=True, help="Make, list and revoke the API keys of the service.")


@key_commands.command("create")
def create(user: User, label: Label = None) -> None:
    """Make a key that sees one user's uploads and results. It is shown once, on stdout."""
    settings = load_settings()
    email = check_email(user)
    if label and len(label) > LABEL_LENGTH:
        raise InvalidInputError("--label", f"has more than {LABEL_LENGTH} characters.")
    from pathwise.commands.keys import create_key  # noqa: PLC0415 - see process.py

    key, is_new = create_key(settings, email, label)
    if is_new:
        say(f"New user {email}.")
    typer.echo(key)
    say("Keep it now: only its hash is stored, and it is never shown again.")


@key_commands.command("list")
def list_all(as_jsonl: JsonLines = False) -> None:
    """List the keys, oldest first; never the keys themselves."""
    settings = load_settings()
    from pathwise.commands.keys import all_keys, key_object, keys_page  # noqa: PLC0415 - see process.py

    entries = all_keys(settings)
    if as_jsonl:
        for entry in entries:
            emit(key_object(entry))
    else:
        typer.echo(keys_page(entries))


@key_commands.command("revoke")
def revoke(key_id: KeyId) -> None:
    """Have a key open no more doors, from the next request on."""
    settings = load_settings()
    from pathwise.commands.keys import revoke_one  # noqa: PLC0415 - see process.py

    revoke_one(settings, key_id)
    say(f"Revoked {key_id}. Requests with this key are refused from now on.")
