"""Close meaning, behind one small interface. Knows no resume, no job, and nothing of how meanings are told.

Where no layer can be loaded, words are compared without one: nothing is downloaded, ever.
"""

from collections.abc import Sequence
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

NO_SEMANTICS = "none"
"""Version where no layer is installed."""

_NEEDED = ("wordllama", "tokenizers", "numpy")
_WEIGHTS = "weights/l2_supercat_256.safetensors"
_TOKENIZER = "tokenizers/l2_supercat_tokenizer_config.json"


class Semantics(Protocol):
    """Tells how near texts lie in meaning."""

    def nearness(self, asked: Sequence[str], passages: Sequence[str]) -> Sequence[Sequence[float]]:
        """Compare each of some texts with each of others.

        Args:
            asked: Texts; may be empty.
            passages: Texts; may be empty.

        Returns:
            A row for each of `asked`, in it a number for each of `passages`: 1.0 for the same words in any order,
            0.0 for nothing in common and for texts that say nothing. The same numbers on any machine, whatever else
            is compared at the same time.
        """


@lru_cache(maxsize=1)
def semantics_version() -> str:
    """Name the installed layer without loading it; `NO_SEMANTICS` where there is none."""
    # A spec is found without running the package: what it does when imported is not wanted here.
    if any(find_spec(name) is None for name in _NEEDED):
        return NO_SEMANTICS
    try:
        return f"wordllama-{version('wordllama')}"
    except PackageNotFoundError:
        return NO_SEMANTICS


@lru_cache(maxsize=1)
def load_semantics() -> Semantics | None:
    """Load the installed layer, once a process; None where there is none.

    It takes about a sixth of a second and is needed only where a resume is held against a job.
    """
    folder = _folder()
    if semantics_version() == NO_SEMANTICS or folder is None:
        return None
    # Only here: who judges a document by itself shall not wait for it.
    from pathwise.scoring.static_vectors import StaticVectors  # noqa: PLC0415

    return StaticVectors(folder / _WEIGHTS, folder / _TOKENIZER)


def _folder() -> Path | None:
    spec = find_spec("wordllama")
    return Path(spec.origin).parent if spec and spec.origin else None
