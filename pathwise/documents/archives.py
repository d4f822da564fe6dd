"""Zip files opened with care: what they hold is measured before anything is inflated."""

import io
import zipfile
import zlib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from pathwise.documents.model import Refusal
from pathwise.documents.refusals import in_megabytes, refuse
from pathwise_models.enums import ReasonCode

# What zipfile raises for archives that are damaged, cut or packed by a method it does not know
# (NotImplementedError); RuntimeError is its word for a member that needs a password.
ZIP_FAILURES = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
    OverflowError,
    UnicodeDecodeError,
)
_SMALL = 1024 * 1024
# What tells a document that is itself a zip (Office, OpenDocument, Pages) from a zip of documents.
_PACKAGE_MARKS = frozenset({"[Content_Types].xml", "mimetype", "Index/Document.iwa", "META-INF/MANIFEST.MF"})
_IS_ENCRYPTED = 0x1
GREATEST_RATIO = 100
"""What grows more than this when inflated was made to: text packs ten to one, PDF and DOCX hardly at all."""


MOST_MEMBERS = 20_000
_LARGEST_DIRECTORY = 8 * 1024 * 1024
_MEMBER_MARK = b"PK\x01\x02"


class UnsafeDirectoryError(zipfile.BadZipFile):
    """A zip lists more members than anybody sends resumes."""


class DirectoryReader(io.BufferedReader):
    """Reads the list of a zip's members, where it is not so long that holding it costs much.

    `zipfile` takes the whole list at once, as long as it says it is, and makes an object a member. What is listed
    here is listed in the program's own process, which has no limit.

    Args:
        path: The zip.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(io.FileIO(path))

    def read(self, size: int | None = -1, /) -> bytes:
        """Read as any file.

        Raises:
            UnsafeDirectoryError: It is the list, and too long.
        """
        if size is not None and size > _LARGEST_DIRECTORY:
            raise UnsafeDirectoryError
        data = super().read(size)
        if data.count(_MEMBER_MARK) > MOST_MEMBERS:
            raise UnsafeDirectoryError
        return data


def is_zip(data: bytes) -> bool:
    """Tell whether bytes are a zip with at least one member that can be listed."""
    return data.startswith(b"PK") and bool(member_names(data))


def is_package(names: Iterable[str]) -> bool:
    """Tell by its members whether a zip is one document, and not a bundle of files.

    Example:
        >>> is_package(["[Content_Types].xml", "word/document.xml"]), is_package(["ada.pdf"])
        (True, False)
    """
    return not _PACKAGE_MARKS.isdisjoint(names)


@lru_cache(maxsize=1)
def member_names(data: bytes) -> tuple[str, ...]:
    """List the members of a zip; empty where it cannot be opened."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return tuple(archive.namelist())
    except ZIP_FAILURES:
        return ()


def small_member(data: bytes, name: str) -> bytes:
    """Read the first mebibyte of a member; empty where it is missing or cannot be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(name) as member:
            return member.read(_SMALL)
    except (KeyError, *ZIP_FAILURES):
        return b""


def read_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, limit: int) -> bytes | Refusal:
    """Inflate one member, and no more of it than the limit.

    Args:
        archive: An open zip.
        member: One of its members.
        limit: Most bytes the member may grow to, whatever size it declares.

    Returns:
        The member's bytes; `encrypted`, `too_large`, `unsafe_archive` where it was made to grow, `corrupt`.
    """
    if member.flag_bits & _IS_ENCRYPTED:
        return refuse(ReasonCode.ENCRYPTED)
    if member.file_size > limit:
        return _too_large(member, limit)
    try:
        with archive.open(member) as stream:
            data = stream.read(limit + 1)
    except ZIP_FAILURES:
        return refuse(ReasonCode.CORRUPT)
    return refuse(ReasonCode.UNSAFE_ARCHIVE) if len(data) > limit else data


def _too_large(member: zipfile.ZipInfo, limit: int) -> Refusal:
    if member.file_size > GREATEST_RATIO * member.compress_size:
        return refuse(ReasonCode.UNSAFE_ARCHIVE)
    return refuse(ReasonCode.TOO_LARGE, limit=in_megabytes(limit))


def declared_size(archive: zipfile.ZipFile) -> int:
    """Sum the sizes that the members declare, in bytes."""
    return sum(member.file_size for member in archive.infolist())
