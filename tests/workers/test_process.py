import pickle
from threading import Event

import pytest

from pathwise.workers.process import ItemLimits, WorkerProcess, WorkerStartError


def test_a_process_that_cannot_start_is_an_error_that_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/no/such/python")
    process = WorkerProcess(ItemLimits(seconds=1, memory_bytes=2**30), Event())
    with pytest.raises(WorkerStartError, match=r"could not be started: No such file or directory\."):
        process.run(pickle.dumps((abs, -1)))


def test_a_process_that_ends_while_it_starts_is_an_error_that_says_how(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/bin/false")
    process = WorkerProcess(ItemLimits(seconds=1, memory_bytes=2**30), Event())
    with pytest.raises(WorkerStartError, match="exit status 1"):
        process.run(pickle.dumps((abs, -1)))
