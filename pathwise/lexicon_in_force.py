"""The lexicon in force: the packaged one, with the layers that were imported below it.

Postgres keeps the layers. Processes that read resumes know no database, so what is in force is mirrored in a file below
PATHWISE_HOME, which every process of this home reads; without it, there are no layers.
"""

import json
import os
from collections.abc import Collection
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from uuid import uuid4

from pathwise.resume.layers import Layer, LayeredLexicon, LayerSkill, version_with
from pathwise.resume.lexicon import Lexicon, load_lexicon, packaged_version
from pathwise.settings import load_settings

FOLDER = "lexicon"
FILE = "layers.jsonl"


def lexicon_in_force() -> Lexicon:
    """Give the lexicon by which resumes and jobs are read at this moment; a file that changed is read anew."""
    path = _mirror()
    try:
        found = path.stat()
        return _load(path, found.st_ino, found.st_mtime_ns, found.st_size)
    except FileNotFoundError:
        return load_lexicon()


def version_in_force() -> str:
    """Name that lexicon without preparing it."""
    return version_with(packaged_version(), _versions(_mirror()))


def mirrored_versions(home: Path) -> dict[str, str]:
    """Give the versions of the layers that the mirror of a home holds, by name; empty without one."""
    return _versions(home / FOLDER / FILE)


def _versions(mirror: Path) -> dict[str, str]:
    try:
        with mirror.open(encoding="utf-8") as lines:
            versions: dict[str, str] = json.loads(next(lines))
    except FileNotFoundError:
        return {}
    return versions


def write_mirror(home: Path, layers: Collection[Layer]) -> None:
    """Put layers in force for every process of a home, at once and as a whole; none at all takes the file away."""
    path = home / FOLDER / FILE
    if not layers:
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{uuid4().hex}.part")
    try:
        # The versions on a line of their own: who only asks for them need not read the skills.
        versions = {layer.name: layer.version for layer in layers}
        skills = [asdict(layer) for layer in layers]
        draft.write_text(f"{json.dumps(versions)}\n{json.dumps(skills)}\n", encoding="utf-8")
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _mirror() -> Path:
    return _mirror_of(os.environ.get("PATHWISE_HOME"), os.environ.get("PATHWISE_DOTENV"))


@lru_cache(maxsize=8)
def _mirror_of(home: str | None, dotenv: str | None) -> Path:  # noqa: ARG001 - what the settings hang on
    return load_settings().home / FOLDER / FILE


@lru_cache(maxsize=2)
def _load(path: Path, *state: int) -> Lexicon:  # noqa: ARG001 - another state is another content
    layers = [
        Layer(each["name"], each["version"], tuple(_skill(skill) for skill in each["skills"]))
        for each in json.loads(path.read_text(encoding="utf-8").splitlines()[1])
    ]
    return LayeredLexicon(load_lexicon(), layers)


def _skill(kept: dict[str, str]) -> LayerSkill:
    return LayerSkill(kept["canonical"], kept["kind"], tuple(kept["spellings"]))
