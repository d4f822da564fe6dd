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

from pathwise.resume.layers import Layer, LayeredLexicon, LayerSkill
from pathwise.resume.lexicon import Lexicon, load_lexicon
from pathwise.settings import load_settings

FOLDER = "lexicon"
FILE = "layers.json"


def lexicon_in_force() -> Lexicon:
    """Give the lexicon by which resumes and jobs are read at this moment; a file that changed is read anew."""
    path = _mirror(os.environ.get("PATHWISE_HOME"), os.environ.get("PATHWISE_DOTENV"))
    try:
        found = path.stat()
    except FileNotFoundError:
        return load_lexicon()
    return _load(path, found.st_ino, found.st_mtime_ns, found.st_size)


def mirrored_versions(home: Path) -> dict[str, str]:
    """Give the versions of the layers that the mirror of a home holds, by name; empty without one."""
    try:
        content = (home / FOLDER / FILE).read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    return {layer["name"]: layer["version"] for layer in json.loads(content)}


def write_mirror(home: Path, layers: Collection[Layer]) -> None:
    """Put layers in force for every process of a home, at once and as a whole; none at all takes the file away."""
    path = home / FOLDER / FILE
    if not layers:
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{uuid4().hex}.part")
    try:
        draft.write_text(json.dumps([asdict(layer) for layer in layers]), encoding="utf-8")
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


@lru_cache(maxsize=8)
def _mirror(home: str | None, dotenv: str | None) -> Path:  # noqa: ARG001 - what the settings hang on
    return load_settings().home / FOLDER / FILE


@lru_cache(maxsize=2)
def _load(path: Path, *state: int) -> Lexicon:  # noqa: ARG001 - another state is another content
    layers = [
        Layer(each["name"], each["version"], tuple(_skill(skill) for skill in each["skills"]))
        for each in json.loads(path.read_text(encoding="utf-8"))
    ]
    return LayeredLexicon(load_lexicon(), layers)


def _skill(kept: dict[str, str]) -> LayerSkill:
    return LayerSkill(kept["canonical"], kept["kind"], tuple(kept["spellings"]))
