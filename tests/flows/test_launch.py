"""A termination signal that comes while a flow runs within a command."""

import signal
import sys
from collections.abc import Iterator
from types import FrameType

import pytest
from prefect import flow
from prefect.exceptions import TerminationSignal

from flows.launch import FLOWS, launch, swallowed_signal

ENDED = 128 + signal.SIGTERM


@flow(name="interrupted-while-a-task-begins")
def interrupted() -> None:
    try:
        raise TerminationSignal(signal.SIGTERM)  # noqa: TRY301 - the chain of the two is what is tried
    except TerminationSignal:
        # As Prefect's engine does where the signal comes before the run of a task is set.
        raise ValueError("Task run is not set")  # noqa: B904


@flow(name="broken")
def broken() -> None:
    raise ValueError("of its own")


@pytest.fixture
def ends_in_order() -> Iterator[None]:
    def end(number: int, _: FrameType | None) -> None:
        sys.exit(128 + number)

    before = signal.signal(signal.SIGTERM, end)
    yield
    signal.signal(signal.SIGTERM, before)


@pytest.mark.usefixtures("ends_in_order")
def test_a_signal_that_the_engine_made_a_failure_of_ends_the_command_still(
    api_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(FLOWS, interrupted.name, interrupted)
    with pytest.raises(SystemExit) as ended:
        launch(api_url, interrupted.name, "trigger:command-line", {})
    assert ended.value.code == ENDED


@pytest.mark.usefixtures("ends_in_order")
def test_a_failure_without_a_signal_is_a_failure(api_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(FLOWS, broken.name, broken)
    state = launch(api_url, broken.name, "trigger:command-line", {})
    assert state.is_failed()
    assert swallowed_signal(state.result(raise_on_failure=False)) is None
