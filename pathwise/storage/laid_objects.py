"""Files that other systems lay into the store, below a folder of their own, to be taken over. Knows no database."""

import re
from pathlib import Path
from typing import Final

from fsspec.implementations.local import LocalFileSystem

from pathwise.errors import PathwiseError
from pathwise.storage.files import FileStore, FileTooLargeError, StoredFile

LONGEST_KEY: Final = 1024
"""Longest key of S3, in bytes."""

_UNSAFE = re.compile(r"[\x00-\x1f\x7f\\]")


class UnusableKeyError(PathwiseError):
    """A key leads elsewhere than to a file below the folder for such files."""

    def __init__(self, prefix: str) -> None:
        super().__init__(f"The key must name a file below {prefix}, without . or .. or empty parts.")


def is_usable_key(key: str, prefix: str) -> bool:
    r"""Tell whether a key names a place below a prefix, by its words alone.

    Example:
        >>> is_usable_key("incoming/2026/ada.pdf", "incoming/")
        True
        >>> [is_usable_key(key, "incoming/") for key in ("incoming/../uploads/a", "/incoming/a", "incoming/a\\b")]
        [False, False, False]
    """
    parts = key.split("/")
    return (
        key.startswith(prefix)
        and key != prefix
        and not {"", ".", ".."} & set(parts)
        and len(key.encode()) <= LONGEST_KEY
        and _UNSAFE.search(key) is None
    )


def take_over(store: FileStore, key: str, prefix: str, most_bytes: int) -> StoredFile:
    """Copy a file that was laid into the store to where its content belongs. The first one stays.

    Args:
        store: The store.
        key: Its place below the root of the store.
        prefix: Where such files lie; nothing else is ever opened.
        most_bytes: Most bytes it may have.

    Raises:
        UnusableKeyError: The key leads elsewhere.
        FileNotFoundError: Nothing lies there.
        FileTooLargeError: It has more bytes than it may.
        FileStoreError: The store cannot be used.
    """
    if not is_usable_key(key, prefix):
        raise UnusableKeyError(prefix)
    with store.told_plainly():
        _check_place(store, key, prefix)
        if (size := store.files.size(f"{store.root}/{key}")) is None or size > most_bytes:
            raise FileTooLargeError(most_bytes)
        with store.files.open(f"{store.root}/{key}", "rb") as file:
            data: bytes = file.read(most_bytes + 1)
    if len(data) > most_bytes:
        raise FileTooLargeError(most_bytes)
    return store.put(data)


def _check_place(store: FileStore, key: str, prefix: str) -> None:
    """Follow the links of a folder: one that leads out of it, or no file, is as good as not there."""
    if isinstance(store.files, LocalFileSystem):
        within = Path(store.root, prefix).resolve()
        place = Path(store.root, key).resolve()
        if not place.is_relative_to(within):
            raise UnusableKeyError(prefix)
        if not place.is_file():
            raise FileNotFoundError(key)
