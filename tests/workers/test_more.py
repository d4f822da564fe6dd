"""What is given beyond the limits to an item that recognises the words of a picture, and to no other."""

import pytest

from pathwise.workers.failure import ItemFailure
from pathwise.workers.pool import WorkerPool
from pathwise_models.enums import ReasonCode

MEBIBYTE = 1024**2
MEMORY = 300 * MEBIBYTE


def reason_of(outcome: object) -> ReasonCode:
    assert isinstance(outcome, ItemFailure), outcome
    return outcome.reason


def recognising(then: str) -> str:
    """Write an item that says that it recognises a page, and goes on."""
    return f"[__import__('pathwise.documents.ocr', fromlist=['x']).announce(), {then}]"


SPENT = "iter(__import__('time').process_time, None)"
WORKS = f"max(__import__('itertools').takewhile(lambda spent: spent < 3.0, {SPENT}))"


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        pytest.param("__import__('time').sleep(2.0)", ReasonCode.TIMED_OUT, id="wall time"),
        pytest.param(WORKS, ReasonCode.TIMED_OUT, id="CPU time"),
        pytest.param(f"len(bytes({MEMORY}))", ReasonCode.OUT_OF_MEMORY, id="memory"),
    ],
)
def test_more_is_given_to_an_item_that_recognises_a_page_and_to_no_other(item: str, reason: ReasonCode) -> None:
    seconds = 1.0 if "sleep" in item else 60.0
    with WorkerPool(1, seconds, MEMORY, cpu_seconds=1, more_seconds=20, more_memory_bytes=MEMORY) as pool:
        without, scan = pool.map(eval, [item, recognising(item)])
    assert reason_of(without) is reason
    assert isinstance(scan, list), scan


def test_the_next_item_has_its_own_time_again() -> None:
    sleeps = "__import__('time').sleep(1.0)"
    with WorkerPool(1, seconds=0.6, memory_bytes=MEMORY, more_seconds=20) as pool:
        scan, after = pool.map(eval, [recognising(sleeps), sleeps])
    assert isinstance(scan, list)
    assert reason_of(after) is ReasonCode.TIMED_OUT


def test_each_page_that_is_recognised_adds_its_time_and_the_message_names_the_sum() -> None:
    with WorkerPool(1, seconds=0.5, memory_bytes=MEMORY, more_seconds=1) as pool:
        failure = pool.submit(eval, recognising(recognising("__import__('time').sleep(60)"))).result(timeout=30)
    assert isinstance(failure, ItemFailure)
    assert "longer than 2.5 seconds" in failure.message


def test_the_message_of_a_scan_names_the_memory_that_it_was_given() -> None:
    with WorkerPool(1, seconds=30, memory_bytes=MEMORY, more_memory_bytes=100 * MEBIBYTE) as pool:
        failure = pool.submit(eval, recognising("bytes(2**40)")).result(timeout=30)
    assert isinstance(failure, ItemFailure)
    assert "more than 400 MiB" in failure.message
