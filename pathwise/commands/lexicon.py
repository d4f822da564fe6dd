"""`pathwise lexicon`: layers of skills below the packaged lexicon."""

import re
from pathlib import Path
from typing import Annotated

import typer

from pathwise.commands.console import emit, say
from pathwise.errors import InvalidInputError
from pathwise.settings import load_settings

NAME_PATTERN = re.compile(r"[a-z][a-z0-9-]{0,15}")

File = Annotated[
    Path,
    typer.Argument(help="An official file of ESCO or O*NET, gzip or not.", metavar="FILE", show_default=False),
]
LayerName = Annotated[
    str | None, typer.Option("--name", help="Name of the layer; `esco` or `onet` unless told.", show_default=False)
]
Layer = Annotated[str, typer.Argument(help="The name that `lexicon list` shows.", metavar="LAYER", show_default=False)]
JsonLines = Annotated[bool, typer.Option("--jsonl", help="One JSON object a layer, a line each.")]

lexicon_commands = typer.Typer(no_args_is_help=True, help="Import, list and remove layers of skills.")


@lexicon_commands.command("import")
def import_file(file: File, name: LayerName = None) -> None:
    """Put the skills of an official file in force as a layer below the packaged lexicon."""
    settings = load_settings()
    if name is not None and not NAME_PATTERN.fullmatch(name):
        raise InvalidInputError("--name", "takes up to 16 small letters, figures and hyphens, a letter first.")
    from pathwise.commands.lexicon_layers import import_taxonomy, told_entry  # noqa: PLC0415 - see process.py

    entry, is_new = import_taxonomy(settings, file, name)
    say(told_entry(entry) if is_new else f"Layer {entry.name} holds the same skills already, version {entry.version}.")


@lexicon_commands.command("list")
def list_all(as_jsonl: JsonLines = False) -> None:
    """List the layers in force, in order of their say."""
    settings = load_settings()
    from pathwise.commands.lexicon_layers import all_layers, layer_object, layers_page  # noqa: PLC0415 - see process.py

    entries = all_layers(settings)
    if as_jsonl:
        for entry in entries:
            emit(layer_object(entry))
    else:
        typer.echo(layers_page(entries))


@lexicon_commands.command("remove")
def remove(layer: Layer) -> None:
    """Undo an import: the layer's skills are found no more."""
    settings = load_settings()
    from pathwise.commands.lexicon_layers import remove_one  # noqa: PLC0415 - see process.py

    remove_one(settings, layer)
    say(f"Removed {layer}. Analyses that rest on it are stale: reprocess-uploads makes them again.")
