"""Where resumes are imported from: a folder or zip below the allowed root, or a prefix of the file store. No database.

Places come from a form that anybody with access to Prefect can fill in: nothing outside the root is reached by them.
"""

import posixpath
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path, PurePosixPath
from zipfile import is_zipfile

from fsspec import AbstractFileSystem
from fsspec.implementations.local import LocalFileSystem

from pathwise.documents.collection import Candidate, collect
from pathwise.documents.model import Refusal
from pathwise.documents.refusals import in_megabytes, refuse
from pathwise.errors import InvalidInputError, PathwiseError
from pathwise.settings import Settings
from pathwise.storage.files import BUCKET
from pathwise.storage.intake import FileAtHand
from pathwise.storage.store_failures import open_file_system, store_told_plainly
from pathwise_models.enums import ReasonCode


class ImportSource(StrEnum):
    """Where a place lies."""

    FOLDER = "folder_or_zip"
    STORE = "file_store"


class ImportRefusedError(PathwiseError):
    """A place cannot be imported from. Does not repeat it: it may be anything."""


@dataclass(frozen=True, slots=True)
class StoredObject:
    """An object of a remote file store that may be a resume."""

    label: str
    files: AbstractFileSystem
    most_bytes: int
    as_resume: bool = False

    def read_bytes(self) -> bytes | Refusal:
        """Read it, and no more than a resume may have.

        Raises:
            FileStoreError: The store cannot be used.
        """
        try:
            with store_told_plainly(self.files):
                data: bytes = self.files.cat_file(self.label, start=0, end=self.most_bytes + 1)
        except FileNotFoundError:
            return refuse(ReasonCode.MISSING_FILE)
        return (
            refuse(ReasonCode.TOO_LARGE, limit=in_megabytes(self.most_bytes)) if len(data) > self.most_bytes else data
        )


def find_files(
    source: ImportSource, place: str, settings: Settings, *, as_resumes: bool = False
) -> Sequence[FileAtHand]:
    """List the files at a place, in the order of their names. Nothing is read yet.

    Args:
        source: Where the place lies.
        place: Relative to the import root or to the file store.
        settings: Name both.
        as_resumes: Take every file for a resume, whatever it looks like.

    Raises:
        ImportRefusedError: There is no such place, it is not allowed, or holds nothing.
    """
    try:
        is_folder = source is ImportSource.FOLDER
        found = _in_folder_or_zip(below(_root(settings), place), settings) if is_folder else _in_store(place, settings)
    except OSError as error:
        # Its own words name the file, which may be called after a person.
        problem = error.strerror or type(error).__name__
        raise ImportRefusedError(f"The place cannot be listed: {problem}. Look at its permissions.") from None
    return [replace(each, as_resume=as_resumes) for each in found]


def find_job(place: str, settings: Settings) -> Path:
    """Find the file of a job below the allowed root.

    Raises:
        ImportRefusedError: There is none, or it is not allowed.
    """
    path = below(_root(settings), place)
    if not path.is_file():
        raise ImportRefusedError("The job is no file. Give its path relative to PATHWISE_IMPORT_ROOT.")
    return path


def below(root: Path, place: str) -> Path:
    """Go down from a root, through folders alone.

    Raises:
        ImportRefusedError: The place is not relative, points upwards, goes through a link or is not there.
    """
    steps = PurePosixPath(place)
    if steps.is_absolute() or ".." in steps.parts or "\\" in place or not place.isprintable():
        raise ImportRefusedError("Give a place relative to PATHWISE_IMPORT_ROOT, with / between folders and no `..`.")
    path = root
    for step in steps.parts:
        path = path / step
        if path.is_symlink():
            raise ImportRefusedError("The place goes through a link. Name the folder that it points to, if it is one.")
    if not path.exists():
        raise ImportRefusedError("There is no such place below PATHWISE_IMPORT_ROOT. Check its spelling.")
    return path


def _root(settings: Settings) -> Path:
    if settings.import_root is None:
        raise ImportRefusedError(
            "Nothing can be imported from folders: PATHWISE_IMPORT_ROOT is not set. Set it, for the worker, to the "
            "folder below which resumes may be imported."
        )
    if not settings.import_root.is_dir():
        raise ImportRefusedError("The folder that PATHWISE_IMPORT_ROOT names is not there. Make it, or name another.")
    return settings.import_root.resolve()


def _in_folder_or_zip(path: Path, settings: Settings) -> Sequence[Candidate]:
    if not path.is_dir() and not is_zipfile(path):
        raise ImportRefusedError("The place is neither a folder nor a zip. Name the folder that the resumes lie in.")
    try:
        return collect([path], settings.reading_limits)
    except InvalidInputError:
        raise _nothing_there() from None


def _in_store(prefix: str, settings: Settings) -> Sequence[Candidate | StoredObject]:
    files, root = open_file_system(settings.file_store_url)
    steps = PurePosixPath(prefix).parts
    if not steps or steps[0] == BUCKET:
        raise ImportRefusedError(f"Name a prefix of the file store other than {BUCKET}/, which Pathwise keeps itself.")
    if isinstance(files, LocalFileSystem):
        return _in_folder_or_zip(below(Path(root).resolve(), prefix), settings)
    if prefix.startswith("/") or posixpath.normpath(prefix) != prefix.rstrip("/") or ".." in steps:
        raise ImportRefusedError("Give a prefix relative to the file store, with / between its parts and no `..`.")
    try:
        with store_told_plainly(files):
            found = sorted(str(path) for path in files.find(f"{root}/{prefix.rstrip('/')}/"))
    except FileNotFoundError:
        found = []
    if not found:
        raise _nothing_there()
    return [StoredObject(path, files, settings.reading_limits.file_bytes) for path in found]


def _nothing_there() -> ImportRefusedError:
    return ImportRefusedError("The place holds no files. Name one with resumes in it.")
