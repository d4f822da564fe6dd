"""The store of uploaded files, addressed by their content. Knows no database."""

import hashlib
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Self
from uuid import uuid4

from fsspec.implementations.local import LocalFileSystem

from pathwise.errors import PathwiseError
from pathwise.storage.drafts import Draft, LocalDraft, RemoteDraft
from pathwise.storage.store_failures import (
    deadline,
    is_object_store,
    make_folder,
    open_file_system,
    store_told_plainly,
)

BUCKET = "uploads"
"""The only folder of the store so far; kept with each upload as `storage_bucket`."""


class FileTooLargeError(PathwiseError):
    """A file has more bytes than it may."""

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes = most_bytes
        super().__init__(f"The file is larger than {most_bytes:,} bytes, the most that PATHWISE_MAX_FILE_BYTES allows.")


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
    """Files below one fsspec URL, each at a place that its content decides.

    Whatever is asked of it raises `FileStoreError` where the store itself cannot be used, and `FileStoreFullError`
    where it has no room.

    Raises:
        MissingExtraError: The library for this kind of store is not installed.
        InvalidSettingError: The URL names no kind of store.
    """

    def __init__(self, url: str) -> None:
        self.files, self.root = open_file_system(url)
        if isinstance(self.files, LocalFileSystem):
            with self.told_plainly():
                # Resumes are for nobody else on this machine.
                Path(self.root).mkdir(mode=0o700, parents=True, exist_ok=True)
                # The root may be a folder that was there before, open to all.
                Path(self.root, BUCKET).mkdir(mode=0o700, exist_ok=True)

    def put(self, data: bytes) -> StoredFile:
        """Keep bytes; those already there are not written again.

        A file under its key is always whole; one cut short behind our back is written again.
        """
        sha256 = hashlib.sha256(data).hexdigest()
        stored = StoredFile(key_of(sha256), sha256, len(data))
        if not self.holds(stored):
            with self.told_plainly():
                self._write(self.path_of(stored.key), data)
        return stored

    def incoming(self, most_bytes: int) -> "Incoming":
        """Begin to take in a file whose bytes come piece by piece.

        Args:
            most_bytes: Most bytes it may have.
        """
        with self.told_plainly():
            return Incoming(self, self._draft(), most_bytes)

    def holds(self, stored: StoredFile) -> bool:
        """Tell whether a file lies whole under its key."""
        try:
            with self.told_plainly():
                return bool(self._size(self.path_of(stored.key)) == stored.size_bytes)
        except FileNotFoundError:
            return False

    def path_of(self, key: str) -> str:
        """Name the place of a key within the file system of the store."""
        return f"{self.root}/{BUCKET}/{key}"

    def check(self) -> None:
        """Write a few bytes and take them away again.

        Raises:
            FileStoreError: Nothing can be written.
        """
        path = self.path_of(f".{uuid4().hex}.probe")
        with self.told_plainly():
            self._write(path, b"pathwise")
            self.files.rm_file(path)

    def read(self, key: str) -> bytes:
        """Read the bytes under a key.

        Raises:
            FileNotFoundError: Nothing lies there.
        """
        with self.told_plainly():
            data: bytes = self.files.cat_file(self.path_of(key), **deadline(self.files))
        return data

    def told_plainly(self) -> AbstractContextManager[None]:
        """Have what goes wrong within a block told as `FileStoreError`, unless a file is but missing."""
        return store_told_plainly(self.files)

    def _size(self, path: str) -> int | None:
        try:
            size: int | None = self.files.size(path)
        except PermissionError:
            # Who may not list an S3 bucket is denied to ask for what is not there; writing tells the rest.
            if is_object_store(self.files):
                return None
            raise
        return size

    def _write(self, path: str, data: bytes) -> None:
        if isinstance(self.files, LocalFileSystem):
            draft = LocalDraft(Path(path).with_name(_temporary_name()))
            try:
                draft.write(data)
                draft.move_to(path)
            finally:
                draft.discard()
        else:
            # An object store shows an object only when it is whole; a folder shows half a file.
            make_folder(self.files, path)
            self.files.pipe_file(path, data, **deadline(self.files))

    def _draft(self) -> Draft:
        path = self.path_of(_temporary_name())
        return LocalDraft(Path(path)) if isinstance(self.files, LocalFileSystem) else RemoteDraft(self.files, path)


class Incoming:
    """A file that comes piece by piece: hashed while it is written, kept once it is whole.

    Leaving its block without `keep` leaves nothing in the store.

    Args:
        store: Where it is to lie.
        draft: Where its pieces go until then.
        most_bytes: Most bytes it may have.

    Attributes:
        size_bytes: What came so far.
    """

    def __init__(self, store: FileStore, draft: Draft, most_bytes: int) -> None:
        self._store = store
        self._draft = draft
        self._most_bytes = most_bytes
        self._hash = hashlib.sha256()
        self.size_bytes = 0

    def write(self, data: bytes) -> None:
        """Add a piece.

        Raises:
            FileTooLargeError: With it the file has more bytes than it may.
        """
        self.size_bytes += len(data)
        if self.size_bytes > self._most_bytes:
            raise FileTooLargeError(self._most_bytes)
        self._hash.update(data)
        with self._store.told_plainly():
            self._draft.write(data)

    def keep(self) -> StoredFile:
        """Keep the file under the key that its content decides; bytes that lie there already are not written again."""
        sha256 = self._hash.hexdigest()
        stored = StoredFile(key_of(sha256), sha256, self.size_bytes)
        if self._store.holds(stored):
            self.discard()
        else:
            with self._store.told_plainly():
                self._draft.move_to(self._store.path_of(stored.key))
        return stored

    def discard(self) -> None:
        """Take away what was written, unless it was kept. May be called twice."""
        with self._store.told_plainly():
            self._draft.discard()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.discard()


def _temporary_name() -> str:
    return f".{uuid4().hex}.part"


def key_of(sha256: str) -> str:
    """Name the place of a content: two levels of folders, so that none grows too large.

    Example:
        >>> key_of("ab12" + "0" * 60)[:10]
        'ab/12/ab12'
    """
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}"
