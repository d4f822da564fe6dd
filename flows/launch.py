"""Runs a flow within this process, as a command does: told apart by its tag, its log in a file."""

import logging
from pathlib import Path
from typing import Any, cast

from prefect import Flow, tags
from prefect.client.schemas.objects import State
from prefect.settings import PREFECT_API_URL, PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

from flows.compare_batch import compare_batch
from flows.import_resumes import import_resumes
from flows.process_chunk import process_chunk
from flows.process_upload import process_upload
from flows.reprocess_uploads import reprocess_uploads

FLOWS: dict[str, Flow[..., Any]] = {
    flow.name: flow for flow in (compare_batch, import_resumes, process_chunk, process_upload, reprocess_uploads)
}


def launch(api_url: str, name: str, trigger: str, parameters: dict[str, Any]) -> State[Any]:
    """Run a flow to its end.

    Args:
        api_url: The Prefect server that keeps its state.
        name: Name of the flow, such as `process-upload`.
        trigger: Tag that tells what started it.
        parameters: Ids and small options.

    Returns:
        Its final state; a failed one carries the error.
    """
    settings = {
        PREFECT_API_URL: api_url,
        # A command that dies is noticed by its claims running out; a heartbeat would cost a second a run.
        PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None,
    }
    with tags(trigger), temporary_settings(settings):
        return cast("State[Any]", FLOWS[name](**parameters, return_state=True))


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
