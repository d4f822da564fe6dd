"""Whether pictures can be read here, and what it takes. Loads nothing: who starts processes asks."""

from functools import cache
from importlib.util import find_spec

MODELS_BYTES = 768 * 1024 * 1024
"""What recognising takes at most beside everything else; a page of 60 lines was seen to take 670 MB."""


@cache
def is_installed() -> bool:
    """Tell whether pictures can be read here."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None
