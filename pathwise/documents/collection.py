"""Files, folders and zips become a list of candidates: what may be a resume, read one at a time."""

import os
import re
import stat
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath

from pathwise.documents.archives import (
    GREATEST_RATIO,
    ZIP_FAILURES,
    DirectoryReader,
    UnsafeDirectoryError,
    declared_size,
    is_package,
    is_zip,
    member_names,
    read_member,
)
from pathwise.documents.model import ReadingLimits, Refusal
from pathwise.documents.refusals import in_megabytes, refuse
from pathwise.errors import InvalidInputError
from pathwise_models.enums import ReasonCode

# What systems and Word leave beside documents; dot files besides.
_LITTER = frozenset({"__macosx", "thumbs.db", "desktop.ini"})
_LOCK_FILE = "~$"
_OUTSIDE = re.compile(r"^[/\\]|^[A-Za-z]:|(^|[/\\])\.\.([/\\]|$)")
_DEFAULT_LIMITS = ReadingLimits()


@dataclass(frozen=True, slots=True)
class Candidate:
    """One file that may be a resume; nothing of it is read yet.

    Attributes:
        label: The path as the caller gave it; `archive.zip/member.pdf` for a member of a zip.
        path: The file, or the zip that holds it.
        member: Place in the zip's list of members, counted from 0; None for a file by itself.
        limits: What it may cost.
        refusal: Known beforehand: why it cannot be read.
        as_resume: Somebody says that it is a resume, whatever it looks like.
    """

    label: str
    path: Path
    member: int | None = None
    limits: ReadingLimits = _DEFAULT_LIMITS
    refusal: Refusal | None = None
    as_resume: bool = False

    def read_bytes(self) -> bytes | Refusal:
        """Read the file. Nothing is written to disk.

        Returns:
            Its bytes; `missing_file`, `too_large`, `encrypted`, `unsafe_archive` or `corrupt`.
        """
        if self.refusal:
            return self.refusal
        try:
            return _read_file(self.path, self.limits) if self.member is None else self._read_member(self.member)
        except OSError:
            return refuse(ReasonCode.MISSING_FILE)

    def _read_member(self, member: int) -> bytes | Refusal:
        status = self.path.stat()
        try:
            archive = _open_archive(self.path, status.st_mtime_ns, status.st_size)
            data = read_member(archive, archive.infolist()[member], self.limits.file_bytes)
        except (IndexError, *ZIP_FAILURES):
            return refuse(ReasonCode.MISSING_FILE)
        if isinstance(data, bytes) and is_zip(data) and not is_package(member_names(data)):
            return refuse(ReasonCode.UNSAFE_ARCHIVE)
        return data


def collect(paths: Sequence[Path], limits: ReadingLimits = _DEFAULT_LIMITS) -> list[Candidate]:
    """List the files that may be resumes.

    A folder is searched to its depths, in the order of names; links to folders are not followed, nor
    links to files outside of it. A zip is opened unless it is a document itself. Hidden files and what
    systems leave behind are passed over.

    Args:
        paths: Files, folders, zips, as the caller named them; may be empty.
        limits: What a file may cost.

    Returns:
        The candidates in the order of `paths`, each once.

    Raises:
        InvalidInputError: A path does not exist, or a folder or zip holds nothing that could be a resume.
    """
    found: dict[str, Candidate] = {}
    for path in paths:
        candidates = list(_candidates(path, limits))
        if not candidates:
            raise InvalidInputError(str(path), "holds no files. Name a folder or zip with resumes in it.")
        for candidate in candidates:
            found.setdefault(candidate.label, candidate)
    return list(found.values())


def _candidates(path: Path, limits: ReadingLimits) -> Iterator[Candidate]:
    if path.is_dir():
        for file in _files_within(path):
            yield from _of_file(file, limits)
    elif path.is_file():
        yield from _of_file(path, limits)
    elif path.exists():
        raise InvalidInputError(str(path), "is neither a file nor a folder.")
    else:
        raise InvalidInputError(str(path), "does not exist. Check the spelling and the current folder.")


def _files_within(folder: Path) -> Iterator[Path]:
    root = folder.resolve()
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not _is_litter(name))
        for name in sorted(files):
            file = Path(place, name)
            is_inside = not file.is_symlink() or file.resolve().is_relative_to(root)
            if not _is_litter(name) and is_inside and file.is_file():
                yield file


def _is_litter(name: str) -> bool:
    return name.startswith((".", _LOCK_FILE)) or name.lower() in _LITTER


def _of_file(path: Path, limits: ReadingLimits) -> Iterator[Candidate]:
    """Give the file itself, or the members of a zip that is no document."""
    try:
        with DirectoryReader(path) as file, zipfile.ZipFile(file) as archive:
            members = archive.infolist()
            if is_package(archive.namelist()):
                yield Candidate(str(path), path, limits=limits)
            elif _was_made_to_grow(archive, path.stat().st_size, limits):
                yield Candidate(str(path), path, refusal=refuse(ReasonCode.UNSAFE_ARCHIVE))
            else:
                yield from _of_members(path, members, limits)
    except UnsafeDirectoryError:
        yield Candidate(str(path), path, refusal=refuse(ReasonCode.UNSAFE_ARCHIVE))
    except ZIP_FAILURES:
        # No zip, or one that cannot be opened: reading it will say so.
        yield Candidate(str(path), path, limits=limits)


def _was_made_to_grow(archive: zipfile.ZipFile, size: int, limits: ReadingLimits) -> bool:
    total = declared_size(archive)
    return total > limits.inflated_bytes and total > GREATEST_RATIO * size


def _of_members(path: Path, members: Iterable[zipfile.ZipInfo], limits: ReadingLimits) -> Iterator[Candidate]:
    for index, member in enumerate(members):
        name = PurePosixPath(member.filename.replace("\\", "/"))
        if member.is_dir() or any(_is_litter(part) for part in name.parts if part != ".."):
            continue
        points_outside = _OUTSIDE.search(member.filename) is not None
        refusal = refuse(ReasonCode.UNSAFE_ARCHIVE) if points_outside else None
        yield Candidate(f"{path}/{name}", path, index, limits, refusal)


def _read_file(path: Path, limits: ReadingLimits) -> bytes | Refusal:
    with open(path, "rb", opener=_open_at_once) as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode):
            return refuse(ReasonCode.MISSING_FILE)
        data = file.read(limits.file_bytes + 1)
    return (
        refuse(ReasonCode.TOO_LARGE, limit=in_megabytes(limits.file_bytes)) if len(data) > limits.file_bytes else data
    )


def _open_at_once(path: str, flags: int) -> int:
    """Open a file without waiting, as a pipe would make one that took its place since it was listed."""
    return os.open(path, flags | os.O_NONBLOCK)


@lru_cache(maxsize=1)
def _open_archive(path: Path, modified_ns: int, size: int) -> zipfile.ZipFile:  # noqa: ARG001 - part of the key
    """Open a zip once for all its members: listing thousands of them anew for each would cost minutes."""
    return zipfile.ZipFile(path)
