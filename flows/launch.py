"""Runs a flow within this process, as a command does: told apart by its tag, its log in a file."""

import logging
import os
from pathlib import Path
from typing import Any, cast

from prefect import Flow, tags
from prefect.client.schemas.objects import State
from prefect.exceptions import TerminationSignal
from prefect.settings import PREFECT_API_URL, PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

from flows.compare_batch import compare_batch
from flows.import_resumes import import_resumes
from flows.process_chunk import process_chunk
from flows.process_upload import process_upload
from flows.reprocess_uploads import reprocess_uploads

FLOWS: dict[str, Flow[..., Any]] = {
    flow.name: flow for flow in (compare_batch, import_resumes, process_chunk, process_upload, reprocess_uploads)
}

LONGEST_CHAIN = 50


def launch(api_url: str, name: str, trigger: str, parameters: dict[str, Any]) -> State[Any]:
    """Run a flow to its end.

    Args:
        api_url: The Prefect server that keeps its state.
        name: Name of the flow, such as `process-upload`.
        trigger: Tag that tells what started it.
        parameters: Ids and small options.

    Returns:
        Its final state; a failed one carries the error.

    Raises:
        BaseException: What the handler of a termination signal raises, if one came while the flow ran.
    """
    settings = {
        PREFECT_API_URL: api_url,
        # A command that dies is noticed by its claims running out; a heartbeat would cost a second a run.
        PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None,
    }
    with tags(trigger), temporary_settings(settings):
        state = cast("State[Any]", FLOWS[name](**parameters, return_state=True))
    if not state.is_completed() and (number := swallowed_signal(state.result(raise_on_failure=False))):
        os.kill(os.getpid(), number)
    return state


def swallowed_signal(error: object) -> int | None:
    """Tell which termination signal lies behind the failure of a flow.

    Prefect takes the signal for itself while a flow runs, and sends it again once the flow has ended by it. Where it
    comes while a task begins, Prefect's own handling of the crash breaks ("Task run is not set"): the flow fails by
    that, and nobody sends the signal again.
    """
    seen = 0
    while isinstance(error, BaseException) and seen < LONGEST_CHAIN:
        if isinstance(error, TerminationSignal):
            return error.signal
        error, seen = error.__cause__ or error.__context__, seen + 1
    return None


def log_to(file: Path) -> None:
    """Send what Prefect would print to a file instead; what it sends to its server stays as it is."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handler = logging.FileHandler(file, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    for name in ["", *logging.root.manager.loggerDict]:
        logger = logging.getLogger(name)
        printing = [each for each in logger.handlers if isinstance(each, logging.StreamHandler)]
        for each in printing:
            logger.removeHandler(each)
            logger.addHandler(handler)
