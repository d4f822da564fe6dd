"""Who runs: the Prefect run that a task is part of, as a claimant of work."""

import getpass
import logging
from contextlib import closing
from uuid import UUID, uuid4

import prefect.runtime
from prefect import get_run_logger
from prefect.context import FlowRunContext, TaskRunContext

from pathwise.runtime.prefect_api import PrefectApi, PrefectAwayError
from pathwise.storage.stage_runs import Claimant
from pathwise_models.enums import StageTrigger
from tasks.tags import TRIGGERS


def current_claimant() -> Claimant:
    """Name the flow run and task run that this code runs in, and what started them.

    Returns:
        Outside any flow run, as in a test of one task, a claimant with an id of its own.
    """
    flow_run_id = prefect.runtime.flow_run.id
    task_run_id = prefect.runtime.task_run.id
    trigger = _trigger(prefect.runtime.flow_run.tags or [])
    return Claimant(
        flow_run_id=UUID(str(flow_run_id)) if flow_run_id else uuid4(),
        task_run_id=UUID(str(task_run_id)) if task_run_id else None,
        trigger=trigger,
        # On a worker the account says nothing about who asked.
        actor=getpass.getuser() if trigger is StageTrigger.COMMAND_LINE else None,
    )


def is_stopped_by_a_person() -> bool:
    """Tell whether the end of this process was wanted: Ctrl-C at a command, or a run that was cancelled in Prefect.

    A worker that ends takes its runs with it, and Prefect may take a run's slot away: nobody wanted that.
    """
    flow_run_id = prefect.runtime.flow_run.id
    api = PrefectApi.from_environment()
    if not flow_run_id or api is None or current_claimant().trigger is StageTrigger.COMMAND_LINE:
        return True
    with closing(api):
        try:
            run = api.flow_runs([UUID(str(flow_run_id))])
        except PrefectAwayError:
            return False
    return any(each.state.is_cancelled for each in run.values())


def run_logger() -> "logging.Logger | logging.LoggerAdapter[logging.Logger]":
    """Give the log of the run that this code runs in; outside any run, the program's own."""
    is_within_run = TaskRunContext.get() or FlowRunContext.get()
    return get_run_logger() if is_within_run else logging.getLogger("pathwise")


def _trigger(tags: list[str]) -> StageTrigger:
    named = [TRIGGERS[tag] for tag in tags if tag in TRIGGERS]
    return named[0] if named else StageTrigger.UI
