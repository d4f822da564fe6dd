"""The store of uploaded files, addressed by their content. Knows no database."""

import hashlib
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

    def put(self, data: bytes) -> StoredFile:
        """Keep bytes; those already there are not written again.

        The bytes go to a temporary name and are moved, so that a file under its key is always whole.
        """
        sha256 = hashlib.sha256(data).hexdigest()
        stored = StoredFile(key_of(sha256), sha256, len(data))
        path = self._path(stored.key)
        if not self._files.exists(path):
            self._write(path, data)
        return stored

    def read(self, key: str) -> bytes:
        """Read the bytes under a key.

        Raises:
            FileNotFoundError: Nothing lies there.
        """
        data: bytes = self._files.cat_file(self._path(key))
        return data

    def _path(self, key: str) -> str:
        return f"{self._root}/{BUCKET}/{key}"

    def _write(self, path: str, data: bytes) -> None:
        folder = path.rpartition("/")[0]
        self._files.makedirs(folder, exist_ok=True)
        if isinstance(self._files, LocalFileSystem):
            # An object store shows an object only when it is whole; a folder shows half a file.
            temporary = f"{folder}/.{uuid4().hex}.part"
            self._files.pipe_file(temporary, data)
            self._files.mv(temporary, path)
        else:
            self._files.pipe_file(path, data)


def key_of(sha256: str) -> str:
    """Name the place of a content: two levels of folders, so that none grows too large.

    Example:
        >>> key_of("ab12" + "0" * 60)[:10]
        'ab/12/ab12'
    """
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}"
