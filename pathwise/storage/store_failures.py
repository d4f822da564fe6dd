"""What can go wrong with the file store itself, in sentences. Knows no database.

A file that is missing is not among it: that is the file's matter, and a `FileNotFoundError`.
"""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import fsspec
from fsspec import AbstractFileSystem

from pathwise.errors import InvalidSettingError, PathwiseError

SETTING = "PATHWISE_FILE_STORE"
EXTRAS = {"s3": "s3", "s3a": "s3"}
"""The extra of this project that brings the library of a kind of URL."""

S3_PATIENCE = {"connect_timeout": 3, "read_timeout": 8, "retries": {"mode": "standard", "max_attempts": 3}}
"""How long an S3 store is waited for, all attempts together less than the 30 seconds that reading a file may take:
a store that hangs is then told as such, and not as a file that takes too long."""

WAIT_SECONDS = 25.0
"""Longest wait for one call of an object store: its client has no limit of its own for a server that takes the
connection and then says nothing at all."""

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


class FileStoreError(PathwiseError):
    """The file store cannot be used. No file is at fault; waiting may help, or somebody must mend it.

    Args:
        problem: What is wrong with it, in a few words.
    """

    def __init__(self, problem: str) -> None:
        self.problem = problem
        super().__init__(
            f"The file store cannot be used: {problem}. Nothing is lost, and no file is at fault: mend it (`pathwise "
            "doctor` looks at it), then try again."
        )


class FileStoreFullError(FileStoreError):
    """The file store has no room left."""

    def __init__(self) -> None:
        super().__init__("it is full, make room")


class MissingExtraError(PathwiseError):
    """The file store is of a kind whose library is not installed."""

    def __init__(self, protocol: str) -> None:
        self.protocol = protocol
        self.problem = f"the library for {protocol}:// is not installed"
        extra = EXTRAS.get(protocol)
        remedy = (
            f"Install it: `pip install 'pathwise[{extra}]'`, or in a checkout `poetry install -E {extra}`."
            if extra
            else "Install the library that fsspec names for it."
        )
        super().__init__(f"{SETTING}: a store at {protocol}:// needs a library that is not installed. {remedy}")


def open_file_system(url: str) -> tuple[AbstractFileSystem, str]:
    """Open what a URL names.

    Returns:
        The file system, and the place in it.

    Raises:
        MissingExtraError: Its library is not installed.
        InvalidSettingError: The URL names no kind of store.
    """
    protocol = url.partition("://")[0] if "://" in url else "file"
    try:
        files, root = fsspec.url_to_fs(url, **_options(protocol))
    except ImportError:
        raise MissingExtraError(protocol) from None
    except ValueError:
        raise InvalidSettingError(SETTING, "names no kind of store that is known") from None
    if protocol in EXTRAS:
        # The client below it tries again by itself, and knows when that helps.
        files.retries = 1
    return files, root


@contextmanager
def store_told_plainly(files: AbstractFileSystem) -> Iterator[None]:
    """Turn what the store's library raises within the block into a sentence for a person.

    Raises:
        FileNotFoundError: A file is not there; the store itself is.
        FileStoreFullError: There is no room.
        FileStoreError: The store denies access, is away, or is not there at all.
    """
    try:
        yield
    except FileNotFoundError as error:
        if _code_of(error) == "NoSuchBucket":
            raise FileStoreError("its bucket does not exist") from None
        raise
    except _errors_of(files) as error:
        if isinstance(error, OSError) and error.errno in _FULL:
            raise FileStoreFullError from None
        raise FileStoreError(_problem(error)) from None


def is_object_store(files: AbstractFileSystem) -> bool:
    """Tell whether folders are but parts of names there."""
    return bool(EXTRAS.keys() & set(_protocols(files)))


def make_folder(files: AbstractFileSystem, path: str) -> None:
    """Make the folder of a path, where there is such a thing."""
    if not is_object_store(files):
        files.makedirs(path.rpartition("/")[0], exist_ok=True)


def deadline(files: AbstractFileSystem) -> dict[str, float]:
    """Give the arguments that end a call of an object store that never answers."""
    return {"timeout": WAIT_SECONDS} if is_object_store(files) else {}


def _options(protocol: str) -> dict[str, Any]:
    if protocol not in EXTRAS or "config_kwargs" in fsspec.config.conf.get("s3", {}):
        return {}
    return {"config_kwargs": S3_PATIENCE}


def _errors_of(files: AbstractFileSystem) -> tuple[type[Exception], ...]:
    """Name what a store raises; the library of an object store has errors of its own."""
    if not is_object_store(files):
        return (OSError,)
    from aiohttp import ClientError as TransportError  # noqa: PLC0415 - part of an extra
    from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415 - part of an extra

    return OSError, BotoCoreError, ClientError, TransportError


def _problem(error: Exception) -> str:
    match error:
        case PermissionError():
            return "it denies access"
        case TimeoutError():
            return "it does not answer in time"
        case OSError(strerror=str(said)) if not _code_of(error):
            return said[:1].lower() + said[1:]
    return _LIBRARY_PROBLEMS.get(type(error).__name__, f"it answers {_code_of(error) or type(error).__name__}")


def _code_of(error: BaseException) -> str | None:
    """Read the code that an S3 server gave, where one did."""
    response = getattr(error.__cause__ or error, "response", None)
    return str(response["Error"].get("Code")) if isinstance(response, dict) and "Error" in response else None


def _protocols(files: AbstractFileSystem) -> tuple[str, ...]:
    return (files.protocol,) if isinstance(files.protocol, str) else tuple(files.protocol)


_LIBRARY_PROBLEMS = {
    "EndpointConnectionError": "it does not answer",
    "ConnectTimeoutError": "it does not answer in time",
    "ReadTimeoutError": "it does not answer in time",
    "ConnectionClosedError": "it breaks off the connection",
    "NoCredentialsError": "no credentials for it were found",
    "PartialCredentialsError": "its credentials are not whole",
}
