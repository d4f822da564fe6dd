"""Runs that begin in forks of a starter, and those that begin alone: real processes, with another program inside."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest
from tenacity import retry, retry_if_result, stop_after_delay, wait_fixed

from pathwise.runtime.flow_process import DOOR
from pathwise.settings import PROJECT_ROOT

PROGRAM = "tests.runtime.warm_program"
STARTER = """
import sys
from pathlib import Path
from pathwise.runtime.warm_starter import start_warm
start_warm(Path(sys.argv[1]), int(sys.argv[2]), ["json"], lambda: None, program=sys.argv[3])
"""
RUN = "import sys; from pathwise.runtime.flow_process import main; main(sys.argv[1])"


@retry(retry=retry_if_result(lambda is_so: not is_so), stop=stop_after_delay(60), wait=wait_fixed(0.05))
def until(is_so: Callable[[], bool]) -> bool:
    return is_so()


@dataclass(frozen=True, slots=True)
class Starter:
    """A starter, and the end of its leash."""

    process: "subprocess.Popen[bytes]"
    door: Path
    held: int


@pytest.fixture
def starter(tmp_path: Path) -> Iterator[Starter]:
    """A starter that listens."""
    door = tmp_path / "door"
    leash, held = os.pipe()
    process = subprocess.Popen(
        [sys.executable, "-u", "-c", STARTER, str(door), str(leash), PROGRAM],
        cwd=PROJECT_ROOT,
        pass_fds=[leash],
        start_new_session=True,
    )
    os.close(leash)
    until(lambda: door.exists() or process.poll() is not None)
    yield Starter(process, door, held)
    if process.poll() is None:
        os.close(held)
        assert process.wait(30) == 0


Run = Callable[[Path, str], "subprocess.Popen[str]"]


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Run]:
    """Have a worker's process of a run begin, with a door and a wish."""
    begun = []

    def begin(door: Path, wish: str) -> "subprocess.Popen[str]":
        own = {DOOR: str(door), "WISH": wish, "PYTHONPATH": str(PROJECT_ROOT), "PYTHONUNBUFFERED": "1"}
        command = [sys.executable, "-c", RUN, PROGRAM]
        process = subprocess.Popen(
            command, cwd=tmp_path, env=os.environ | own, text=True, stdout=subprocess.PIPE, start_new_session=True
        )
        begun.append(process)
        return process

    yield begin
    for process in begun:
        process.kill()
        process.communicate()


def first_words(process: "subprocess.Popen[str]") -> dict[str, object]:
    assert process.stdout
    told: dict[str, object] = json.loads(process.stdout.readline())
    return told


def is_fork_of(told: dict[str, object], starter: Starter) -> bool:
    return psutil.Process(int(str(told["pid"]))).ppid() == starter.process.pid


def test_a_run_gets_the_environment_the_folder_and_the_streams_of_who_asked(
    starter: Starter, run: Run, tmp_path: Path
) -> None:
    one, other = (run(starter.door, f"exit {status}") for status in (0, 3))
    assert {"folder": str(tmp_path), "wish": "exit 3"}.items() <= first_words(other).items()
    assert {"folder": str(tmp_path), "wish": "exit 0"}.items() <= first_words(one).items()
    assert (one.wait(30), other.wait(30)) == (0, 3)


def test_a_run_that_is_killed_ends_who_stands_for_it_by_the_same_signal(starter: Starter, run: Run) -> None:
    assert run(starter.door, "die").wait(30) == -signal.SIGKILL


def test_a_signal_is_handed_down_and_the_run_ends_as_it_likes(starter: Starter, run: Run) -> None:
    standing = run(starter.door, "wait")
    told = first_words(standing)
    assert told["pid"] != standing.pid
    assert is_fork_of(told, starter)
    assert standing.stdout
    assert standing.stdout.readline() == "waiting\n"
    standing.terminate()
    assert standing.wait(30) == 7


def test_a_run_is_killed_with_who_stands_for_it(starter: Starter, run: Run) -> None:
    standing = run(starter.door, "wait")
    process = psutil.Process(int(str(first_words(standing)["pid"])))
    standing.kill()
    until(lambda: not process.is_running() or process.status() == psutil.STATUS_ZOMBIE)


def test_a_run_outlives_a_starter_that_is_killed_and_the_next_one_begins_by_itself(starter: Starter, run: Run) -> None:
    standing = run(starter.door, "wait")
    process = psutil.Process(int(str(first_words(standing)["pid"])))
    starter.process.kill()
    starter.process.wait(30)
    assert process.is_running()
    alone = run(starter.door, "exit 5")
    assert first_words(alone)["pid"] == alone.pid
    assert alone.wait(30) == 5
    standing.kill()
    until(lambda: not process.is_running() or process.status() == psutil.STATUS_ZOMBIE)


def test_a_starter_ends_with_its_leash_and_takes_no_run_with_it(starter: Starter, run: Run) -> None:
    standing = run(starter.door, "wait")
    process = psutil.Process(int(str(first_words(standing)["pid"])))
    os.close(starter.held)
    assert starter.process.wait(30) == 0
    assert process.is_running()
    standing.kill()
    until(lambda: not process.is_running() or process.status() == psutil.STATUS_ZOMBIE)


def test_without_a_starter_a_run_begins_by_itself(run: Run, tmp_path: Path) -> None:
    alone = run(tmp_path / "nobody", "exit 4")
    assert first_words(alone)["pid"] == alone.pid
    assert alone.wait(30) == 4


def test_nonsense_at_the_door_harms_nobody(starter: Starter, run: Run) -> None:
    for said in (b"", b"\x00", b"\xff\xff\xff\xffabc"):
        with socket.socket(socket.AF_UNIX) as caller:
            caller.connect(str(starter.door))
            caller.sendall(said)
            caller.shutdown(socket.SHUT_WR)
    assert run(starter.door, "exit 6").wait(60) == 6
