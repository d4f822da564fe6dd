"""`pathwise rubric`: what another rubric would change, before it is switched on."""

from typing import Annotated
from uuid import UUID

import typer

from pathwise.commands.arguments import check_email, read_rubric
from pathwise.commands.console import emit
from pathwise.settings import load_settings

Old = Annotated[str, typer.Argument(help="A rubric file, or `packaged`.", metavar="OLD", show_default=False)]
New = Annotated[str, typer.Argument(help="A rubric file, or `packaged`.", metavar="NEW", show_default=False)]
OnlyUser = Annotated[str | None, typer.Option("--user", help="Only what was asked by this user.", show_default=False)]
OnlyBatch = Annotated[UUID | None, typer.Option("--batch", help="Only the members of this batch.", show_default=False)]
Limit = Annotated[
    int | None, typer.Option("--limit", min=1, help="Most analyses, oldest first. Without it: all.", show_default=False)
]
JsonResult = Annotated[bool, typer.Option("--json", help="The shifts as one JSON object.")]

rubric_commands = typer.Typer(no_args_is_help=True, help="See what another rubric would change.")


@rubric_commands.callback()
def rubric() -> None:
    """See what another rubric would change."""


@rubric_commands.command("diff")
def diff(
    old: Old,
    new: New,
    *,
    user: OnlyUser = None,
    batch: OnlyBatch = None,
    limit: Limit = None,
    as_json: JsonResult = False,
) -> None:
    """Score the stored corpus under two rubrics, and show how scores and ranks shift. Nothing is written."""
    settings = load_settings()
    rubrics = read_rubric(old), read_rubric(new)
    email = check_email(user) if user else None
    from pathwise.commands.rubric_page import trials_object, trials_page  # noqa: PLC0415 - see process.py
    from pathwise.commands.rubric_trial import CorpusWish, try_on_corpus  # noqa: PLC0415 - see process.py

    tried = try_on_corpus(settings, *rubrics, CorpusWish(email, batch, limit))
    emit(trials_object(tried), indent=2) if as_json else typer.echo(trials_page(tried))
