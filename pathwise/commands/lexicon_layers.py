"""Layers of the lexicon, as the command line imports, lists and removes them."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pathwise.commands.orchestration import opened_database
from pathwise.errors import InvalidInputError
from pathwise.resume.layers import TooManyLayersError
from pathwise.settings import Settings
from pathwise.storage.lexicon_layers import (
    LayerEntry,
    import_layer,
    list_layers,
    mirror_layers,
    remove_layer,
)
from pathwise.taxonomies import ESCO, MOST_BYTES, TaxonomyError, read_taxonomy

NAMES = {ESCO: "esco"}
OTHER_NAME = "onet"


def import_taxonomy(settings: Settings, file: Path, name: str | None) -> tuple[LayerEntry, bool]:
    """Import a file as a layer, and put it in force.

    Returns:
        The layer, and whether it is new.

    Raises:
        InvalidInputError: The file is not there, or none that is known; too many layers.
        DatabaseUnusableError: The database does not answer.
    """
    data = _read(file)
    try:
        taxonomy = read_taxonomy(data)
    except TaxonomyError as error:
        raise InvalidInputError(str(file), f"cannot be imported: {error}.") from None
    chosen, digest = name or NAMES.get(taxonomy.source, OTHER_NAME), hashlib.sha256(data).hexdigest()
    with opened_database(settings) as database:
        try:
            is_new = database.run(lambda session: import_layer(session, chosen, taxonomy, digest))
        except TooManyLayersError as error:
            raise InvalidInputError(chosen, f"{error} Remove another layer first.") from None
        mirror_layers(database, settings.home)
        entries = database.run(list_layers)
    return next(entry for entry in entries if entry.name == chosen), is_new


def all_layers(settings: Settings) -> list[LayerEntry]:
    """List the layers in force. Raises as `import_taxonomy` does."""
    with opened_database(settings) as database:
        return database.run(list_layers)


def remove_one(settings: Settings, name: str) -> None:
    """Take a layer out of force.

    Raises:
        InvalidInputError: There is none of this name.
        DatabaseUnusableError: The database does not answer.
    """
    with opened_database(settings) as database:
        is_known = database.run(lambda session: remove_layer(session, name))
        mirror_layers(database, settings.home)
    if not is_known:
        raise InvalidInputError(name, "is the name of no layer. `pathwise lexicon list` shows the names.")


def told_entry(entry: LayerEntry) -> str:
    """Tell of a layer that was imported."""
    return (
        f"Layer {entry.name} is in force: {entry.skills:,} skills of {entry.source}, version {entry.version}. "
        f"{entry.left_out:,} of the file are left out, because they cannot be told from plain words. Analyses made "
        "before are stale by it: reprocess-uploads makes them again."
    )


def layers_page(entries: Sequence[LayerEntry]) -> str:
    """Show layers, a line each."""
    if not entries:
        return "No layers: the packaged lexicon alone is in force. `pathwise lexicon import FILE` adds one."
    head = f"{'Layer':16}  {'Source':8}  {'Version':8}  {'Skills':>8}  {'Left out':>8}  Imported"
    return "\n".join([head, *map(_row, entries)])


def layer_object(entry: LayerEntry) -> dict[str, Any]:
    """Describe a layer, for `lexicon list --jsonl`."""
    return {
        "name": entry.name,
        "source": entry.source,
        "version": entry.version,
        "skills": entry.skills,
        "left_out": entry.left_out,
        "imported_at": entry.imported_at.isoformat(),
    }


def _row(entry: LayerEntry) -> str:
    figures = f"{entry.skills:>8,}  {entry.left_out:>8,}"
    return f"{entry.name:16}  {entry.source:8}  {entry.version:8}  {figures}  {entry.imported_at:%Y-%m-%d}"


def _read(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            data = opened.read(MOST_BYTES + 1)
    except OSError as error:
        raise InvalidInputError(str(file), f"cannot be opened: {error.strerror or error}.") from None
    if len(data) > MOST_BYTES:
        raise InvalidInputError(str(file), "is larger than any official file.")
    return data
