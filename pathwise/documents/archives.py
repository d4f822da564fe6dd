"""Zip files opened with care: what they hold is measured before anything is inflated."""

import io
import zipfile
import zlib
from functools import lru_cache

from pathwise.documents.model import Refusal
from pathwise.documents.refusals import refuse
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
_IS_ENCRYPTED = 0x1


def is_zip(data: bytes) -> bool:
    """Tell whether bytes are a zip with at least one member that can be listed."""
    return data.startswith(b"PK") and bool(member_names(data))


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
        The member's bytes; `encrypted`, `unsafe_archive` where it is larger, or `corrupt`.
    """
    if member.flag_bits & _IS_ENCRYPTED:
        return refuse(ReasonCode.ENCRYPTED)
    if member.file_size > limit:
        return refuse(ReasonCode.UNSAFE_ARCHIVE)
    try:
        with archive.open(member) as stream:
            data = stream.read(limit + 1)
    except ZIP_FAILURES:
        return refuse(ReasonCode.CORRUPT)
    return refuse(ReasonCode.UNSAFE_ARCHIVE) if len(data) > limit else data


def declared_size(archive: zipfile.ZipFile) -> int:
    """Sum the sizes that the members declare, in bytes."""
    return sum(member.file_size for member in archive.infolist())
