"""The store of uploaded files, addressed by their content. Knows no database."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import fsspec
from fsspec.implementations.local import LocalFileSystem

BUCKET = "uploads"
"""The only folder of the store so far; kept with each upload as `storage_bucket`."""


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that lies in the store.

    Attributes:
        key: Its place below the bucket, made from the hash alone; the user's file name never enters.
        sha256: Hash of its bytes, 64 hexadecimal digits.
        size_bytes: 0 or more.
    """

    key: str
    sha256: str
    size_bytes: int


class FileStore:
    """Files below one fsspec URL, each at a place that its content decides."""

    def __init__(self, url: str) -> None:
        self._files, self._root = fsspec.url_to_fs(url)
        if isinstance(self._files, LocalFileSystem):
            # Resumes are for nobody else on this machine.
            Path(self._root).mkdir(mode=0o700, parents=True, exist_ok=True)
            # The root may be a folder that was there before, open to all.
            Path(self._root, BUCKET).mkdir(mode=0o700, exist_ok=True)

    def put(self, data: bytes) -> StoredFile:
        """Keep bytes; those already there are not written again.

        A file under its key is always whole; one cut short behind our back is written again.
        """
        sha256 = hashlib.sha256(data).hexdigest()
        stored = StoredFile(key_of(sha256), sha256, len(data))
        path = self._path(stored.key)
        if not self._is_whole(path, stored.size_bytes):
            self._write(path, data)
        return stored

    def check(self) -> None:
        """Write a few bytes and take them away again.

        Raises:
            OSError: Nothing can be written.
        """
        path = self._path(f".{uuid4().hex}.probe")
        self._write(path, b"pathwise")
        self._files.rm_file(path)

    def read(self, key: str) -> bytes:
        """Read the bytes under a key.

        Raises:
            FileNotFoundError: Nothing lies there.
        """
        data: bytes = self._files.cat_file(self._path(key))
        return data

    def _path(self, key: str) -> str:
        return f"{self._root}/{BUCKET}/{key}"

    def _is_whole(self, path: str, size_bytes: int) -> bool:
        try:
            return bool(self._files.size(path) == size_bytes)
        except FileNotFoundError:
            return False

    def _write(self, path: str, data: bytes) -> None:
        if isinstance(self._files, LocalFileSystem):
            # An object store shows an object only when it is whole; a folder shows half a file.
            _write_whole(Path(path), data)
        else:
            self._files.makedirs(path.rpartition("/")[0], exist_ok=True)
            self._files.pipe_file(path, data)


def _write_whole(path: Path, data: bytes) -> None:
    """Write under a temporary name, then move: after a crash or a power cut the file is whole, or not there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{uuid4().hex}.part")
    try:
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Bring the names in a folder to disk: Postgres is about to promise that the file is there."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def key_of(sha256: str) -> str:
    """Name the place of a content: two levels of folders, so that none grows too large.

    Example:
        >>> key_of("ab12" + "0" * 60)[:10]
        'ab/12/ab12'
    """
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}"
