"""Programs on a leash: real processes, the smallest there are."""

import os
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from pathwise.supervision.program import LARGEST_LOG_BYTES, MARK, Leash, Program, end_leftovers, put_aside
from tests.commands.conftest import wait_until

WAITS = ("timeit", "-n", "1", "-r", "1", "import time; time.sleep(600)")

HOLDER = f"""
import os, sys
from pathlib import Path
from pathwise.supervision.program import Leash, Program
program = Program({WAITS!r}, Path(sys.argv[1]), os.environ, Leash.take())
print(program.pid, flush=True)
sys.stdin.read()
"""


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "logs" / "program.log"


def test_a_program_ends_with_the_process_that_holds_its_leash(log: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(log)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        program = psutil.Process(int(holder.stdout.readline()))
        assert program.is_running()
        holder.kill()
    wait_until(lambda: not program.is_running() or program.status() == psutil.STATUS_ZOMBIE)


def test_one_that_is_asked_to_end_does_and_its_log_tells_what_it_said(log: Path) -> None:
    program = Program(("platform",), log, os.environ, Leash.take())
    assert program.wait(60)
    assert program.exit_status == 0
    assert log.read_text(encoding="utf-8").strip()
    waiting = Program(WAITS, log, os.environ, Leash.take())
    waiting.end(60)
    assert waiting.exit_status is not None


def test_what_bears_the_mark_of_a_home_is_found_and_ended_and_nothing_else(log: Path, tmp_path: Path) -> None:
    leash = Leash.take()
    ours, kept = (Program(WAITS, log, os.environ | {MARK: str(tmp_path)}, leash) for _ in range(2))
    others = Program(WAITS, log, os.environ | {MARK: "/elsewhere"}, leash)
    assert end_leftovers(tmp_path, but={kept.pid}) == 1
    assert ours.wait(60)
    assert [each.exit_status for each in (kept, others)] == [None, None]
    for each in (kept, others):
        each.kill()


def test_a_large_log_makes_way_for_a_new_one(log: Path) -> None:
    put_aside(log)
    log.write_bytes(b"x" * (LARGEST_LOG_BYTES + 1))
    put_aside(log)
    assert [path.name for path in log.parent.iterdir()] == ["program.log.1"]
