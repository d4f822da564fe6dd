"""The file store on S3: against a real S3 API, and against servers that deny, fail or are not there."""

import hashlib
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from uuid import uuid4

import fsspec
import pytest

from pathwise.documents.model import ReadingLimits
from pathwise.imports import ImportRefusedError, ImportSource, find_files
from pathwise.orders import ReadOrder, StoreTrouble, read
from pathwise.resume.months import YearMonth
from pathwise.settings import PROJECT_ROOT, Settings
from pathwise.storage.files import FileStore, key_of
from pathwise.storage.store_failures import FileStoreError
from pathwise.workers.pool import WorkerPool
from tests.object_store import BUCKET, ObjectStore, object_store

DATA = b"an invented resume " * 5_000


@pytest.fixture(scope="module")
def s3() -> Iterator[ObjectStore]:
    with object_store() as served:
        yield served


@pytest.fixture
def surroundings(monkeypatch: pytest.MonkeyPatch) -> Callable[[dict[str, str]], None]:
    """Give the store's library an environment; it reads its own part of it when it is imported."""

    def choose(variables: dict[str, str]) -> None:
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setitem(fsspec.config.conf, "s3", {"endpoint_url": variables["FSSPEC_S3_ENDPOINT_URL"]})

    return choose


@pytest.fixture
def url(s3: ObjectStore, surroundings: Callable[[dict[str, str]], None]) -> str:
    """A place in the bucket that no other test uses."""
    surroundings(s3.variables)
    return f"s3://{BUCKET}/{uuid4().hex}"


def names_below(url: str, s3: ObjectStore) -> list[str]:
    place = url.rpartition("/")[2] + "/"
    return [name.removeprefix(place) for name in s3.names() if name.startswith(place)]


def order(url: str, key: str) -> ReadOrder:
    return ReadOrder(url, key, ReadingLimits(), YearMonth(2026, 11))


def test_what_is_put_is_read_and_kept_once(url: str, s3: ObjectStore) -> None:
    store = FileStore(url)
    stored = store.put(DATA)
    assert store.put(DATA) == stored
    assert FileStore(url).read(stored.key) == DATA
    assert names_below(url, s3) == [f"uploads/{stored.key}"]


@pytest.mark.parametrize("pieces", [1, 3, 700])
def test_what_comes_piece_by_piece_is_one_object(pieces: int, url: str, s3: ObjectStore) -> None:
    store = FileStore(url)
    with store.incoming(len(DATA) * pieces) as incoming:
        for _ in range(pieces):
            incoming.write(DATA)
        stored = incoming.keep()
    assert hashlib.sha256(store.read(stored.key)).digest() == hashlib.sha256(DATA * pieces).digest()
    assert names_below(url, s3) == [f"uploads/{stored.key}"]


def test_what_is_broken_off_leaves_nothing(url: str, s3: ObjectStore) -> None:
    with FileStore(url).incoming(10**9) as incoming:
        incoming.write(DATA)
    assert names_below(url, s3) == []


def test_an_object_that_is_not_there_is_a_missing_file(url: str) -> None:
    with pytest.raises(FileNotFoundError):
        FileStore(url).read(key_of("0" * 64))


def test_looking_whether_it_can_be_written_leaves_nothing(url: str, s3: ObjectStore) -> None:
    FileStore(url).check()
    assert names_below(url, s3) == []


def test_the_processes_that_read_resumes_find_their_way_to_it(url: str) -> None:
    stored = FileStore(url).put(b"Ada Lovelace\nada@example.org\n\nExperience\nEngineer, 2019 - 2021\n" * 3)
    with WorkerPool(1, seconds=60, memory_bytes=2**30) as pool:
        found = pool.submit(read, order(url, stored.key)).result()
        missing = pool.submit(read, order(url, key_of("0" * 64))).result()
    assert getattr(found, "document", None), found
    assert getattr(missing, "reason", None) == "missing_file"


class TestTrouble:
    """Whatever ails the store is told as the store's matter."""

    def test_a_bucket_that_does_not_exist(self, url: str) -> None:
        elsewhere = url.replace(BUCKET, "nowhere")
        with pytest.raises(FileStoreError, match="its bucket does not exist"):
            FileStore(elsewhere).put(DATA)
        assert read(order(elsewhere, key_of("0" * 64))) == StoreTrouble("its bucket does not exist")

    @pytest.mark.parametrize(
        ("status", "code", "problem"),
        [(403, "AccessDenied", "it denies access"), (403, "SignatureDoesNotMatch", "it denies access")],
    )
    def test_a_store_that_denies(
        self, status: int, code: str, problem: str, surroundings: Callable[[dict[str, str]], None]
    ) -> None:
        with ExitStack() as stack:
            surroundings(ObjectStore(stack.enter_context(answering(status, code))).variables)
            store = FileStore(f"s3://{BUCKET}/denied")
            with pytest.raises(FileStoreError, match=problem):
                store.check()
            assert read(order(f"s3://{BUCKET}/denied", key_of("1" * 64))) == StoreTrouble(problem)

    def test_a_store_that_fails(self, surroundings: Callable[[dict[str, str]], None]) -> None:
        with answering(500, "InternalError") as endpoint:
            surroundings(ObjectStore(endpoint).variables)
            with pytest.raises(FileStoreError):
                FileStore(f"s3://{BUCKET}/failing").put(DATA)

    def test_a_store_that_is_away(self, surroundings: Callable[[dict[str, str]], None]) -> None:
        surroundings(ObjectStore("http://127.0.0.1:9").variables)
        with pytest.raises(FileStoreError, match="it does not answer"):
            FileStore(f"s3://{BUCKET}/away").read(key_of("2" * 64))


def test_a_missing_library_is_told_with_the_command_that_brings_it() -> None:
    script = """
import sys
sys.modules["s3fs"] = None
from pathwise.storage.files import FileStore
from pathwise.storage.store_failures import MissingExtraError
try:
    FileStore("s3://resumes/pathwise")
except MissingExtraError as error:
    print(error)
"""
    run = subprocess.run([sys.executable, "-c", script], cwd=PROJECT_ROOT, capture_output=True, text=True, check=False)
    assert run.stdout.strip() == (
        "PATHWISE_FILE_STORE: a store at s3:// needs a library that is not installed. Install it: "
        "`pip install 'pathwise[s3]'`, or in a checkout `poetry install -E s3`."
    ), run.stderr


class answering:  # noqa: N801 - read as a sentence
    """An S3 server that gives every request the same answer."""

    def __init__(self, status: int, code: str) -> None:
        body = f"<Error><Code>{code}</Code><Message>No.</Message></Error>".encode()

        class Handler(BaseHTTPRequestHandler):
            # The client waits to be told to go on.
            protocol_version = "HTTP/1.1"

            def handle_one_request(self) -> None:
                self.raw_requestline = self.rfile.readline(65537)
                if not self.raw_requestline or not self.parse_request():
                    self.close_connection = True
                    return
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                self.send_response(status)
                self.send_header("Content-Length", "0" if self.command == "HEAD" else str(len(body)))
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = Thread(target=self._server.serve_forever)

    def __enter__(self) -> str:
        self._thread.start()
        return f"http://127.0.0.1:{self._server.server_port}"

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def test_what_lies_below_a_prefix_can_be_imported_and_nothing_beside_it(url: str) -> None:
    store = FileStore(url)
    for name, data in {"november/b.txt": b"two", "november/a.txt": b"one", "november-too/c.txt": b"three"}.items():
        store.files.pipe_file(f"{store.root}/{name}", data)
    settings = Settings(file_store=url)
    assert [each.read_bytes() for each in find_files(ImportSource.STORE, "november", settings)] == [b"one", b"two"]
    with pytest.raises(ImportRefusedError, match="holds no files"):
        find_files(ImportSource.STORE, "december", settings)
