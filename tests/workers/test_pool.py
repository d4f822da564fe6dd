"""The pool with real processes. The items are functions of the standard library: any process can import them."""

import ctypes
import os
import re
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError, ThreadPoolExecutor
from functools import partial
from itertools import count, islice, repeat
from pathlib import Path
from typing import Any

import psutil
import pytest

from pathwise.workers.failure import ItemFailure
from pathwise.workers.pool import WorkerPool
from pathwise_models.enums import ReasonCode

MEBIBYTE = 1024**2
MEMORY = 300 * MEBIBYTE
PROCESS_ID = "__import__('os').getpid()"
backtrack_for_ever = partial(re.match, r"(a+)+$")
A_LONG_WAY_BACK = "a" * 80 + "b"


@pytest.fixture(scope="module")
def pool() -> Iterator[WorkerPool]:
    with WorkerPool(workers=2, seconds=30, memory_bytes=MEMORY, cpu_seconds=2) as pool:
        yield pool


@pytest.fixture
def single() -> Iterator[WorkerPool]:
    with WorkerPool(workers=1, seconds=20, memory_bytes=MEMORY) as pool:
        yield pool


def reason_of(outcome: object) -> ReasonCode:
    assert isinstance(outcome, ItemFailure), outcome
    return outcome.reason


@pytest.mark.parametrize(
    ("function", "item", "reason"),
    [
        pytest.param(backtrack_for_ever, A_LONG_WAY_BACK, ReasonCode.TIMED_OUT, id="never leaves C code"),
        pytest.param(bytearray, 50 * 1024**3, ReasonCode.OUT_OF_MEMORY, id="asks for 50 GiB at once"),
        pytest.param(list, repeat("x"), ReasonCode.OUT_OF_MEMORY, id="grows without end"),
        pytest.param(signal.raise_signal, signal.SIGKILL, ReasonCode.INTERRUPTED, id="is killed"),
        pytest.param(ctypes.string_at, 0, ReasonCode.INTERNAL_ERROR, id="crashes"),
        pytest.param(os._exit, 3, ReasonCode.INTERNAL_ERROR, id="ends its process"),
        pytest.param(sys.exit, 0, ReasonCode.INTERNAL_ERROR, id="exits"),
        pytest.param(int, "words", ReasonCode.INTERNAL_ERROR, id="raises"),
        pytest.param(eval, "lambda: 0", ReasonCode.INTERNAL_ERROR, id="answers what cannot travel"),
    ],
)
def test_a_bad_item_costs_nobody_else_anything(
    pool: WorkerPool, function: Any, item: object, reason: ReasonCode
) -> None:
    outcomes = [pool.submit(len, "before"), pool.submit(function, item), *(pool.submit(len, "x" * n) for n in range(9))]
    before, bad, *after = (outcome.result(timeout=60) for outcome in outcomes)
    assert reason_of(bad) is reason
    assert [before, *after] == [6, *range(9)]


def test_memory_that_the_system_does_not_limit_is_watched() -> None:
    shared = f"__import__('mmap').mmap(-1, {2 * MEMORY})"
    grow = f"[[memory.write(bytes(4096)) for _ in range({MEMORY // 2048})] for memory in [{shared}]]"
    with WorkerPool(workers=1, seconds=20, memory_bytes=MEMORY) as pool:
        outcome = pool.submit(eval, grow + " and __import__('time').sleep(60)").result(timeout=15)
    assert reason_of(outcome) is ReasonCode.OUT_OF_MEMORY


def test_an_item_that_sleeps_costs_nobody_else_anything() -> None:
    with WorkerPool(workers=2, seconds=0.5, memory_bytes=MEMORY) as pool:
        sleeps, others = pool.submit(time.sleep, 600), [pool.submit(len, "x" * n) for n in range(9)]
        bad, after = sleeps.result(timeout=60), [other.result(timeout=60) for other in others]
    assert (reason_of(bad), after) == (ReasonCode.TIMED_OUT, list(range(9)))


def test_an_item_that_takes_its_share_of_cpu_is_ended_in_the_middle_of_c_code() -> None:
    with WorkerPool(workers=1, seconds=60, memory_bytes=MEMORY, cpu_seconds=1) as pool:
        began = time.process_time()
        stuck, following = pool.submit(backtrack_for_ever, A_LONG_WAY_BACK), pool.submit(len, "next")
        first, second = stuck.result(timeout=50), following.result(timeout=50)
    assert isinstance(first, ItemFailure)
    assert (first.reason, second) == (ReasonCode.TIMED_OUT, 4)
    assert "longer than 1 seconds" in first.message
    assert time.process_time() - began < 1


def test_each_item_has_its_own_share_of_cpu() -> None:
    with WorkerPool(workers=1, seconds=60, memory_bytes=MEMORY, cpu_seconds=1) as pool:
        outcomes = list(pool.map(eval, ["sum(range(20_000_000))"] * 5))
    assert not [outcome for outcome in outcomes if isinstance(outcome, ItemFailure)]


def test_a_library_that_gives_up_for_want_of_memory_is_named_as_what_it_is() -> None:
    hold = f"[held := b'x' * {MEMORY // 2}, __import__('time').sleep(0.3), __import__('os').abort()]"
    with WorkerPool(workers=1, seconds=20, memory_bytes=MEMORY) as pool:
        gives_up, crashes = (pool.submit(eval, each).result(timeout=15) for each in (hold, "__import__('os').abort()"))
    assert (reason_of(gives_up), reason_of(crashes)) == (ReasonCode.OUT_OF_MEMORY, ReasonCode.INTERNAL_ERROR)


def test_a_process_that_crashes_leaves_no_picture_of_its_memory(single: WorkerPool) -> None:
    limits = "__import__('resource').getrlimit(__import__('resource').RLIMIT_CORE)"
    assert single.submit(eval, limits).result() == (0, 0)


def test_the_deadline_counts_from_the_start_of_an_item_not_from_its_submission() -> None:
    with WorkerPool(workers=1, seconds=0.6, memory_bytes=MEMORY) as pool:
        assert list(pool.map(time.sleep, [0.3] * 4)) == [None] * 4


def test_a_process_killed_while_it_has_nothing_to_do_costs_no_item(single: WorkerPool) -> None:
    first = single.submit(eval, PROCESS_ID).result()
    assert isinstance(first, int)
    os.kill(first, signal.SIGKILL)
    time.sleep(0.1)
    assert single.submit(len, "four").result() == 4


def test_killing_processes_costs_the_items_they_worked_on_and_no_other() -> None:
    before = set(psutil.Process().children())
    failures = []
    with WorkerPool(workers=2, seconds=20, memory_bytes=MEMORY) as pool:
        for position, outcome in enumerate(pool.map(time.sleep, [0.02] * 60)):
            if position in {10, 20, 30}:
                (set(psutil.Process().children()) - before).pop().kill()
            if outcome is not None:
                failures.append(reason_of(outcome))
    assert set(failures) == {ReasonCode.INTERRUPTED}
    assert len(failures) <= 3


def test_results_keep_the_order_of_the_items(pool: WorkerPool) -> None:
    slow_first = [f"__import__('time').sleep({0.1 if n % 5 == 0 else 0}) or {n}" for n in range(20)]
    assert list(pool.map(eval, slow_first)) == list(range(20))


def test_map_takes_from_an_endless_source_only_what_it_needs(pool: WorkerPool) -> None:
    taken = count()
    outcomes = pool.map(abs, taken)
    assert list(islice(outcomes, 5)) == [0, 1, 2, 3, 4]
    assert next(taken) < 20


def test_no_item_waits_behind_a_slow_one_while_another_process_is_free() -> None:
    with WorkerPool(workers=2, seconds=30, memory_bytes=MEMORY) as pool:
        slow, quick = pool.submit(time.sleep, 20), pool.submit(len, "four")
        assert quick.result(timeout=15) == 4
        assert not slow.done()


def test_what_was_sent_ahead_goes_to_the_next_process_when_its_own_ends(single: WorkerPool) -> None:
    outcomes = [single.submit(os._exit, 3) if n % 2 else single.submit(abs, n) for n in range(8)]
    assert [outcome.result(timeout=15) for outcome in outcomes][::2] == [0, 2, 4, 6]


def test_what_was_sent_ahead_and_cancelled_answers_nobody_else(single: WorkerPool) -> None:
    first = single.submit(time.sleep, 0.5)
    ahead, others = single.submit(abs, 7), [single.submit(abs, n) for n in range(5)]
    while not first.running():
        time.sleep(0.01)
    assert ahead.cancel()
    assert [other.result(timeout=15) for other in others] == list(range(5))


def test_many_threads_may_feed_one_pool(pool: WorkerPool) -> None:
    with ThreadPoolExecutor(8) as threads:
        sums = threads.map(lambda start: list(pool.map(abs, range(start, start + 50))), range(0, 400, 50))
        assert [number for part in sums for number in part] == list(range(400))


def test_one_item_starts_one_process_only() -> None:
    before = set(psutil.Process().children())
    with WorkerPool(workers=8, seconds=20, memory_bytes=MEMORY) as pool:
        assert pool.submit(abs, -1).result() == 1
        assert len(set(psutil.Process().children()) - before) == 1
    assert set(psutil.Process().children()) == before


def test_a_process_serves_many_items_but_not_with_much_memory_left_behind(single: WorkerPool) -> None:
    first, second = single.map(eval, [PROCESS_ID] * 2)
    assert first == second
    left_behind = f"setattr(__import__('sys'), 'left_behind', b'x' * {int(MEMORY * 0.6)})"
    _, third = single.map(eval, [left_behind, PROCESS_ID])
    assert third != first


def test_what_an_exception_says_never_travels(single: WorkerPool) -> None:
    outcome = single.submit(int, "Jane Roe, 12 Elm Street").result()
    assert isinstance(outcome, ItemFailure)
    assert outcome.detail.startswith("ValueError at pathwise.workers.child:")
    assert "Roe" not in repr(outcome)


def test_what_an_item_prints_reaches_nobody(single: WorkerPool, capfd: pytest.CaptureFixture[str]) -> None:
    single.submit(os.system, "echo words of a resume; echo more words >&2").result()
    single.submit(print, "words of a resume").result()
    assert capfd.readouterr() == ("", "")


def test_the_processes_hold_no_address_of_the_database(single: WorkerPool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://pathwise:secret@db.example.org/pathwise")
    monkeypatch.setenv("PREFECT_API_URL", "http://prefect.example.org/api")
    names = single.submit(eval, "sorted(__import__('os').environ)").result()
    assert isinstance(names, list)
    assert not [name for name in names if name == "DATABASE_URL" or name.startswith("PREFECT_")]
    assert "OMP_NUM_THREADS" in names


def test_closing_stops_what_runs_and_cancels_what_waits() -> None:
    pool = WorkerPool(workers=1, seconds=60, memory_bytes=MEMORY)
    runs, waits = pool.submit(time.sleep, 600), pool.submit(time.sleep, 600)
    while not runs.running():
        time.sleep(0.01)
    began = time.monotonic()
    pool.close()
    pool.close()
    assert time.monotonic() - began < 3
    assert reason_of(runs.result()) is ReasonCode.INTERRUPTED
    with pytest.raises(CancelledError):
        waits.result()
    with pytest.raises(RuntimeError, match="closed"):
        pool.submit(abs, 1)


def run_script(tmp_path: Path, body: str) -> "subprocess.Popen[str]":
    """Start a program that feeds a pool, with no guard around its main module."""
    script = tmp_path / "program.py"
    head = f"""
        import functools, os, re, time, psutil
        from pathwise.workers.pool import WorkerPool
        pool = WorkerPool(workers=2, seconds=60, memory_bytes={MEMORY})
    """
    script.write_text(textwrap.dedent(head) + textwrap.dedent(body))
    return subprocess.Popen(
        [sys.executable, str(script)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, process_group=0
    )


WORK_FOR_EVER = """
    pool.submit(time.sleep, 600)
    for_ever = pool.submit(functools.partial(re.match, r"(a+)+$"), "a" * 80 + "b")
    while len(psutil.Process().children()) < 2:
        time.sleep(0.05)
    time.sleep(0.7)
    print(*(child.pid for child in psutil.Process().children()), flush=True)
    for_ever.result()
"""


def children_of(program: "subprocess.Popen[str]") -> list[psutil.Process]:
    assert program.stdout is not None
    return [psutil.Process(int(pid)) for pid in program.stdout.readline().split()]


def test_no_process_outlives_a_parent_that_is_killed(tmp_path: Path) -> None:
    with run_script(tmp_path, WORK_FOR_EVER) as program:
        children = children_of(program)
        assert len(children) == 2
        program.kill()
        _, alive = psutil.wait_procs(children, timeout=5)
        assert alive == []


def test_ctrl_c_ends_everything_with_the_parents_traceback_alone(tmp_path: Path) -> None:
    with run_script(tmp_path, WORK_FOR_EVER) as program:
        children = children_of(program)
        for child in children:
            child.send_signal(signal.SIGINT)
        os.killpg(program.pid, signal.SIGINT)
        _, errors = program.communicate(timeout=10)
        assert errors.count("Traceback") == 1
        assert errors.rstrip().endswith("KeyboardInterrupt")
        _, alive = psutil.wait_procs(children, timeout=5)
        assert alive == []


def test_what_the_parents_main_module_imports_stays_out_of_the_processes(tmp_path: Path) -> None:
    body = """
        import prefect, sqlalchemy
        pure = ["pathwise.documents", "pathwise.resume", "pathwise.job", "pathwise.scoring", "pathwise.feedback"]
        for name in pure:
            assert pool.submit(exec, f"import {name}.model").result() is None, name
        modules = pool.submit(eval, "sorted(__import__('sys').modules)").result()
        print(*(name for name in modules if name.split(".")[0] in {"prefect", "sqlalchemy", "program"}))
        pool.close()
    """
    with run_script(tmp_path, body) as program:
        output, errors = program.communicate(timeout=60)
    assert (output.strip(), errors) == ("", "")


def test_a_function_of_the_main_module_is_refused_with_the_way_out(tmp_path: Path) -> None:
    with run_script(tmp_path, "def local(item): return item\npool.submit(local, 1)") as program:
        _, errors = program.communicate(timeout=20)
    assert "move it to a module that can be imported" in errors
