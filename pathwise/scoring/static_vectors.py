"""Meaning by static word vectors: a text is the sum of its telling words. Knows only the files of the vectors.

All sums and products are of whole numbers that a float holds exactly, so no machine rounds them in another way and no
order of adding matters; what is left, a root and a division, every processor rounds alike (IEEE 754).
"""

import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from pathwise.job.words import told_words

_SCALE = 256.0
"""Parts that a unit of the vectors is counted in."""
_MOST = 2.0**22
"""Largest sum: its square, over all dimensions, stays below 2**53, up to which floats hold every whole number."""
_DIMENSIONS = 256
_KNOWN_WORDS = 16_384
_HEADER_BYTES = 8


class StaticVectors:
    """Vectors of words, read from files in the safetensors format and in that of `tokenizers`."""

    def __init__(self, weights: Path, tokenizer: Path) -> None:
        """Open the files. The weights are mapped into memory: processes share them."""
        self._weights = _open_weights(weights)
        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        self._word = lru_cache(maxsize=_KNOWN_WORDS)(self._sum_of_pieces)

    def nearness(self, asked: Sequence[str], passages: Sequence[str]) -> Sequence[Sequence[float]]:
        """Compare texts. See `Semantics`."""
        left, right = self._vectors(asked), self._vectors(passages)
        # Not `@`: above some size it wakes a thread for each core, which cost more than they save here.
        products: NDArray[np.float64] = np.einsum("ik,jk->ij", left, right)
        lengths = np.outer(_lengths(left), _lengths(right))
        near: list[list[float]] = np.divide(products, lengths, out=np.zeros_like(products), where=lengths > 0).tolist()
        return near

    def _vectors(self, texts: Sequence[str]) -> NDArray[np.float64]:
        # Each word once a text: saying it again says nothing more.
        told = [dict(told_words(text)) for text in texts]
        words_of_all = dict.fromkeys(word for words in told for word in words)
        places = {word: place for place, word in enumerate(words_of_all)}
        sums = np.zeros((len(texts), _DIMENSIONS))
        telling = [index for index, words in enumerate(told) if words]
        if telling:
            known = np.array([self._word(word) for word in places])
            each = [places[word] for words in told for word in words]
            thirds = np.array([count for words in told for count in words.values()], dtype=np.float64)
            begins = np.cumsum([0, *(len(told[index]) for index in telling[:-1])])
            sums[telling] = np.add.reduceat(known[each] * thirds[:, np.newaxis], begins, axis=0)
        return np.clip(sums, -_MOST, _MOST)

    def _sum_of_pieces(self, word: str) -> NDArray[np.float64]:
        pieces = self._tokenizer.encode(word, add_special_tokens=False).ids
        vector: NDArray[np.float64] = np.rint(self._weights[pieces].astype(np.float64) * _SCALE).sum(axis=0)
        return vector


def _lengths(vectors: NDArray[np.float64]) -> NDArray[np.float64]:
    lengths: NDArray[np.float64] = np.sqrt((vectors * vectors).sum(axis=1))
    return lengths


def _open_weights(path: Path) -> NDArray[np.float16]:
    """Map the one table of a file: eight bytes of length, a header in JSON, then the numbers."""
    with path.open("rb") as file:
        size = int.from_bytes(file.read(_HEADER_BYTES), "little")
        header = json.loads(file.read(size))
    (table,) = (entry for name, entry in header.items() if name != "__metadata__")
    rows, columns = table["shape"]
    start = _HEADER_BYTES + size + table["data_offsets"][0]
    return np.memmap(path, dtype="<f2", mode="r", offset=start, shape=(rows, columns))
