"""`pathwise status`: how far a batch has come, by stage and reason."""

import time
from typing import Annotated
from uuid import UUID

import typer

from pathwise.commands.console import say
from pathwise.settings import load_settings

SECONDS_BETWEEN = 1.0

BatchId = Annotated[UUID, typer.Argument(help="The id that `compare` printed.", metavar="BATCH_ID", show_default=False)]
Watch = Annotated[bool, typer.Option("--watch", help="Show it anew every second until the batch has ended.")]


def status(batch_id: BatchId, watch: Watch = False) -> None:
    """Show how far a batch has come: its members by stage and reason."""
    settings = load_settings()
    from pathwise.commands.orchestration import prepare_database  # noqa: PLC0415 - see process.py
    from pathwise.commands.standing import standing_page, take_standing  # noqa: PLC0415

    url = prepare_database(settings)
    while True:
        standing = take_standing(url, batch_id)
        typer.echo(standing_page(standing))
        if standing.state.is_ended or not watch:
            return
        say("")
        time.sleep(SECONDS_BETWEEN)
