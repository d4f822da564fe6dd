"""A real S3 API on loopback: moto's server, in a process of its own."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import httpx

BUCKET = "resumes"
PATIENCE_SECONDS = 120.0


@dataclass(frozen=True)
class ObjectStore:
    """An S3 server with one bucket.

    Attributes:
        endpoint: Its address.
    """

    endpoint: str

    @property
    def variables(self) -> dict[str, str]:
        """What a program needs in its environment to get in."""
        return {
            "FSSPEC_S3_ENDPOINT_URL": self.endpoint,
            "AWS_ACCESS_KEY_ID": "invented",
            "AWS_SECRET_ACCESS_KEY": "invented",
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_EC2_METADATA_DISABLED": "true",
        }

    def names(self) -> list[str]:
        """Names of all objects."""
        listing = httpx.get(f"{self.endpoint}/{BUCKET}").text
        return [part.partition("</Key>")[0] for part in listing.split("<Key>")[1:]]


@contextmanager
def object_store() -> Iterator[ObjectStore]:
    """Serve S3 for as long as the block runs, with the bucket made."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        store = ObjectStore(f"http://127.0.0.1:{port}")
        try:
            _make_bucket(store, process)
            yield store
        finally:
            process.terminate()


def _make_bucket(store: ObjectStore, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        assert process.poll() is None, "moto's server ended at once"
        try:
            httpx.put(f"{store.endpoint}/{BUCKET}").raise_for_status()
        except httpx.TransportError:
            assert time.monotonic() < deadline, "moto's server does not answer"
            time.sleep(0.05)
        else:
            return
