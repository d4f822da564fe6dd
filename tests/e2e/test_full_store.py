"""A file store with no room left, in the middle of taking a hundred resumes in: a real file system, made small."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest

from pathwise.demo.layouts import make_file
from pathwise.demo.model import Layout, Special
from pathwise.demo.people import invent_person
from pathwise.demo.samples import write_demo
from pathwise.storage.files import BUCKET, FileStore, key_of
from tests.commands.conftest import Home, finish
from tests.e2e.comparison import Comparison
from tests.e2e.conftest import Tell

MEMBERS = 100
SMALL, LARGE = "200k", "16m"
"""Room for about half the resumes, and for all."""

STORED = "SELECT f.stored_filename FROM resume_uploads f JOIN users u ON u.id = f.user_id WHERE u.email = %s"


def mounted(*arguments: str) -> bool:
    """Mount, and tell whether that was allowed."""
    return subprocess.run(["mount", *arguments], check=False, capture_output=True).returncode == 0


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    folder.mkdir()
    if not mounted("-t", "tmpfs", "-o", f"size={SMALL}", "tmpfs", str(folder)):
        pytest.skip("mounting a small file system takes the rights of root")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.fixture(scope="module")
def resumes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hundred")
    for index in range(MEMBERS):
        data = make_file(invent_person(31, index), Layout.TEXT, Special.NOTHING, Random(index))
        (folder / f"resume-{index:03}.txt").write_bytes(data)
    return folder


@pytest.mark.faults
@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="mounting takes the rights of root")
def test_a_full_store_is_told_and_the_same_command_goes_on_when_there_is_room(
    served_home: Home, resumes: Path, tmp_path: Path, tell: Tell
) -> None:
    job = write_demo(tmp_path / "demo", "small").job
    full = Comparison(served_home, served_home, (resumes, "--job", job), "full@example.org")
    with small_disk(tmp_path / "disk") as disk:
        store = FileStore(str(disk / "files"))
        variables = {"PATHWISE_FILE_STORE": str(disk / "files"), "PATHWISE_CHUNK_SIZE": "10"}
        refused = finish(full.start(**variables))
        assert refused.returncode != 0
        assert "full" in refused.stderr
        assert refused.stdout == ""
        taken = [key for (key,) in served_home.rows(STORED, full.user)]
        assert 0 < len(taken) < MEMBERS
        # What is promised to be there is there, whole; and no half-written file lies about.
        assert [key for key in taken if key_of_content(store.read(key)) != key] == []
        assert list((disk / "files" / BUCKET).rglob("*.part")) == []
        assert mounted("-o", f"remount,size={LARGE}", str(disk))
        done = finish(full.start(**variables))
        assert done.returncode == 0, done.stderr
        lost, twice = MEMBERS - full.finished(), full.twice()
        assert (lost, twice) == (0, 0)
        assert full.in_between() == []
        assert len(served_home.rows(STORED, full.user)) == MEMBERS
    tell(f"file store full: {len(taken)} of {MEMBERS} taken in, the command said so; again with room: lost 0, twice 0")


def key_of_content(data: bytes) -> str:
    return key_of(sha256(data).hexdigest())
