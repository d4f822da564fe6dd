"""The file store: whole files at places that their content decides."""

import hashlib
import os
import signal
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import fsspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathwise.storage.files import FileStore, FileTooLargeError, StoredFile, key_of

DATA = b"an invented resume " * 50_000

# Writes to the store, and may write files of 64 KiB at most: like a full disk, or a kill in the middle.
INTERRUPTED_WRITER = """
import resource, signal, sys
from pathwise.storage.files import FileStore
signal.signal(signal.SIGXFSZ, getattr(signal, sys.argv[2]))
resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536))
FileStore(sys.argv[1]).put(b"an invented resume " * 50_000)
"""

INTERRUPTED_TAKER = """
import resource, signal, sys
from pathwise.storage.files import FileStore
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536))
with FileStore(sys.argv[1]).incoming(10**9) as incoming:
    for _ in range(1000):
        incoming.write(b"an invented resume " * 50)
    incoming.keep()
"""


def files_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def write_interrupted(folder: Path, on_limit: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", INTERRUPTED_WRITER, str(folder), on_limit]
    return subprocess.run(command, check=False, capture_output=True, cwd=Path(__file__).parents[2], timeout=60)


def mode(folder: Path) -> int:
    return stat.S_IMODE(folder.stat().st_mode)


def test_a_file_is_told_by_the_hash_of_its_bytes(store: FileStore) -> None:
    stored = store.put(DATA)
    sha256 = hashlib.sha256(DATA).hexdigest()
    assert (stored.key, stored.sha256, stored.size_bytes) == (key_of(sha256), sha256, len(DATA))
    assert store.read(stored.key) == DATA


def test_the_same_bytes_are_kept_once_and_not_written_again(tmp_path: Path) -> None:
    store = FileStore(str(tmp_path))
    first = store.put(DATA)
    [path] = files_in(tmp_path)
    before = path.stat()
    assert store.put(DATA) == first
    assert files_in(tmp_path) == [path]
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_other_bytes_lie_elsewhere(store: FileStore) -> None:
    one, other = store.put(b"one"), store.put(b"other")
    assert (store.read(one.key), store.read(other.key)) == (b"one", b"other")


@given(data=st.binary())
def test_what_is_put_is_read(data: bytes) -> None:
    store = FileStore("memory://pathwise-property")
    assert store.read(store.put(data).key) == data


def test_an_unknown_key_is_said_to_be_missing(store: FileStore) -> None:
    with pytest.raises(FileNotFoundError):
        store.read(key_of("0" * 64))


def test_a_writer_killed_in_the_middle_leaves_no_file_under_the_key(tmp_path: Path) -> None:
    assert write_interrupted(tmp_path, "SIG_DFL").returncode == -signal.SIGXFSZ
    [half] = files_in(tmp_path)
    assert half.name.endswith(".part")
    assert half.stat().st_size < len(DATA)
    key = key_of(hashlib.sha256(DATA).hexdigest())
    store = FileStore(str(tmp_path))
    with pytest.raises(FileNotFoundError):
        store.read(key)
    assert store.read(store.put(DATA).key) == DATA


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path) -> None:
    writer = write_interrupted(tmp_path, "SIG_IGN")
    assert writer.returncode == 1
    assert b"FileStoreError: The file store cannot be used: file too large" in writer.stderr
    assert files_in(tmp_path) == []


def test_a_file_cut_short_under_its_key_is_written_again(tmp_path: Path) -> None:
    store = FileStore(str(tmp_path))
    stored = store.put(DATA)
    [path] = files_in(tmp_path)
    os.truncate(path, 100)
    store.put(DATA)
    assert store.read(stored.key) == DATA


def test_eight_writers_of_the_same_bytes_leave_one_whole_file(tmp_path: Path) -> None:
    stores = [FileStore(str(tmp_path)) for _ in range(8)]
    with ThreadPoolExecutor(8) as threads:
        stored = set(threads.map(lambda store: store.put(DATA), stores))
    assert [path.read_bytes() == DATA for path in files_in(tmp_path)] == [True]
    assert len(stored) == 1


def test_nobody_else_on_the_machine_may_enter_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "made" / "here"
    FileStore(str(folder)).put(DATA)
    assert mode(folder) == 0o700


def test_nobody_else_may_enter_the_files_of_a_folder_that_was_open(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    FileStore(str(tmp_path)).put(DATA)
    [inner] = tmp_path.iterdir()
    assert mode(inner) == 0o700
    assert mode(tmp_path) == 0o755


@pytest.mark.parametrize("scheme", ["memory://pathwise-test", "file://{folder}"])
def test_a_store_may_be_named_by_an_url(scheme: str, tmp_path: Path) -> None:
    url = scheme.format(folder=tmp_path / "store")
    stored = FileStore(url).put(DATA)
    assert FileStore(url).read(stored.key) == DATA
    with pytest.raises(FileNotFoundError):
        FileStore(url).read(key_of("0" * 64))


def take(store: FileStore, data: bytes, most_bytes: int = len(DATA)) -> StoredFile:
    with store.incoming(most_bytes) as incoming:
        for start in range(0, len(data), 1000):
            incoming.write(data[start : start + 1000])
        return incoming.keep()


@pytest.mark.parametrize("scheme", ["memory://pathwise-incoming", "{folder}", "file://{folder}"])
@pytest.mark.parametrize("data", [b"", b"Ada", DATA], ids=["nothing", "little", "much"])
def test_what_comes_in_pieces_lies_where_the_whole_would(scheme: str, data: bytes, tmp_path: Path) -> None:
    store = FileStore(scheme.format(folder=tmp_path))
    kept = take(store, data)
    assert store.read(kept.key) == data
    assert store.put(data) == kept


def test_pieces_of_known_bytes_are_not_written_again(tmp_path: Path) -> None:
    store = FileStore(str(tmp_path))
    first = store.put(DATA)
    [path] = files_in(tmp_path)
    before = path.stat()
    assert take(store, DATA) == first
    assert files_in(tmp_path) == [path]
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.parametrize("scheme", ["memory://pathwise-refused", "{folder}"])
def test_a_file_with_one_byte_too_many_leaves_nothing(scheme: str, tmp_path: Path) -> None:
    store = FileStore(scheme.format(folder=tmp_path))
    with pytest.raises(FileTooLargeError):
        take(store, DATA, most_bytes=len(DATA) - 1)
    files, root = fsspec.url_to_fs(scheme.format(folder=tmp_path))
    assert files.find(root) == []


def test_a_file_that_is_given_up_leaves_nothing(tmp_path: Path) -> None:
    with FileStore(str(tmp_path)).incoming(100) as incoming:
        incoming.write(b"Ada")
    assert files_in(tmp_path) == []


def test_pieces_for_which_there_is_no_room_leave_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    writer = subprocess.run(
        [sys.executable, "-c", INTERRUPTED_TAKER, str(folder)],
        check=False,
        capture_output=True,
        cwd=Path(__file__).parents[2],
        timeout=60,
    )
    assert writer.returncode == 1
    assert b"FileStoreError: The file store cannot be used: file too large" in writer.stderr
    assert files_in(folder) == []


def test_eight_who_send_the_same_bytes_in_pieces_leave_one_whole_file(tmp_path: Path) -> None:
    stores = [FileStore(str(tmp_path)) for _ in range(8)]
    with ThreadPoolExecutor(8) as threads:
        stored = set(threads.map(lambda store: take(store, DATA), stores))
    assert [path.read_bytes() == DATA for path in files_in(tmp_path)] == [True]
    assert len(stored) == 1


def test_a_store_passes_its_check_and_keeps_nothing_of_it(tmp_path: Path) -> None:
    FileStore(str(tmp_path)).check()
    assert files_in(tmp_path) == []
