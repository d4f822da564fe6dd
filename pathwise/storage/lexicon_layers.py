"""Layers of the lexicon: imported, listed, removed, and mirrored for the processes that know no database.

Functions here never commit.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from pathwise.lexicon_in_force import mirrored_versions, write_mirror
from pathwise.resume.layers import Layer, LayerSkill, version_with
from pathwise.resume.lexicon import packaged_version
from pathwise.storage.characters import JsonRows
from pathwise.storage.database import Database
from pathwise.storage.recordsets import insert_rows
from pathwise.taxonomies import Taxonomy
from pathwise_models.lexicons import LexiconLayer, LexiconSkill

SKILL_COLUMNS = ("layer_id", "canonical", "kind", "spellings")
LOCK = 20261127
"""Number of the advisory lock under which layers change, so that two imports take turns."""


@dataclass(frozen=True, slots=True)
class LayerEntry:
    """A layer in force.

    Attributes:
        name: Of the layer.
        source: Where its skills come from.
        version: Digest of its skills.
        skills: How many it holds.
        left_out: How many of its file cannot be told from plain words.
        imported_at: When.
    """

    name: str
    source: str
    version: str
    skills: int
    left_out: int
    imported_at: datetime


def import_layer(session: Session, name: str, taxonomy: Taxonomy, file_sha256: str) -> bool:
    """Put a layer in force, in place of one of the same name.

    Returns:
        False where it is in force already, with the same skills.

    Raises:
        TooManyLayersError: The version of the lexicon cannot name one more.
    """
    session.execute(select(func.pg_advisory_xact_lock(LOCK)))
    known = session.scalar(select(LexiconLayer.version).where(LexiconLayer.name == name))
    if known == taxonomy.version:
        return False
    remove_layer(session, name)
    layer_id = uuid4()
    session.execute(
        insert(LexiconLayer).values(
            id=layer_id,
            name=name,
            source=taxonomy.source,
            version=taxonomy.version,
            file_sha256=file_sha256,
            skill_count=len(taxonomy.skills),
            left_out=taxonomy.left_out,
        )
    )
    rows = [
        {"layer_id": layer_id, "canonical": each.canonical, "kind": each.kind, "spellings": each.spellings}
        for each in taxonomy.skills
    ]
    insert_rows(session, LexiconSkill, SKILL_COLUMNS, JsonRows.write(rows))
    version_with(packaged_version(), {each.name: each.version for each in list_layers(session)})
    return True


def remove_layer(session: Session, name: str) -> bool:
    """Take a layer out of force, with its skills; False where there is none of this name."""
    removed = session.scalars(delete(LexiconLayer).where(LexiconLayer.name == name).returning(LexiconLayer.id)).all()
    return bool(removed)


def list_layers(session: Session) -> list[LayerEntry]:
    """List the layers in force, in order of their say: the first imported first."""
    rows = session.execute(
        select(
            LexiconLayer.name,
            LexiconLayer.source,
            LexiconLayer.version,
            LexiconLayer.skill_count,
            LexiconLayer.left_out,
            LexiconLayer.created_at,
        ).order_by(LexiconLayer.created_at, LexiconLayer.name)
    )
    return [LayerEntry(*row) for row in rows]


def load_layers(session: Session) -> list[Layer]:
    """Load the layers in force with their skills, in order of their say."""
    entries = list_layers(session)
    skills: dict[str, list[LayerSkill]] = {entry.name: [] for entry in entries}
    rows = session.execute(
        select(LexiconLayer.name, LexiconSkill.canonical, LexiconSkill.kind, LexiconSkill.spellings)
        .join(LexiconSkill, LexiconSkill.layer_id == LexiconLayer.id)
        # By bytes, so that the order is the same whatever the collation of the database.
        .order_by(func.convert_to(LexiconSkill.canonical, "UTF8"))
    )
    for name, canonical, kind, spellings in rows:
        skills[name].append(LayerSkill(canonical, kind, tuple(spellings)))
    return [Layer(entry.name, entry.version, tuple(skills[entry.name])) for entry in entries]


def mirror_layers(database: Database, home: Path) -> None:
    """See to it that the mirror below a home holds what is in force; written only where it differs."""
    wanted = {entry.name: entry.version for entry in database.run(list_layers)}
    if [*mirrored_versions(home).items()] != [*wanted.items()]:
        write_mirror(home, database.run(load_layers))
