"""Files being written: under a temporary name until they are whole. Knows neither keys nor hashes."""

import os
from contextlib import suppress
from pathlib import Path
from typing import Final, Protocol

from fsspec import AbstractFileSystem

from pathwise.storage.store_failures import make_folder

PART_BYTES: Final = 5 * 1024 * 1024
"""What is held in memory of a file on its way to an object store: the smallest part that S3 takes."""


class Draft(Protocol):
    """A file that is being written."""

    def write(self, data: bytes) -> None:
        """Add bytes."""

    def move_to(self, path: str) -> None:
        """Give the finished file its name, in one step: under a name a file is whole, or not there."""

    def discard(self) -> None:
        """Take away what was written, unless it was moved. May be called twice."""


class LocalDraft:
    """A file being written to a folder; after a crash or a power cut it is whole under its name, or not there.

    Args:
        path: Its temporary name, on the same disk as the final one.
    """

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path
        self._file = path.open("wb")

    def write(self, data: bytes) -> None:
        """Add bytes."""
        self._file.write(data)

    def move_to(self, path: str) -> None:
        """Bring it to disk and give it its name."""
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        target = Path(path)
        target.parent.mkdir(parents=True, exist_ok=True)
        self._path.replace(target)
        _sync_folder(target.parent)

    def discard(self) -> None:
        """Take it away, unless it was moved."""
        with suppress(OSError):
            # A full disk refuses the last bytes once more.
            self._file.close()
        self._path.unlink(missing_ok=True)


class RemoteDraft:
    """An object being written to a store that moves by copying.

    Args:
        files: The store.
        path: Its temporary name there.
    """

    def __init__(self, files: AbstractFileSystem, path: str) -> None:
        make_folder(files, path)
        self._files = files
        self._path: str | None = path
        self._file = files.open(path, "wb", block_size=PART_BYTES)

    def write(self, data: bytes) -> None:
        """Add bytes."""
        self._file.write(data)

    def move_to(self, path: str) -> None:
        """Finish it and give it its name; an object store shows an object only when it is whole."""
        self._file.close()
        make_folder(self._files, path)
        self._files.cp_file(self._path, path)
        self._files.rm_file(self._path)
        self._path = None

    def discard(self) -> None:
        """Take it away, unless it was moved."""
        if self._path is None:
            return
        with suppress(OSError):
            # Closing keeps what was written; not closing would leave parts that nobody can see.
            self._file.close()
        with suppress(FileNotFoundError):
            self._files.rm_file(self._path)
        self._path = None


def _sync_folder(folder: Path) -> None:
    """Bring the names in a folder to disk: Postgres is about to promise that the file is there."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
