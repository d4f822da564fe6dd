import pytest

from pathwise.workers.failure import Guard, ItemFailure, internal_error, interrupted, out_of_memory, timed_out
from pathwise_models.enums import ReasonCode


@pytest.mark.parametrize("failure", [internal_error("X"), interrupted(), out_of_memory(2**30), timed_out(30)])
def test_every_failure_can_be_cured_and_names_the_way_out(failure: ItemFailure) -> None:
    assert failure.reason.is_curable
    assert "again" in failure.message


def test_the_places_of_an_exception_are_named_without_its_words() -> None:
    def parse(text: str) -> int:
        return int(text)

    with Guard(memory_bytes=2**30) as guard:
        parse("Jane Roe")
    assert guard.failure is not None
    first, second = guard.failure.detail.removeprefix("ValueError at ").split(" > ")
    assert first.endswith("test_the_places_of_an_exception_are_named_without_its_words")
    assert second.endswith("parse")
    assert "Roe" not in guard.failure.detail


def test_a_memory_error_is_named_as_what_it_is() -> None:
    with Guard(memory_bytes=2**30) as guard:
        raise MemoryError
    assert guard.failure is not None
    assert guard.failure.reason is ReasonCode.OUT_OF_MEMORY
    assert "1,024 MiB" in guard.failure.message


def test_a_block_without_a_fault_leaves_no_failure() -> None:
    with Guard(memory_bytes=2**30) as guard:
        pass
    assert guard.failure is None
